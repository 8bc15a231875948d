"""A widget for each block of the desk's pages. Each can take over a changed block in place, so that the focus stays."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from consent_tui.copies.text import wrapped
from consent_tui.tui.desk.bars import BarsBlock
from consent_tui.tui.desk.drawn import Drawn
from consent_tui.tui.glyphs import Glyphs, glyphs_of
from consent_tui.tui.widgets import picker
from consent_tui.tui.widgets.field import TypedField, Typing
from consent_tui.tui.widgets.hanging import Hanging
from consent_tui.tui.widgets.picker import Picker
from consent_tui.tui.widgets.pressable import Pressable, SmallKey, chip
from consent_tui.views.desk import shapes
from consent_tui.views.desk.shapes import Block, Weight
from consent_tui.views.parts import Choice, Field

LABEL = 16  # columns of what hangs at the left
SECRET = "secret"  # noqa: S105  the name of a field, none itself


class HeadingBlock(Static, Drawn):
    def __init__(self, block: shapes.Heading, glyphs: Glyphs) -> None:
        super().__init__(Content(glyphs.plain(block.words)), classes="heading", markup=False)

    async def take(self, block: shapes.Heading, revision: int) -> None:  # noqa: ARG002 - it holds no key
        self.update(Content(glyphs_of(self.app.theme).plain(block.words)))


class LineBlock(Hanging, Drawn):
    """A label or sign, and words that hang beside it."""

    def __init__(self, block: shapes.Line) -> None:
        super().__init__(classes=f"line {block.weight}")
        self.block = block

    def parts(self) -> tuple[Content, Content]:
        plain, block = glyphs_of(self.app.theme).plain, self.block
        lead = Content("")
        if block.label:
            label = Content.styled(plain(block.label), "bold")
            wide = label.cell_length + 2 if label.cell_length > LABEL else LABEL + 2
            lead = label.extend_right(wide - label.cell_length)
        if block.sign:
            lead += Content(f"{plain(block.sign)} ")
        style = "bold" if block.weight in (Weight.STRONG, Weight.TROUBLE) else ""
        return lead, Content.styled(plain(block.words), style)

    async def take(self, block: shapes.Line, revision: int) -> None:  # noqa: ARG002 - it holds no key
        self.set_classes(f"line {block.weight}")
        self.block = block
        self.refresh(layout=True)


class BadgeBlock(Static, Drawn):
    """A chip with shape and words."""

    def __init__(self, block: shapes.Badge, glyphs: Glyphs) -> None:
        super().__init__(_badge(block, glyphs), classes="badge", markup=False)

    async def take(self, block: shapes.Badge, revision: int) -> None:  # noqa: ARG002 - it holds no key
        self.update(_badge(block, glyphs_of(self.app.theme)))


def _badge(block: shapes.Badge, glyphs: Glyphs) -> Content:
    chipped = f" {glyphs.plain(block.sign)} {glyphs.plain(block.words)} "
    return Content.assemble((glyphs.plain(block.asks), "bold $pine"), "  ", (chipped, "bold $on-chip on $chip"))


class VerbatimBlock(Drawn):
    """Lines of text, indented as they come."""

    def __init__(self, block: shapes.Verbatim) -> None:
        super().__init__(classes="verbatim")
        self.block = block

    def _drawn(self, width: int) -> str:
        plain = glyphs_of(self.app.theme).plain
        return "\n".join(wrapped((plain(line) for line in self.block.lines), width))

    def render(self) -> Content:
        return Content(self._drawn(self.content_size.width or 74))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        return self._drawn(width).count("\n") + 1 if width else 0

    async def take(self, block: shapes.Verbatim, revision: int) -> None:  # noqa: ARG002 - it holds no key
        self.block = block
        self.refresh(layout=True)


class RowsBlock(Picker, Drawn):
    """The list."""

    def __init__(self, block: shapes.Rows, width: int) -> None:
        super().__init__("records")
        self._block, self._width = block, width

    def on_mount(self) -> None:
        self._show()

    async def take(self, block: shapes.Rows, revision: int) -> None:  # noqa: ARG002 - a row names its record
        self._block = block
        self._show()

    def fit(self, width: int) -> None:
        self._width = width
        self._show()

    def _show(self) -> None:
        self.show([line_of(row, self._width, self._block.rows) for row in self._block.rows])


def line_of(row: shapes.Row, width: int, among: tuple[shapes.Row, ...]) -> picker.Line:
    """Return a row as a line: time and who, flags, standing, number. What finds no room among the flags is counted."""
    if row.act is None:
        return picker.Line(row.lead)
    stands = max(len(each.stands) for each in among)
    end = max(len(each.end) for each in among)
    room = width - 2 - len(row.lead) - 1 - stands - 2 - min(end, 24) - 2
    flags = fitted(row.flags, max(8, room))
    number = row.end if len(row.end) <= 24 else f"…{row.end[-23:]}"
    return picker.Line(f"{flags:<{max(8, room)}} {row.stands:<{stands}}", row.act, f"{row.lead} ", number, row.chosen)


def fitted(flags: tuple[str, ...], room: int) -> str:
    """Return as many flags as find room, sign and word; then signs alone; what is left is counted."""
    whole = "  ".join(flags)
    if len(whole) <= room:
        return whole
    signs = [each.split()[0] for each in flags]
    for first in (f"{flags[0]}  ", f"{signs[0]} "):
        told = f"{first}{' '.join(signs[1:])}"
        if len(told) <= room:
            return told
    shown = max(1, (room - 2) // 2)
    return f"{' '.join(signs[:shown])} +{len(flags) - shown}"


class OptionRow(Pressable):
    """One line that can be pressed: cap, bead, words."""

    def __init__(self, choice: Choice, revision: int, *, bead: bool) -> None:
        super().__init__(choice.id, choice.cap, choice.act, revision, classes="option")
        self.choice, self._bead = choice, bead
        self.set_class(choice.chosen, "-on")

    def show(self, choice: Choice, revision: int) -> None:
        self.choice, self.act, self.cap, self.revision = choice, choice.act, choice.cap, revision
        self.set_class(choice.chosen, "-on")
        self.refresh(layout=True)

    def parts(self) -> tuple[Content, Content]:
        glyphs, choice = self.glyphs, self.choice
        bead = f" {glyphs.on if choice.chosen else glyphs.off}" if self._bead else ""
        lead = Content.assemble(f"{self.here()} ", chip(choice.cap or " "), f"{bead} ")
        hint = f"   {glyphs.plain(choice.hint)}" if choice.hint else ""
        return lead, Content.assemble((glyphs.plain(choice.word), "bold" if choice.chosen else ""), hint)


class OptionsBlock(Vertical, Drawn):
    def __init__(self, block: shapes.Options, revision: int) -> None:
        super().__init__(classes="options")
        self.block, self._revision = block, revision

    def compose(self) -> ComposeResult:
        plain, block = glyphs_of(self.app.theme).plain, self.block
        if block.label:
            yield Static(Content(plain(block.label)), classes="label", markup=False)
        with Container(classes="choices"):
            for choice in block.choices:
                yield OptionRow(choice, self._revision, bead=block.beads)
        yield Static(Content(plain(block.problem)), classes="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(".problem").display = bool(self.block.problem)

    async def take(self, block: shapes.Options, revision: int) -> None:
        problem = self.query_one(".problem", Static)
        problem.update(Content(glyphs_of(self.app.theme).plain(block.problem)))
        problem.display = bool(block.problem)
        shown = list(self.query(OptionRow))
        if [each.name for each in shown] == [each.id for each in block.choices]:
            for each, choice in zip(shown, block.choices, strict=True):
                each.show(choice, revision)
        else:
            box = self.query_one(".choices")
            await box.remove_children()
            await box.mount(*(OptionRow(choice, revision, bead=block.beads) for choice in block.choices))
        self.block = block


class FieldsBlock(Container, Drawn):
    """Fields, side by side where there is room."""

    def __init__(self, block: shapes.Fields) -> None:
        super().__init__(*(TypedField(field) for field in block.fields), classes="desk-fields")
        self.set_class(len(block.fields) > 1, "-pair")

    async def take(self, block: shapes.Fields, revision: int) -> None:  # noqa: ARG002 - what is typed is committed
        shown = list(self.query(TypedField))
        if [each.field.id for each in shown] == [field.id for field in block.fields]:
            for each, field in zip(shown, block.fields, strict=True):
                each.show(field)
        else:
            await self.remove_children()
            await self.mount(*(TypedField(field) for field in block.fields))
            self.set_class(len(block.fields) > 1, "-pair")


class Hidden(Typing):
    """What is typed shows as dots."""

    def __init__(self) -> None:
        super().__init__(Field(SECRET, ""))
        self.password = True


class SecretBlock(Vertical, Drawn):
    DEFAULT_CSS = TypedField.DEFAULT_CSS  # a page may hold no other field that would bring it
    SCOPED_CSS = False

    def __init__(self, block: shapes.Secret, glyphs: Glyphs) -> None:
        super().__init__(Static(Content(glyphs.plain(block.label)), classes="label", markup=False), Hidden())
        self.add_class("secret")

    async def take(self, block: shapes.Secret, revision: int) -> None:
        """What is typed stays."""


class SmallRowBlock(Horizontal, Drawn):
    def __init__(self, block: shapes.SmallRow, revision: int) -> None:
        super().__init__(*(SmallKey(key, revision) for key in block.keys), classes="small-row")

    async def take(self, block: shapes.SmallRow, revision: int) -> None:
        shown = list(self.query(SmallKey))
        if [each.name for each in shown] == [key.command for key in block.keys]:
            for each, key in zip(shown, block.keys, strict=True):
                each.show(key, revision)
        else:
            await self.remove_children()
            await self.mount(*(SmallKey(key, revision) for key in block.keys))


def block_for(block: Block, revision: int, glyphs: Glyphs, width: int) -> Drawn:
    """Return the widget of a block."""
    match block:
        case shapes.Heading():
            return HeadingBlock(block, glyphs)
        case shapes.Line():
            return LineBlock(block)
        case shapes.Badge():
            return BadgeBlock(block, glyphs)
        case shapes.Verbatim():
            return VerbatimBlock(block)
        case shapes.Rows():
            return RowsBlock(block, width)
        case shapes.Bars():
            return BarsBlock(block)
        case shapes.Options():
            return OptionsBlock(block, revision)
        case shapes.Fields():
            return FieldsBlock(block)
        case shapes.Secret():
            return SecretBlock(block, glyphs)
        case shapes.SmallRow():
            return SmallRowBlock(block, revision)
