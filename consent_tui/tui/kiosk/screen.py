"""The one screen: it hosts the view's sheet, posts what a person does, draws what comes back. It holds no state."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import events, on

from consent_tui.model.acts import Act
from consent_tui.tui.kiosk import keys
from consent_tui.tui.kiosk.framed import FramedScreen
from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.kiosk.lacking import Lacking
from consent_tui.tui.kiosk.messages import Anew, Flow, Saw, Second, Turned
from consent_tui.tui.kiosk.posting import Posting
from consent_tui.tui.kiosk.sheets import widget_for
from consent_tui.tui.kiosk.surroundings import show_keys, surround
from consent_tui.tui.widgets.field import Left, Typing
from consent_tui.tui.widgets.pressable import Press
from consent_tui.views.parts import Key
from consent_tui.views.shapes import View
from consent_tui.words import Words


class KioskScreen(FramedScreen, inherit_bindings=False):
    """`act` does an act and returns the view then; `wait` does what is due after a second; `words`: by language."""

    def __init__(
        self,
        view: View,
        act: Callable[[Act], View],
        wait: Callable[[], Awaitable[None]],
        words: Callable[[str], Words],
    ) -> None:
        super().__init__(widget_for(view.frame, view.sheet, words(view.frame.language)))
        self.view, self._wait, self._words = view, wait, words
        self._posting = Posting(act, {view.frame.revision})
        self.lacking = Lacking()

    async def on_mount(self) -> None:
        await self._surround()
        self.sheet.first().focus(scroll_visible=False)
        self.call_after_refresh(self.settled)

    # -- drawing

    async def present(self, view: View, *, anew: bool = False) -> None:
        """Draw a view: in place where it is the same screen, else as a new sheet."""
        if view == self.view and not anew:
            return
        before, self.view = self.view, view
        turns = anew or (before.key, type(before.sheet), before.frame.language) != (
            view.key,
            type(view.sheet),
            view.frame.language,
        )
        with self.app.batch_update():
            if turns:
                self.lacking.forget()
                await self.exchange(widget_for(view.frame, view.sheet, self._words(view.frame.language)))
            else:
                await self.sheet.renew(view.frame, view.sheet)
            await self._surround()
        self.call_after_refresh(self.settled)

    async def _surround(self) -> None:
        surround(self, self.view, self.sheet)
        await self._keys()

    async def _keys(self) -> None:
        await show_keys(self, self.view.frame, self.sheet, typing=isinstance(self.focused, Typing))
        if word := self.lacking.told(self.view.frame.main):
            self.tell("plain.not_yet", what=word)

    def count(self, left: int, of: int) -> None:
        """Count a warning down."""
        self.sheet.count(left, of)

    # -- doing

    async def do(self, act: Act | None, *, main: bool = False) -> None:
        """Commit what is typed, then do the act and draw what comes of it."""
        await self.present(self._posting.post(self.view, tuple(self.sheet.uncommitted()), act, main=main))

    async def do_main(self) -> None:
        if self.sheet.forward():
            return
        main = self.view.frame.main
        if main is not None and main.act is not None:
            await self.do(main.act, main=True)
            return
        if tuple(self.sheet.uncommitted()):
            await self.do(None)
        self.lacking.lead(self.view.frame.main, self.sheet)

    async def do_key(self, key: Key) -> None:
        """Back goes back within the sheet first."""
        if key.command != "back" or not self.sheet.backward():
            await self.do(key.act)

    @on(Press)
    async def _pressed(self, message: Press) -> None:
        message.stop()
        if not self._posting.accepts(message.revision):
            return  # made for a screen that has gone
        back = next((key for key in self.view.frame.keys if key.command == "back"), None)
        if back is not None and message.act == back.act:
            await self.do_key(back)
        else:
            await self.do(message.act)

    @on(MainPress.Pressed)
    async def _main_pressed(self, message: MainPress.Pressed) -> None:
        message.stop()
        if self._posting.accepts(message.revision):
            await self.do_main()

    @on(Saw)
    async def _saw(self, message: Saw) -> None:
        message.stop()
        await self.present(self._posting.act(message.act))

    @on(Flow)
    async def _flow(self, message: Flow) -> None:
        message.stop()
        if message.sheet is self.sheet:
            await self.sheet.lay(anew=True)

    @on(Second)
    async def _second(self, message: Second) -> None:
        message.stop()
        await self._wait()
        message.done.set()

    @on(Anew)
    async def _anew(self, message: Anew) -> None:
        message.stop()
        await self.present(message.view(), anew=True)

    @on(Left)
    async def _left(self, message: Left) -> None:
        message.stop()
        if tuple(self.sheet.uncommitted()):
            await self.do(None)

    @on(Turned)
    async def _turned(self, message: Turned) -> None:
        message.stop()
        await self._keys()

    async def on_descendant_focus(self) -> None:
        self.lacking.moved(self.focused)
        await self._keys()

    async def on_key(self, event: events.Key) -> None:
        if self.late(event) or await keys.pressed(self, event):  # it was under way while the sheet changed
            event.stop()
            event.prevent_default()

    async def on_click(self) -> None:
        """A press anywhere goes on where any key does."""
        if self.sheet.ANY_KEY:
            await self.do_main()
