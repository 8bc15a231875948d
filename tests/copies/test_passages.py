"""Each thing that the Markdown of a pack's page can hold, and what every copy makes of it (docs/content-format.md)."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from consent_tui.copies import passages, text
from consent_tui.copies.document import Document, Facts, Paragraph, Point, Run, Section, Tone
from consent_tui.copies.html import html
from consent_tui.copies.pdf import pdf
from consent_tui.model.pack import Block, PageRule, PageWords, Shape, Source, Span, TermWords
from consent_tui.services.showing import spoken
from tests.scenarios.stage import TINY, pack

BODY = (
    Block(
        Shape.PARAGRAPH, (Span("Plain, "), Span("not <b>", strong=True), Span("\nand a "), Span("shunt", term="tube"))
    ),
    Block(Shape.POINT, (Span("Call {emergency}", strong=True), Span(", then wait"))),
    Block(Shape.POINT, (Span("a second shunt", term="tube"),)),
    Block(Shape.NOTE, (Span("Beware of "), Span("#{x}", strong=True, term="tube"))),
)
MORE = (Block(Shape.PARAGRAPH, (Span("More of it."),)),)
TOLD = PageWords(title="A page", body=BODY, more=MORE, sources=("b",))
GLOSSARY = {"tube": TermWords(term="shunt", means="a drain tube"), "unused": TermWords(term="unused", means="nowhere")}
FILLS = {"emergency": "112"}


def document() -> Document:
    rule = PageRule(id="page")
    tiny = pack(TINY)
    words = replace(tiny.words["en"], pages={"page": TOLD}, glossary=GLOSSARY)
    told = replace(
        tiny,
        pages=(rule,),
        words={"en": words},
        sources={"a": Source(id="a", cite="First."), "b": Source(id="b", cite="Second.")},
    )
    say = spoken("en")
    numbers = passages.cited(told, rule, TOLD)
    body = (
        Section("A page", tuple(passages.page(told, rule, words, FILLS, say)), running=True),
        Section("Words", (Facts(tuple(passages.terms([TOLD], GLOSSARY, FILLS)), "Words"),)),
        Section("Sources", tuple(passages.sources(told, numbers))),
    )
    return Document(title="Title", language="en", body=body, subject="x")


def test_words_stand_out_settings_are_filled_in_and_a_term_is_marked_the_first_time() -> None:
    first, point, second, note, more = document().body[0].body
    assert first == Paragraph(
        "Plain, not <b> and a shunt",
        runs=(Run("Plain, "), Run("not <b>", strong=True), Run(" and a "), Run("shunt", explained=True)),
    )
    assert point == Point("Call 112, then wait", runs=(Run("Call 112", strong=True), Run(", then wait")))
    assert second == Point("a second shunt")
    assert (note.tone, note.runs) == (Tone.NOTE, (Run("Beware of "), Run("#{x}", strong=True)))
    assert more == Section(spoken("en")("key.more"), (Paragraph("More of it."),), running=True)


def test_html_has_bold_words_a_list_the_note_and_a_heading_over_learn_more() -> None:
    page = html(document(), spoken("en"))
    assert '<p class="plain">Plain, <strong>not &lt;b&gt;</strong> and a <i>shunt</i></p>' in page
    assert "<ul>\n<li><strong>Call 112</strong>, then wait</li>\n<li>a second shunt</li>\n</ul>" in page
    assert '<p class="note">Beware of <strong>#{x}</strong></p>' in page
    assert re.search(r"<h3>Learn more</h3>\n<p class=\"plain\">More of it\.</p>", page)
    assert ">shunt</th><td>a drain tube</td>" in page
    assert "unused" not in page


def test_text_has_air_between_paragraphs_and_no_mark_that_is_to_be_read_aloud() -> None:
    assert "\n".join(text.wrapped(text.lines(document()))) == (
        "Title\n\n"
        "A page\n"
        "  Plain, not <b> and a shunt\n"
        "  - Call 112, then wait\n"
        "  - a second shunt\n\n"
        "  Beware of #{x}\n\n"
        "  Learn more\n"
        "    More of it.\n\n"
        "Words\n"
        "  shunt: a drain tube\n\n"
        "Sources\n"
        "  2. Second."
    )


def test_pdf_sets_bold_and_slanted_letters_and_says_that_they_are_strong() -> None:
    pytest.importorskip("typst", reason="the extra `pdf` is not installed")
    checker = pytest.importorskip("page", reason="the checker of PDF/A and PDF/UA has no wheel here")
    pypdf = pytest.importorskip("pypdf")
    made = pdf(document(), "unprinted", datetime(2026, 11, 21, tzinfo=UTC))
    fonts: dict[str, str] = {}

    def seen(said: str, _cm: object, _tm: object, font: dict[str, object] | None, _size: float) -> None:
        if said.strip() and font:
            name = str(font["/BaseFont"])
            fonts[name] = fonts.get(name, "") + said

    for each in pypdf.PdfReader(io.BytesIO(made)).pages:
        each.extract_text(visitor_text=seen)
    by_style = {style: "".join(said for name, said in fonts.items() if style in name) for style in ("Bold", "Italic")}
    assert "not <b>" in by_style["Bold"]
    assert "Call 112" in by_style["Bold"]
    assert "#{x}" in by_style["Bold"]
    assert "then wait" not in by_style["Bold"]
    assert by_style["Italic"].strip() == "shunt"
    assert [each.message for each in checker.validate_pdf_bytes(made, profile="ua1").failures] == []
