"""*A broken, foreign, half-copied file is listed as what it is and harms nothing*: nor does its name."""

from __future__ import annotations

import pytest

from tests.tui.desk.bench import Practice, of, press, reviewing, text_of

HOSTILE = "a\x1b[2Jb\x1b]0;x\nc\x9b1m\u202ed.txt"  # wipes the screen, names the window, turns what follows round
SHOWN = "a?[2Jb?]0;x?c?1m?d.txt"


@pytest.fixture
def practice(tmp_path):
    practice = Practice(tmp_path / "records")
    practice.keep(of("plain-consent", "Ana Example"))
    (practice.root / HOSTILE).write_bytes(b"hello")
    return practice


def obeyed(app) -> set[str]:
    """What a terminal would obey of all that is painted."""
    strips = app.screen._compositor.render_strips()
    return {sign for strip in strips for segment in strip for sign in segment.text if not sign.isprintable()}


@pytest.mark.parametrize("theme", ["linen", "console"])
async def test_no_file_name_gives_orders_to_the_terminal(practice, theme):
    """In the list, above the page and in the sentence that says that it is no record."""
    async with reviewing(practice, size=(120, 40), theme=theme) as (pilot, app, session):
        assert SHOWN in text_of(app)
        assert obeyed(app) == set()
        while session.desk.at != HOSTILE:
            await press(pilot, "down")
        shown = await press(pilot, "enter")
        assert SHOWN in shown.split("is no record")[0]
        assert f"{SHOWN}isnorecord." in "".join(shown.split())  # it may be wrapped after any question mark
        assert obeyed(app) == set()
        for keys in (("a",), ("f1",), ("escape", "escape")):
            await press(pilot, *keys)
            assert obeyed(app) == set()
        shown = await press(pilot, "slash", "2", "J")
        assert obeyed(app) == set()


async def test_a_folder_name_gives_none_either(practice):
    inner = practice.root / "x\x1b[31m"
    inner.mkdir()
    (inner / "y\r.consent.toml").write_bytes(b"half")
    async with reviewing(practice, size=(120, 40)) as (_, app, _):
        assert "x?[31m/y?" in text_of(app)
        assert obeyed(app) == set()
