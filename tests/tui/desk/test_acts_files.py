"""Acts that take or make a file: the scan of a form on paper, a copy as PDF. `docs/practitioners.md`."""

from __future__ import annotations

import hashlib
import sys

import pytest

from consent_tui.model.desk import Page
from consent_tui.model.later import Topic
from tests.tui.desk.bench import Practice, flat, of, press, reviewing, type_in

SCAN = b"%PDF-1.7 a form on paper, each page of it"
DIGEST = f"sha256:{hashlib.sha256(SCAN).hexdigest()}"


@pytest.fixture
def practice(tmp_path):
    practice = Practice(tmp_path / "records")
    practice.keep(of("talk-private", "Ana Example"))
    return practice


def notes(practice: Practice):
    """What the acts about the record note."""
    return [each.what.note for each in practice.shelf.find("front-desk-1").related]


@pytest.mark.parametrize("by_hand", [False, True], ids=["its file", "its digest"])
async def test_that_a_form_on_paper_exists_is_sealed_with_the_digest_of_its_scan(practice, tmp_path, by_hand):
    """*A practitioner can later enter that a paper form exists (an act with the scan's digest).*"""
    scan = tmp_path / "form.pdf"
    scan.write_bytes(SCAN)
    async with reviewing(practice) as (pilot, _, _):
        await press(pilot, "enter", "n", "3", "tab")
        await type_in(pilot, DIGEST if by_hand else str(scan))
        await press(pilot, "tab")
        await type_in(pilot, "craniosacral 5.0.0")
        shown = await press(pilot, "enter", "enter")
        assert f'"{DIGEST}"' in shown
        assert str(scan) not in shown  # where it lies is nobody's business
        assert notes(practice) == []
        shown = await press(pilot, "enter")
    assert "Sealed as ada-1." in shown
    assert "A form on paper exists: ada-1" in shown
    (note,) = notes(practice)
    assert (note.topic, note.scan, note.words) == (Topic.PAPER, DIGEST, "craniosacral 5.0.0")
    assert scan.read_bytes() == SCAN


@pytest.mark.parametrize("typed", ["none/form.pdf", ".", "sha256:12"])
async def test_a_scan_that_cannot_be_read_is_told_at_its_place(practice, tmp_path, monkeypatch, typed):
    monkeypatch.chdir(tmp_path)
    async with reviewing(practice) as (pilot, app, _):
        await press(pilot, "enter", "n", "3", "tab")
        await type_in(pilot, typed)
        shown = await press(pilot, "enter", "enter", "enter")
        assert "Scanned form: " in shown
        assert app.session.desk.page is Page.FORM
        assert app.session.desk.writing.filled["scan"] == typed  # nothing typed is lost
    assert notes(practice) == []


@pytest.mark.parametrize(("whose", "for_whom"), [("1", "client"), ("2", "clinic")])
async def test_a_copy_is_saved_as_pdf_with_the_sealed_file_in_it(practice, tmp_path, whose, for_whom):
    """*The sealed TOML attached byte for byte.*"""
    pytest.importorskip("typst", reason="the extra `pdf` is not installed")
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
    place = tmp_path / "copy.pdf"
    async with reviewing(practice) as (pilot, _, _):
        await press(pilot, "enter", "p", whose, "tab", "tab", "ctrl+u")
        await type_in(pilot, str(place))
        shown = await press(pilot, "enter", "enter")
        assert f"A copy for the {for_whom}, as pdf, private answers covered, goes to" in flat(shown)
        assert not place.exists()
        shown = await press(pilot, "enter")
    assert "Sealed as ada-1." in shown
    with pikepdf.open(place) as copy:
        attached = [each.get_file().read_bytes() for each in copy.attachments.values()]
    assert practice.shelf.find("front-desk-1").data in attached
    assert place.stat().st_mode & 0o077 == 0
    (note,) = notes(practice)
    assert (note.topic, note.how) == (Topic.COPY, f"pdf file for the {for_whom}")


async def test_without_the_extra_no_pdf_is_saved_the_extra_is_named_and_nothing_is_sealed(
    practice, tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "typst", None)  # as if it were not installed
    place = tmp_path / "copy.pdf"
    async with reviewing(practice) as (pilot, app, _):
        await press(pilot, "enter", "p", "tab", "tab", "ctrl+u")
        await type_in(pilot, str(place))
        shown = await press(pilot, "enter", "enter", "enter")
        assert "pip install 'consent-tui[pdf]'" in flat(shown)
        assert app.session.desk.page is Page.SEAL
    assert not place.exists()
    assert notes(practice) == []
