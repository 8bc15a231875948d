"""How staff are let in from Start: by a key, or by a finger on the line that says so. What they see is loaded then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.message import Message

from consent_tui.tui.kiosk.pin_tries import Tries
from consent_tui.tui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from textual.app import App

    from consent_tui.model.record import Practitioner
    from consent_tui.words import Words


class CalledStaff(Message):
    """Somebody pressed the line for staff."""


class StaffLine(Pressable, can_focus=False):
    """The quiet line on Start. Where a PIN is asked for it can be pressed: a kiosk may have no keyboard."""

    def __init__(self, words: str, *, pressed: bool) -> None:
        super().__init__("staff", "", None, 0, classes="para quiet")
        self._words, self._pressed = words, pressed

    def press(self) -> None:
        if self._pressed:
            self.post_message(CalledStaff())

    def parts(self) -> tuple[Content, Content]:
        return Content(""), Content(self.glyphs.plain(self._words))


class Door:
    """Asks for the PIN, then shows what is behind it. Wrong tries are counted as long as the kiosk runs.

    `touched`: there may be no keyboard but on the screen.
    """

    def __init__(
        self, app: App[Any], is_pin: Callable[[str], bool], now: Callable[[], float], *, touched: bool = False
    ) -> None:
        self._app, self._is_pin, self._now, self._by_touch = app, is_pin, now, touched
        self._tries = Tries()

    def knock(
        self,
        words: Words,
        standing: Practitioner | None,
        attend: Callable[[Practitioner | None], None],
        leave: Callable[[], None],
    ) -> None:
        """Ask for the PIN. `standing` is the practitioner of this visit, `attend` takes another one."""
        from consent_tui.tui.kiosk.pin import PinScreen
        from consent_tui.tui.kiosk.pin_staff import BehindPin

        def entered(right: bool | None) -> None:
            if right:
                self._app.push_screen(BehindPin(words, self._now, standing, attend, touched=self._by_touch), left)

        def left(leaves: bool | None) -> None:
            if leaves:
                leave()

        self._app.push_screen(PinScreen(words, self._now, self._is_pin, self._tries, self._keep), entered)

    def _keep(self, tries: Tries) -> None:
        self._tries = tries
