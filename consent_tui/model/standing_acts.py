"""Which later acts count for a consent, and which came after which.

What makes a consent valid counts only if everything about it is right; what ends one counts as soon as its key is
trusted; and what would end one, and cannot be trusted to, is a doubt that has to be talked about
(`docs/decisions/095-which-acts-count.md`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from consent_tui.model.later import ActKind, Clearance, Countersignature, Filed, LaterAct, Topic, is_act, is_record
from consent_tui.model.later_rules import faults
from consent_tui.model.record import Kind, Record
from consent_tui.model.text import same_name

Act = Filed[LaterAct]
Consent = Filed[Record]

_ENABLING = (ActKind.CLEARANCE, ActKind.COUNTERSIGNATURE)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something stands as it does: a `code`, the number of the act behind it, a day or version as `detail`."""

    code: str
    act: str = ""
    detail: str = ""

    @property
    def odd(self) -> tuple[str, str]:
        """Of what does not count: the code that has words, and what fills them."""
        if self.code.startswith("fault-"):
            return "fault", ", ".join(part for part in (self.code.removeprefix("fault-"), self.detail) if part)
        return ("void-of-final" if self.code.startswith("void-of-") else self.code), self.detail


def after(later: Act, earlier: Act | Consent) -> bool:
    """Whether one act came after the other: in one ledger by its order, between two by the time of sealing.

    A ledger's order is sealed into it; two ledgers have nothing but their clocks, so a tie there is no *after*.
    """
    if later.by == earlier.by:
        return later.sequence > earlier.sequence
    return later.written is not None and earlier.written is not None and later.written > earlier.written


