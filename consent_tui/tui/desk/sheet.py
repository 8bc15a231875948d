"""The sheet of the desk: the blocks of a page, one below the other. The same page changes in place."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from consent_tui.model.acts import Act
from consent_tui.model.desk_acts import Fill
from consent_tui.tui.desk.blocks import Hidden, OptionRow, OptionsBlock, RowsBlock, block_for
from consent_tui.tui.desk.drawn import Drawn
from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.field import TypedField, Typing
from consent_tui.views.desk.shapes import DeskView


class DeskSheet(VerticalScroll, inherit_bindings=False):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self) -> None:
        super().__init__(id="sheet", can_focus=False)
        self._shown: DeskView | None = None

    class Scrolled(Message):
        """Another part of the page is seen."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def watch_virtual_size(self) -> None:
        """A page that grows in place has more below, too."""
        self.post_message(self.Scrolled())

    async def show(self, view: DeskView) -> bool:
        """Show a page; return whether it is another one than before."""
        before, self._shown = self._shown, view
        kinds = [type(block) for block in view.blocks]
        same = before is not None and before.key == view.key
        if before is not None and same and kinds == [type(block) for block in before.blocks]:
            for drawn, was, block in zip(self._drawn(), before.blocks, view.blocks, strict=True):
                if block != was or view.revision != before.revision:
                    await drawn.take(block, view.revision)
            return False
        held = self._held()
        await self.remove_children()
        glyphs, width = glyphs_of(self.app.theme), self.room
        await self.mount(*(block_for(block, view.revision, glyphs, width) for block in view.blocks))
        if not same:
            self.scroll_home(animate=False)
            self.first()
        elif held:
            self._hold(held)
        return not same

    def anew(self) -> None:
        """Forget what is shown: colours and signs may be others now."""
        self._shown = None

    @property
    def room(self) -> int:
        """The columns of a line."""
        return self.scrollable_content_region.width or 74

    def on_resize(self) -> None:
        for rows in self.query(RowsBlock):
            rows.fit(self.room)

    def _drawn(self) -> list[Drawn]:
        return [each for each in self.children if isinstance(each, Drawn)]

    # -- the focus

    def first(self) -> None:
        """Go to what has to be typed; a page that is read or gone through holds no focus."""
        form = self._shown is not None and self._shown.key.startswith("form")
        filled_in = [each for each in self.query(Widget) if form and isinstance(each, Typing | OptionRow)]
        wanted: list[Widget] = [*self.query(Hidden), *(w for w in filled_in if isinstance(w, Typing) or _open(w))]
        target = next(iter(wanted), None)
        if form and isinstance(target, Typing) and target.value:  # what is filled in already can wait
            before = filled_in[: filled_in.index(target)]  # where digits choose
            chosen = (w for w in before if isinstance(w, OptionRow) and w.choice.chosen)
            target = next(iter([*(w for w in wanted if isinstance(w, OptionRow)), *chosen]), target)
        if target is not None:
            target.focus(scroll_visible=False)
        else:
            self.screen.set_focus(None)

    def to_what_lacks(self) -> None:
        """Go to the first blank that is not right."""
        for each in self.query(Widget):
            lacks = (isinstance(each, TypedField) and each.field.problem) or (
                isinstance(each, OptionsBlock) and each.block.problem
            )
            if lacks:
                target: Widget = each.typing if isinstance(each, TypedField) else each.query(OptionRow).first()
                target.focus()
                return

    def _held(self) -> str:
        focused = self.screen.focused
        return (focused.name or "") if focused is not None and self in focused.ancestors else ""

    def _hold(self, name: str) -> None:
        for each in self.query(Widget):
            if each.name == name and each.can_focus:
                self.screen.set_focus(each, scroll_visible=False)  # now: the next key may wait already

    def after(self, typing: Typing) -> Widget | None:
        """Return what comes after a field on this page."""
        inside = [w for w in self.screen.focus_chain if self in w.ancestors]
        return next(iter(inside[inside.index(typing) + 1 :]), None) if typing in inside else None

    # -- what is typed

    def uncommitted(self) -> Iterator[Act]:
        """Yield the acts that commit what is typed, where it differs from what stands."""
        for field in self.query(TypedField):
            if field.typing.value != field.field.value:
                yield Fill(field.field.id, field.typing.value)

    def secret(self) -> str:
        """Return the passphrase or PIN that is typed, and take it off the screen."""
        typed = ""
        for each in self.query(Hidden):
            typed, each.value = each.value, ""
        return typed


def _open(widget: Widget) -> bool:
    """Whether nothing is chosen yet among the options that this one belongs to."""
    if not isinstance(widget, OptionRow) or not isinstance(widget.parent, Widget):
        return False
    return not any(each.choice.chosen for each in widget.parent.query(OptionRow))
