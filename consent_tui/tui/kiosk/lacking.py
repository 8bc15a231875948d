"""The main key was pressed and is not ready: what is missing is said, and the focus led there. Nothing is answered."""

from __future__ import annotations

from typing import Any

from textual.widget import Widget

from consent_tui.tui.kiosk.messages import Turned
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.views.parts import MainKey


class Lacking:
    """What was said to be missing on this sheet, and what the focus was led to."""

    def __init__(self) -> None:
        self._word = ""
        self._led: Widget | None = None

    def lead(self, main: MainKey | None, sheet: Sheet[Any]) -> None:
        if main is None or main.act is not None:
            return
        self._word = main.word
        sheet.post_message(Turned())  # the line below the sheet says something else
        target = sheet.missing(main.at)
        if target is not None:
            self._led = target
            target.focus()

    def told(self, main: MainKey | None) -> str:
        """Return what is to be said as long as it is missing."""
        return self._word if main is not None and main.act is None and main.word == self._word else ""

    def holds(self, focused: Widget | None) -> bool:
        """Whether an answer has the focus by no wish of the client's: one Enter too many must not choose it."""
        return focused is not None and focused is self._led

    def moved(self, focused: Widget | None) -> None:
        if focused is not self._led:
            self._led = None

    def forget(self) -> None:
        """Another sheet is there."""
        self._word, self._led = "", None
