"""Printing a copy from the desk: said before, asked once, answered by `lp`, told in the record. `docs/copies.md`."""

from __future__ import annotations

import pytest

from consent_tui.copies import pdf_extra
from consent_tui.model.desk import Page
from consent_tui.model.later import Topic
from consent_tui.services.acting import Desk
from consent_tui.settings.values import Copies
from tests.services import cups
from tests.tui.desk.bench import Practice, flat, of, press, reviewing, type_in

SET = Copies(printer="front_desk")
TEXT = Copies(printer="front_desk", allowed=("text",))  # quick: nothing is set


@pytest.fixture
def practice(tmp_path):
    practice = Practice(tmp_path / "records")
    practice.keep(of("talk-private", "Ana Example"))
    return practice


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Have a printing system of these programs."""

    def made(**does: str):
        return cups.install(tmp_path / "bin", monkeypatch, **does)

    return made


@pytest.fixture
def plain(monkeypatch):
    """As if the extra `pdf` were not installed."""
    monkeypatch.setattr(pdf_extra, "find_spec", lambda _name: None)


def noted(practice: Practice) -> list[tuple[str, str]]:
    """What the acts about the record note."""
    return [
        (each.what.note.topic, each.what.note.how) for each in practice.shelf.find("front-desk-1").related if each.what
    ]


async def test_a_copy_is_printed_after_it_was_said_and_asked_once(practice, machine):
    """P, Enter, Enter: whose copy, as what, on which printer stands there before; what `lp` answered, after."""
    folder = machine(lp=cups.TAKEN)
    async with reviewing(practice, copies=TEXT) as (pilot, _, _):
        shown = await press(pilot, "enter", "p")
        assert "print it" in shown
        shown = await press(pilot, "enter")
        assert "A copy for the client, as text, private answers covered, is printed on front_desk." in flat(shown)
        assert 'how = "printed for the client"' in shown
        assert "Print it" in shown
        assert cups.told(folder, "lp") == []
        shown = await press(pilot, "enter")
    assert "Sealed as ada-1. lp says: request id is front_desk-12 (1 file(s))" in shown
    assert cups.told(folder, "lp") == ["-d", "front_desk", "-t", "front-desk-1", "-"]
    assert "Ana Example" in cups.given(folder).decode("utf-8")
    assert noted(practice) == [(Topic.COPY, "printed for the client")]


async def test_the_clinics_copy_is_printed_as_pdf(practice, machine):
    """What clients may be given does not bind the clinic."""
    pytest.importorskip("typst", reason="the extra `pdf` is not installed")
    folder = machine(lp=cups.TAKEN)
    async with reviewing(practice, copies=TEXT) as (pilot, _, _):
        shown = await press(pilot, "enter", "p", "2", "enter")
        assert "A copy for the clinic, as pdf," in flat(shown)
        await press(pilot, "enter")
    assert cups.given(folder).startswith(b"%PDF")
    assert noted(practice) == [(Topic.COPY, "printed for the clinic")]


async def test_without_the_extra_plain_text_is_printed_and_the_extra_is_named(practice, machine, plain):
    folder = machine(lp=cups.TAKEN)
    async with reviewing(practice, copies=SET) as (pilot, _, _):
        shown = flat(await press(pilot, "enter", "p", "enter"))
        assert "as text," in shown
        assert "pip install 'consent-tui[pdf]'" in shown
        assert cups.told(folder, "lp") == []
        await press(pilot, "enter")
    assert "Copy for the client" in cups.given(folder).decode("utf-8")


@pytest.mark.parametrize(
    ("copies", "told"),
    [
        (Copies(), '[copies], as printer = "NAME"'),
        (Copies(printer="front_desk", allowed=("pdf",)), "pip install 'consent-tui[pdf]'"),
        (Copies(printer="front_desk", allowed=("html",)), "clients may have html here"),
    ],
)
async def test_what_cannot_be_printed_says_why_and_can_still_be_saved(practice, machine, plain, tmp_path, copies, told):
    folder = machine(lp=cups.TAKEN)
    place = tmp_path / "copy.html"
    async with reviewing(practice, copies=copies, size=(120, 40)) as (pilot, app, _):
        shown = await press(pilot, "enter", "p", "3", "enter")
        assert told in flat(shown)
        assert app.session.desk.page is Page.FORM
        await press(pilot, "2", "4", "tab", "ctrl+u")
        await type_in(pilot, str(place))
        await press(pilot, "enter", "enter", "enter")
    assert place.exists()
    assert cups.told(folder, "lp") == []
    assert noted(practice) == [(Topic.COPY, "html file for the clinic")]


@pytest.mark.parametrize(
    ("does", "told"),
    [({"lp": cups.REFUSED}, "lp says: The printer or class does not exist"), ({}, "lp is not here; install CUPS")],
)
async def test_a_printer_that_takes_nothing_is_told_and_nothing_is_lost(practice, machine, does, told):
    machine(**does)
    async with reviewing(practice, copies=TEXT) as (pilot, app, _):
        shown = await press(pilot, "enter", "p", "enter", "enter")
        assert told in flat(shown)
        assert app.session.desk.page is Page.SEAL
        assert noted(practice) == []
        machine(lp=cups.TAKEN)
        assert "Sealed as ada-1." in await press(pilot, "enter")
    assert len(noted(practice)) == 1


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ({"cancel": ""}, "It could not be written: No space left on device."),
        ({"cancel": "exit 1"}, "a copy may come out of front_desk: destroy it."),
    ],
)
async def test_no_copy_goes_out_that_no_act_tells_of(practice, machine, monkeypatch, does, told):
    folder = machine(lp=cups.TAKEN, **does)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with reviewing(practice, copies=TEXT) as (pilot, _, _):
        await press(pilot, "enter", "p", "enter")
        monkeypatch.setattr(Desk, "seal", full)
        shown = flat(await press(pilot, "enter"))
    assert told in shown
    assert "No space left" in shown
    assert cups.told(folder, "cancel") == ["front_desk-12"]
    assert noted(practice) == []


async def test_whoever_cannot_act_can_print(practice, machine):
    folder = machine(lp=cups.TAKEN)
    async with reviewing(practice, copies=TEXT, unable="Nobody is set up to act here.", is_pin=str.isdigit) as (
        pilot,
        _,
        _,
    ):
        shown = await press(pilot, "enter", "p", "enter")
        assert "Nothing is sealed with it" in shown
        assert "this will be written" not in shown
        shown = await press(pilot, "enter")
    assert "lp says: request id is front_desk-12" in shown
    assert cups.given(folder)
    assert noted(practice) == []
