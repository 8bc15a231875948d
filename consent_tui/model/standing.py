"""Where a consent stands: computed from its acts, never stored. `valid` means: may start.

A pure function of the consent, the acts, the day and the pack's releases; its words are those of
`docs/record-format.md`. Other kinds than consents have no standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from consent_tui.model.later import Filed, LaterAct
from consent_tui.model.later_rules import needs_clearance, needs_talk
from consent_tui.model.record import Kind, Record
from consent_tui.model.standing_acts import Act, Reason, Sorted, after, clearance_of, latest, signed_of, sort
from consent_tui.model.text import same_name


class Word(StrEnum):
    """The graver first; the first that fits names a consent. What the client said stands above what the clinic did."""

    WITHDRAWN = "withdrawn"
    VOID = "void"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    RE_CONSENT = "re-consent"
    AWAITING_CLEARANCE = "awaiting-clearance"
    AWAITING_TALK = "awaiting-talk"
    AWAITING_COUNTERSIGNATURE = "awaiting-countersignature"
    VALID = "valid"


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the pack; after a `major` one, clients are asked again."""

    version: str
    digest: str
    change: str  # "major" | "minor"
    date: date


@dataclass(frozen=True, slots=True)
class Standing:
    """The word, why (all reasons, the gravest first), and what is odd about acts that do not count."""

    word: Word
    because: tuple[Reason, ...]
    notes: tuple[Reason, ...] = ()

    @property
    def may_start(self) -> bool:
        return self.word is Word.VALID


_WORDS = {"withdrawn": Word.WITHDRAWN, "void": Word.VOID, "erased": Word.VOID, "superseded": Word.SUPERSEDED}


def standing(
    consent: Filed[Record],
    acts: Iterable[Filed[LaterAct] | Filed[Record]],
    now: datetime,
    releases: Sequence[Release] = (),
    damaged: Sequence[str] = (),
) -> Standing | None:
    """Return where a consent stands at `now` (aware, in the clinic's zone); None for a record of another kind.

    `acts` are all that might matter, in any order: acts about this consent, consents that name it in `supersedes`, and
    acts about any of these. `releases` are those of its own pack, the oldest first. `damaged` names files about this
    consent that are not as they were sealed: nobody knows what they said, so nothing is valid before they are mended.
    """
    if consent.what.kind is not Kind.CONSENT:
        return None
    found = sort(consent, acts, now)
    today = now.date()
    reasons = [(_WORDS[reason.code], reason) for reason in found.ends]
    reasons += [*_expired(consent.what, today), *_asked_again(consent.what, releases, today)]
    reasons += [(Word.AWAITING_TALK, Reason("damaged", each)) for each in damaged]
    reasons += _waiting(consent.what, found, today)
    notes = (*found.notes, *_unknown_release(consent.what, releases))
    if not reasons:
        counted = _countersigned(consent.what, found)
        return Standing(Word.VALID, (*_cleared(consent.what, found), *counted), notes)
    reasons.sort(key=lambda each: list(Word).index(each[0]))  # stable: within one word as they were found
    return Standing(reasons[0][0], tuple(reason for _, reason in reasons), notes)


def _expired(consent: Record, today: date) -> Iterator[tuple[Word, Reason]]:
    until = consent.decision.valid_until if consent.decision else None
    if until and until < today:
        yield Word.EXPIRED, Reason("expired", detail=until.isoformat())


def _release(consent: Record, releases: Sequence[Release]) -> int | None:
    """The place of the release that this client saw."""
    content = consent.content
    by_digest = {each.digest: at for at, each in enumerate(releases)}
    by_version = {each.version: at for at, each in enumerate(releases)}
    return by_digest.get(content.digest, by_version.get(content.version)) if content else None


def _asked_again(consent: Record, releases: Sequence[Release], today: date) -> Iterator[tuple[Word, Reason]]:
    seen = _release(consent, releases)
    newer = [r for r in releases[seen + 1 :] if r.change == "major" and r.date <= today] if seen is not None else []
    if newer:
        yield Word.RE_CONSENT, Reason("re-consent", detail=newer[-1].version)


def _unknown_release(consent: Record, releases: Sequence[Release]) -> tuple[Reason, ...]:
    if not releases or _release(consent, releases) is not None:
        return ()
    return (Reason("unknown-release", detail=consent.content.version if consent.content else ""),)


def _waiting(consent: Record, found: Sorted, today: date) -> Iterator[tuple[Word, Reason]]:
    if needs_clearance(consent):
        now_in_force = latest(found.clearances)
        if not now_in_force:
            yield Word.AWAITING_CLEARANCE, Reason("clearance-missing")
        for act in now_in_force:
            until = clearance_of(act).until
            if until and until < today:
                yield Word.AWAITING_CLEARANCE, Reason("clearance-ended", act.number, until.isoformat())
    for _, doubt in found.doubts:
        if not _countersigned(consent, found):
            yield Word.AWAITING_TALK, doubt
    if _countersigned(consent, found):
        return
    word = Word.AWAITING_TALK if needs_talk(consent) or found.doubts else Word.AWAITING_COUNTERSIGNATURE
    early = [Reason("countersigned-too-early", act.number) for act in found.countersignatures]
    code = "talk-missing" if word is Word.AWAITING_TALK else "countersignature-missing"
    for reason in early or [Reason(code)]:
        yield word, reason


def _cleared(consent: Record, found: Sorted) -> tuple[Reason, ...]:
    in_force = latest(found.clearances) if needs_clearance(consent) else ()
    return tuple(Reason("cleared", act.number) for act in in_force)


def _countersigned(consent: Record, found: Sorted) -> tuple[Reason, ...]:
    """The countersignatures after everything that has to come before one."""
    before = latest(found.clearances) if needs_clearance(consent) else ()
    doubts = tuple(act for act, _ in found.doubts)

    def counts(act: Act) -> bool:
        talked = signed_of(act).talked or not doubts
        return (
            bool(talked)
            and all(after(act, each) for each in (*before, *doubts))
            and not any(_own_word(act, each) for each in before)
        )

    return tuple(Reason("countersigned", act.number) for act in found.countersignatures if counts(act))


def _own_word(countersignature: Act, clearance: Act) -> bool:
    treating = countersignature.what.practitioner
    return treating is not None and same_name(treating.name, clearance_of(clearance).clinician)
