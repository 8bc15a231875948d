"""Words that hang beside something: a point, a cap, a label. Lines after the first keep the words' left edge."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Hanging(Widget):
    """Draws `parts()`: what leads, and the words beside it."""

    DEFAULT_CSS = "Hanging { height: auto; width: 1fr; }"

    def parts(self) -> tuple[Content, Content]:
        raise NotImplementedError

    def _drawn(self, width: int) -> Content:
        lead, words = self.parts()
        lines = words.wrap(max(8, width - lead.cell_length))
        return lead + Content("\n" + " " * lead.cell_length).join(line.rstrip() for line in lines)

    def render(self) -> Content:
        return self._drawn(self.content_size.width or 72)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        lead, words = self.parts()
        return min(lead.cell_length + words.cell_length, container.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - likewise
        return self._drawn(width).plain.count("\n") + 1 if width else 0


class Labelled(Hanging):
    """A label in its own column, and what is so beside it."""

    def __init__(self, label: Content, words: Content, width: int, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._label = label.truncate(width, ellipsis=True) if label.cell_length > width else label
        self._words, self._width = words, width

    def parts(self) -> tuple[Content, Content]:
        return self._label.extend_right(max(0, self._width - self._label.cell_length) + 2), self._words
