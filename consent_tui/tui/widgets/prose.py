"""Text for reading. Nothing is ever markup: what people wrote is shown letter by letter."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from consent_tui.tui.glyphs import Glyphs
from consent_tui.tui.widgets.hanging import Hanging
from consent_tui.views.parts import Para, Prose

_CLOSE = ("point", "note", "quiet")


class Point(Hanging):
    """One of several, with a bullet."""

    def __init__(self, bullet: str, words: Content, classes: str) -> None:
        super().__init__(classes=classes)
        self._parts = Content(bullet), words

    def parts(self) -> tuple[Content, Content]:
        return self._parts


def content_of(para: Para, glyphs: Glyphs) -> Content:
    """Return a paragraph's runs; a glossary term is underlined, and nothing else ever is."""
    strong = para.kind == "strong"
    styles = ((" ".join((run.strong or strong) * ["bold"] + run.explained * ["underline"])) for run in para.runs)
    return Content.assemble(*((glyphs.plain(run.text), style) for run, style in zip(para.runs, styles, strict=True)))


def line(text: str, classes: str, glyphs: Glyphs) -> Static:
    """Return one line or paragraph in one style."""
    return Static(Content(glyphs.plain(text)), classes=classes, markup=False)


def say(place: Static, words: Content, *, layout: bool = True) -> None:
    """Show words in a place; the same ones again cost nothing. `layout`: its size depends on them."""
    shown = place.content
    if not (isinstance(shown, Content) and shown.is_same(words)):
        place.update(words, layout=layout)


def paragraphs(prose: Prose, glyphs: Glyphs) -> Iterable[Widget]:
    """Return a widget a paragraph. Points that follow each other stand close, like the lines of a note."""
    for number, para in enumerate(prose):
        following = prose[number + 1].kind if number + 1 < len(prose) else ""
        classes = f"para {para.kind}" + (" close" if para.kind in _CLOSE and following == para.kind else "")
        words = content_of(para, glyphs)
        if para.kind == "point":
            yield Point("- " if glyphs.seven_bit else "• ", words, classes)
        else:
            yield Static(words, classes=classes, markup=False)
