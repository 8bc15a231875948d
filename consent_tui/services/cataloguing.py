"""One file → its card: what a list says of it, by what it is found, and what its standing is judged by later.

Done in any process. What was told in confidence is no word to search by: notes to private questions are left out, and
all notes where the copy of the pack is missing, since nobody can tell then which they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from pathlib import Path

from consent_tui.archive.card import Card, Measures, Told
from consent_tui.model.entry import Entry, State
from consent_tui.model.later import Filed, LaterAct, is_record
from consent_tui.model.record import Record
from consent_tui.records import age, layout
from consent_tui.records.browsing import browse
from consent_tui.records.findings import Status
from consent_tui.records.signers import Signers
from consent_tui.services.showing_pack import private_questions

_STATES = {
    Status.INTACT: State.WHOLE,
    Status.ALTERED: State.ALTERED,
    Status.UNKNOWN_KEY: State.UNKNOWN_KEY,
    Status.UNREADABLE: State.UNREADABLE,
    Status.ENCRYPTED: State.ENCRYPTED,
}
_ANSWERS = ("yes", "unsure", "person")
_LONGEST = 4000  # characters of one record that are searched


@dataclass(frozen=True, slots=True)
class Spot:
    """A file as the folder shows it, unread. `path` is below the root, with "/"; `is_record` by its name alone."""

    path: str
    size: int
    changed: int  # nanoseconds
    is_record: bool


@dataclass(frozen=True, slots=True)
class Job:
    """Files to be read, by the same rules."""

    root: Path
    signers: Signers
    identities: age.Identities
    zone: tzinfo
    spots: tuple[Spot, ...]


def cards(job: Job) -> list[Card]:
    """Return a card for each file, whatever it is. A function of a module, so that other processes can do it."""
    return [_card(job, spot) for spot in job.spots]


def initials(name: str) -> str:
    """Return the first letters of the first and last word of a name."""
    parts = [part for part in name.split() if any(c.isalnum() for c in part)]
    ends = [parts[0], parts[-1]] if len(parts) > 1 else parts
    return " ".join(f"{next(c for c in part if c.isalnum()).upper()}." for part in ends)


def _card(job: Job, spot: Spot) -> Card:
    entry = Entry(path=spot.path, state=State.FOREIGN, time=_moment(spot.changed, job.zone), size=spot.size)
    if not spot.is_record:
        return Card(entry=entry, changed=spot.changed)
    found = browse(job.root / spot.path, job.signers, job.identities)
    said = layout.id_of(spot.path.rpartition("/")[2])
    entry = replace(entry, state=_STATES[found.status], id=said if layout.is_id(said) else "")
    if found.filed is None:
        if found.status is Status.ALTERED and not entry.id and not found.claims:
            entry = replace(entry, state=State.FOREIGN)  # a TOML file that nobody ever called a record
        return Card(entry=entry, changed=spot.changed, names=found.names)
    by, what = found.filed, found.filed.what
    card = Card(
        entry=replace(
            entry,
            number=by.number if by.trusted else "",
            id=what.id,
            digest=by.digest,
            kind=what.kind,
            time=(what.times.signed or what.times.written or _moment(spot.changed, job.zone)).astimezone(job.zone),
            rehearsal=what.rehearsal,
        ),
        changed=spot.changed,
        by=by.by,
        sequence=by.sequence,
        namespace=found.namespace,
        public=found.public.hex(),
        names=found.names,
        core=found.core,
    )
    if not by.trusted:
        return card
    return _of_record(card, by, job) if is_record(by) else _of_act(card, what)


def _of_record(card: Card, filed: Filed[Record], job: Job) -> Card:
    what = filed.what
    client, content, visit = what.client, what.content, what.practitioner
    entry = replace(
        card.entry,
        initials=initials(client.name) if client else "",
        language=what.language,
        pack=content.pack if content else "",
        version=content.version if content else "",
        practitioner=visit.name if visit else "",
        outcome=what.decision.outcome if what.decision else "",
    )
    private = private_of(job.root, content.digest, what) if content else None
    told = Told(
        name=client.name if client else "",
        born=client.born.isoformat() if client else "",
        reference=(client.reference or "") if client else "",
        answers=" ".join(_said(what, private))[:_LONGEST],
    )
    return replace(card, entry=entry, told=told, measures=_measures(what))


def _of_act(card: Card, what: Record | LaterAct) -> Card:
    assert isinstance(what, LaterAct)
    said = what.note.words if what.note else None
    typed = what.withdrawal.number if what.withdrawal else None
    entry = replace(
        card.entry,
        practitioner=what.practitioner.name if what.practitioner else "",
        about=what.about.id if what.about else "",
    )
    return replace(card, entry=entry, told=Told(reference=typed or "", answers=(said or "")[:_LONGEST]))


def _said(what: Record, private: frozenset[str] | None) -> Iterable[str]:
    """What the client wrote, and the questions to which the answer was not no."""
    for each in what.screening:
        if private is not None and each.id not in private and each.answer in _ANSWERS:
            yield f"{each.id} {each.words} {each.note or ''}"
    yield from (each.words for each in what.questions)
    if what.choices:
        yield from (text for text in (what.choices.goals, what.choices.matters) if text)
    if what.decision and what.decision.reason:
        yield what.decision.reason


def _measures(what: Record) -> Measures:
    return Measures(
        because=what.disposition.because if what.disposition else (),
        taught=tuple(each.id for each in what.teach_back if each.attempts),
        missed=tuple(each.id for each in what.teach_back if each.attempts and not each.attempts[0].right),
        unclear=tuple(each.id for each in what.teach_back if each.flagged),
        asked=tuple(each.place for each in what.questions),
        pages={each.id: each.seconds for each in what.pages if each.seconds is not None},
    )


def private_of(root: Path, digest: str, what: Record) -> frozenset[str] | None:
    """Return the ids of the private questions of the pack of this digest, None where nobody can tell."""
    found = _known.get((root, digest))
    if found is None:
        found = _known[root, digest] = _Private(private_questions(root, what))
    return found.ids


@dataclass(frozen=True, slots=True)
class _Private:
    ids: frozenset[str] | None


_known: dict[tuple[Path, str], _Private] = {}  # of this process; a copy of a pack never changes


@lru_cache(maxsize=4096)
def _day(seconds: int, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone)


def _moment(changed: int, zone: tzinfo) -> datetime:
    return _day(max(0, min(changed // 10**9, 253_000_000_000)), zone)
