"""The kiosk as a Textual app: parts by argument, timers, palettes, and nothing that leads out of it."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from traceback import extract_tb
from typing import Any, Protocol, cast

from rich.console import Console
from textual import events
from textual.app import App
from textual.screen import Screen

from consent_tui.model.acts import Act
from consent_tui.model.moves import Close
from consent_tui.model.state import Over, State
from consent_tui.tui import lockdown
from consent_tui.tui.kiosk.messages import Repaint
from consent_tui.tui.kiosk.patience import Patience
from consent_tui.tui.kiosk.screen import KioskScreen
from consent_tui.tui.theme import LINEN, PALETTES, THEMES
from consent_tui.tui.theme import theme as palette
from consent_tui.tui.widgets.field import Typing
from consent_tui.views.shapes import Choice, ChooseSheet, IdleSheet, StartSheet, View
from consent_tui.words import Words, load

log = logging.getLogger("consent_tui")
log.addHandler(logging.NullHandler())  # the screen is no log

LEAVE_SECONDS = 3.0  # between two presses of Ctrl+Q
HELD_SECONDS = 0.15  # the same key again within this time is one key held down


class Session(Protocol):
    """What the kiosk plays: `services.session.Session`, or a rehearsal's."""

    state: State

    def post(self, act: Act, revision: int, actor: str = "client") -> State: ...


class KioskApp(App[int], inherit_bindings=False):
    """`draw` makes a view of a state; `words` speaks a language; `now` counts seconds and never goes back.

    `held_seconds`: a rehearsal, which presses faster than a hand, passes 0.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    COMMANDS = set()  # noqa: RUF012 - Textual's name for: none
    AUTO_FOCUS = ""
    TITLE = "consent-tui"

    def __init__(
        self,
        session: Session,
        draw: Callable[[State], View],
        *,
        theme: str | None,
        idle_seconds: float,
        warning_seconds: float,
        hidden_minutes: float,
        done_seconds: float = 60,
        words: Callable[[str], Words] = load,
        now: Callable[[], float] = time.monotonic,
        held_seconds: float = HELD_SECONDS,
    ) -> None:
        self._palette = theme or LINEN
        super().__init__()
        self.animation_level = "none"
        self.session, self._draw, self.words, self._now = session, draw, words, now
        self.patience = Patience(idle_seconds, warning_seconds, hidden_minutes * 60, done_seconds)
        self._held_seconds = held_seconds
        self._touched = self._shown = now()
        self._leaving = float("-inf")
        self._last_key: tuple[str, float] = ("", float("-inf"))
        self.error_console = Console(file=io.StringIO())  # Textual prints a client's values with an error
        for each in PALETTES:
            self.register_theme(palette(each))
        self.theme = self._palette

    # -- drawing

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(PALETTES[LINEN])

    def get_default_screen(self) -> Screen[Any]:
        return KioskScreen(self.view(), self.act, self.words)

    @property
    def kiosk(self) -> KioskScreen:
        return cast("KioskScreen", self.screen)  # the app never has another

    def view(self) -> View:
        """Return what is to be drawn; palettes stand beside the languages: they are the screen's own affair."""
        state = self.session.state
        view = self._draw(state)
        if state.top is None or state.top.kind is not Over.LOOK or not isinstance(view.sheet, ChooseSheet):
            return view
        words, taken = self.words(view.frame.language), len(view.sheet.choices)
        palettes = tuple(
            Choice(f"look-{name}", str(n), words(f"screen.{name}"), Repaint(name), chosen=name == self.theme)
            for n, name in enumerate(THEMES, start=taken + 1)
        )
        return replace(view, sheet=replace(view.sheet, choices=view.sheet.choices + palettes))

    def act(self, act: Act) -> View:
        """Do an act and return what is to be drawn then."""
        before = self.view()
        if isinstance(act, Repaint):
            self.theme = act.theme
            self.call_later(self._repaint)
            return self.view()
        was = self.session.state
        state = self.session.post(act, was.revision)
        view = self.view()
        if (view.key, type(view.sheet)) != (before.key, type(before.sheet)):
            self._shown = self._now()
        if isinstance(view.sheet, StartSheet) and was.place != state.place:
            self._restore_palette()  # nothing of the last client stays, not even how they liked the screen
        return view

    async def _repaint(self) -> None:
        await self.kiosk.present(self.view(), anew=True)

    def _restore_palette(self) -> None:
        if self.theme != self._palette:
            self.theme = self._palette
            self.call_later(self._repaint)

    # -- waiting

    def on_mount(self) -> None:
        if not self.is_headless:
            lockdown.end_on_signals(lambda code: self.exit(return_code=code))
        self.set_interval(1.0, self.tick)

    async def tick(self) -> None:
        """Once a second: do what is due, count a warning down."""
        now, view = self._now(), self.kiosk.view
        trouble = bool(self.session.state.trouble)
        due = self.patience.due(view, shown=now - self._shown, untouched=now - self._touched, trouble=trouble)
        if due is not None:
            self._touched = now
            if not self.session.state.begun and self.session.state.top is not None:
                due = Close()  # nobody's: only the look was being changed
            await self.kiosk.do(due)
        if isinstance(self.kiosk.view.sheet, IdleSheet):
            self._count(now)
        elif isinstance(view.sheet, StartSheet) and now - self._touched >= self.patience.idle:
            self._restore_palette()

    def _count(self, now: float) -> None:
        from consent_tui.tui.kiosk.idle import Idle

        if isinstance(self.kiosk.sheet, Idle):
            self.kiosk.sheet.count(self.patience.left(now - self._shown), round(self.patience.warning))

    # -- keys and mouse

    async def on_event(self, event: events.Event) -> None:
        """Nothing that was pressed before a screen could be seen acts on it (rule 3)."""
        if isinstance(event, events.InputEvent) and not event.is_forwarded:
            if self._late(event) or (isinstance(event, events.Key) and self._held(event)):
                return
            self._touched = self._now()
            if isinstance(event, events.Key) and event.key == "ctrl+q":
                self._leave()
                return
        await super().on_event(event)

    def _late(self, event: events.Event) -> bool:
        if not isinstance(event, events.Key | events.MouseDown | events.MouseUp):
            return False
        seen = self.kiosk.painted_at if isinstance(self.screen, KioskScreen) else None
        return seen is None or event.time < seen

    def _held(self, event: events.Key) -> bool:
        """Whether a key is only held down. Letters in a field and keys that scroll may repeat."""
        (key, at), self._last_key = self._last_key, (event.key, event.time)
        repeats = event.key in ("up", "down", "left", "right", "pageup", "pagedown", "backspace", "tab", "shift+tab")
        typing = isinstance(self.focused, Typing) and event.key != "enter"
        return event.key == key and event.time - at < self._held_seconds and not repeats and not typing

    def _leave(self) -> None:
        """Staff leave by Ctrl+Q twice, until there is a PIN."""
        now = self._now()
        if now - self._leaving <= LEAVE_SECONDS:
            self.exit(0, return_code=0)
        self._leaving = now

    # -- no way out

    @property
    def faulted(self) -> bool:
        """Whether an error of ours ended the kiosk."""
        return self._exception is not None

    def _handle_exception(self, error: Exception) -> None:
        """Log where an error happened, never what it says: its words may be a client's."""
        where = " < ".join(f"{f.filename}:{f.lineno}" for f in reversed(extract_tb(error.__traceback__)))
        log.error("%s at %s", type(error).__name__, where)
        super()._handle_exception(error)

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing a client typed goes to a clipboard that outlives them."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """A kiosk opens no browser."""
