"""The list: what it shows first, what it can be narrowed to, and how it follows the folder."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace

import pytest

from consent_tui.model import desk_acts as acts
from consent_tui.model.desk import Page
from consent_tui.model.entry import Order, State
from consent_tui.model.later import Countersignature
from consent_tui.records import layout
from consent_tui.records.folder import Folder
from consent_tui.tui.desk.app import DeskApp
from consent_tui.tui.desk.blocks import OptionRow, fitted
from consent_tui.tui.widgets.picker import Picker
from consent_tui.words import load
from tests.model.later_acts import AT_KIOSK, act
from tests.services.desks import JON_KEY
from tests.tui.desk.bench import Practice, flat, of, press, reviewing, still, text_of, type_in, until


@pytest.fixture
def practice(tmp_path):
    return Practice(tmp_path / "records")


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """A day that nobody changes here."""
    return Practice(tmp_path_factory.mktemp("day") / "records").day()


def numbers(shown: str) -> list[str]:
    """The numbers of the records on screen, from above."""
    words = [line.split()[-1] for line in shown.split("\n") if "front-desk-" in line or " ada-" in line]
    return [word.removeprefix("front-desk-") for word in words]


# -- the folder


async def test_before_the_first_record_the_list_says_what_will_come(practice):
    async with reviewing(practice) as (pilot, app, _):
        shown = text_of(app)
        assert "No records yet." in shown
        assert "Nothing to open" in shown
        await press(pilot, "enter", "down", "f", "t")
        assert app.session.desk.page is Page.FILTERS


async def test_a_record_sealed_at_the_kiosk_appears_within_a_second(practice):
    """The app looks once a second; one look is enough, and the cursor stays where it is."""
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, app, _):
        practice.keep(of("clearance-pregnancy", "Eva Muestra"))
        assert "E. M." not in text_of(app)
        assert "1 record, newest first" in text_of(app)
        await app.tick()
        await still(pilot)
        shown = text_of(app)
        assert "E. M." in shown
        assert "2 records, newest first" in shown
        assert app.session.desk.at == "front-desk-1"


async def test_the_app_looks_by_itself(practice):
    async with reviewing(practice) as (pilot, app, _):
        practice.keep(of("plain-consent", "Ana Example"))
        for _ in range(300):  # at most 30 seconds, on a busy machine
            if "A. E." in text_of(app):
                break
            await asyncio.sleep(0.1)
        assert "A. E." in text_of(app)
        await pilot.pause()


async def test_what_another_desk_does_to_the_open_record_shows(practice):
    """*Two desks and a kiosk on one folder at once: both see the same.*"""
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, app, _):
        assert "waits for you to sign" in await press(pilot, "enter")
        practice.act("front-desk-1", Countersignature(name_checked=True, born_checked=True, wanted=True))
        await app.tick()
        await still(pilot)
        assert "May we start?   ● yes" in text_of(app)


async def test_who_comes_back_from_a_form_sees_what_another_desk_did_meanwhile(practice):
    """It went on showing a client whom the other desk had erased."""
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, app, _):
        await press(pilot, "enter", "enter", "1", "2", "3", "enter")
        desk = practice.desk("jon", JON_KEY)
        desk.erase(desk.open("front-desk-1"), "request")
        await app.tick()
        shown = flat(await press(pilot, "enter"))
        assert "was erased" in shown  # and nothing is sealed
        shown = flat(await press(pilot, "escape", "escape"))
        assert "was erased" in shown
        assert "Ana" not in shown
        assert "May we start?" not in shown


async def test_a_broken_file_is_listed_as_what_it_is_and_opens_to_a_sentence(practice):
    receipt = practice.keep(of("plain-consent", "Ana Example"))
    practice.keep(of("plain-consent", "Eva Muestra"))
    receipt.path.chmod(0o600)
    receipt.path.write_bytes(receipt.path.read_bytes().replace(b"Ana", b"Ann"))
    (receipt.path.parent / "holiday.jpg").write_bytes(b"\xff\xd8")
    async with reviewing(practice) as (pilot, app, _):
        shown = text_of(app)
        assert "! altered" in shown
        assert "no record" in shown
        line = next(row for row in shown.split("\n") if "! altered" in row)
        while "▸" not in next(row for row in text_of(app).split("\n") if "! altered" in row):
            await press(pilot, "down")
        shown = await press(pilot, "enter")
        assert "altered" in shown
        assert "Ann" not in shown
        assert line
        await press(pilot, "s", "a", "2", "escape")
        assert app.session.desk.page is Page.LIST


async def test_a_withdrawal_that_fits_no_record_is_in_the_list(practice):
    practice.keep(of("plain-consent", "Ana Example"))
    stray = act(replace(AT_KIOSK, number="front-desk-77"), about=None)
    practice.keep(replace(stray, id=""))
    async with reviewing(practice) as (_, app, _):
        assert "! fits nothing" in text_of(app)


class Rehearsed(Practice):
    """A folder of rehearsals, in which no kiosk and nobody else seals."""

    def __post_init__(self) -> None:
        self.folder = Folder.open(self.root)


def rehearsed_among(practice: Practice) -> None:
    """Put a rehearsal, its key and its ledger among real records, as a person may by hand; no program does."""
    other = Rehearsed(practice.root.parent / "rehearsed")
    other.keep(of("plain-consent", "Ana Example", 1, rehearsal=True), "rehearsal")
    keys = practice.root / layout.SIGNERS
    keys.write_bytes(keys.read_bytes() + (other.root / layout.SIGNERS).read_bytes())
    shutil.copytree(other.root, practice.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(keys.name))


async def test_rehearsals_are_hidden_until_they_are_asked_for(practice):
    practice.keep(of("plain-consent", "Eva Muestra"))
    rehearsed_among(practice)
    async with reviewing(practice) as (pilot, app, session):
        shown = text_of(app)
        assert "E. M." in shown
        assert "A. E." not in shown
        assert "1 record, 1 rehearsal hidden (R), newest first" in shown
        shown = await press(pilot, "r")
        assert session.desk.asked.rehearsals
        assert "rehearsal-1" in shown
        assert "2 records, newest first" in shown
        assert "rehearsals too" in await press(pilot, "home")
        assert "A. E." not in await press(pilot, "r")


async def test_a_folder_of_rehearsals_alone_says_so(tmp_path):
    practice = Rehearsed(tmp_path / "rehearsed")
    practice.keep(of("plain-consent", "Ana Example", rehearsal=True), "rehearsal")
    async with reviewing(practice) as (pilot, app, _):
        assert "There are rehearsals here and nothing else." in flat(text_of(app))
        assert "A. E." not in text_of(app)
        assert "A. E." in await press(pilot, "r")


# -- narrowing


async def test_search_follows_each_letter_and_finds_what_the_client_said(day):
    async with reviewing(day) as (pilot, _, _):
        await press(pilot, "slash", "m", "u", "s")
        assert numbers(await press(pilot, "t")) == ["5"]
        shown = await press(pilot, *["backspace"] * 4)
        assert len(numbers(shown)) == 8
        await type_in(pilot, "Ejemplo")
        assert numbers(await press(pilot, "home")) == ["4"]
        await press(pilot, "enter")
        shown = await press(pilot, "enter")
        assert "Ejemplo Rosa" in shown


async def test_filters_are_seen_and_taken_away_one_by_one(day):
    async with reviewing(day) as (pilot, _, session):
        shown = await press(pilot, "f")
        assert "1  with a flag x" in shown
        assert set(numbers(shown)) == {"3", "5", "6", "7", "8"}
        await press(pilot, "d")
        shown = await press(pilot, "home")
        assert "1  21 November 2026 x" in shown
        assert "2  with a flag x" in shown
        await press(pilot, "1")
        shown = await press(pilot, "1")
        assert len(numbers(shown)) == 8
        assert session.desk.asked.since is None


async def test_the_filters_page_sets_flags_standings_and_practitioners(day):
    async with reviewing(day) as (pilot, _, session):
        shown = await press(pilot, "t")
        assert "▲ doctor   1" in shown
        assert "Practitioner" in await press(pilot, "end")
        await press(pilot, "b")
        shown = await press(pilot, "escape")
        assert numbers(shown) == ["5"]
        assert session.desk.asked.flags == {"clearance"}
        assert len(numbers(await press(pilot, "x"))) == 8


async def test_a_day_alone_and_the_days_around_it(practice):
    practice.keep(of("plain-consent", "Ana Example", 30))
    practice.keep(of("plain-consent", "Eva Muestra", 1))
    async with reviewing(practice) as (pilot, _, _):
        assert numbers(await press(pilot, "d")) == ["2"]
        shown = await press(pilot, "left")
        assert numbers(shown) == ["1"]
        assert "Yesterday, 20 November 2026" in shown
        assert "Nothing fits." in await press(pilot, "left")
        assert numbers(await press(pilot, "right")) == ["1"]
        assert numbers(await press(pilot, "d")) == ["2", "1"]


async def test_sorting_goes_round(day):
    async with reviewing(day) as (pilot, app, _):
        assert numbers(text_of(app))[0] == "3"
        assert numbers(await press(pilot, "s"))[0] == "1"
        by_name = await press(pilot, "s")
        assert numbers(by_name)[0] == "7"  # Ana Example
        assert "by name" in by_name
        assert numbers(await press(pilot, "s"))[0] == "3"  # a stop is the gravest
        assert "newest first" in await press(pilot, "s")


# -- mouse


async def test_a_line_is_chosen_by_a_click_and_opened_by_another(day):
    async with reviewing(day) as (pilot, _app, session):
        await pilot.click(Picker, offset=(5, 6))
        await until(pilot, lambda: session.desk.at == "front-desk-5")
        await still(pilot)
        await pilot.click(Picker, offset=(5, 6))
        await until(pilot, lambda: session.desk.page is Page.RECORD)
        assert session.desk.open == "front-desk-5"


async def test_all_of_an_act_can_be_done_by_mouse(practice):
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, app, session):
        for target in ("MainPress", "MainPress"):
            await pilot.click(target)
            await still(pilot)
        assert session.desk.page is Page.FORM
        for name in ("name_checked", "born_checked", "wanted"):
            rows = [each for each in app.screen.query("OptionRow") if each.name == name]
            await pilot.click(offset=(rows[0].region.x + 8, rows[0].region.y))
            await still(pilot)
        for _ in range(2):
            await pilot.click("MainPress")
            await still(pilot)
        assert "May we start?   ● yes" in text_of(app)
    assert practice.word("front-desk-1") == "valid"


# -- fitting


def test_flags_that_find_no_room_become_signs_and_then_a_number():
    flags = ("■ stop", "▲ doctor", "◆ talk", "? question")
    assert fitted(flags, 40) == "■ stop  ▲ doctor  ◆ talk  ? question"
    assert fitted(flags, 20) == "■ stop  ▲ ◆ ?"
    assert fitted(flags, 8) == "■ ▲ ◆ ?"
    assert fitted(flags, 6) == "■ ▲ +2"
    assert fitted(flags, 5) == "■ +3"
    assert fitted((), 8) == ""


async def test_many_records_are_gone_through_and_the_chosen_one_is_seen(practice):
    for n in range(30):
        practice.keep(of("refuses-in-screening-kept", f"Ana Example{n}"))
    async with reviewing(practice) as (pilot, app, session):
        await press(pilot, "end")
        assert "▸" in text_of(app)
        assert session.desk.at == "front-desk-1"
        await press(pilot, "pageup", "pageup")
        assert "▸" in text_of(app)
        assert "front-desk-21" in flat(text_of(app))


async def test_a_folder_that_goes_away_is_told_and_comes_back(practice, monkeypatch):
    """A network disk that is gone for a moment ends nothing."""
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, app, session):
        shelves = session.review.shelves

        def gone() -> bool:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(shelves, "changes", gone)
        await app.tick()
        await still(pilot)
        shown = text_of(app)
        assert "cannot be read: Input/output error" in shown
        assert "front-desk-1" in shown
        monkeypatch.undo()
        await app.tick()
        await still(pilot)
        assert "cannot be read" not in text_of(app)


async def test_what_a_newer_consent_of_the_client_changed_is_told_in_words(practice):
    """*Diff: two records of one client, or a record against today's pack, in words.*"""
    practice.keep(of("plain-consent", "Ana Example", 48))
    earlier = practice.shelf.find("front-desk-1").filed.reference
    practice.keep(of("areas-avoided", "Ana Example", supersedes=earlier))
    async with reviewing(practice, size=(120, 40)) as (pilot, _, _):
        await press(pilot, "enter")
        newer = flat(await press(pilot, "6"))
        assert "[Today]" in newer
        assert "front-desk-1" in newer
        await press(pilot, "escape", "end", "enter")
        older = flat(await press(pilot, "6"))
        assert "front-desk-2" in older
        assert "not now: replaced" in flat(await press(pilot, "1"))


