"""What can be done about a record, a key each; what cannot says why. What has to be filled in, and would be sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consent_tui.model import desk_acts as acts
from consent_tui.model.desk import Writing
from consent_tui.model.desk_acts import Deed
from consent_tui.model.desk_blanks import Blank, Holds
from consent_tui.model.desk_seen import Seen
from consent_tui.model.later_rules import Fault
from consent_tui.model.record import Record
from consent_tui.model.standing import Word
from consent_tui.views.desk.shapes import Block, Fields, Heading, Line, Options, Secret, Verbatim, Weight
from consent_tui.views.desk.signs import KINDS
from consent_tui.views.parts import Choice, Field, Key, MainKey

DEEDS: Mapping[Deed, tuple[str, str]] = {
    Deed.CLEAR: ("C", "Record a doctor's answer"),
    Deed.COUNTERSIGN: ("S", "Countersign"),
    Deed.ANSWER: ("Q", "Answer a question"),
    Deed.NOTE: ("N", "Note something"),
    Deed.COPY: ("P", "Print or save a copy"),
    Deed.WITHDRAW: ("W", "Withdraw"),
    Deed.VOID: ("V", "Make void"),
    Deed.ERASE: ("E", "Erase"),
}
NEXT: Mapping[Deed, str] = {Deed.CLEAR: "Doctor's answer", Deed.COUNTERSIGN: "Countersign"}  # on the main key
UNDONE: Mapping[Deed, str] = {
    Deed.COPY: "A copy that is given stays given.",
    Deed.WITHDRAW: "Once sealed, nothing gives it back.",
    Deed.VOID: "Once sealed, nothing undoes it.",
    Deed.ERASE: "Once done, nothing brings it back.",
}
_TITLES: Mapping[Deed, str] = {
    Deed.CLEAR: "What did the doctor answer?",
    Deed.COUNTERSIGN: "What did you check with the client?",
    Deed.ANSWER: "What did you answer?",
    Deed.NOTE: "What happened?",
    Deed.COPY: "Who gets a copy, and how?",
    Deed.WITHDRAW: "How did the client withdraw?",
    Deed.VOID: "Why should it never have counted?",
    Deed.ERASE: "Why is it erased?",
}
_HINTS: Mapping[Deed, str] = {
    Deed.CLEAR: "A doctor's answer, never your own word.",
    Deed.WITHDRAW: "No reason is asked for. Nothing gives it back; a new consent is needed.",
    Deed.VOID: "For what was made by mistake. It stays readable and counts no more.",
    Deed.ERASE: "For good, with all acts about it. The ledger keeps its digest. Copies elsewhere are not touched.",
    Deed.COPY: "Private answers are covered. That a copy was given is sealed.",
}
_LABELS: Mapping[str, str] = {
    "clinician": "Who answered",
    "profession": "Their profession, as neurologist",
    "dated": "Day of it, as 2026-11-21",
    "how": "How",
    "limits": "Limits; empty: none named",
    "until": "Last day; empty: no end",
    "name_checked": "The name was checked with the client",
    "born_checked": "The birth date was checked with the client",
    "talked": "What has to be talked about was talked about",
    "wanted": "The client still wants it",
    "paper": "Which paper you saw",
    "paper_dated": "Day of that paper, as 2026-11-21",
    "supersedes": "Number of the earlier consent that this replaces, if so",
    "question": "Which question",
    "words": "In your words",
    "topic": "About",
    "scan": "Scanned form: a file or its digest",
    "said": "Day of it, as 2026-11-21",
    "target": "Which",
    "reason": "Reason",
    "why": "Why",
    "file": "File; its name ends with .txt, .html or .pdf",
    "audience": "For",
    "way": "How",
}
_CHOICES: Mapping[str, str] = {
    "letter": "a letter",
    "call": "a call",
    "spoken": "said in person",
    "message": "a message",
    "request": "the client asked for it",
    "retention": "its retention has ended",
    "capacity-doubt": "a doubt about deciding",
    "private-heard": "private answers were talked about",
    "paper-form": "a paper form exists",
    "client": "the client",
    "clinic": "the clinic",
    "print": "print it",
    "save": "save it as a file",
}
_ABOUT: Mapping[str, str] = {"way": "Printer"}  # what lacks, where its label does not name it
_LACKS: Mapping[str, str] = {
    "future": "{detail} is still to come; give a day up to today.",
    "own-word": "The treating practitioner's own word is no doctor's answer; name the clinician who answered.",
    "end-before-date": "It would end on {detail}, before it was given; check both days.",
    "not-talked": "Something has to be talked about first.",
    "before-consent": "{detail} is before this consent was signed; a consent is withdrawn after it was given.",
}
_ENTER = {"passphrase": "Passphrase of your key", "pin": "PIN"}


def suggested(seen: Seen) -> Deed | None:
    """Return what comes next for this record, if anything does."""
    stands = seen.told.standing if seen.told else None
    if stands is None:
        return None
    deed = {
        Word.AWAITING_CLEARANCE: Deed.CLEAR,
        Word.AWAITING_TALK: Deed.COUNTERSIGN,
        Word.AWAITING_COUNTERSIGNATURE: Deed.COUNTERSIGN,
    }.get(stands.word)
    return deed if deed and deed not in seen.refused else None


def keys(seen: Seen) -> tuple[Key, ...]:
    """Return a key for each deed that this record takes now."""
    return tuple(
        Key(deed, cap, word, acts.Begin(deed)) for deed, (cap, word) in DEEDS.items() if deed not in seen.refused
    )


def all_of_them(seen: Seen) -> Iterator[Block]:
    possible = tuple(
        Choice(deed, cap, word, acts.Begin(deed), hint="comes next" if deed is suggested(seen) else "")
        for deed, (cap, word) in DEEDS.items()
        if deed not in seen.refused
    )
    yield Options("deeds", possible, beads=False)
    refused = [deed for deed in DEEDS if deed in seen.refused]
    why = dict.fromkeys(seen.refused[deed] for deed in refused)
    if refused:
        yield Heading("Not now")
    for sentence in why:
        named = ", ".join(DEEDS[deed][1] for deed in refused if seen.refused[deed] == sentence)
        yield Line(f"{named}: {sentence}", weight=Weight.QUIET)


# -- what has to be filled in


def form(writing: Writing, seen: Seen) -> Iterator[Block]:
    yield Line(_TITLES[writing.deed], weight=Weight.STRONG)
    if hint := _HINTS.get(writing.deed):
        yield Line(hint, weight=Weight.QUIET)
    for fault in _told(writing, seen.faults):
        yield Line(fault, sign="!", weight=Weight.TROUBLE)
    digit = iter("123456789")
    typed: list[Field] = []
    for blank in seen.blanks:
        if blank.holds not in (Holds.TICK, Holds.ONE_OF):
            typed.append(_field(blank, writing))
            continue
        if typed:
            yield Fields(tuple(typed))
            typed = []
        yield _options(blank, writing, seen, digit)
    if typed:
        yield Fields(tuple(typed))


def _told(writing: Writing, faults: tuple[Fault, ...]) -> tuple[str, ...]:
    """Why it would not count, in words of the desk; else as it was told."""
    said = [_LACKS[fault.code].format(detail=fault.detail) for fault in faults if fault.code in _LACKS]
    return tuple(said) if said and len(said) == len(writing.told) else writing.told


def _field(blank: Blank, writing: Writing) -> Field:
    value = writing.filled.get(blank.id, blank.usual)
    label = _LABELS[blank.id] if blank.needed or ";" in _LABELS[blank.id] else f"{_LABELS[blank.id]}; may stay empty"
    return Field(blank.id, label, value, problem=_lacks(blank, writing))


def _lacks(blank: Blank, writing: Writing) -> str:
    """What is not right with a blank, as a sentence that names it."""
    name = _ABOUT.get(blank.id) or _LABELS[blank.id].partition(", as ")[0].partition(";")[0].partition(":")[0]
    return f"{name}: {writing.lacking[blank.id]}" if blank.id in writing.lacking else ""


def _options(blank: Blank, writing: Writing, seen: Seen, digit: Iterator[str]) -> Options:
    now = writing.filled.get(blank.id, blank.usual)
    if blank.holds is Holds.TICK:
        done = now == "yes"
        act = acts.Fill(blank.id, "" if done else "yes")
        choice = Choice(blank.id, next(digit, ""), _LABELS[blank.id], act, chosen=done)
        return Options(blank.id, (choice,), problem=writing.lacking.get(blank.id, ""))
    choices = tuple(
        Choice(f"{blank.id}-{each}", next(digit, ""), _words(blank, each, seen), acts.Fill(blank.id, each), now == each)
        for each in blank.choices
    )
    return Options(blank.id, choices, label=_LABELS[blank.id], problem=_lacks(blank, writing))


def _words(blank: Blank, value: str, seen: Seen) -> str:
    told = seen.told.filed.what if seen.told else None
    if blank.id == "question" and isinstance(told, Record):
        return told.questions[int(value) - 1].words
    if blank.id == "target" and seen.told:
        kinds = {each.number: each.what.kind for each in (seen.told.filed, *seen.told.related)}
        return f"{value}, {KINDS[kinds[value]]}"
    return _CHOICES.get(value, value)


# -- what would be sealed


def sealing(writing: Writing, seen: Seen) -> Iterator[Block]:
    what = "this will be written" if writing.sealed else "this will be done"
    yield Line(f"{DEEDS[writing.deed][1]}: {what}", weight=Weight.STRONG)
    for blank in seen.blanks:
        if blank.id in ("question", "target"):  # of which the file holds a number or a digest alone
            now = writing.filled.get(blank.id, blank.usual)
            yield Line(_words(blank, now, seen), label=_LABELS[blank.id])
    for why in writing.told:
        yield Line(why, sign="!", weight=Weight.TROUBLE)
    if not writing.sealed:
        yield Line("Nothing is sealed with it, so no act tells of it.", weight=Weight.QUIET)
    elif asked := _ENTER.get(seen.asks):
        yield Secret(asked)
    else:
        yield Line("Your key has no passphrase and no PIN is set: whoever sits here can seal.", weight=Weight.QUIET)
    yield Verbatim(writing.shown)


def seal_key(writing: Writing, seen: Seen) -> MainKey:
    saved = any(blank.id == "file" for blank in seen.blanks)
    word = {Deed.ERASE: "Erase for good", Deed.COPY: "Save it" if saved else "Print it"}.get(writing.deed, "Seal it")
    return MainKey(word, acts.SealIt())
