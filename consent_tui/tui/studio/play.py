"""Plays the kiosk from a screen on, on the whole window: the kiosk's own screen on an encounter that nobody keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import events

from consent_tui.model.acts import Act
from consent_tui.model.state import State
from consent_tui.services.session import Session
from consent_tui.tui.kiosk.messages import Anew, Repaint, Respace
from consent_tui.tui.kiosk.palettes import AIRY, with_palettes
from consent_tui.tui.kiosk.screen import KioskScreen
from consent_tui.views.parts import Key
from consent_tui.views.shapes import View
from consent_tui.words import Words

BACK = ("escape", "ctrl+q", "ctrl+c")
STOP = "F9"  # Esc leads back to the studio here, and what is written on a cap is what works
FOOT = "This is a try. Nothing is saved. Esc: the studio."


class PlayScreen(KioskScreen, inherit_bindings=False):
    """`session` stands at the screen to begin at; `draw` and `words` are the pack's."""

    def __init__(self, session: Session, draw: Callable[[State], View], words: Callable[[str], Words]) -> None:
        self._session, self._draw, self._spoken = session, draw, words
        super().__init__(_tried(draw(session.state)), self._act, _no_clock, words)

    def _view(self) -> View:
        state = self._session.state
        return _tried(with_palettes(self._draw(state), state, self._spoken, self.app.theme, airy=self.has_class(AIRY)))

    def _act(self, act: Act) -> View:
        if isinstance(act, Repaint):
            self.app.theme = act.theme
            self.post_message(Anew(self._view))
        elif isinstance(act, Respace):
            self.set_class(act.wide, AIRY)
        else:
            self._session.post(act, self._session.state.revision)
        return self._view()

    async def on_key(self, event: events.Key) -> None:
        if event.key in BACK:
            event.stop()
            event.prevent_default()
            if self.is_current:  # pressed twice, it would leave the studio, too
                self.dismiss()


def _tried(view: View) -> View:
    """Return the view as it stands in a try: its foot says so, and Stop has another key."""
    return replace(view, frame=replace(view.frame, keys=tuple(map(_recapped, view.frame.keys)), foot=FOOT))


def _recapped(key: Key) -> Key:
    return replace(key, cap=STOP, typing_cap=STOP) if key.command == "stop" else key


async def _no_clock() -> None:
    """Nobody is waited for: a trainer may think as long as they like."""
