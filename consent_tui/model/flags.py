"""What a practitioner has to look at before anything else: a record's flags, the gravest first.

A flag stands as long as somebody has something to do. So what had to be talked about is no flag any more once the
consent is valid, nor when it has ended: `show` goes on telling it, a list does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from consent_tui.model.later import ActKind, Filed, LaterAct, Topic, is_act
from consent_tui.model.later_rules import for_another, needs_clearance, needs_talk
from consent_tui.model.record import Record
from consent_tui.model.standing import Standing, Word


class Flag(StrEnum):
    """In the order in which a desk shows them."""

    STOP = "stop"  # screening said: no session
    CLEARANCE = "clearance"  # a doctor has not answered yet, or the answer has ended
    TALK = "talk"  # something has to be talked about; or an act about it cannot be trusted
    PRIVATE = "private"  # a private answer other than no
    LOWERED = "lowered"  # an answer was changed after the result, to a lesser one
    TEACH_BACK = "teach-back"  # an explanation was not clear after two tries
    QUESTION = "question"  # the client asked something that nobody has answered
    RE_CONSENT = "re-consent"  # clients are told something else now
    SEAL = "seal"  # altered, sealed by an unknown key, or missing
    UNMATCHED = "unmatched-withdrawal"  # somebody withdrew, and no record fits
    CLOSED = "closed"  # encrypted, or a later file that was not opened may be about it
    PAPER = "paper"  # somebody decides for another person; a paper has to be seen


_SETTLED = (Word.VALID, Word.WITHDRAWN, Word.VOID, Word.SUPERSEDED, Word.EXPIRED, Word.RE_CONSENT)
_DOUBTS = frozenset({"damaged", "capacity-doubt", "named-by-another", "withdrawal-other-birth-date"})


def flags_of(
    record: Record,
    stands: Standing | None,
    acts: Iterable[Filed[LaterAct] | Filed[Record]] = (),
    private: frozenset[str] | None = None,
) -> tuple[Flag, ...]:
    """Return the flags of an encounter's record, the gravest first.

    `acts` are those about it; `private` the ids of the pack's private questions, None where nobody can tell.
    """
    if stands and stands.word in _SETTLED:
        return (Flag.RE_CONSENT,) if stands.word is Word.RE_CONSENT else ()
    about = tuple(each for each in acts if is_act(each) and each.trusted)
    found = {*_of_answers(record, stands), *_of_words(record, about, private or frozenset())}
    return ordered(found)


def flags_of_act(act: LaterAct, about: Record | LaterAct | None) -> tuple[Flag, ...]:
    """Return the flags of a later act; `about` is what it is about, as far as that is there.

    A client's own withdrawal at the kiosk matches only where the birth date is that of the record.
    """
    said = act.withdrawal
    if act.kind is not ActKind.WITHDRAWAL or said is None:
        return ()
    client = about.client if isinstance(about, Record) else None
    matches = client is not None and (act.practitioner is not None or said.born == client.born)
    return () if matches else (Flag.UNMATCHED,)


def ordered(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return each flag once, the gravest first."""
    found = set(flags)
    return tuple(flag for flag in Flag if flag in found)


def _of_answers(record: Record, stands: Standing | None) -> Iterator[Flag]:
    disposed = record.disposition
    codes = {reason.code for reason in stands.because} if stands else set()
    if disposed and disposed.result == "stop":
        yield Flag.STOP
    elif needs_clearance(record) and (stands is None or codes & {"clearance-missing", "clearance-ended"}):
        yield Flag.CLEARANCE
    if needs_talk(record) or codes & _DOUBTS or any(code.startswith("unknown-key-") for code in codes):
        yield Flag.TALK
    if disposed and disposed.lowered:
        yield Flag.LOWERED
    if any(tried.flagged for tried in record.teach_back):
        yield Flag.TEACH_BACK
    if for_another(record):
        yield Flag.PAPER


def _of_words(record: Record, acts: tuple[Filed[LaterAct], ...], private: frozenset[str]) -> Iterator[Flag]:
    notes = [act.what.note for act in acts if act.what.note]
    heard = {question for note in notes if note.topic is Topic.PRIVATE for question in note.private}
    told = {each.id for each in record.screening if each.id in private and each.answer not in (None, "no")}
    if told - heard:
        yield Flag.PRIVATE
    answered = {note.question for note in notes if note.topic is Topic.ANSWER}
    if any(number not in answered for number in range(1, len(record.questions) + 1)):
        yield Flag.QUESTION
