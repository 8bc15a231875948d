"""`consent-tui pack preview` before any screen: what it says, and how it ends."""

import sys
from types import SimpleNamespace

import pytest

from consent_tui import wiring
from consent_tui.cli import terminal
from consent_tui.cli.commands import run
from consent_tui.cli.ending import Ended, Exit, ended
from consent_tui.tui.studio import running
from tests.content.small_pack import write


@pytest.fixture
def on_a_terminal(monkeypatch):
    """A terminal that can be drawn on, and a studio that only says with what it was started."""
    started = []

    def run_studio(workshop, reading, *, language):
        started.append(SimpleNamespace(workshop=workshop, reading=reading, language=language))
        return 0

    monkeypatch.setattr(terminal, "unfit", lambda: None)
    monkeypatch.setattr(running, "run_studio", run_studio)
    return started


@pytest.mark.parametrize("name", ["nowhere", "file.txt"])
def test_what_is_no_folder_is_told_and_exits_1(tmp_path, name):
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(Ended, match="folder") as why:
        run(["pack", "preview", str(tmp_path / name)])
    assert why.value.exit_code == Exit.NO


def test_without_a_terminal_it_says_what_to_do_instead(tmp_path, monkeypatch):
    monkeypatch.setattr(terminal, "unfit", lambda: "No terminal here.")
    with pytest.raises(Ended, match="consent-tui pack check") as why:
        run(["pack", "preview", str(write(tmp_path))])
    assert why.value.exit_code == Exit.COULD_NOT


def test_a_broken_pack_starts_all_the_same(tmp_path, on_a_terminal):
    assert run(["pack", "preview", str(write(tmp_path, {"pages.toml": "[["}))]) == 0
    assert on_a_terminal[0].reading.pack is None


def test_a_folder_that_is_no_pack_starts_and_says_so(tmp_path, on_a_terminal):
    assert run(["pack", "preview", str(tmp_path)]) == 0
    assert [fault.what for fault in on_a_terminal[0].reading.faults] == ["this folder is empty"]


def test_a_language_that_the_pack_lacks_is_used_wrongly(tmp_path, on_a_terminal, capsys):
    assert ended(lambda: run(["pack", "preview", str(write(tmp_path)), "--language", "fr"])) == Exit.USED_WRONGLY
    assert 'no language "fr"; it has en' in capsys.readouterr().err
    assert run(["pack", "preview", str(tmp_path), "--language", "en"]) == 0
    assert on_a_terminal[0].language == "en"


def test_a_missing_extra_is_told_in_one_sentence(tmp_path, on_a_terminal, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    monkeypatch.delitem(sys.modules, "consent_tui.tui.studio.watching", raising=False)
    assert ended(lambda: run(["pack", "preview", str(write(tmp_path))])) == Exit.COULD_NOT
    said = capsys.readouterr().err.strip()
    assert "pip install 'consent-tui[studio]'" in said
    assert "\n" not in said
    assert on_a_terminal == []


def test_the_parts_of_the_real_studio_fit_together(tmp_path, on_a_terminal):
    wiring.studio(write(tmp_path), None)
    shop = on_a_terminal[0].workshop
    page = on_a_terminal[0].reading.pack.words["en"].pages["touch"]
    assert shop.measure(page, "en").words > 10
    assert shop.measure(page, "en").grade is not None
    assert shop.check(tmp_path).warnings
