"""Which committed acts may be done where.

An act that belongs to another place is ignored: its presser has not seen this one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from consent_tui.model import acts
from consent_tui.model.acts import Committed, Outcome, Touch, Treated
from consent_tui.model.blocking import before_deciding, before_signing, blocks
from consent_tui.model.facts import Case
from consent_tui.model.journey import (
    DECISION,
    IDENTITY,
    INTRO,
    KEEP,
    KEEP_ANSWERS,
    SIGN,
    START,
    Place,
    Step,
    journey,
    questions_at,
)
from consent_tui.model.judging import statements, teach_back
from consent_tui.model.moves import Event
from consent_tui.model.moving import arrive, close_with, committed, finish
from consent_tui.model.record import Kind
from consent_tui.model.screening import Answer, Severity
from consent_tui.model.state import Layer, Over, State, TextRefused
from consent_tui.model.text import LIMITS, LONG, Refused, take, take_birth_date, take_name

_FIELDS = {
    Place(Step.DECIDING, "interpreter"): ("interpreter-name", "interpreter-language"),
    Place(Step.CHOICES, "goals"): ("goals", "matters"),
    SIGN: ("name", "born", "signer", "relationship", "authority", "signature"),
    IDENTITY: ("name", "born"),
    KEEP: ("reason",),
}
_NAMES = ("name", "signer", "signature", "interpreter-name")
_DECIDING = {
    acts.StandFor: "role",
    acts.Aged: "who",
    acts.Able: "able",
    acts.Help: "help",
    acts.Interpreted: "interpreter",
    acts.Assented: "assent",
}
_HELP = ("reading", "seeing", "language")
_ROLES = ("parent", "guardian")
_ABLE = (Answer.YES, Answer.NO, Answer.UNSURE)
_ASSENT = (Answer.YES, Answer.NO, Answer.PERSON)
_STROKE = re.compile(r"\d{1,4},\d{1,4}(?: \d{1,4},\d{1,4})*", re.ASCII)
STROKES = 200  # of a signature
STROKE_LENGTH = 4000  # characters


def do(state: State, act: Committed, event: Event) -> State:
    """Do a committed act at the place where it belongs; elsewhere return the state as it is."""
    match act:
        case acts.Speak(language):
            return speak(state, language, event)
        case acts.Treat(treated) if state.place == Place(Step.DECIDING, "who"):
            return _treat(state, treated, event)
        case acts.Answered():
            return answer(state, act, event)
        case acts.Wrote():
            return _write(state, act, typing(state, event))
        case acts.Decided(outcome) if state.place == DECISION:
            return _decide(state, outcome, event)
        case acts.Certified() | acts.Drew() | acts.Signed():
            return _sign(state, act, event) if state.place == SIGN else state
    return committed(replace(state, blocked=()), act, event) if _belongs(state.case, state.place, act) else state


def _treat(state: State, treated: Treated, event: Event) -> State:
    """Say who is to be treated; for another person the way leads by all places where something is asked about them."""
    if state.facts.treated in (None, treated):
        return committed(replace(state, blocked=()), acts.Treat(treated), event)
    told = (Step.START, Step.WELCOME, Step.PAGES, Step.TEACH_BACK)
    visited = frozenset(place for place in state.visited if place.step in told or place == state.place)
    return committed(replace(state, visited=visited), acts.Treat(treated), event)


def _belongs(case: Case, place: Place, act: Committed) -> bool:
    if type(act) in _DECIDING:
        return place == Place(Step.DECIDING, _DECIDING[type(act)]) and _answerable(act)
    match act:
        case acts.TaughtBack(question, choice):
            rule = next((t for t in teach_back(case) if t.id == question), None)
            tried = case.facts.teach_back.get(question)
            known = rule is not None and choice in rule.choices and place == Place(Step.TEACH_BACK, question)
            return known and not (tried and tried.settled)
        case acts.Marked(area, touch):
            here = place == Place(Step.CHOICES, "areas") and area in case.pack.areas
            return here and not (touch is Touch.TOUCH and case.facts.areas.get(area) is Touch.AVOID)
        case acts.Permitted(permission):
            return place == Place(Step.CHOICES, "permissions") and permission in case.pack.permissions
        case acts.Stated(statement):
            return any(s.id == statement and place == Place(Step.STATEMENTS, s.group) for s in statements(case))
        case acts.Kept():
            return place == KEEP
        case acts.KeptAnswers():
            return place == KEEP_ANSWERS
    return False


def _answerable(act: Committed) -> bool:
    """Whether what is said at *deciding* is one of the answers offered there."""
    match act:
        case acts.StandFor(role):
            return role in _ROLES
        case acts.Able(given):
            return given in _ABLE
        case acts.Help(kind):
            return kind in _HELP
        case acts.Assented(given):
            return given in _ASSENT
    return True


def speak(state: State, language: str, event: Event) -> State:
    """Begin, or change the language.

    What is signed is in the record's language, so statements and decision are asked again (rule 8).
    """
    if language not in state.case.pack.languages:
        return state
    changed = language != state.facts.language
    again = state.begun and changed and bool(state.facts.statements)
    notice = "signature-removed" if state.facts.signing else "statements-again"
    if not state.begun or changed:
        state = committed(state, acts.Speak(language), event)
    if state.place == START:
        return arrive(state, INTRO, event)
    state = replace(state, over=())
    first = next((place for place in journey(state.case) if place.step is Step.STATEMENTS), None)
    if again and first and (state.place.step in (Step.STATEMENTS, Step.REVIEW) or state.place in (DECISION, SIGN)):
        return replace(arrive(state, first, event), notice=notice)
    return arrive(state, DECISION, event) if changed and state.place == SIGN else state


def answer(state: State, act: acts.Answered, event: Event, *, confirmed: bool = False) -> State:
    """Take an answer. Urgent ones interrupt at once; another *stop* answer is read back first."""
    rule = next((r for r in questions_at(state.case, state.place) if r.id == act.question), None)
    if rule is None or act.answer not in rule.choices() or act.how != "own":
        return state
    if rule.interrupts(act.answer):
        state = committed(state, act, event)
        return replace(state, over=(Layer(Over.URGENT, rule.id),))
    same = state.facts.given.get(rule.id) is act.answer
    if rule.severity(act.answer) is Severity.STOP and not confirmed and not same:
        return replace(state, over=(Layer(Over.CONFIRM, rule.id, act.answer),))
    return state if same else committed(replace(state, blocked=()), act, event)


def no_to_all(state: State, group: str, event: Event) -> State:
    """Fill the open rows of a group with *no*.

    Only once every row was on screen, while no row says anything else, and never where questions stand one by one.
    """
    rules = questions_at(state.case, state.place)
    alone = any(g.one_by_one for g in state.case.pack.groups if g.id == group)
    given = state.facts.given
    if alone or state.place != Place(Step.SCREENING, group) or not rules:
        return state
    if not all(r.id in state.seen for r in rules) or any(given.get(r.id, Answer.NO) is not Answer.NO for r in rules):
        return state
    for rule in rules:
        if rule.id not in given:
            state = committed(state, acts.Answered(rule.id, Answer.NO, "group"), event)
    return replace(state, blocked=())


def typed_at(place: Place) -> bool:
    """Whether something is typed at a place."""
    return place in _FIELDS


def typing(state: State, event: Event) -> Event:
    """A text is by the one who typed it; presses stay the client's own."""
    return replace(event, actor="staff") if state.staff_types else event