async def test_a_disk_that_fails_under_a_key_is_told_and_ends_nothing(practice, monkeypatch):
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, app, session):

        def failing(*_asked):
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(session.review.shelves, "list", failing)
        assert "cannot be read: Input/output error" in await press(pilot, "f")
        monkeypatch.setattr(session.review.shelves, "find", failing)
        assert "cannot be read" in await press(pilot, "enter")
        monkeypatch.undo()
        await press(pilot, "escape", "f")
        await app.tick()
        assert "Ana Example" in await press(pilot, "enter")
    assert app.return_code is None or app.return_code == 0


async def test_what_is_looked_for_is_seen_wherever_the_list_stands(practice):
    """A search begun far down the list showed the list moving and not a letter of what was typed."""
    for number in range(30):
        practice.keep(of("plain-consent", "Ana Example", number / 60))
    async with reviewing(practice) as (pilot, app, _):
        await press(pilot, "end", "slash")
        assert "Find   _" in text_of(app)
        assert "Find   an_" in await press(pilot, "a", "n")
        assert "Find   an" in await press(pilot, "enter", "end")


async def test_what_takes_every_filter_away_leaves_the_rehearsals(practice):
    """Rehearsals are there as well and narrow nothing; a folder that holds nothing else would be empty by `Esc`."""
    practice.keep(of("plain-consent", "Eva Muestra"))
    async with reviewing(practice) as (pilot, _, session):
        for key in ("x", "escape"):
            await press(pilot, "r" if key == "x" else "f", "f", key)
            assert (session.desk.asked.flagged, session.desk.asked.rehearsals) == (False, True)


