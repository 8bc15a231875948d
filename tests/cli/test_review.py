"""`consent-tui review` before any screen: what it says, what it is put together from, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from consent_tui.cli import terminal
from consent_tui.cli.commands import run
from consent_tui.cli.ending import Ended, Exit
from consent_tui.model import desk_acts as acts
from consent_tui.model.desk_acts import Deed
from consent_tui.records.keys import make
from consent_tui.services.desk_session import DeskSession
from consent_tui.settings.pin import hashed
from consent_tui.settings.practitioner import Practitioner, write
from consent_tui.tui.desk import running
from tests.model.later_acts import CONSENT
from tests.services.desks import House


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, so that nobody's settings, keys or caches play a part."""
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CONSENT_TUI_SETTINGS", raising=False)
    return tmp_path


@dataclass
class Started:
    """With what the desk was started; `during` is what a practitioner does at it."""

    session: DeskSession | None = None
    options: dict = field(default_factory=dict)
    during: Callable[[DeskSession], object] = lambda session: None


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """A terminal that can be drawn on, and a desk without a screen."""
    found = Started()

    def run_desk(session, say, **options):
        found.session, found.options = session, options
        found.during(session)
        return 0

    monkeypatch.setattr(terminal, "unfit", lambda: None)
    monkeypatch.setattr(running, "run_desk", run_desk)
    return found


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path / "records")
    house.keep(CONSENT)
    return house


def test_it_opens_on_a_folder_that_is_named(house: House, started) -> None:
    assert run(["review", str(house.root)]) == Exit.WELL
    assert started.session
    assert [entry.number for entry in started.session.seen.listed.entries] == ["front-desk-1"]
    assert started.options["idle_seconds"] == 300
    assert started.session.seen.asks == "nothing"


def test_without_a_practitioner_it_reads_and_says_how_to_set_one_up(house: House, started) -> None:
    started.during = lambda session: session.post(acts.OpenIt("front-desk-1"))
    run(["review", str(house.root)])
    session = started.session
    assert session.seen.told is not None
    assert session.seen.who == ""
    assert "setup --practitioner" in session.seen.refused[Deed.COUNTERSIGN]
    assert Deed.COPY not in session.seen.refused


def test_settings_say_when_it_locks_and_who_acts(house: House, started, tmp_path: Path) -> None:
    settings, key, who = tmp_path / "clinic.toml", tmp_path / "keys" / "ada", tmp_path / "practitioner.toml"
    make(key)
    write(Practitioner(by="ada", name="Ada Sample", key=key), who)
    settings.write_text(
        f'[clinic]\nname = "Example Practice"\n[kiosk]\npin_hash = "{hashed("2468")}"\n[desk]\nidle_minutes = 2\n'
    )
    told = []

    def locked(session: DeskSession) -> None:
        session.post(acts.Lock())
        told.extend(session.unlocks(typed) for typed in ("1111", "2468"))

    started.during = locked
    run(["review", str(house.root), "--settings", str(settings), "--practitioner", str(who)])
    seen = started.session.seen
    assert started.options["idle_seconds"] == 120
    assert (seen.clinic, seen.who, seen.asks) == ("Example Practice", "Ada Sample", "pin")
    assert told == ["That is another PIN.", ""]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, started) -> None:
    with pytest.raises(Ended, match="There is no folder") as why:
        run(["review", str(tmp_path / "nowhere")])
    assert why.value.exit_code == Exit.COULD_NOT
    assert started.session is None


def test_a_desk_before_its_first_record_says_where_one_will_come_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with pytest.raises(Ended, match=r"There is no folder .*records\. Nobody has decided at a kiosk here yet"):
        run(["review"])


def test_without_a_terminal_it_says_what_to_do_instead(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "unfit", lambda: "The kiosk draws on a terminal, and here input or output is none.")
    with pytest.raises(Ended, match=r"The desk draws on a terminal.*consent-tui list") as why:
        run(["review", str(house.root)])
    assert why.value.exit_code == Exit.COULD_NOT


def test_the_shelves_are_closed_at_the_end(house: House, started, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []
    monkeypatch.setattr("consent_tui.services.shelving_folder.FolderShelves.close", lambda shelves: closed.append(1))
    run(["review", str(house.root)])
    assert closed
    assert isinstance(started.session, DeskSession)
