"""What is read of a file for a list is what reading it in full says of it, and an attack is none the better for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.model.later import Filed, is_record
from consent_tui.model.record import Entry, Record, Screened, StatementGiven
from consent_tui.records import codec, seal, signers
from consent_tui.records.browsing import browse, kept
from consent_tui.records.findings import Status
from tests.model.later_acts import CLEARANCE_NEEDED, CONSENT, FACTS, act
from tests.records.attacks import make
from tests.records.attacks.make import KEY, ON_SPELLING, ON_WORDS, named
from tests.records.made import BY, OTHER_KEY

HERE = make.HERE / "records"
BOTH = signers.parse([make.ALLOWED.decode().strip()], "test")
DESK = signers.parse(
    [f'ada namespaces="{signers.DESK}" {KEY.line}', f'{BY} namespaces="{signers.KIOSK}" {KEY.line}'], ""
)
HEADERS = ("[[events]]", "[signature]", "\\n\\n[[events]]\\n", 'answer = "no"', '"""', "#~ ", "")


def sealed(path: Path, what, key=KEY) -> Path:
    at_desk = what.__class__ is not Record and what.practitioner is not None
    by, namespace = ("ada", seal.ACT) if at_desk else (BY, seal.RECORD)
    data = seal.seal(codec.encode(what), by=by, key=key, sequence=1, previous=seal.ZEROS, namespace=namespace)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("attack", [*ON_WORDS, *ON_SPELLING])
def test_a_named_attack_is_no_whole_record(attack: str) -> None:
    assert browse(HERE / f"{named(attack)}.toml", BOTH).status is not Status.INTACT


def listed(record: Record) -> Record:
    """Without what a list may leave unread."""
    told = tuple(each for each in record.screening if each.answer != "no")
    return replace(record, screening=told, statements=(), events=(), signature=None, privacy=None)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(HEADERS), min_size=3, max_size=3),
    st.lists(st.sampled_from(["yes", "no", "unsure"]), max_size=4),
    st.integers(0, 3),
)
def test_what_is_listed_is_what_stands_in_the_file_whatever_its_words_look_like(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], answers: list[str], entries: int
) -> None:
    asked = tuple(
        Screened(id=f"q-{at}", words=words[0], language="en", answer=answer, note=words[1] or None)
        for at, answer in enumerate(answers)
    )
    record = replace(
        CLEARANCE_NEEDED,
        screening=asked,
        statements=(StatementGiven(id="s", words=words[2], language="en", agreed=True),),
        events=tuple(Entry(sequence=at, what="answered", payload={"id": words[1]}) for at in range(entries)),
    )
    found = browse(sealed(tmp_path_factory.mktemp("one") / f"{record.id}.toml", record), DESK)
    assert found.status is Status.INTACT
    assert found.filed
    assert is_record(found.filed)
    assert listed(found.filed.what) == listed(record)


@pytest.mark.parametrize("what", [CONSENT, CLEARANCE_NEEDED, *(act(facts) for facts in FACTS)])
def test_a_core_gives_back_what_a_standing_depends_on(tmp_path: Path, what) -> None:
    found = browse(sealed(tmp_path / f"{what.id}.toml", what), DESK)
    assert found.filed
    filed = found.filed
    again = kept(found.core, by=filed.by, sequence=filed.sequence, digest=filed.digest, trusted=filed.trusted)
    expected = replace(what, content=replace(what.content, filled={}), screening=()) if is_record(filed) else what
    assert replace(again, what=_unasked(again.what)) == Filed(
        what=expected, by=filed.by, sequence=1, digest=filed.digest, trusted=True
    )


def _unasked(what):
    return replace(what, screening=()) if isinstance(what, Record) else what


def test_an_unknown_key_is_told_and_what_it_sealed_is_read_all_the_same(tmp_path: Path) -> None:
    found = browse(sealed(tmp_path / f"{CONSENT.id}.toml", CONSENT, OTHER_KEY), DESK)
    assert found.status is Status.UNKNOWN_KEY
    assert found.filed
    assert not found.filed.trusted


def test_an_act_of_a_desk_without_a_practitioner_is_altered(tmp_path: Path) -> None:
    by_nobody = replace(act(FACTS[0]), practitioner=None)
    path = tmp_path / "act.toml"
    body = codec.encode(by_nobody)
    path.write_bytes(seal.seal(body, by="ada", key=KEY, sequence=1, previous=seal.ZEROS, namespace=seal.ACT))
    assert browse(path, DESK).status in (Status.ALTERED, Status.UNREADABLE)


def test_what_cannot_be_read_is_told_as_such(tmp_path: Path) -> None:
    assert browse(tmp_path / "gone.toml", DESK).status is Status.UNREADABLE
    later = sealed(tmp_path / "later.toml", CONSENT)
    body = codec.encode(CONSENT) + b"\n[later]\nversion = 2\n"
    later.write_bytes(seal.seal(body, by=BY, key=KEY, sequence=1, previous=seal.ZEROS))
    assert browse(later, DESK).status is Status.UNREADABLE