def latest(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Return those after which no other of these came; all of them where their clocks contradict their ledgers."""
    return tuple(each for each in acts if not any(after(other, each) for other in acts)) or acts


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The acts about one consent, by what they do to it. `notes` tell of those that do nothing, and why."""

    clearances: tuple[Act, ...]
    countersignatures: tuple[Act, ...]
    ends: tuple[Reason, ...]  # withdrawn, void, erased, superseded: in this order
    doubts: tuple[tuple[Act | Consent, Reason], ...]
    notes: tuple[Reason, ...]


def sort(consent: Consent, others: Iterable[Act | Consent], now: datetime) -> Sorted:
    """Return what each of `others` does to this consent at `now`; those about other records do nothing.

    The order in which they come makes no difference.
    """
    unique = {each.digest: each for each in others}
    told = sorted(unique.values(), key=lambda each: (str(each.written), each.by, each.sequence, each.digest))
    acts = [each for each in told if is_act(each)]
    consents = [each for each in told if is_record(each)]
    return _Sorting(consent, acts, consents, now).sorted()


class _Sorting:
    def __init__(self, consent: Consent, acts: list[Act], consents: list[Consent], now: datetime) -> None:
        self._consent, self._acts, self._consents, self._now = consent, acts, consents, now
        self._voided = {a.what.about.id for a in acts if a.what.kind is ActKind.VOID and a.trusted and a.what.about}
        self._enabling: dict[ActKind, list[Act]] = {kind: [] for kind in _ENABLING}
        self._ends: dict[str, list[Reason]] = {"withdrawn": [], "void": [], "erased": [], "superseded": []}
        self._doubts: list[tuple[Act | Consent, Reason]] = []
        self._notes: list[Reason] = []

    def sorted(self) -> Sorted:
        for act in self._acts:
            if act.what.about and act.what.about.id == self._consent.what.id:
                self._about(act)
            else:
                self._elsewhere(act)
        for other in self._consents:
            self._newer(other)
        return Sorted(
            clearances=tuple(self._enabling[ActKind.CLEARANCE]),
            countersignatures=tuple(self._enabling[ActKind.COUNTERSIGNATURE]),
            ends=tuple(reason for found in self._ends.values() for reason in found),
            doubts=tuple(self._doubts),
            notes=tuple(self._notes),
        )

    def _about(self, act: Act) -> None:
        match act.what.kind:
            case ActKind.CLEARANCE | ActKind.COUNTERSIGNATURE:
                self._enable(act)
            case ActKind.WITHDRAWAL:
                self._withdraw(act)
            case ActKind.VOID:
                self._end("void", act)
            case ActKind.ERASURE:
                self._end("erased", act)
            case ActKind.NOTE:
                self._note(act)

    def _enable(self, act: Act) -> None:
        """All must be right: the key, the bytes it is about, what it says, that it is not void nor dated ahead."""
        if not act.trusted:
            why = Reason("unknown-key", act.number)
        elif act.what.about and act.what.about.digest != self._consent.digest:
            why = Reason("other-bytes", act.number)
        elif act.what.id in self._voided:
            why = Reason("voided", act.number)
        elif act.written is None or act.written > self._now:
            why = Reason("not-yet", act.number, str(act.written or ""))
        elif found := faults(act.what, self._consent.what, today=act.written.date()):
            self._notes += [Reason(f"fault-{fault.code}", act.number, fault.detail) for fault in found]
            return
        else:
            self._enabling[act.what.kind].append(act)
            return
        self._notes.append(why)

    def _withdraw(self, act: Act) -> None:
        """The client's own, at the kiosk, has a birth date; one that differs may be a slip, or somebody else."""
        said, client = act.what.withdrawal, self._consent.what.client
        at_kiosk = act.what.practitioner is None
        if at_kiosk and not (said and client and said.born == client.born):
            self._doubts.append((act, Reason("withdrawal-other-birth-date", act.number)))
        else:
            self._end("withdrawn", act)

    def _end(self, how: str, act: Act) -> None:
        """By the id alone: a consent that was rewritten does not escape what ended it."""
        if act.trusted:
            day = act.written.date().isoformat() if act.written else ""
            self._ends[how].append(Reason(how, act.number, day))
        else:
            self._doubts.append((act, Reason(f"unknown-key-{how}", act.number)))

    def _note(self, act: Act) -> None:
        note = act.what.note
        if note and note.topic is Topic.CAPACITY:
            self._doubts.append((act, Reason("capacity-doubt", act.number)))

    def _elsewhere(self, act: Act) -> None:
        """Acts about acts, and acts about newer consents that replace this one."""
        what = act.what
        if what.supersedes and what.supersedes.id == self._consent.what.id:
            gone = what.about is not None and what.about.id in self._voided
            if what.id not in self._voided and not gone:
                self._end("superseded", act)
        target = next((a for a in self._acts if what.about and a.what.id == what.about.id), None)
        if what.kind is ActKind.VOID and target is not None:
            self._void(act, target)

    def _void(self, act: Act, target: Act) -> None:
        """A trusted void of a clearance or countersignature has been seen to; of what is final it does nothing."""
        if target.what.kind not in (*_ENABLING, ActKind.NOTE):
            self._notes.append(Reason(f"void-of-{target.what.kind}", act.number))
        elif not act.trusted:
            self._doubts.append((act, Reason("unknown-key-void", act.number)))

    def _newer(self, other: Consent) -> None:
        """A newer consent replaces this one by itself only if name and birth date are the same."""
        supersedes, mine = other.what.supersedes, self._consent.what
        if supersedes is None or supersedes.id != mine.id or other.what.kind is not Kind.CONSENT:
            return
        if other.what.id in self._voided or other.what.id == mine.id:
            return
        if not other.trusted:
            self._doubts.append((other, Reason("unknown-key-superseded", other.number)))
        elif same_client(other.what, mine):
            self._ends["superseded"].append(Reason("superseded", other.number))
        else:
            self._doubts.append((other, Reason("named-by-another", other.number)))


def same_client(one: Record, other: Record) -> bool:
    if one.client is None or other.client is None:
        return False
    return one.client.born == other.client.born and same_name(one.client.name, other.client.name)


def clearance_of(act: Act) -> Clearance:
    assert isinstance(act.what.clearance, Clearance)
    return act.what.clearance


def signed_of(act: Act) -> Countersignature:
    assert isinstance(act.what.countersignature, Countersignature)
    return act.what.countersignature
