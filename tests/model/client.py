"""Somebody at the kiosk: what the next act is that leads on, and what else could be done at a place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from consent_tui.model import acts, moves
from consent_tui.model.acts import Act, AgeBand, Outcome, Touch, Treated
from consent_tui.model.blocking import before_signing
from consent_tui.model.journey import DECISION, IDENTITY, KEEP, KEEP_ANSWERS, Place, Step, journey, questions_at
from consent_tui.model.judging import statements, teach_back
from consent_tui.model.pack import StatementRule
from consent_tui.model.screening import Answer
from consent_tui.model.state import Layer, Over, State

TODAY = date(2026, 11, 21)
NO_CONCERN = (None, Answer.NO)
BORN = {AgeBand.UNDER: "2026-01-01", AgeBand.MINOR: "2016-02-29", AgeBand.ADULT: "29.2.1980", None: "1980-02-29"}
TYPED = {
    "name": "Ana Example",
    "signer": "Jon Muster",
    "relationship": "mother",
    "authority": "court paper of 2020",
    "interpreter-name": "Ada Sample",
    "interpreter-language": "Deutsch",
}
CERTIFIED = acts.Certified(on=True, line="I certify this.", meaning="Signing means: I choose freely.")


def onward(state: State) -> Act:
    """Return the act that leads on: nothing is wrong with this client, who agrees to everything and makes no detour."""
    if state.top is not None:
        return _under_way_again(state, state.top)
    facts, place = state.facts, state.place
    match place.step:
        case Step.START:
            return acts.Speak(state.case.pack.languages[0])
        case Step.WELCOME | Step.SCREENING:
            waiting = [q.id for q in questions_at(state.case, place) if q.id not in facts.given]
            return acts.Answered(waiting[0], Answer.NO) if waiting else moves.Next()
        case Step.DECIDING:
            return _deciding(state)
        case Step.PAGES:
            return moves.Next() if facts.pages[place.item].ended else acts.PageEnded(place.item)
        case Step.TEACH_BACK:
            tried = facts.teach_back.get(place.item)
            right = next(t.right for t in state.case.pack.teach_back if t.id == place.item)
            return moves.Next() if tried and tried.settled else acts.TaughtBack(place.item, right)
        case Step.CHOICES if place.item == "permissions":
            unsaid = [p for p in state.case.pack.permissions if p not in facts.permissions]
            return acts.Permitted(unsaid[0], given=True) if unsaid else moves.Next()
        case Step.STATEMENTS:
            here = [s.id for s in statements(state.case) if s.group == place.item and s.id not in facts.statements]
            return acts.Stated(here[0], agreed=True) if here else moves.Next()
        case Step.DECIDE:
            return _decide(state)
        case Step.DONE if state.kind and not state.receipt and not state.trouble:
            return moves.Sealed("front-desk-1", "SHA256:abc")
    return moves.Next()


def _under_way_again(state: State, top: Layer) -> Act:
    match top.kind:
        case Over.URGENT:
            return acts.TakenBack(top.subject)
        case Over.CONFIRM:
            return moves.Confirm()
    return moves.Close()


def _deciding(state: State) -> Act:
    facts = state.facts
    match state.place.item:
        case "who" if facts.treated is None:
            return acts.Treat(Treated.SELF)
        case "who" if facts.band is None:
            return acts.Aged(AgeBand.ADULT)
        case "role" if facts.guardian is None:
            return acts.StandFor("parent")
        case "able" if facts.able is None:
            return acts.Able(Answer.YES)
        case "interpreter" if facts.interpreter is None:
            return acts.Interpreted(present=True)
        case "interpreter" if facts.interpreter:
            for field in ("interpreter-name", "interpreter-language"):
                if not facts.text(field):
                    return acts.Wrote(field, TYPED[field])
        case "assent" if facts.assent is None:
            return acts.Assented(Answer.YES)
    return moves.Next()


def _decide(state: State) -> Act:
    facts = state.facts
    match state.place:
        case Place(Step.DECIDE, "decision"):
            return acts.Decided(Outcome.UNDECIDED if state.blocked else Outcome.AGREE)
        case Place(Step.DECIDE, "keep") if facts.keep is None:
            return acts.Kept(keep=True)
        case Place(Step.DECIDE, "identity"):
            if not facts.text("name"):
                return acts.Wrote("name", TYPED["name"])
            return moves.Next() if facts.born else acts.Wrote("born", BORN[facts.band])
        case Place(Step.DECIDE, "answers") if facts.keep_answers is None:
            return acts.KeptAnswers(keep=True)
        case Place(Step.DECIDE, "sign"):
            missing = before_signing(state.case, TODAY)
            return _signing(state, missing[0].code) if missing else acts.Signed()
    return moves.Next()


def _signing(state: State, missing: str) -> Act:
    match missing:
        case "birth-date" | "age":
            return acts.Wrote("born", BORN[state.facts.band])
        case "signature" | "signature-differs":
            return acts.Wrote("signature", state.facts.signer)
        case "certify":
            return CERTIFIED
    return acts.Wrote(missing, TYPED[missing])


def mend(state: State) -> Act:
    """Return the act that leads to a consent, correcting whatever stands in the way."""
    if state.top is not None:
        return moves.Close() if state.top.kind is Over.CONFIRM else onward(state)
    match state.place.step:
        case Step.DECIDING:
            return _decidable(state)
        case Step.WELCOME | Step.SCREENING:
            doubts = (
                r.id for r in questions_at(state.case, state.place) if state.facts.given.get(r.id) not in NO_CONCERN
            )
            return next((acts.Answered(question, Answer.NO) for question in doubts), onward(state))
        case Step.RESULT if state.facts.result_shown and not state.facts.result_shown.may_sign:
            return _to_the_cause(state, state.facts.result_shown.because[0])
        case Step.STATEMENTS:
            here = (s for s in refused(state) if s.group == state.place.item)
            return next((acts.Stated(s.id, agreed=True) for s in here), onward(state))
        case Step.REVIEW:
            return next((moves.GoTo("statements", s.group) for s in refused(state)), onward(state))
        case Step.DECIDE if state.place in (KEEP, IDENTITY, KEEP_ANSWERS) or (
            state.place == DECISION and state.blocked
        ):
            return moves.Back()
    return onward(state)


def refused(state: State) -> list[StatementRule]:
    """Return the statements not agreed."""
    said = state.facts.statements
    return [s for s in statements(state.case) if s.id in said and not said[s.id].yes]


def _decidable(state: State) -> Act:
    facts = state.facts
    match state.place.item:
        case "who" if facts.band is not AgeBand.ADULT:
            return acts.Aged(AgeBand.ADULT)
        case "able" if facts.able is not Answer.YES:
            return acts.Able(Answer.YES)
        case "assent" if facts.assent is Answer.NO:
            return acts.Assented(Answer.YES)
    return onward(state)


def _to_the_cause(state: State, cause: str) -> Act:
    if cause in ("age", "capacity"):
        return moves.GoTo("deciding", {"age": "who", "capacity": "able"}[cause])
    place = next(p for p in journey(state.case) if cause in [q.id for q in questions_at(state.case, p)])
    return moves.GoTo(str(place.step), place.item)


def otherwise(state: State) -> tuple[Act, ...]:
    """Return everything else that makes some sense here."""
    return tuple(_otherwise(state))


def _otherwise(state: State) -> Iterator[Act]:
    yield moves.Next()
    yield moves.Back()
    top, place = state.top, state.place
    if top is not None:
        yield from _with(state, top)
    elif place.step is Step.DONE:
        yield moves.SealFailed("disk-full")
        yield moves.Expire()
    else:
        yield from _at(state)


def _with(state: State, top: Layer) -> Iterator[Act]:
    yield moves.Close()
    yield moves.Expire()
    yield from (moves.Leave(by) for by in ("stop", "paper", "urgent"))
    match top.kind:
        case Over.STOP:
            yield from (acts.Decided(o) for o in (Outcome.REFUSE, Outcome.UNDECIDED))
            yield moves.Open("desk")
        case Over.ASK:
            yield moves.Open("ask-note")
            yield moves.Open("desk")
        case Over.ASK_NOTE:
            yield acts.AskedUs(state.place.item or str(state.place.step), "What does it cost?")
        case Over.NOTE:
            yield acts.Noted(top.subject, "since 2019")
        case Over.EARLIER:
            yield acts.CameWith("front-desk-7")
        case Over.LOOK:
            yield from (acts.Speak(language) for language in state.case.pack.languages)
        case Over.URGENT:
            yield acts.TakenBack(top.subject)


def _at(state: State) -> Iterator[Act]:
    case, place = state.case, state.place
    for rule in questions_at(case, place):
        yield from (acts.Answered(rule.id, answer) for answer in rule.choices())
        yield moves.Open("why", rule.id)
        yield moves.Open("note", rule.id)
    match place.step:
        case Step.START:
            yield from (acts.Speak(language) for language in case.pack.languages)
        case Step.SCREENING:
            yield moves.RowsSeen(tuple(r.id for r in questions_at(case, place)))
            yield moves.NoToAll(place.item)
        case Step.DECIDING:
            yield from _said_at_deciding(place.item)
        case Step.PAGES:
            yield acts.PageEnded(place.item)
            yield moves.Open("more")
        case Step.RESULT | Step.REVIEW:
            back_to = (Step.WELCOME, Step.DECIDING, Step.SCREENING, Step.CHOICES, Step.DECIDE)
            yield from (moves.GoTo(str(p.step), p.item) for p in journey(case) if p.step in back_to)
        case Step.TEACH_BACK:
            rules = [t for t in teach_back(case) if t.id == place.item]
            yield from (acts.TaughtBack(t.id, choice) for t in rules for choice in t.choices)
        case Step.CHOICES:
            yield from (acts.Marked(area, touch) for area in case.pack.areas for touch in (*Touch, None))
            yield from (acts.Permitted(p, given=yes) for p in case.pack.permissions for yes in (True, False))
            yield from (acts.Wrote(field, "less pain") for field in ("goals", "matters"))
        case Step.STATEMENTS:
            here = [s.id for s in statements(case) if s.group == place.item]
            yield from (acts.Stated(s, agreed=yes) for s in here for yes in (True, False))
        case Step.DECIDE:
            yield from _said_at_decide(place)
    if place.step is not Step.START:
        yield from (acts.Speak(language) for language in case.pack.languages if language != state.facts.language)
    yield moves.Hide()
    yield moves.Idle()
    yield from (moves.Open(kind) for kind in ("stop", "ask", "look", "earlier", "ink"))
    yield moves.StaffTypes(on=True)


def _said_at_deciding(item: str) -> Iterator[Act]:
    match item:
        case "who":
            yield from (acts.Treat(treated) for treated in Treated)
            yield from (acts.Aged(band) for band in AgeBand)
        case "role":
            yield from (acts.StandFor(role) for role in ("parent", "guardian"))
        case "able":
            yield from (acts.Able(answer) for answer in Answer)
        case "help":
            yield from (acts.Help(kind, wanted=on) for kind in ("reading", "language") for on in (True, False))
        case "interpreter":
            yield from (acts.Interpreted(present=here) for here in (True, False))
            yield acts.Wrote("interpreter-name", "Ada Sample")
        case "assent":
            yield from (acts.Assented(answer) for answer in Answer)


def _said_at_decide(place: Place) -> Iterator[Act]:
    if place == DECISION:
        yield from (acts.Decided(outcome) for outcome in Outcome)
    elif place in (KEEP, KEEP_ANSWERS):
        yield from (acts.Kept(keep) for keep in (True, False))
        yield from (acts.KeptAnswers(keep) for keep in (True, False))
        yield acts.Wrote("reason", "too far away")
    elif place == IDENTITY:
        yield acts.Wrote("name", "Ana Example")
    else:
        yield from (acts.Wrote(field, TYPED.get(field, "Jon Muster")) for field in (*TYPED, "signature"))
        yield from (acts.Wrote("born", born) for born in (*BORN.values(), "", "31.2.2001"))
        yield from (acts.Drew(("1,2 3,4",)), acts.Drew(()), acts.Certified(on=False, line="", meaning=""))
        yield from (CERTIFIED, acts.Certified(on=True, line="", meaning=""), acts.Signed())
