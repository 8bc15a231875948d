"""Rules 5 and 6: the trail replays to the same record, and holds no time that was not measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime

import pytest
from hypothesis import given

from consent_tui.model import acts, moves
from consent_tui.model.acts import Committed, Marked
from consent_tui.model.committing import replay
from consent_tui.model.facts import Case, Facts, Trace
from consent_tui.model.journey import REVIEW, SIGN, Place, Step
from consent_tui.model.record import Entry, Kind
from consent_tui.model.recording import recorded
from consent_tui.model.trail import entries, traces
from tests.model.profiles import walked
from tests.model.walks import OPENED, Walk, walks


def empty(walk: Walk) -> Case:
    case = walk.state.case
    return Case(case.pack, case.visit, Facts())


@walked
@given(walks())
def test_replaying_an_encounters_events_gives_the_same_record(walk: Walk) -> None:
    """And from facts that are the same to the last of them, at any place, also by way of what a record holds."""
    for turn in walk.turns[:: max(1, len(walk.turns) // 4)]:
        facts = turn.after.facts
        if facts.trail:
            assert replay(empty(walk), facts.trail).facts == facts
    for turn in walk.turns:
        if (kind := turn.after.kind) and turn.before.kind is None:
            record = recorded(turn.after.case, kind)
            trail = traces(entries(turn.after.facts.trail))
            again = replay(empty(walk), trail)
            assert again.facts == turn.after.facts
            assert recorded(again, kind) == record
            if record.events:
                assert replay(empty(walk), traces(record.events)).facts == again.facts


@walked
@given(walks())
def test_events_are_committed_answers(walk: Walk) -> None:
    """A move leaves nothing in the trail but what it showed, closed or answered."""
    of_moves = (acts.PageShown, acts.PageRead, acts.ResultShown, acts.DecisionTakenBack, acts.Decided)
    for turn in walk.turns:
        new = turn.after.facts.trail[len(turn.before.facts.trail) :]
        if isinstance(turn.act, Committed):
            assert all(trace.act == turn.act or isinstance(trace.act, of_moves) for trace in new)
        else:
            filled = isinstance(turn.act, moves.NoToAll | moves.Confirm)
            assert all(isinstance(t.act, of_moves) or (filled and isinstance(t.act, acts.Answered)) for t in new)
        typed = turn.before.staff_types and isinstance(turn.act, acts.Wrote | acts.Noted | acts.AskedUs | acts.CameWith)
        actor = "staff" if typed else turn.event.actor
        assert all((trace.at, trace.actor) == (turn.event.at, actor) for trace in new)


def times(value: object) -> Iterator[datetime]:
    """Yield every time that stands anywhere in a record."""
    if isinstance(value, datetime):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from times(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from times(one)


@walked
@given(walks())
def test_a_time_that_was_not_measured_is_absent_none_is_filled_in(walk: Walk) -> None:
    happened = {turn.event.at for turn in walk.turns}
    for turn in walk.turns:
        if (kind := turn.after.kind) and turn.before.kind is None:
            record = recorded(turn.after.case, kind)
            assert set(times(record)) <= happened
            assert record.times.written is None
            assert (record.times.signed is None) is (kind is not Kind.CONSENT)
            read = measured(walk)
            for page in record.pages:
                assert page.seconds == read.get(page.id)


def measured(walk: Walk) -> dict[str, int]:
    """Return the seconds by page of those turns that led away from it, where they were measured."""
    found: dict[str, int] = {}
    for turn in walk.turns:
        left = turn.before.place
        if left.step is Step.PAGES and turn.after.place != left and turn.event.seconds is not None:
            found[left.item] = found.get(left.item, 0) + turn.event.seconds
    return found


def test_a_page_that_is_shown_again_counts_as_reopened(walk: Walk) -> None:
    walk.to(Place(Step.PAGES, "page-1"))
    walk.do(moves.Back(), seconds=7)
    walk.do(moves.Next(), seconds=None)
    walk.to(REVIEW)
    first, second = recorded(walk.state.case, Kind.CONSENT).pages
    assert (first.reopened, first.seconds) == (1, None)
    assert (second.reopened, second.seconds) == (1, 7)


def test_a_trail_without_a_value_has_no_key_for_it() -> None:
    (entry,) = entries([Trace(Marked("head", None), OPENED, "client")])
    assert (entry.sequence, entry.what, dict(entry.payload)) == (1, "marked", {"area": "head"})
    assert traces([entry]) == (Trace(Marked("head", None), OPENED, "client"),)


def test_ink_replays_from_the_trail(at_sign: Walk) -> None:
    at_sign.until(lambda state: state.facts.text("signature") != "")
    at_sign.do(acts.Drew(("1,2 3,4", "5,6")))
    at_sign.until(lambda state: state.kind is Kind.CONSENT)
    record = recorded(at_sign.state.case, Kind.CONSENT)
    assert record.signature is not None
    assert (record.signature.method, record.signature.strokes) == ("drawn", ("1,2 3,4", "5,6"))
    assert replay(empty(at_sign), traces(record.events)).facts == at_sign.state.facts


@pytest.mark.parametrize(
    "strokes", [("1 2",), ("12345,1",), ("1,2 ",), ("",), ("1,2",) * 201, ("1,1 " * 1001 + "1,1",)]
)
def test_ink_that_is_none_is_not_taken(at_sign: Walk, strokes: tuple[str, ...]) -> None:
    assert at_sign.state.place == SIGN
    assert at_sign.do(acts.Drew(strokes)).facts.strokes == ()


@pytest.mark.parametrize(
    "entry",
    [
        Entry(sequence=7, what="flown", at=OPENED),
        Entry(sequence=7, what="speak", payload={"language": "en"}),
        Entry(sequence=7, what="able", at=OPENED, payload={"answer": "perhaps"}),
        Entry(sequence=7, what="able", at=OPENED, payload={}),
        Entry(sequence=7, what="committed", at=OPENED),
    ],
)
def test_a_trail_that_cannot_be_read_is_refused_by_the_number_of_its_entry(entry: Entry) -> None:
    with pytest.raises(ValueError, match="entry 7"):
        traces([entry])
