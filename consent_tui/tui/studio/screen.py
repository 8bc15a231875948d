"""The studio's screen: does what a trainer presses, one thing after the other, and draws what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import events, on
from textual.message import Message

from consent_tui.content.verdict import Reading
from consent_tui.model import moves
from consent_tui.model.acts import Act
from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.kiosk.messages import Flow, Saw, Turned
from consent_tui.tui.studio import acts, keys, saying
from consent_tui.tui.studio.about import Found
from consent_tui.tui.studio.acts import Room, Turn
from consent_tui.tui.studio.framed import OWN, StudioFrame
from consent_tui.tui.studio.lending import lend
from consent_tui.tui.studio.play import PlayScreen
from consent_tui.tui.studio.studio import Studio
from consent_tui.tui.theme import THEMES
from consent_tui.tui.widgets.field import Left
from consent_tui.tui.widgets.pressable import Press, Pressable

CHECKING = "Being checked ..."
HINT = "Enter plays from here; there every key works."


class Fresh(Message):
    """The pack was read again."""

    def __init__(self, reading: Reading, at: datetime) -> None:
        super().__init__()
        self.reading, self.at = reading, at


class Checked(Message):
    """The pack was checked from end to end."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found


class StudioScreen(StudioFrame, inherit_bindings=False):
    """`read_again` starts reading; what was read comes back as `Fresh`. `check` starts checking, once all is drawn."""

    def __init__(
        self, studio: Studio, read_again: Callable[[], object], check: Callable[[], object], at: datetime
    ) -> None:
        super().__init__(studio)
        self._read_again, self._check = read_again, check
        self._read_at(at)

    def _read_at(self, at: datetime) -> None:
        self.foot = f"Read {at:%H:%M:%S}. Read again at each save. {CHECKING}"

    # -- what happens

    async def on_mount(self) -> None:
        await self.present()
        self.call_after_refresh(self._check)

    async def on_resize(self) -> None:
        await self.present()

    async def on_screen_resume(self) -> None:
        await self.present()

    @on(Fresh)
    async def _fresh(self, message: Fresh) -> None:
        message.stop()
        self.studio.take(message.reading)
        self._read_at(message.at)
        await self.present()
        self.call_after_refresh(self._check)

    @on(Checked)
    async def _checked(self, message: Checked) -> None:
        message.stop()
        self.studio.findings.take(message.found)
        said = saying.told(self.studio)
        self.foot = f"{self.foot.removesuffix(CHECKING)}{said[:1].upper()}{said[1:]}."
        await self.present()

    @on(Press)
    async def _pressed(self, message: Press) -> None:
        message.stop()
        if type(message.act).__module__ == acts.__name__:
            await self.do(message.act)
        else:
            await self._in_the_box(message.act)

    async def _in_the_box(self, act: Act) -> None:
        """The keys drawn in the box open and close what lies over the screen; the rest is for playing."""
        if self.studio.opens(act):
            await self.present()
        else:
            self.tell(HINT)

    @on(MainPress.Pressed)
    async def _main_pressed(self, message: MainPress.Pressed) -> None:
        message.stop()
        if message.revision == OWN:
            await self._main()
        else:
            await self._in_the_box(moves.Close())

    @on(Saw)
    async def _saw(self, message: Saw) -> None:
        message.stop()
        self.studio.sitting.saw(message.act)
        await self.draw()

    @on(Flow)
    async def _flow(self, message: Flow) -> None:
        message.stop()
        if message.sheet is self.stage.sheet:
            await self.stage.lay()

    @on(Turned)
    async def _turned(self, message: Turned) -> None:
        message.stop()
        await self.stage.keys()
        self.count()

    @on(Left)
    def _left(self, message: Left) -> None:
        message.stop()

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.tell("")
        if event.key in ("tab", "shift+tab"):
            self.focus_next() if event.key == "tab" else self.focus_previous()
        elif event.key in ("enter", "space") and isinstance(self.focused, Pressable):
            self.focused.press()
        elif event.key == "enter":
            await self._main()
        elif event.key == "space" and self.studio.showing.room is Room.SCREENS:
            self.turn_over()
        elif event.key in keys.PANS:
            self.pan(*keys.PANS[event.key])
        elif act := keys.act_of(event, self.studio, slim=self.slim):
            await self.do(act)

    # -- doing

    async def _main(self) -> None:
        main = saying.main_key(self.studio, slim=self.slim)
        if main is not None and main.act is not None:
            await self.do(main.act)

    async def do(self, act: Act) -> None:
        match act:
            case acts.Leave():
                self.app.exit(0, return_code=0)
            case acts.Play():
                self._play()
            case acts.Edit(rules):
                self._edit(rules=rules)
            case acts.ReadAgain():
                self._read_again()
            case acts.Switch(Turn.THEME):
                self.app.theme = THEMES[(THEMES.index(self.app.theme) + 1) % len(THEMES)]
                await self.present()
            case _:
                said = self.studio.do(act)
                await self.present()
                self.tell(said)

    def _play(self) -> None:
        session, book = self.studio.walked(), self.studio.book
        if session is None or book is None:
            self.tell(saying.nothing(self.studio))
        else:
            self.app.push_screen(PlayScreen(session, book.draw, book.words))

    def _edit(self, *, rules: bool) -> None:
        """Lend the terminal to the trainer's editor, and read the pack again when it has ended."""
        said = lend(self.app, self.studio, rules=rules)
        if said:
            self.tell(said)
        else:
            self._read_again()
