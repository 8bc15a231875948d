"""The PDF copy of a consent to the pack that ships: in German and in Spanish, and with a name in another script."""

from __future__ import annotations

import io
import tomllib
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest

from consent_tui.content import read
from consent_tui.copies.copy import Audience
from consent_tui.copies.pdf import pdf
from consent_tui.model.record import Record
from consent_tui.records.shelf import Found
from consent_tui.services import copying, showing
from tests.copies.checked import PROFILES, failures, holding, packed, pages, pikepdf, wrong_lengths
from tests.scenarios.stage import CRANIOSACRAL, run, sheet
from tests.services.desks import House

pytest.importorskip("typst", reason="the extra `pdf` is not installed")

HAN, ARABIC, CYRILLIC = "李小龍", "علی نمونه", "Олена Приклад"
NAMES = [("de", HAN, Audience.CLIENT), ("es", ARABIC, Audience.CLINIC), ("es", CYRILLIC, Audience.CLIENT)]
NOTE = "Kellerkind 1987"
BOX = "□"


class Desk:
    """A folder with one consent of each language and name: a private answer was given, and a note to it."""

    def __init__(self, place: Path) -> None:
        self.house, self.place = House(place / "records"), place
        reading = read(CRANIOSACRAL)
        self.house.folder.keep_pack(reading.digest, reading.files)
        self.found, self.copy, self.bare = cache(self._found), cache(self._copy), cache(self._bare)

    def _found(self, language: str, name: str) -> Found:
        answers = {"*": "no", "trauma": "yes"}
        client = {"name": name, "born": date(1980, 2, 29)}
        record = run(sheet(self.place, language=language, screening=answers, client=client), folder=CRANIOSACRAL).record
        assert isinstance(record, Record)
        return self.house.shelf.find(self.house.keep(_noted(record)).number)

    def _copy(self, language: str, name: str, audience: Audience, *, reveal: bool = False) -> bytes:
        found = self.found(language, name)
        told = showing.shown(self.house.shelf, found, self.house.now(), reveal=reveal)
        return copying.as_pdf(told, found.data, self.house.root, audience)

    def _bare(self, language: str, name: str, audience: Audience) -> bytes:
        """The same on a machine without any font."""
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(copying, "pdf", partial(pdf, machine=False))
            return self._copy(language, name, audience)


def _noted(record: Record) -> Record:
    noted = (replace(each, note=NOTE) if each.id == "trauma" else each for each in record.screening)
    return replace(record, rehearsal=False, screening=tuple(noted))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


def attached(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as found:
        return [each.get_file().read_bytes() for each in found.attachments.values()]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("language", "name", "audience"), NAMES)
def test_it_keeps_to_both_profiles_whatever_the_name(desk: Desk, language, name, audience, profile) -> None:
    """*PDF/A-3a and PDF/UA-1 in one file*, the chart of what studies found in it."""
    assert failures(desk.copy(language, name, audience), profile) == []


@pytest.mark.parametrize(("language", "name", "audience"), NAMES)
def test_it_is_whole_in_its_language_and_names_the_person_on_each_page(desk: Desk, language, name, audience) -> None:
    data = desk.copy(language, name, audience)
    say = showing.spoken(language)
    told = pages(data)
    assert len(told) > 10
    assert packed(say("copy.covered")) in packed(told[0])
    assert packed(say("show.pages")) in packed("".join(told))
    lacking = packed(say("copy.unprinted")) in packed(told[0])
    for number, said in enumerate(told, start=1):
        assert packed(say("copy.page", n=number, total=len(told))) in packed(said)
        assert BOX in said if lacking else all(word in said for word in name.split())
    assert lacking or BOX not in "".join(told)
    assert not (lacking and name == CYRILLIC)
    assert attached(data) == [desk.found(language, name).path.read_bytes()]


@pytest.mark.parametrize(("language", "name", "audience"), NAMES[1:])
def test_arabic_and_cyrillic_need_no_font_of_the_machine(desk: Desk, language, name, audience) -> None:
    """*Fonts shipped*: the very same file comes of it."""
    assert desk.bare(language, name, audience) == desk.copy(language, name, audience)


def test_where_no_font_has_a_letter_a_box_stands_and_the_record_is_there(desk: Desk) -> None:
    """*A missing glyph never loses the record: the copy says so and the TOML stands.*"""
    data = desk.bare(*NAMES[0])
    first, *_, last = pages(data)
    assert packed(showing.spoken("de")("copy.unprinted")) in packed(first)
    assert HAN not in first + last
    assert BOX * len(HAN) in first
    assert BOX * len(HAN) in last
    assert [failures(data, profile) for profile in PROFILES] == [[], []]
    (kept,) = attached(data)
    assert kept == desk.found("de", HAN).path.read_bytes()
    assert tomllib.loads(kept.decode())["client"]["name"] == HAN


@pytest.mark.parametrize(("language", "name", "audience"), NAMES)
def test_a_private_answer_is_nowhere_but_in_the_sealed_record(desk: Desk, language, name, audience) -> None:
    """*Private answers covered on the face*: neither the question, where it was told, nor the client's own words."""
    data = desk.copy(language, name, audience)
    (asked,) = (each.words for each in desk.found(language, name).filed.what.screening if each.id == "trauma")
    said = packed("".join(pages(data)))
    for secret in (asked, NOTE):
        assert packed(secret) not in said
        assert holding(data, secret) == ["/EmbeddedFile"]


def test_what_is_covered_would_be_found(desk: Desk) -> None:
    """Where it is revealed, the same looks find it: so they can say no."""
    said = packed("".join(pages(desk.copy("es", CYRILLIC, Audience.CLINIC, reveal=True))))
    (asked,) = (each.words for each in desk.found("es", CYRILLIC).filed.what.screening if each.id == "trauma")
    assert packed(asked) in said
    assert packed(NOTE) in said


def test_a_stream_that_ends_elsewhere_than_it_says_is_found(desk: Desk) -> None:
    data = desk.copy("de", HAN, Audience.CLIENT)
    assert wrong_lengths(data) == []
    assert len(wrong_lengths(data.replace(b"\nendstream", b" endstream", 1))) == 1
