"""*A broken, foreign, half-copied or 50 MB file is listed as what it is and harms nothing*: at the desk's screen."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from textual.app import App

from consent_tui.model.desk import Page
from consent_tui.records.findings import Status
from consent_tui.records.verify import verify_paths
from tests.services.desks import STRANGER_KEY, House
from tests.tui.desk.bench import Practice, flat, of, press, reviewing, text_of

BIG = 50 * 1024 * 1024
WIDE = (100, 30)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """One client whose record is whole: `front-desk-1`."""
    made = Practice(tmp_path / "records")
    made.keep(of("plain-consent", "Ana Example"))
    return made


def month_of(practice: Practice) -> Path:
    return practice.shelf.find("front-desk-1").path.parent


def odd(practice: Practice, elsewhere: Path) -> dict[str, tuple[str, str]]:
    """Put odd files beside that record; return what each is called in the list, and what it says when opened."""
    month, data = month_of(practice), practice.shelf.find("front-desk-1").data
    broken = practice.keep(of("plain-consent", "Eva Muestra", 2)).path
    broken.chmod(0o600)
    broken.write_bytes(broken.read_bytes().replace(b"Eva", b"Eve"))
    strange = House(elsewhere).keep(of("plain-consent", "Jon Muster", 3), "elsewhere", STRANGER_KEY)
    shutil.copy(strange.path, month)
    (month / "half.toml").write_bytes(data[: len(data) // 2])
    (month / "endless.toml").write_bytes(data * (BIG // len(data) + 1))
    (month / "film.toml").write_bytes(os.urandom(1024) * (BIG // 1024))
    (month / "shopping.toml").write_text('milk = "two litres"\n')
    return {
        broken.name: ("! altered", "is altered: its words or its seal were changed after sealing."),
        strange.path.name: ("! unknown key", "is sealed by an unknown key: its seal is right"),
        "half.toml": ("! altered", "half.toml is altered: there is no seal"),
        "endless.toml": ("! altered", "endless.toml is altered: something stands behind the seal"),
        "film.toml": ("- no record", "film.toml is no record."),
        "shopping.toml": ("- no record", "shopping.toml is no record."),
    }


async def test_each_is_listed_and_opens_as_what_it_is_and_the_desk_goes_on(practice, tmp_path) -> None:
    expected = odd(practice, tmp_path / "elsewhere")
    before = {path: path.read_bytes() for path in practice.root.rglob("*") if path.is_file()}
    told: dict[str, tuple[str, str]] = {}
    async with reviewing(practice, size=WIDE) as (pilot, app, session):
        assert f"{len(expected) + 1} records, newest first" in text_of(app)
        for _ in range(len(expected) + 1):
            name = session.desk.at.rpartition("/")[2]
            (row,) = (line for line in text_of(app).split("\n") if "▸" in line)
            told[name] = (row, await press(pilot, "enter"))
            await press(pilot, "escape", "down")
            assert session.desk.page is Page.LIST
        assert told.keys() == {"front-desk-1", *expected}
        for name, (listed, opened) in expected.items():
            assert listed in told[name][0]
            assert packed(opened) in packed(told[name][1])
            assert not {"Ana", "Eve", "Jon", "milk"} & {*told[name][1].split()}
        assert "May we start?" in told["front-desk-1"][1]
        assert {path: path.read_bytes() for path in before} == before

        while session.desk.at != "front-desk-1":
            await pilot.press("up")
        await press(pilot, "enter", "enter", "1", "2", "3", "enter")
        assert "Sealed as ada-1." in await press(pilot, "enter")
    found = {each.name: each.status for each in verify_paths([practice.root]).records}
    assert (found["front-desk-1"], found["ada-1"]) == (Status.INTACT, Status.INTACT)


async def test_a_record_that_is_still_being_copied_becomes_one_while_the_desk_looks_on(practice) -> None:
    """The half of it is in the list meanwhile, as what it is; opened, it says so, and opens once it is whole."""
    path = practice.keep(of("plain-consent", "Eva Muestra", 2)).path
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: len(data) // 2])
    async with reviewing(practice, size=WIDE) as (pilot, app, session):
        while "▸" not in line_of(app, "! altered"):
            await press(pilot, "down")
        assert "there is no seal" in flat(await press(pilot, "enter"))
        with path.open("ab") as copied:
            copied.write(data[len(data) // 2 :])
        await app.tick()
        await press(pilot, "escape")
        assert "! altered" not in text_of(app)
        while "▸" not in line_of(app, "front-desk-2"):
            await press(pilot, "down")
        assert "Eva Muestra, born 29 February 1980" in await press(pilot, "enter")
        assert session.desk.at == "front-desk-2"


def line_of(app: App[int], words: str) -> str:
    return next(line for line in text_of(app).split("\n") if words in line)


def packed(shown: str) -> str:
    """Without spaces: a long path may break a line anywhere."""
    return "".join(shown.split())
