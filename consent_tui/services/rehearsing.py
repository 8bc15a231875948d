"""Rehearses answer sheets: runs one through a front end as a client would, and says what its author did not expect.

Nothing of the clinic's file plays a part: switches come from the sheet, words from defaults, and the record says that
it is a rehearsal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from consent_tui.content.scenario import Expected, Scenario, ScenarioFaults, strangers
from consent_tui.model.facts import Case, Visit
from consent_tui.model.journey import Block
from consent_tui.model.judging import standing
from consent_tui.model.pack import Pack
from consent_tui.model.record import Record
from consent_tui.model.recording import conditions_of
from consent_tui.model.state import State
from consent_tui.services.session import Session, Write, Written
from consent_tui.services.walker import Certify, Walker

Front = Callable[[Session, Walker], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """How an encounter ended. `kind` is "nothing" where no record came of it; `differences` are told to the author."""

    kind: str
    disposition: str
    stop_for: str | None
    because: tuple[str, ...]
    lowered: tuple[str, ...]
    conditions: tuple[str, ...]
    blocked: tuple[str, ...]
    record: Record | None
    written: Written | None
    exercised: frozenset[str]  # "question:yes" for every answer that was given
    differences: tuple[str, ...] = ()


def rehearse(
    scenario: Scenario,
    pack: Pack,
    visit: Visit,
    front: Front,
    *,
    certify: Certify,
    clock: Callable[[], datetime],
    write: Write | None = None,
) -> Rehearsed:
    """Run one answer sheet and compare its end with `[expect]`.

    `front` performs what the walker decides; `certify` gives the act behind the line that is ticked before signing (its
    words are the views'). Without `write` nothing is written. Raises `ScenarioFaults`: an id that the pack lacks, a
    question without an answer; `NotOffered` where a front end does not offer what the sheet answers; `NotKept` where
    `write` fails.
    """
    if unknown := strangers(scenario, pack):
        raise ScenarioFaults(unknown)
    caught: list[tuple[Record, Written]] = []

    def catch(record: Record) -> Written:
        written = write(record) if write else Written("rehearsal", "0000 0000 0000")
        caught.append((record, written))
        return written

    visit = replace(visit, rehearsal=True, switches=scenario.sheet.settings)
    session = Session(pack, visit, clock=_dated(clock, scenario.sheet.today), write=catch, withdraw=_unheard)
    walker = Walker(scenario, certify)
    front(session, walker)
    if session.state.trouble:
        raise NotKept(session.state.trouble)
    record, written = caught[-1] if caught else (None, None)
    found = _ended(walker.last or session.state, walker.blocked, record, written)
    return replace(found, differences=tuple(_differences(scenario.sheet.expect, found)))


def _unheard(_number: str, _born: date) -> Written:
    """No answer sheet withdraws anything: its person comes for a session."""
    raise NotOffered("withdraw")


class NotOffered(Exception):
    """A front end does not offer what a person wants to do there: a fault of ours, told by place and act."""


class NotKept(Exception):
    """The record of a rehearsal could not be written; `code` says why (`records.faults`)."""

    exit_code = 3

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"The record of this rehearsal could not be written ({code}). Check the folder of --records.")


def directly(session: Session, walker: Walker) -> None:
    """Front *none*: each act is posted as it is."""
    while (act := walker.decide(session.state)) is not None:
        session.post(act, session.state.revision)


def _dated(clock: Callable[[], datetime], today: date | None) -> Callable[[], datetime]:
    if today is None:
        return clock
    return lambda: clock().replace(year=today.year, month=today.month, day=today.day)


def _ended(last: State, blocked: tuple[Block, ...], record: Record | None, written: Written | None) -> Rehearsed:
    case = last.case
    found = standing(case)
    return Rehearsed(
        kind=str(record.kind) if record else "nothing",
        disposition=found.result.word,
        stop_for=found.stop_for,
        because=found.because,
        lowered=found.lowered,
        conditions=conditions_of(case),
        blocked=tuple(spelled for block in blocked for spelled in block.spelled()),
        record=record,
        written=written,
        exercised=frozenset(_exercised(case)),
    )


def _exercised(case: Case) -> Iterator[str]:
    for ident, given in case.facts.answers.items():
        yield from (f"{ident}:{answer}" for answer, _ in given.before)
        if given.answer:
            yield f"{ident}:{given.answer}"
    given_now = case.facts.given
    yield from (f"together:{'+'.join(t.all)}" for t in case.pack.together if t.met(given_now))


def _differences(expect: Expected, found: Rehearsed) -> Iterator[str]:
    for key in ("kind", "disposition", "stop_for"):
        wanted, got = getattr(expect, key), getattr(found, key)
        if wanted is not None and wanted != got:
            yield f"{key} is {got or 'nothing'}, expected {wanted}"
    for key in ("because", "lowered", "conditions", "blocked"):
        wanted, got = getattr(expect, key), getattr(found, key)
        if wanted is not None and set(wanted) != set(got):
            yield f"{key} is {_named(got)}, expected {_named(wanted)}"


def _named(ids: Iterable[str]) -> str:
    return ", ".join(sorted(ids)) or "nothing"
