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

START = "Choose your language"
TINY = ROOT / "tests" / "packs" / "tiny"
DROPPED = b"\x1b[3J"
# Typed in place of what stands on the answer sheets. No part of these is a word, or a day that stands anywhere else.
BORN = date(1987, 6, 7)
WORDS = {
    "Ana Example": "Qwyxzva Vkjhqua",
    "1980-02-29": f"{BORN:%d.%m.%Y}",
    "goals": "zjkqxg aims",
    "matters": "kwvjxm counts",
    "question": "bqxjvq asked",
    "note": "vzkwqn noted",
    "reason": "pzqjxr because",
}
RECORDS = "data/consent-tui/records/"
NUMBER = "qxjvzkw-77"  # of a record, as somebody who withdraws types it
NAME = WORDS["Ana Example"].split()[0]
SECRET = [NUMBER, *(word.split()[0] for word in WORDS.values() if word[0].isalpha())]
SPELLED = [f"{BORN:%d.%m.%Y}", f"{BORN:%Y-%m-%d}"]

CONSENT: dict[str, Any] = {
    "language": "en",
    "deciding": "self",
    "age": "adult",
    "able": True,
    "screening": {"*": "no", "fear": "yes"},
    "teach_back": {"*": "right"},
    "permissions": {"*": False},
    "statements": {"*": True},
    "decision": "agree",
    "save": True,
    "keep_answers": True,
    "client": {"name": "Ana Example", "born": date(1980, 2, 29)},
    "questions": {"touch": "question"},
    "goals": "goals",
    "matters": "matters",
    "reason": "reason",
    "expect": {"kind": "consent"},
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
}
KEPT = {"consent", "refusal with answers", "refusal without", "undecided", "deferral"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Answer sheets are no part of the kiosk's machine."""
    return tmp_path_factory.mktemp("sheets")


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory, pin_hash: str) -> Iterator[Led]:
    """One kiosk for all of these, as in a waiting room: one client after another."""
    with led(furnished(tmp_path_factory.mktemp("kiosk"), pin_hash), WORDS, "kiosk", "--pack", str(TINY)) as led_kiosk:
        yield led_kiosk


def remembered(kiosk: Led) -> list[str]:
    """Return what of a client is in the memory."""
    backwards = [word[::-1].lower() for word in (*SECRET, *SPELLED)]
    found: list[str] = kiosk.ask("search", backwards=backwards, dates=[BORN.toordinal()])
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
def test_nothing_is_left_of_a_client_after(outcome: str, kiosk: Led, place: Path) -> None:
    before = sealed(kiosk.terminal.home)
    kind = kiosk.walk(place, **CONSENT | OUTCOMES[outcome])
    assert bool(kind) is (outcome in KEPT)
    if outcome == "consent":
        code_seen(kiosk)
    forgotten(kiosk)
    new = [kept for kept in sealed(kiosk.terminal.home) if kept not in before]
    assert any(NAME.encode() in kept for kept in new) is (outcome in KEPT)  # a record alone holds the name


def code_seen(kiosk: Led) -> None:
    """Open the QR code of the record, find what it holds in the memory, and go to Start from there: it is gone too."""
    held = {"backwards": ["consent-record kiosk-"[::-1]], "dates": []}
    kiosk.terminal.press("c", "as a QR code")
    kiosk.terminal.quiet()
    assert kiosk.ask("search", **held) != []
    kiosk.ask("home")
    kiosk.terminal.until_shown(START)
    assert kiosk.ask("search", **held) == []


def test_nothing_is_left_of_somebody_who_withdraws(kiosk: Led) -> None:
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
    terminal.press("1", "We have noted it")
    forgotten(kiosk)
    assert any(NUMBER.encode() in kept for kept in sealed(terminal.home))


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
