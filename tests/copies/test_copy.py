"""The client's and the clinic's copy: everything that was told, asked and decided; nothing private on its face."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from consent_tui import words
from consent_tui.copies import text
from consent_tui.copies.copy import Audience
from consent_tui.copies.document import Chart, Code, Document, Ink, Section
from consent_tui.copies.html import html
from consent_tui.model.later import Withdrawal
from consent_tui.services.showing import spoken
from tests.copies.copied import NOTED, PREVIOUS, STROKES, copied, signed, told
from tests.copies.told import RICH, SECRET, shown
from tests.model.later_acts import BORN, DIGEST, act, filed

SNAPSHOTS = Path(__file__).parent / "snapshots"
both = pytest.mark.parametrize("audience", Audience)


def lines(document: Document) -> str:
    return "\n".join(text.wrapped(text.lines(document)))


def blocks(body: tuple) -> Iterator:
    for each in body:
        yield from blocks(each.body) if isinstance(each, Section) else [each]


def titled(document: Document) -> list[str]:
    return [section.title for section in document.body]


def styleless(page: str) -> str:
    """Without its style, which has no words of anybody, and the digest of it."""
    return re.sub(r"(?s)<style>.*</style>", "<style></style>", re.sub(r"'sha256-[^']+'", "'sha256-'", page))


def kept(name: str, said: str) -> str:
    """What is kept in `snapshots/`; `CONSENT_TUI_GOLDEN=write` keeps what is said now."""
    path = SNAPSHOTS / name
    if os.environ.get("CONSENT_TUI_GOLDEN") == "write":
        path.write_text(said, "utf-8", newline="\n")
    return path.read_text("utf-8")


@both
def test_a_copy_reads_as_it_was_kept(audience: Audience) -> None:
    document = copied(audience)
    said = f"{lines(document)}\n"
    assert said == kept(f"{audience}.txt", said)
    page = styleless(html(document, spoken(document.language)))
    assert page == kept(f"{audience}.html", page)


@pytest.mark.parametrize("language", words.OWN)
def test_a_copy_is_in_the_language_of_the_record(language: str) -> None:
    document = copied(shown=told(replace(signed(), language=language)))
    say = spoken(language)
    assert document.language == language
    assert say("copy.original") in lines(document).replace("\n", " ")
    first = ("show.decision", "copy.result", "copy.withdraw", "show.acts")  # what stands now before what led to it
    assert titled(document)[:4] == [say(key) for key in first]
    assert titled(document)[-3:] == [spoken("en")("key.terms"), say("key.sources"), say("show.seal")]
    assert "{" not in lines(document)


@both
def test_it_says_that_the_original_is_the_sealed_record_and_what_a_seal_proves(audience: Audience) -> None:
    said = " ".join(lines(copied(audience, shown=told(replace(signed(), language="en")))).split())
    assert "This is a copy. The original is the sealed record, a TOML file." in said
    assert "It shows that this key wrote these words, in this place. It does not show who typed." in said


def test_it_says_where_the_original_is() -> None:
    say = spoken("es")
    assert say("copy.attached") in " ".join(lines(copied(attached=True)).split())
    assert say("copy.apart") in " ".join(lines(copied(attached=False)).split())


@both
def test_each_copy_anchors_the_ledger(audience: Audience) -> None:
    """Number, own digest and `previous` are printed; the QR code holds number and digest."""
    document = copied(audience)
    said = lines(document)
    assert all(each in said for each in ("front-desk-42", DIGEST, PREVIOUS, "SHA256:abc"))
    (code,) = [each for each in blocks(document.body) if isinstance(each, Code)]
    assert code.data == f"consent-record front-desk-42 {DIGEST}"


@both
def test_private_answers_are_covered_on_the_face(audience: Audience) -> None:
    """Nor does an act about one say which it was, or what was noted of it."""
    document = copied(audience)
    fear = next(each.words for each in signed().screening if each.id == "fear")
    for said in (lines(document), html(document, spoken("es"))):
        assert " ".join(fear.split()) not in " ".join(said.split())
        assert NOTED not in said
        assert "fear" not in said
    say = spoken("es")
    assert say("review.private_value") in lines(document)
    assert say("copy.covered") in " ".join(lines(document).split())


def test_private_answers_are_there_where_they_were_asked_for() -> None:
    document = copied(shown=told(revealed=True))
    assert NOTED in lines(document)
    assert spoken("es")("copy.covered") not in " ".join(lines(document).split())


def test_only_the_clinic_is_told_whether_to_start_and_what_to_look_at() -> None:
    for_clinic, for_client = copied(Audience.CLINIC), copied(Audience.CLIENT)
    say = spoken("es")
    assert titled(for_clinic)[:2] == [say("show.may"), say("show.flags")]
    assert say("show.may") not in titled(for_client)
    assert say("show.flags") not in titled(for_client)
    assert say("copy.stood", day="21 de noviembre de 2026") in lines(for_clinic)


def test_the_clients_copy_is_the_same_on_every_day() -> None:
    today = told()
    later = replace(today, asked=today.asked.replace(year=2027), standing=None)
    assert copied(shown=today) == copied(shown=later)
    assert copied(Audience.CLINIC, shown=today) != copied(Audience.CLINIC, shown=later)


@both
def test_answers_stand_with_their_notes_and_changes(audience: Audience) -> None:
    said = " ".join(lines(copied(audience, shown=told(replace(signed(), language="en")))).split())
    assert "( ) Yes ( ) No (x) Not sure ( ) Tell a person before: No note: since spring" in said
    assert "- Should help with: sleep" in said
    assert "Does it hurt? (answered: It should not.)" in said
    assert "- May we write? (x) Yes ( ) No" in said


@both
def test_what_was_drawn_and_charted_is_in_it(audience: Audience) -> None:
    found = list(blocks(copied(audience).body))
    assert [each.strokes for each in found if isinstance(each, Ink)] == [STROKES]
    assert [len(each.rows) for each in found if isinstance(each, Chart)] == [1]


def test_a_rehearsal_is_marked() -> None:
    document = copied(shown=told(replace(signed(), rehearsal=True)))
    assert document.mark == spoken("es")("copy.mark")
    assert lines(document).startswith(document.mark)
    assert document.mark in html(document, spoken("es"))
    assert copied().mark == ""


def test_without_the_pack_all_is_covered_and_the_record_still_makes_a_copy() -> None:
    document = copied(shown=shown(RICH, private=None), packed=False)
    said = " ".join(lines(document).split())
    assert "The pack's copy is missing or altered. So its pages cannot be shown here." in said
    assert "It is not known which answers are private. So all of them are covered here." in said
    assert SECRET not in said
    assert "pregnant" not in said
    assert "I choose freely." in said


def test_how_to_withdraw_is_said_with_the_clinics_contact_in_a_consent_alone() -> None:
    say = spoken("es")
    assert "+1 555 0100" in lines(copied()).partition(say("copy.withdraw"))[2]
    refused = replace(signed(), kind="refusal", signature=None)
    assert say("copy.withdraw") not in titled(copied(shown=told(refused)))


def test_an_act_has_a_copy_too() -> None:
    typed = shown(act(Withdrawal(born=BORN), about=None))
    document = copied(shown=typed)
    assert document.title == "Withdrawn · front-desk-42"
    assert "birth date given: 29 February 1980" in lines(document)
    assert document.foot == "front-desk-42"
    assert filed(typed.filed.what, 42, "front-desk", DIGEST) == typed.filed


def test_the_foot_of_each_page_names_person_birth_date_and_number() -> None:
    document = copied(shown=told(replace(signed(), language="en")))
    assert document.foot == "Ana Example, born 29 February 1980 · front-desk-42"
    assert document.page == "Page {n} of {total}"
