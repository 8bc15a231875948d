"""*After done, stop or wipe no trace of the client in the screen, scrollback, clipboard, widgets, state, log, temp.*

The real program on a terminal is led through every outcome with words that nobody else has; then every object of its
memory, everything that it drew since and every file of its machine is searched for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consent_tui.tui.lockdown import STOPPED
from tests.kiosk.conftest import furnished
from tests.kiosk.leading import Led, led
from tests.kiosk.terminal import ALTERNATE_OFF, ROOT, files
from tests.kiosk.waiting_room import SHEET

START = "Choose your language"
TINY = ROOT / "tests" / "packs" / "tiny"
F6 = "\x1b[17~"  # says that staff type
DROPPED = b"\x1b[3J"
# Typed in place of what stands on the answer sheets. No part of these is a word, or a day that stands anywhere else.
BORN = date(1987, 6, 7)
CHILD_BORN = date(2016, 7, 9)
WORDS = {
    "Ana Example": "Qwyxzva Vkjhqua",
    "1980-02-29": f"{BORN:%d.%m.%Y}",
    "Jon Muster": "Xzqkvy Wjqzhb",
    "2015-03-04": f"{CHILD_BORN:%d.%m.%Y}",
    "relation": "qjzvxk related",
    "goals": "zjkqxg aims",
    "matters": "kwvjxm counts",
    "question": "bqxjvq asked",
    "note": "vzkwqn noted",
    "reason": "pzqjxr because",
}
RECORDS = "data/consent-tui/records/"
NUMBER = "qxjvzkw-77"  # of a record, as somebody who withdraws types it
NAME, GUARDIAN = (WORDS[name].split()[0] for name in ("Ana Example", "Jon Muster"))
SECRET = [NUMBER, *(word.split()[0] for word in WORDS.values() if word[0].isalpha())]
SPELLED = [f"{born:{spelled}}" for born in (BORN, CHILD_BORN) for spelled in ("%d.%m.%Y", "%Y-%m-%d")]

CONSENT: dict[str, Any] = {
    **SHEET,
    "keep_answers": True,
    "questions": {"touch": "question"},
    "goals": "goals",
    "matters": "matters",
    "reason": "reason",
}
OUTCOMES: dict[str, dict[str, Any]] = {
    "consent": {},
    "refusal with answers": {"decision": "refuse"},
    "refusal without": {"decision": "refuse", "keep_answers": False},
    "refusal that is not kept": {"decision": "refuse", "save": False},
    "undecided": {"decision": "undecided"},
    "deferral": {"screening": {"*": "no", "aneurysm": "yes"}},
    "left": {"leave": {"at": "decide", "by": "stop"}},
    "paper": {"leave": {"at": "decide", "by": "paper"}},
    "urgent": {"change": [{"from_step": "review", "question": "emergency-signs", "to": "yes"}]},
    "hidden": {"leave": {"at": "decide", "by": "hidden"}},
    "idle": {"leave": {"at": "result", "by": "idle"}},
    "child": {
        "deciding": "child",
        "age": "minor",
        "assent": "yes",
        "client": {"name": "Ana Example", "born": date(2015, 3, 4)},
        "signatory": {"role": "parent", "name": "Jon Muster", "relationship": "relation"},
    },
}
KEPT = {"consent", "child", "refusal with answers", "refusal without", "undecided", "deferral"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Answer sheets are no part of the kiosk's machine."""
    return tmp_path_factory.mktemp("sheets")


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where clients may save their copy."""
    return tmp_path_factory.mktemp("stick")


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory, pin_hash: str, stick: Path) -> Iterator[Led]:
    """One kiosk for all of these, as in a waiting room: one client after another."""
    home = furnished(tmp_path_factory.mktemp("kiosk"), pin_hash)
    settings = home / "config" / "consent-tui" / "clinic.toml"
    settings.write_text(f'{settings.read_text("utf-8")}[copies]\nfolder = "{stick}"\n', "utf-8")
    with led(home, WORDS, "kiosk", "--pack", str(TINY)) as led_kiosk:
        yield led_kiosk


def remembered(kiosk: Led) -> list[str]:
    """Return what of a client is in the memory."""
    backwards = [word[::-1].lower() for word in (*SECRET, *SPELLED)]
    found: list[str] = kiosk.ask("search", backwards=backwards, dates=[BORN.toordinal(), CHILD_BORN.toordinal()])
    return found


def drawn(told: bytes) -> list[str]:
    return [word for word in (*SECRET, *SPELLED) if word.encode() in told]


def forgotten(kiosk: Led) -> None:
    """Start is shown. Memory, screen, what scrolled out of it, every file but sealed records hold nothing of them."""
    kiosk.ask("home")
    terminal = kiosk.terminal
    terminal.until_shown(START)
    terminal.quiet()
    assert remembered(kiosk) == []
    assert drawn(terminal.screen.text.encode()) == []
    assert terminal.seen.rindex(DROPPED) > max(terminal.seen.rfind(word.encode()) for word in (*SECRET, *SPELLED))
    assert b"\x1b]52" not in terminal.seen
    kept_only_in_records(terminal.home)


def kept_only_in_records(home: Path) -> None:
    held = {name: [w for w in (*SECRET, *SPELLED) if w.encode() in kept] for name, kept in files(home).items()}
    assert [name for name, words in held.items() if words and not name.startswith(RECORDS)] == []
    assert [name for name in held if any(w.lower() in name.lower() for w in SECRET)] == []
    assert list((home / "tmp").iterdir()) == []


def sealed(home: Path) -> list[bytes]:
    """Return every record there is."""
    mine = (name for name in files(home) if name.startswith(RECORDS) and "/packs/" not in name)
    return [(home / name).read_bytes() for name in mine if name.endswith(".toml")]


def test_a_client_who_goes_away_is_found_while_they_are_there_and_not_after(kiosk: Led, place: Path) -> None:
    """Else a search that finds nothing would prove nothing: name, date, texts and ink are found before."""
    kiosk.walk(place, until="Signed", **CONSENT)
    found = remembered(kiosk)
    for kind in ("datetime.date", "builtins.str", "rich.segment.Segment", "state at"):  # facts, drawing, the encounter
        assert any(each.startswith(kind) for each in found), kind
    assert drawn(kiosk.terminal.seen) != []
    forgotten(kiosk)
    assert sealed(kiosk.terminal.home) == []


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_nothing_is_left_of_a_client_after(outcome: str, kiosk: Led, place: Path, stick: Path) -> None:
    before, sheet = sealed(kiosk.terminal.home), CONSENT | OUTCOMES[outcome]
    if outcome == "child":
        kiosk.walk(place, until="decide/sign", **sheet)
        kiosk.terminal.press(F6, "The record says so")
    kind = kiosk.walk(place, **sheet)
    assert bool(kind) is (outcome in KEPT)
    if outcome == "consent":
        copy_saved(kiosk, stick)
        code_seen(kiosk)
    forgotten(kiosk)
    new = [kept for kept in sealed(kiosk.terminal.home) if kept not in before]
    assert any(NAME.encode() in kept for kept in new) is (outcome in KEPT)  # a record alone holds the name
    for of_a_child in (GUARDIAN.encode(), b'typed_by = "staff"'):
        assert any(of_a_child in kept for kept in new) is (outcome == "child")


def copy_saved(kiosk: Led, stick: Path) -> None:
    """A copy is the client's own: it holds what they said; its name says nothing."""
    kiosk.terminal.press("s", "Your copy is saved")
    copies = files(stick)
    assert any(NAME.encode() in copy for copy in copies.values())
    assert [name for name in copies if any(word.lower() in name.lower() for word in SECRET)] == []


