"""The PDF copy: PDF/A-3a and PDF/UA-1 in one file, the sealed record in it byte for byte, every name as it is."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.copies.copy import Audience
from consent_tui.copies.document import (
    Asked,
    Blank,
    Box,
    Chart,
    ChartRow,
    Document,
    Fact,
    Facts,
    Ink,
    Paragraph,
    Point,
    Quote,
    Section,
    Tone,
)
from consent_tui.copies.pdf import Attached, pdf
from consent_tui.copies.pdf_extra import ExtraMissing
from consent_tui.model.text import Refused, take
from consent_tui.services.showing import spoken
from tests.copies.checked import PROFILES, failures, packed, page, pages, pikepdf
from tests.copies.copied import copied, signed, told
from tests.copies.told import RICH, shown
from tests.model.later_acts import DIGEST

pytest.importorskip("typst", reason="the extra `pdf` is not installed")
WHEN = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
SEALED = 'format = "consent-record/1"\nname = "Ána \\"李\\""\n#~ -----BEGIN SSH SIGNATURE-----\n'.encode()
ATTACHED = Attached("019b0000-0000-7000-8000-000000000042.toml", SEALED, "Consent front-desk-42")
UNPRINTED = "Some letters could not be printed."
EVIL = ("#{} #panic()", "*x* _y_ `z`", "$ x $ @a <b>", '"\\', "// /* -- ---", "= Head", "#sys.inputs.sealed", "]")


@cache
def made(audience: Audience = Audience.CLIENT) -> bytes:
    return pdf(copied(audience, attached=True), UNPRINTED, WHEN, ATTACHED)


@cache
def opened(data: bytes):
    """Kept open: what is read from a file does not outlive it."""
    return pikepdf.open(io.BytesIO(data))


def tree(element) -> list:
    """Every element of the structure tree, in the order in which it is read."""
    if isinstance(element, pikepdf.Array):
        return [found for each in element for found in tree(each)]
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return []
    return [element, *(tree(element.K) if "/K" in element else [])]


def tagged(data: bytes) -> list:
    return tree(opened(data).Root.StructTreeRoot.K)


def small(*blocks, **changes) -> Document:
    body = (Section("Section", blocks),)
    return replace(Document(title="Title", language="en", body=body, foot="Foot", subject="x-1"), **changes)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("profile", PROFILES)
def test_it_keeps_to_pdf_a_3a_and_to_pdf_ua_1(audience: Audience, profile: str) -> None:
    """By an independent checker: every rule that a program can check."""
    assert failures(made(audience), profile) == []


def test_the_checker_can_say_no() -> None:
    bare = pikepdf.open(io.BytesIO(made()))
    del bare.Root.Metadata
    out = io.BytesIO()
    bare.save(out)
    assert not page.is_pdf_compliant_bytes(out.getvalue(), profile="3a")
    assert not page.is_pdf_compliant_bytes(out.getvalue(), profile="ua1")


def test_it_says_of_itself_what_it_keeps_to() -> None:
    found = opened(made())
    about = found.open_metadata()
    assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("3", "A", "1")
    assert about["dc:title"] == "Consentimiento · front-desk-42"
    assert str(found.Root.Lang) == "es"
    assert found.Root.MarkInfo.Marked
    assert found.Root.ViewerPreferences.DisplayDocTitle


def test_the_sealed_record_is_attached_byte_for_byte() -> None:
    (name, attached), *others = opened(made()).attachments.items()
    assert others == []
    assert (name, attached.get_file().read_bytes()) == (ATTACHED.name, SEALED)
    assert attached.relationship == "/Source"
    assert attached.get_file().mime_type == "application/toml"


def test_every_page_names_the_person_the_birth_date_and_its_place() -> None:
    told_on = pages(made())
    assert len(told_on) > 2
    for number, said in enumerate(told_on, start=1):
        assert "Ana Example, fecha de nacimiento: 29 de febrero de 1980 · front-desk-42" in said
        assert f"Página {number} de {len(told_on)}" in said


def test_the_same_input_gives_the_same_bytes() -> None:
    """The file says the time of the record, and no other."""
    found = opened(made())
    assert str(found.docinfo.CreationDate) == str(found.docinfo.ModDate) == "D:20261121093000Z"
    assert pdf(copied(attached=True), UNPRINTED, WHEN, ATTACHED) == made()


def test_number_digest_and_what_is_answered_stand_on_its_pages() -> None:
    said = packed("".join(pages(made(Audience.CLINIC))))
    assert DIGEST in said
    assert packed(spoken("es")("show.may")) in said
    assert packed("Sample A, Example B. Gentle touch and neck pain.") in said
    assert "☒Noloséantes" not in said
    assert "☒Nolosé" in said


def test_ink_and_code_are_lines_not_pictures_and_are_told_in_words() -> None:
    found = opened(made())
    assert [name for each in found.pages for name in each.get_images()] == []
    alternatives = [str(each.Alt) for each in tagged(made()) if "/Alt" in each]
    say = spoken("es")
    assert say("copy.ink", name="Ana Example") in alternatives
    assert say("copy.code", fingerprint="7F3A 91C2 0BE4 55D8") in alternatives


def test_headings_lists_and_tables_are_tagged() -> None:
    kinds = [str(each.S) for each in tagged(made())]
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {"/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/P"} <= set(kinds)
    assert {str(each.Lang) for each in tagged(made()) if "/Lang" in each} == {"en"}


@pytest.mark.parametrize("name", EVIL)
def test_a_name_is_never_markup(name: str) -> None:
    client = replace(signed().client, name=name)
    data = pdf(copied(shown=told(replace(signed(), client=client)), attached=True), UNPRINTED, WHEN, ATTACHED)
    assert all(packed(name) in packed(said) for said in pages(data))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x17F), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_arbitrary_words_are_literal(words: str) -> None:
    try:
        typed = take(words)
    except Refused:
        return
    (said,) = pages(pdf(small(Paragraph(typed), foot=typed, mark=typed), UNPRINTED, WHEN, machine=False))
    assert packed(said).count(packed(typed)) >= 3


@pytest.mark.parametrize("name", ["Олена Приклад", "Ελένη Παράδειγμα", "Łucja Przykład", "Đặng Ví Dụ"])
def test_cyrillic_greek_and_latin_names_need_no_font_of_the_machine(name: str) -> None:
    (said,) = pages(pdf(small(Paragraph("x"), foot=name), UNPRINTED, WHEN, machine=False))
    assert packed(name) in packed(said)
    assert UNPRINTED not in said


@pytest.mark.parametrize("name", ["李小龍 Example", "𓀀𓂀 Example", "علی 👩‍👧 Example"])
def test_a_sign_without_a_letter_never_loses_the_record(name: str) -> None:
    """A box stands for it, the copy says so, and the sealed record is there all the same."""
    data = pdf(small(Paragraph("x"), foot=name), UNPRINTED, WHEN, ATTACHED, machine=False)
    (said,) = pages(data)
    assert UNPRINTED in said
    assert "□" in said
    assert "Example" in said
    assert opened(data).attachments[ATTACHED.name].get_file().read_bytes() == SEALED
    assert [failures(data, profile) for profile in PROFILES] == [[], []]


def test_signs_that_can_be_set_alone_and_not_beside_each_other_become_boxes_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("consent_tui.copies.pdf._Setter.has", lambda _self, _sign: True)
    (said,) = pages(pdf(small(Paragraph("x"), foot="李 Łucja"), UNPRINTED, WHEN, machine=False))
    assert "□ Łucja" in said
    assert UNPRINTED in said


@pytest.mark.parametrize("name", ["李小龍", "김예시", "علی نمونه", "שלום", "देवनागरी"])
def test_a_font_of_this_machine_is_taken_where_ours_lack_the_letters(name: str) -> None:
    """And where it has none either, a box stands for the letter and the copy says so: always one of the two."""
    data = pdf(small(Paragraph("x"), foot=name), UNPRINTED, WHEN, ATTACHED)
    (said,) = pages(data)
    assert (UNPRINTED in said) == ("□" in said) == (not set(packed(name)) <= set(said))
    assert [failures(data, profile) for profile in PROFILES] == [[], []]
    assert opened(data).attachments[ATTACHED.name].get_file().read_bytes() == SEALED


def test_a_word_that_no_line_can_hold_stays_on_the_page() -> None:
    word = "Donaudampfschiff" * 20
    (said,) = pages(pdf(small(Paragraph(word), Quote("Label", word)), UNPRINTED, WHEN, machine=False))
    assert packed(said.replace("\u200b", "")).count(word) == 2
    assert max(len(line.replace("\u200b", "")) for line in said.splitlines()) < 130


def test_a_mark_stands_on_every_page() -> None:
    document = copied(shown=told(replace(signed(), rehearsal=True)), attached=True)
    data = pdf(document, UNPRINTED, WHEN, ATTACHED)
    assert all(document.mark in said for said in pages(data))


def test_a_copy_without_its_pack_and_in_no_language_of_ours_is_made_too() -> None:
    data = pdf(copied(shown=shown(RICH, private=None), packed=False), UNPRINTED, WHEN, ATTACHED)
    assert [failures(data, profile) for profile in PROFILES] == [[], []]


def test_every_kind_of_block_is_set() -> None:
    row = ChartRow("Neck", "1", "54", (0.0, 0.5), "differs", 2, "low", "small")
    blocks = (
        *(Paragraph(f"Tone {tone}", tone, "es") for tone in Tone),
        Point("Point"),
        Quote("Label", "Quoted", "Beside"),
        Facts((Fact("Name", "Value"), Fact("Digest", "sha256:0", exact=True)), "Caption"),
        Asked("Asked", (Box("Yes"), Box("No", ticked=True)), ("Why",), id="asked"),
        Asked("Open"),
        Blank("Name", lines=3),
        Chart("Chart", ("a", "b", "c", "d", "e"), ("worse", "better"), (row,)),
        Ink((), "No ink"),
        Section("Inner", (Section("", (Paragraph("Deep"),)),), language="de", apart=True),
    )
    data = pdf(small(*blocks), UNPRINTED, WHEN)
    said = " ".join(pages(data))
    for words in ("Tone note", "Point", "“Quoted”", "Beside", "sha256:0", "☐ Yes", "☒ No", "differs", "No ink", "Deep"):
        assert packed(words) in packed(said), words
    assert len(pages(data)) == 2
    assert [failures(data, profile) for profile in PROFILES] == [[], []]


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ExtraMissing, match=re.escape("pip install 'consent-tui[pdf]'")) as missing:
        pdf(small(), UNPRINTED, WHEN)
    assert missing.value.exit_code == 3


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "copy.pdf"
    path.write_bytes(made())
    return path


def program(name: str) -> str:
    return shutil.which(name) or pytest.skip(f"the command {name} is not installed")


def run(*command: str | Path) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_qpdf_finds_nothing_wrong(written: Path) -> None:
    assert "No syntax or stream encoding errors found" in run(program("qpdf"), "--check", written)


def test_pdfinfo_calls_it_tagged_and_without_script(written: Path) -> None:
    said = dict(re.findall(r"(?m)^(.+?):\s+(.*)$", run(program("pdfinfo"), written)))
    assert (said["Tagged"], said["JavaScript"], said["Encrypted"]) == ("yes", "no", "no")
    assert said["CreationDate"].startswith("Sat Nov 21")


def test_pdfdetach_takes_the_record_out_as_it_was(written: Path, tmp_path: Path) -> None:
    run(program("pdfdetach"), "-saveall", "-o", tmp_path, written)
    assert (tmp_path / ATTACHED.name).read_bytes() == SEALED


def test_a_line_to_write_on_stays_on_the_page_of_its_question() -> None:
    """So does what is to be done at once after certain answers."""
    at_once, line = Paragraph("Get help at once.", Tone.NOTE), Blank("Your note")
    asked = [Asked("Question?", (Box("Yes"), Box("No")), ("Why we ask: so.",) * (n % 7)) for n in range(60)]
    form = small(*(block for each in asked for block in (each, at_once, line)), large=True)
    found = pages(pdf(form, UNPRINTED, WHEN))
    assert len(found) > 5
    assert {packed(page)[: len("Question?")] for page in found[1:]} == {"Question?"}
