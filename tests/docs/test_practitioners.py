"""The practitioners' guide shows the desk as it is and names its keys. `CONSENT_TUI_GUIDE=write` renews them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from consent_tui.views.desk.deeds import DEEDS
from consent_tui.views.desk.help import FIGURES, LIST, RECORD
from tests.docs.renewing import _draw
from tests.tui.desk.bench import Practice, masked, press, reviewing
from tests.tui.stage import text_of

GUIDE = Path(__file__).parents[2] / "docs" / "practitioners.md"
PICTURES = {  # the keys that lead there, each from the one before
    "list": (),
    "record": (*["down"] * 3, "enter"),
    "countersign": ("s", "1", "2", "3", "4"),
    "sealing": ("enter",),
    "locked": ("f9",),
}
FIGURED = {"figures": ("g",)}


@pytest.mark.parametrize(("made", "pictures"), [(Practice.day, PICTURES), (Practice.months, FIGURED)])
async def test_the_guide_shows_the_desk_as_it_is(tmp_path, made, pictures):
    practice = made(Practice(tmp_path / "records"))
    async with reviewing(practice, size=(100, 30), is_pin=lambda typed: False) as (pilot, app, _):
        for name, keys in pictures.items():
            shown = masked(await press(pilot, *keys)).rstrip().split("\n")
            beside = GUIDE.parent / "practitioners" / name
            if os.environ.get("CONSENT_TUI_GUIDE") == "write":
                beside.parent.mkdir(exist_ok=True)
                _draw(beside, app.export_screenshot(), shown)
            assert beside.with_suffix(".txt").read_text("utf-8").rstrip().split("\n") == shown, name
            assert f"practitioners/{name}.png" in GUIDE.read_text("utf-8")
            assert text_of(app)


def test_the_guide_names_every_act_and_every_key():
    guide = GUIDE.read_text("utf-8")
    for cap, word in DEEDS.values():
        assert re.search(rf"`{cap}`[^\n]*{word}", guide), word
    for names, _ in (*LIST, *RECORD, *FIGURES):
        for name in names.split():
            assert name == "to" or f"`{name}`" in guide, name