async def test_today_flags_rehearsals_and_order_are_there_for_the_mouse(day):
    """*Keyboard and mouse:* what has no key in the bar stands among the filters."""
    async with reviewing(day, size=(80, 40)) as (pilot, app, session):
        await press(pilot, "t")
        for name in ("other-only what has a flag", "other-today alone", "other-rehearsals too", "order-name"):
            await pilot.click(next(row for row in app.screen.query(OptionRow) if row.name == name))
            await still(pilot)
        asked = session.desk.asked
        assert (asked.flagged, asked.rehearsals, asked.order) == (True, True, Order.NAME)
        assert asked.since == asked.until == session.seen.now.date()


async def test_a_file_that_was_changed_in_place_is_found_without_being_on_the_page(practice):
    """A folder's time says nothing of it, so a desk looks at each file once when it opens, beside the screen."""
    receipt = practice.keep(of("plain-consent", "Ana Example"))
    session = practice.session()
    receipt.path.chmod(0o600)
    receipt.path.write_bytes(receipt.path.read_bytes().replace(b"Ana", b"Ann"))
    session.post(acts.Search("nobody"))
    assert not session.follow()
    session.look_at_each()
    assert session.follow()
    assert not session.follow()
    session.post(acts.Widen())
    assert session.seen.listed.entries[0].state is State.ALTERED


async def test_the_desk_looks_at_each_file_when_it_opens(practice):
    practice.keep(of("plain-consent", "Ana Example"))
    looked = []
    session = practice.session()
    session.look_at_each = lambda: looked.append(True)
    app = DeskApp(session, load("en"), theme="linen", idle_seconds=300.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(looked))
    assert looked == [True]
