"""From a page's Markdown to blocks. What a terminal would lose is a fault (`docs/content-format.md`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from consent_tui.model.pack import Block, Shape, Span

MORE = "Learn more"
LOST = {  # token → what is wrong, what to do
    "html_block": ("HTML cannot be shown", "write it in plain words"),
    "html_inline": ("HTML cannot be shown", "write it in plain words"),
    "link_open": ("a link cannot be followed here", "say it in words, or cite it in sources.toml"),
    "image": ("a picture cannot be shown", "describe it in words"),
    "code_inline": ("code marks ` cannot be shown", "take the marks away"),
    "code_block": ("text set in by four spaces would be lost", "begin the line at the left edge"),
    "fence": ("a block of code cannot be shown", "write it as a paragraph"),
    "table_open": ("a table cannot be shown", "write its rows as points"),
    "ordered_list_open": ("numbered lists are not drawn", "begin each point with -"),
    "hr": ("a line across the page is not drawn", "take it away"),
}


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    block: Block
    first: int  # line of the Markdown, from 0
    last: int


@dataclass(slots=True)
class Body:
    """`faults` are (line from 0, what, todo), -1 being the line above the Markdown.

    `unexplained` are the marked words that the glossary lacks, with their lines.
    """

    blocks: list[PlacedBlock] = field(default_factory=list)
    more: list[PlacedBlock] = field(default_factory=list)
    faults: list[tuple[int, str, str]] = field(default_factory=list)
    unexplained: list[tuple[int, str]] = field(default_factory=list)


def folded(words: str) -> str:
    """How glossary terms are compared: without case, however the lines break."""
    return " ".join(words.casefold().split())


def body(markdown: str, glossary: Mapping[str, str]) -> Body:
    """Return the blocks of a page; `glossary` gives the id of each folded term."""
    return _Reader(glossary).read(markdown)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")  # tables only in order to say that they are lost


class _Reader:
    """Goes once over the tokens; `around` are the containers that are open."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self._glossary = glossary
        self._page = Body()
        self._around: list[str] = []
        self._paragraphs: list[int] = [0]  # how many each open container holds
        self._learning_more = False
        self._noted = False

    def read(self, markdown: str) -> Body:
        links: dict[str, Any] = {}
        for token in _parser().parse(markdown, links):
            self._token(token)
        for reference in links.get("references", {}).values():
            self._fault(reference["map"][0], *LOST["link_open"])
        page = self._page
        if not page.blocks and not page.faults:
            self._fault(-1, "the page has no text", f"write it below the second {'+++'}")
        elif self._learning_more and not page.more and not page.faults:
            self._fault(0, f'nothing stands below "## {MORE}"', "write it, or take the heading away")
        return page

    def _fault(self, line: int, what: str, todo: str) -> None:
        self._page.faults.append((line, what, todo))

    def _token(self, token: Token) -> None:
        if token.type in LOST:
            self._fault(token.map[0] if token.map else 0, *LOST[token.type])
        if token.type == "heading_open" and token.map:
            self._open("heading" if token.markup == "##" else "other heading")
        elif token.nesting == 1:
            self._container(token)
        elif token.nesting == -1:
            self._around.pop()
            self._paragraphs.pop()
        elif token.type == "inline" and token.map:
            self._inline(token, token.map[0], token.map[1])

    def _container(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        if token.type == "bullet_list_open" and "list_item_open" in self._around:
            self._fault(line, "a list stands in a list", "write one list of points")
        elif token.type in {"bullet_list_open", "blockquote_open"} and "blockquote_open" in self._around:
            self._fault(line, "a note holds one paragraph", "take the list or the second > out of it")
        elif token.type == "blockquote_open" and self._around:
            self._fault(line, "a note stands in a list", "begin its > at the left edge, after an empty line")
        elif token.type == "blockquote_open" and self._noted:
            self._fault(line, "a page has one note, and this is another", "make it a paragraph: take > away")
        self._noted = self._noted or token.type == "blockquote_open"
        self._open(token.type)

    def _open(self, container: str) -> None:
        self._paragraphs[-1] += container == "paragraph_open"
        self._around.append(container)
        self._paragraphs.append(0)

    def _inline(self, token: Token, first: int, last: int) -> None:
        *_, above, holder = ["", *self._around]
        if "heading" in holder:
            self._heading(token.content, holder, first)
            return
        if "table_open" in self._around:
            return
        shape = {"list_item_open": Shape.POINT, "blockquote_open": Shape.NOTE}.get(above, Shape.PARAGRAPH)
        blocks = self._page.more if self._learning_more else self._page.blocks
        if shape is not Shape.PARAGRAPH and self._paragraphs[-2] > 1:
            self._fault(first, "a point or a note holds one paragraph", "make one paragraph of it, or begin a new one")
        spans = self._spans(token.children or [], first)
        if spans:
            blocks.append(PlacedBlock(Block(shape, spans), first, last))

    def _heading(self, words: str, holder: str, line: int) -> None:
        if holder != "heading" or words.strip() != MORE:
            self._fault(line, f'the only heading of a page is "## {MORE}"', "make it a paragraph, or a page of its own")
        elif self._learning_more:
            self._fault(line, f'"## {MORE}" stands twice', "keep the first")
        self._learning_more = self._learning_more or words.strip() == MORE

    def _spans(self, tokens: list[Token], line: int) -> tuple[Span, ...]:
        """`line` moves on with each line break inside a paragraph."""
        spans: list[Span] = []
        strong = False
        marked: list[Span] | None = None
        for token in tokens:
            if token.type in LOST:
                self._fault(line, *LOST[token.type])
            elif token.type in {"strong_open", "strong_close"}:
                strong = token.nesting == 1
            elif token.type == "em_open":
                marked = []
            elif token.type == "em_close" and marked is not None:
                words = "".join(span.text for span in marked)
                spans.append(Span(words, any(span.strong for span in marked), self._term(words, line)))
                marked = None
            elif token.type in {"text", "softbreak", "hardbreak"}:
                line += token.type != "text"
                words = token.content if token.type == "text" else " "
                if "*" in words:
                    self._fault(line, "a * stands alone", "close what it opens, or take it away")
                if not words:
                    continue
                if marked is not None:
                    marked.append(Span(words, strong))
                elif spans and spans[-1].strong == strong and spans[-1].term is None:
                    spans[-1] = Span(spans[-1].text + words, strong)
                else:
                    spans.append(Span(words, strong))
        return tuple(spans)

    def _term(self, words: str, line: int) -> str | None:
        found = self._glossary.get(folded(words))
        if found is None:
            self._page.unexplained.append((line, words))
        return found