def _write(state: State, act: acts.Wrote, event: Event) -> State:
    """Take a typed text; one that cannot stand is refused with its reason, and what stood there stays."""
    if act.field not in _FIELDS.get(state.place, ()):
        return state
    limit = LIMITS.get(act.field, LONG)
    try:
        text = take_name(act.text, limit) if act.field in _NAMES else take(act.text, limit)
        if act.field == "born" and text:
            take_birth_date(text, event.at.date())
    except Refused as why:
        return replace(state, refused=TextRefused(act.field, why.code, why.detail))
    state = replace(state, refused=None, blocked=(), notice="")
    facts = state.facts
    now = (facts.born.isoformat() if facts.born else "") if act.field == "born" else facts.text(act.field)
    if text == now or (act.field == "born" and text and facts.born == take_birth_date(text, event.at.date())):
        return state
    return committed(state, acts.Wrote(act.field, text), event)


def note(state: State, act: acts.Noted | acts.AskedUs | acts.CameWith, event: Event) -> State:
    """Take a note, a question or a record number of the client's from the sheet laid over the screen."""
    event = typing(state, event)
    try:
        text = take(act.number, LIMITS["earlier"]) if isinstance(act, acts.CameWith) else take(act.text)
    except Refused as why:
        return replace(state, refused=TextRefused("note", why.code, why.detail))
    state = replace(state, refused=None, staff_types=False, over=())
    if isinstance(act, acts.CameWith):
        return committed(state, acts.CameWith(text), event) if text != state.facts.earlier else state
    if isinstance(act, acts.Noted):
        return committed(state, acts.Noted(act.question, text), event) if act.question in state.facts.answers else state
    return committed(state, acts.AskedUs(act.place, text), event) if text else state


def _decide(state: State, outcome: Outcome, event: Event) -> State:
    if outcome is Outcome.AGREE:
        if standing := before_deciding(state.case):
            return replace(state, blocked=standing)
        return arrive(committed(state, acts.Decided(outcome), event), SIGN, event)
    return close_with(state, outcome, event) if outcome is not Outcome.DEFERRAL else state


def _sign(state: State, act: Committed, event: Event) -> State:
    """Draw, certify and sign. To certify wants all that stands before it, to sign wants everything."""
    today = event.at.date()
    match act:
        case acts.Certified(on, line, meaning):
            missing = tuple(b for b in before_signing(state.case, today) if b.code != "certify") if on else ()
            if missing:
                return replace(state, blocked=missing)
            shown = line and meaning if on else state.facts.certified
            return committed(replace(state, blocked=()), act, event) if shown else state
        case acts.Drew(strokes):
            drawn = len(strokes) <= STROKES and all(len(s) <= STROKE_LENGTH and _STROKE.fullmatch(s) for s in strokes)
            return committed(replace(state, blocked=()), act, event) if drawn else state
    if standing := blocks(state.case, today):
        return replace(state, blocked=standing)
    return finish(committed(state, act, event), Kind.CONSENT, event)
