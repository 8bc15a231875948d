"""Draws what is around a sheet: band, rail, spine, notice, keys, foot."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.kiosk.frame import Band, Foot, Rail
from consent_tui.tui.kiosk.keybar import KeyBar
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.widgets.prose import say
from consent_tui.views.shapes import CodeSheet, CoverSheet, Frame, ResultSheet, View


def surround(window: Widget, view: View, sheet: Sheet[Any]) -> None:
    """Draw all but the keys."""
    plain = glyphs_of(window.app.theme).plain
    window.set_class(isinstance(view.sheet, CoverSheet | CodeSheet), "-cover")
    tone = str(view.sheet.tone) if isinstance(view.sheet, ResultSheet) else ""
    window.query_one("#spine").set_classes(tone)
    window.query_one(Band).show(view.frame)
    window.query_one(Rail).show(view.frame)
    notice = window.query_one("#notice", Static)
    say(notice, Content(plain(view.frame.notice)))
    notice.display = bool(view.frame.notice)
    say(window.query_one("#small", Static), Content(plain(sheet.words("screen.small"))), layout=False)


async def show_keys(window: Widget, frame: Frame, sheet: Sheet[Any], *, typing: bool) -> None:
    """Draw the keys with the caps that work now, and say whether there is more of the sheet."""
    glyphs = glyphs_of(window.app.theme)
    cap = sheet.words("screen.any_key") if sheet.ANY_KEY else "Enter"
    await window.query_one(KeyBar).show(frame, sheet.main(), cap, typing=typing)
    window.query_one(Foot).show(frame, typing=typing)
    more = sheet.more()
    words = Content(f"{glyphs.down} {glyphs.plain(more)}" if more else "")
    say(window.query_one("#more", Static), words, layout=False)
