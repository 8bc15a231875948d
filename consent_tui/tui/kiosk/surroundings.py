"""Draws what is around a sheet: band, rail, spine, notice, keys, foot."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.kiosk.frame import Band, Foot, Rail
from consent_tui.tui.kiosk.keybar import KeyBar
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.views.shapes import CoverSheet, Frame, ResultSheet, View


def surround(screen: Screen[None], view: View, sheet: Sheet[Any]) -> None:
    """Draw all but the keys."""
    plain = glyphs_of(screen.app.theme).plain
    screen.set_class(isinstance(view.sheet, CoverSheet), "-cover")
    tone = str(view.sheet.tone) if isinstance(view.sheet, ResultSheet) else ""
    screen.query_one("#spine").set_classes(tone)
    screen.query_one(Band).show(view.frame)
    screen.query_one(Rail).show(view.frame)
    notice = screen.query_one("#notice", Static)
    notice.update(Content(plain(view.frame.notice)))
    notice.display = bool(view.frame.notice)
    screen.query_one("#small", Static).update(Content(plain(sheet.words("screen.small"))))


async def show_keys(screen: Screen[None], frame: Frame, sheet: Sheet[Any], *, typing: bool) -> None:
    """Draw the keys with the caps that work now, and say whether there is more of the sheet."""
    glyphs = glyphs_of(screen.app.theme)
    cap = sheet.words("screen.any_key") if sheet.ANY_KEY else "Enter"
    await screen.query_one(KeyBar).show(frame, sheet.main(), cap, typing=typing)
    screen.query_one(Foot).show(frame, typing=typing)
    more = sheet.more()
    screen.query_one("#more", Static).update(Content(f"{glyphs.down} {glyphs.plain(more)}" if more else ""))
