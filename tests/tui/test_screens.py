"""Every kind of sheet as text, at two sizes and on a bare console. `CONSENT_TUI_SNAPSHOTS=write` renews the files."""

import os
from pathlib import Path

import pytest

from tests.tui import sample_views
from tests.tui.stage import playing, text_of

SNAPSHOTS = Path(__file__).with_name("snapshots")
KINDS = (((80, 24), "linen"), ((120, 40), "linen"), ((80, 24), "console"))


@pytest.mark.parametrize(("size", "theme"), KINDS)
@pytest.mark.parametrize("name", sample_views.ALL)
async def test_a_sheet_looks_as_it_did(name, size, theme):
    async with playing(sample_views.ALL[name](), size=size, theme=theme) as (pilot, app, _session):
        await app.tick()  # a warning counts from here
        await pilot.pause()
        shown = text_of(app)
    kept = SNAPSHOTS / f"{name}-{theme}-{size[0]}x{size[1]}.txt"
    if os.environ.get("CONSENT_TUI_SNAPSHOTS") == "write":
        kept.write_text(shown, "utf-8")
    assert shown == kept.read_text("utf-8")


@pytest.mark.parametrize("name", sample_views.ALL)
async def test_a_bare_console_gets_7_bit_signs_and_letters_only(name):
    """*Only the 16 VGA colours … 7-bit glyphs … Letters of the language itself (ñ, ç) stay.*"""
    async with playing(sample_views.ALL[name](), theme="console") as (_, app, _session):
        shown = text_of(app)
    half = {"▀"} if name == "code" else set()  # no other sign holds two modules of a QR code, and 24 rows no larger one
    assert {sign for sign in shown if ord(sign) > 127 and not sign.isalpha()} == half
