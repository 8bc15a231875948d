"""The HTML copy: one file that stands alone, can be heard, seen and printed, and in which no name is ever markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.copies.copy import Audience
from consent_tui.copies.document import Asked, Blank, Document, Paragraph, Point, Quote, Section
from consent_tui.copies.html import html
from consent_tui.model.text import Refused, take
from consent_tui.services.showing import spoken
from tests.copies.copied import copied, signed, told
from tests.model.later_acts import BORN
from tests.tui.test_theme import contrast

EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=y>',
    "</style><b>",
    "a & b",
    "=cmd()",
    "[/red]",
    "#{}",
    "\\0",
)
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """Elements with their attributes, the text of each, and whether every end belongs to its beginning."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said: dict[str, list[str]] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.said.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.said[tag][-1] += data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def page(audience: Audience = Audience.CLIENT) -> Page:
    return Page(html(copied(audience), spoken("es")))


def titled(title: str, *body) -> Document:
    return Document(title=title, language="en", body=(Section(title, body),), foot=title, mark=title, subject=title)


def test_every_element_is_closed_and_nothing_is_loaded_or_run() -> None:
    found = page()
    assert found.open == []
    assert found.all("script", "img", "link", "iframe", "object", "embed", "form", "base") == []
    assert [name for _, attributes in found.elements for name in attributes if name.startswith("on")] == []
    assert [each for each in found.all("a") if not (each["href"] or "").startswith("#")] == []


def test_a_policy_inside_the_file_allows_its_own_style_alone() -> None:
    (policy,) = [each["content"] or "" for each in page().all("meta") if each.get("http-equiv")]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_headings_go_down_by_one_and_begin_with_the_title() -> None:
    levels = [int(tag[1]) for tag, _ in page(Audience.CLINIC).elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_language_is_named_and_words_in_another_one_too() -> None:
    found = page()
    assert found.all("html") == [{"lang": "es"}]
    assert {each["lang"] for each in found.all("section", "p") if "lang" in each} == {"en"}


def test_tables_have_captions_and_heads_with_a_scope() -> None:
    found = page()
    assert len(found.all("caption")) == len(found.all("table")) == 4
    assert {each.get("scope") for each in found.all("th")} == {"row", "col"}


def test_drawings_are_inline_and_told_in_words() -> None:
    found = page()
    assert len(found.all("svg")) == 3  # ink, code, one strip
    assert {each["aria-hidden"] for each in found.all("svg")} == {"true"}
    assert found.said["figcaption"] == [
        spoken("es")("copy.ink", name="Ana Example"),
        spoken("es")("copy.code", fingerprint="7F3A 91C2 0BE4 55D8"),
    ]


def test_what_was_chosen_can_be_heard() -> None:
    assert f" ({spoken('es')('copy.chosen')})" in page().said["span"]


@pytest.mark.parametrize("place", [0, 1], ids=["screen", "print"])
def test_every_letter_has_a_contrast_of_seven_to_one(place: int) -> None:
    style = files("consent_tui.copies").joinpath("copy.css").read_text("utf-8")
    colours = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[place]
    named = dict(re.findall(r"--(\w+): (#[0-9A-F]{6})", colours))
    assert min(contrast(named[name], named["sheet"]) for name in ("ink", "quiet", "pine")) >= 7
    assert set(re.findall(r"[^-]color: var\(--(\w+)\)", style)) == {"ink", "quiet", "pine"}


@pytest.mark.parametrize("name", EVIL)
def test_a_name_is_never_markup(name: str) -> None:
    client = replace(signed().client, name=name, born=BORN)
    whole = html(copied(shown=told(replace(signed(), client=client))), spoken("es"))
    plain = html(copied(), spoken("es"))
    assert [tag for tag, _ in Page(whole).elements] == [tag for tag, _ in Page(plain).elements]
    assert name in Page(whole).said["td"][1]


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=200, deadline=None)
def test_arbitrary_words_are_literal_everywhere(words: str) -> None:
    """Title, foot, mark and every kind of block: the elements are those that harmless words make."""

    def made(said: str) -> Page:
        body = (
            Paragraph(said),
            Point(said),
            Quote(said, said, said),
            Asked(said, beside=(said,), id=said),
            Blank(said),
        )
        return Page(html(titled(said, *body), spoken("en")))

    assert [tag for tag, _ in made(words).elements] == [tag for tag, _ in made("x").elements]


@given(st.text(max_size=60))
def test_words_that_a_person_may_type_are_shown_as_they_were_typed(words: str) -> None:
    try:
        typed = take(words)
    except Refused:
        return
    assert typed in Page(html(titled("-", Paragraph(typed)), spoken("en"))).said["p"]


def test_a_sign_that_turns_the_direction_of_text_is_not_obeyed() -> None:
    assert "\u202e" not in html(titled("Ana \u202eelpmaxE"), spoken("en"))


def test_a_form_has_boxes_and_lines_to_write_on() -> None:
    found = Page(html(titled("Form", Blank("Name", lines=2)), spoken("en")))
    assert len([each for each in found.all("span") if each.get("class") == "line"]) == 2