def code_seen(kiosk: Led) -> None:
    """Open the QR code of the record, find what it holds in the memory, and go to Start from there: it is gone too."""
    held = {"backwards": ["consent-record kiosk-"[::-1]], "dates": []}
    kiosk.terminal.press("c", "as a QR code")
    kiosk.terminal.quiet()
    assert kiosk.ask("search", **held) != []
    kiosk.ask("home")
    kiosk.terminal.until_shown(START)
    assert kiosk.ask("search", **held) == []


@pytest.mark.parametrize("withdraws", [False, True], ids=["has thought of it", "withdraws"])
def test_nothing_is_left_of_somebody_who(kiosk: Led, *, withdraws: bool) -> None:
    """One who goes away before the last press is forgotten as those are who stay."""
    terminal = kiosk.terminal
    for keys, shown in (("w", "English: Withdraw"), ("1", "You can withdraw at any"), ("\r", "Which consent?")):
        terminal.press(keys, shown)
    terminal.quiet()
    terminal.type(NUMBER)
    terminal.until_shown(NUMBER)
    terminal.type("\r")
    terminal.quiet()
    terminal.type(f"{BORN:%d.%m.%Y}")
    terminal.until_shown(f"{BORN:%d.%m.%Y}")
    terminal.press("\r", "Withdraw this consent?")
    assert NUMBER in terminal.screen.text
    if withdraws:
        terminal.press("1", "We have noted it")
    forgotten(kiosk)
    assert any(NUMBER.encode() in kept for kept in sealed(terminal.home)) is withdraws


def test_nothing_is_left_of_a_client_whose_record_could_not_be_written(kiosk: Led, place: Path) -> None:
    """The disk fails, nobody comes, and after a quarter of an hour it is lost."""
    home = kiosk.terminal.home
    kiosk.walk(place, until="Signed", **CONSENT)
    (home / RECORDS).rename(place / "away")
    (home / RECORDS.rstrip("/")).touch()  # not a folder any more
    kiosk.walk(place, **CONSENT)
    kiosk.terminal.until_shown("Your record is not saved yet")
    forgotten(kiosk)
    (home / RECORDS.rstrip("/")).unlink()
    (place / "away").rename(home / RECORDS)


@pytest.mark.parametrize(("how", "code"), [("fail", STOPPED), ("SIGTERM", 143), ("SIGKILL", -9)])
def test_nothing_is_left_of_a_client_in_whose_midst_it_ended(home: Path, place: Path, how: str, code: int) -> None:
    """What a killed kiosk left on the screen itself is cleared by what starts it again (`test_loop.py`)."""
    with led(home, WORDS, "kiosk", "--pack", str(TINY)) as kiosk:
        kiosk.walk(place, until="Signed", **CONSENT)
        kiosk.terminal.quiet()
        if how == "fail":
            kiosk.ask("fail")
        else:
            kiosk.terminal.send(how)
        shown = kiosk.terminal.rest()
    assert kiosk.terminal.process.returncode == code
    assert drawn(shown) != []
    if code > 0:
        after = shown[shown.rindex(ALTERNATE_OFF) :]
        assert DROPPED in after
        assert drawn(after) == []
        assert drawn(kiosk.terminal.screen.text.encode()) == []
    kept_only_in_records(home)
    assert sealed(home) == []
