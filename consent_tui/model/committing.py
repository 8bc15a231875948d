"""`commit`: facts and one committed act → facts. Whether the act may be done is asked before, in `encounter`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from consent_tui.model import acts
from consent_tui.model.acts import Committed, Outcome, Treated
from consent_tui.model.facts import Case, Facts, Given, PageFacts, Said, Trace, Tried
from consent_tui.model.judging import combined, severities, standing
from consent_tui.model.screening import Answer, Severity
from consent_tui.model.text import take_birth_date

V = TypeVar("V")

SIGN_FIELDS = ("name", "signer", "relationship", "authority", "signature")

_SIGNING = (acts.Drew, acts.Certified, acts.Signed)


def commit(case: Case, act: Committed, at: datetime, actor: str = "client") -> Case:
    """Return the case with the act done and added to the trail.

    A signature is not an answer: any change after it removes signature and certification (rule 7).
    """
    facts = _apply(case, act, at)
    if facts.signing and not facts.signed and not _belongs_to_signing(act):
        facts = _unsigned(facts)
    return replace(case, facts=replace(facts, trail=(*facts.trail, Trace(act, at, actor))))


def replay(case: Case, trail: tuple[Trace, ...]) -> Case:
    """Return the case that this trail leads to, from one without facts (rule 5)."""
    for trace in trail:
        case = commit(case, trace.act, trace.at, trace.actor)
    return case


def _belongs_to_signing(act: Committed) -> bool:
    return isinstance(act, _SIGNING) or (isinstance(act, acts.Wrote) and act.field == "signature")


def _unsigned(facts: Facts) -> Facts:
    return replace(facts, certified=None, strokes=(), texts=_without(facts.texts, "signature"))


def _with(mapping: Mapping[str, V], key: str, value: V) -> dict[str, V]:
    return {**mapping, key: value}


def _without(mapping: Mapping[str, V], key: str) -> dict[str, V]:
    return {k: v for k, v in mapping.items() if k != key}


def _apply(case: Case, act: Committed, at: datetime) -> Facts:  # noqa: C901 - one line a case
    facts = case.facts
    match act:
        case acts.Speak(language):
            return _speak(facts, language, at)
        case acts.CameWith(number):
            return replace(facts, earlier=number)
        case acts.Treat(treated):
            return facts if treated is facts.treated else _another_person(case, treated)
        case acts.StandFor(role):
            return replace(facts, guardian=role == "guardian")
        case acts.Aged(band):
            return facts if band is facts.band else replace(facts, band=band, assent=None, result_shown=None)
        case acts.Able(answer):
            return facts if answer is facts.able else replace(facts, able=answer, result_shown=None)
        case acts.Help(kind, wanted):
            return replace(facts, help=facts.help | {kind} if wanted else facts.help - {kind})
        case acts.Interpreted(present):
            return replace(facts, interpreter=present)
        case acts.Assented(answer):
            return replace(facts, assent=answer)
        case acts.PageShown() | acts.PageEnded() | acts.PageRead():
            return replace(facts, pages=_page(facts, act, at))
        case acts.Answered(question, answer, how):
            return _answered(case, question, answer, how, at)
        case acts.TakenBack(question):
            return _answered(case, question, None, "own", at)
        case acts.Noted(question, text):
            return replace(facts, answers=_with(facts.answers, question, replace(facts.answers[question], note=text)))
        case acts.ResultShown():
            return _result_shown(case)
        case acts.TaughtBack(question, choice):
            return _taught(case, question, choice, at)
        case acts.Marked(area, touch):
            kept = _without(facts.areas, area)
            return replace(facts, areas=kept if touch is None else _with(kept, area, touch))
        case acts.Permitted(permission, given):
            said = Said(given, facts.language, at, facts.worded_for)
            return replace(facts, permissions=_with(facts.permissions, permission, said))
        case acts.Stated(statement, agreed):
            said = Said(agreed, facts.language, at, facts.worded_for)
            return replace(facts, statements=_with(facts.statements, statement, said))
        case acts.Wrote(name, text):
            return _wrote(facts, name, text, at.date())
        case acts.AskedUs(place, text):
            return replace(facts, questions=(*facts.questions, (place, text, at)))
        case acts.Decided(outcome):
            return replace(facts, decision=outcome, keep=None, keep_answers=None)
        case acts.DecisionTakenBack():
            return replace(facts, decision=None, keep=None, keep_answers=None)
        case acts.Kept(keep):
            return replace(facts, keep=keep, keep_answers=None)
        case acts.KeptAnswers(keep):
            return replace(facts, keep_answers=keep)
        case acts.Drew(strokes):
            return replace(facts, strokes=strokes, certified=None)
        case acts.Certified(on, line, meaning):
            return replace(facts, certified=(line, meaning) if on else None)
        case acts.Signed():
            return replace(facts, signed=at)
    raise TypeError(type(act).__name__)  # pragma: no cover - every committed act stands above


def _another_person(case: Case, treated: Treated) -> Facts:
    """What was said about the one who was to be treated is asked again about the other: it was put in other words."""
    facts = case.facts
    at_welcome = {group.id for group in case.pack.groups if group.at == "welcome"}  # asked before anybody was named
    put_again = {rule.id for rule in case.pack.questions if rule.group not in at_welcome}
    answers = {q: _opened(given) if q in put_again else given for q, given in facts.answers.items()}
    return replace(
        facts,
        treated=treated,
        band=facts.band if facts.treated is None else None,
        guardian=None,
        assent=None,
        answers=answers,
        result_shown=None,
        areas={},
        permissions={},
        statements={},
        texts={name: text for name, text in facts.texts.items() if name not in SIGN_FIELDS},
        born=None,
    )


def _speak(facts: Facts, language: str, at: datetime) -> Facts:
    """Every answer stays; statements, decision and signature are asked again.

    What is signed is in the record's language (rule 8).
    """
    if facts.opened is None:
        return replace(facts, opened=at, language=language)
    decision = None if facts.decision is Outcome.AGREE else facts.decision
    return replace(_unsigned(facts), language=language, statements={}, decision=decision)


def _page(facts: Facts, act: acts.PageShown | acts.PageEnded | acts.PageRead, at: datetime) -> dict[str, PageFacts]:
    """A page is shown before it is read or ended."""
    if act.page not in facts.pages:
        return _with(facts.pages, act.page, PageFacts(facts.language, at))
    was = facts.pages[act.page]
    match act:
        case acts.PageShown():
            now = replace(was, shown=was.shown + 1)
        case acts.PageEnded():
            now = replace(was, ended=True, language=facts.language)
        case acts.PageRead(_, seconds):
            now = replace(was, seconds=(was.seconds or 0) + seconds)
    return _with(facts.pages, act.page, now)


def _answered(case: Case, question: str, answer: Answer | None, how: str, at: datetime) -> Facts:
    """Set or open an answer. A changed one opens its follow-ups and the result; earlier answers stay (rule 4)."""
    facts = case.facts
    was = facts.answers.get(question)
    answers = dict(facts.answers)
    for added in _below(case, question):
        if added in answers:
            answers[added] = _opened(answers[added])
    if answer is None:
        answers[question] = _opened(answers[question])
    else:
        before = _opened(was).before if was else ()
        note = was.note if was else ""
        answers[question] = Given(answer, facts.language, at, how, note, before, facts.worded_for)
    return replace(facts, answers=answers, result_shown=None)


def _opened(given: Given) -> Given:
    if given.answer is None:
        return given
    return replace(given, answer=None, before=(*given.before, (given.answer, given.at)))


def _below(case: Case, question: str) -> set[str]:
    """Return all questions that answers to this one may add, and those below them."""
    rules = {rule.id: rule for rule in case.pack.questions}
    found: set[str] = set()
    open_ends = [question]
    while open_ends:
        for children in rules[open_ends.pop()].follow.values():
            open_ends += [child for child in children if child not in found]
            found |= set(children)
    return found - {question}


def _result_shown(case: Case) -> Facts:
    """Remember what was shown. Statements and decision fall if the disposition changed (rule 4)."""
    facts, now = case.facts, standing(case)
    strictest = dict(facts.strictest_shown)
    for question, severity in severities(case).items():
        if severity >= Severity.CLEARANCE:
            strictest[question] = max(severity, strictest.get(question, Severity.NONE))
    grave = [question for t in combined(case) if t.leads >= Severity.CLEARANCE for question in t.all]
    together = tuple(dict.fromkeys((*facts.combined_shown, *grave)))
    changed = facts.last_shown is not None and facts.last_shown != now
    if changed:
        facts = replace(_unsigned(facts), statements={}, decision=None)
    return replace(facts, result_shown=now, last_shown=now, strictest_shown=strictest, combined_shown=together)


def _taught(case: Case, question: str, choice: str, at: datetime) -> Facts:
    rule = next(rule for rule in case.pack.teach_back if rule.id == question)
    was = case.facts.teach_back.get(question, Tried(case.facts.language))
    now = replace(was, attempts=(*was.attempts, (choice, choice == rule.right, at)))
    return replace(case.facts, teach_back=_with(case.facts.teach_back, question, now))


def _wrote(facts: Facts, name: str, text: str, today: date) -> Facts:
    """`encounter` has taken the text before; an empty one takes the field away, another signature the certification."""
    if name == "signature":
        facts = replace(facts, certified=None)
    if name == "born":
        return replace(facts, born=take_birth_date(text, today) if text else None)
    return replace(facts, texts=_with(facts.texts, name, text) if text else _without(facts.texts, name))
