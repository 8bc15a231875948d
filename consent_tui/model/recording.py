"""A finished encounter → a `Record`. Only what was measured or answered; nothing is filled in (rule 6).

A kept refusal, undecided or deferral holds client, pack, decision and times; the answers only if the client said so
separately.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from consent_tui.model import record
from consent_tui.model.acts import Touch, Wrote
from consent_tui.model.facts import Case, Facts, Given
from consent_tui.model.judging import combined, doubted, questions, severities, standing
from consent_tui.model.record import Kind, Record
from consent_tui.model.screening import Severity
from consent_tui.model.trail import entries


def recorded(case: Case, kind: Kind) -> Record:
    """Return the record of a finished encounter; `id`, `times.written` and the seal come when it is written."""
    facts, visit = case.facts, case.visit
    whole = kind is Kind.CONSENT or bool(facts.keep_answers)
    bare = Record(
        id="",
        kind=kind,
        language=facts.language,
        rehearsal=visit.rehearsal,
        times=record.Times(opened=facts.opened, signed=facts.signed, zone=visit.zone, clock=visit.clock),
        clinic=visit.clinic,
        practitioner=visit.practitioner,
        client=_client(case),
        content=_content(case),
        decision=_decision(case, kind),
        privacy=_privacy(case),
        software=visit.software,
    )
    return _with_answers(bare, case, kind) if whole else bare


def _with_answers(bare: Record, case: Case, kind: Kind) -> Record:
    facts = case.facts
    found = standing(case)
    return replace(
        bare,
        signatory=_signatory(case) if kind is Kind.CONSENT else None,
        interpreter=_interpreter(facts),
        assent=record.Assent(answer=facts.assent) if facts.assent else None,
        capacity=record.Capacity(able=facts.able, help=tuple(sorted(facts.help))) if facts.able else None,
        pages=_pages(case),
        screening=_screening(case),
        disposition=record.Disposed(
            result=found.result.word, stop_for=found.stop_for, because=found.because, lowered=found.lowered
        ),
        teach_back=_teach_back(case),
        choices=_choices(case),
        questions=tuple(record.AskedQuestion(place=p, words=w, at=at) for p, w, at in facts.questions),
        statements=_statements(case),
        signature=_signature(facts) if kind is Kind.CONSENT else None,
        copy={"offered": True} if kind is Kind.CONSENT else {},
        events=entries(facts.trail),
    )


def digest(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _client(case: Case) -> record.Client | None:
    facts = case.facts
    if not facts.text("name") or facts.born is None:
        return None
    return record.Client(name=facts.text("name"), born=facts.born, age_band=facts.band, reference=facts.earlier or None)


def _signatory(case: Case) -> record.Signatory:
    facts = case.facts
    return record.Signatory(
        role=facts.role,
        name=facts.signer,
        relationship=facts.text("relationship") or None if facts.for_other else None,
        authority=facts.text("authority") or None if facts.for_other else None,
        typed_by=next((t.actor for t in reversed(facts.trail) if _types_signature(t.act)), None),
    )


def _types_signature(act: object) -> bool:
    return isinstance(act, Wrote) and act.field == "signature"


def _signature(facts: Facts) -> record.Signature | None:
    if facts.certified is None:
        return None
    line, meaning = facts.certified
    method = "drawn" if facts.strokes else "typed"
    return record.Signature(
        name=facts.text("signature"), meaning=meaning, certified=line, method=method, strokes=facts.strokes
    )


def _interpreter(facts: Facts) -> record.Interpreter | None:
    name, language = facts.text("interpreter-name"), facts.text("interpreter-language")
    wanted = facts.interpreter and "language" in facts.help
    return record.Interpreter(name=name, language=language) if wanted and name and language else None


def _content(case: Case) -> record.Content:
    pack, language = case.pack, case.facts.language
    filled = {k: v for k, v in case.visit.filled.get(language, {}).items() if not k.startswith("person.")}
    return record.Content(
        pack=pack.id,
        version=pack.version,
        language=language,
        digest=pack.digest,
        reviewed_by=pack.reviewed_by,
        filled=filled,
    )


def _privacy(case: Case) -> record.Privacy:
    page = case.pack.privacy_page
    return record.Privacy(
        notice=page, digest=digest(case.page(page, case.facts.language)), retention=case.visit.retention
    )


def _decision(case: Case, kind: Kind) -> record.Decision | None:
    facts = case.facts
    if facts.decision is None:
        return None
    until: date | None = None
    conditions: tuple[str, ...] = ()
    if kind is Kind.CONSENT:
        conditions = conditions_of(case)
        if facts.signed and case.visit.valid_for:
            until = case.visit.valid_for.after(facts.signed.date())
    reason = None if kind is Kind.CONSENT else facts.text("reason") or None  # a no that was taken back gives none
    return record.Decision(outcome=facts.decision, reason=reason, conditions=conditions, valid_until=until)


def conditions_of(case: Case) -> tuple[str, ...]:
    """Return what must happen before this consent is valid, besides countersigning.

    A talk where one stands, a question is open, teach-back was missed twice, a private answer is other than *no*, or an
    answer was lowered (`Valid means: may start`).
    """
    facts = case.facts
    found = {standing(case).result, *severities(case).values(), *(t.leads for t in combined(case))}
    private = tuple(rule.id for rule in questions(case) if rule.private)
    missed = any(tried.missed_twice for tried in facts.teach_back.values())
    talk = Severity.TALK in found or facts.questions or missed or standing(case).lowered or doubted(case, private)
    return (("clearance",) if Severity.CLEARANCE in found else ()) + (("talk",) if talk else ())


def _pages(case: Case) -> tuple[record.PageSeen, ...]:
    return tuple(
        record.PageSeen(
            id=rule.id,
            title=case.filled(case.pack.words[seen.language].pages[rule.id].title, seen.language),
            language=seen.language,
            digest=digest(case.page(rule.id, seen.language)),
            first_shown=seen.first_shown,
            seconds=seen.seconds,
            reached_end=seen.ended,
            reopened=seen.shown - 1,
        )
        for rule in case.pack.pages
        if (seen := case.facts.pages.get(rule.id))
    )


def _screening(case: Case) -> tuple[record.Screened, ...]:
    """Every question asked, in order; then those asked once and no longer, with their earlier answers."""
    asked = [rule.id for rule in questions(case)]
    gone = [q for q in case.facts.answers if q not in asked]
    return tuple(
        _screened(case, q, case.facts.answers[q], asked=q in asked) for q in (*asked, *gone) if q in case.facts.answers
    )


def _screened(case: Case, question: str, given: Given, *, asked: bool) -> record.Screened:
    answer = given.answer if asked else None
    before = given.before if asked or given.answer is None else (*given.before, (given.answer, given.at))
    return record.Screened(
        id=question,
        words=case.ask(question, given.language, given.worded_for),
        language=given.language,
        answer=answer,
        how=given.how if answer else None,
        at=given.at if answer else None,
        note=given.note or None,
        asked=answer is not None,
        changes=tuple(record.Change(answer=a, at=at) for a, at in before),
    )


def _teach_back(case: Case) -> tuple[record.TaughtBack, ...]:
    found = []
    for rule in case.pack.teach_back:
        if tried := case.facts.teach_back.get(rule.id):
            words = case.filled(case.pack.words[tried.language].teach_back[rule.id].ask, tried.language)
            attempts = tuple(record.Attempt(chosen=c, right=right, at=at) for c, right, at in tried.attempts)
            found.append(
                record.TaughtBack(
                    id=rule.id, words=words, language=tried.language, attempts=attempts, flagged=tried.missed_twice
                )
            )
    return tuple(found)


def _choices(case: Case) -> record.Choices | None:
    facts = case.facts
    made = record.Choices(
        touch=tuple(a for a in case.pack.areas if facts.areas.get(a) is Touch.TOUCH),
        avoid=tuple(a for a in case.pack.areas if facts.areas.get(a) is Touch.AVOID),
        goals=facts.text("goals") or None,
        matters=facts.text("matters") or None,
        permissions=tuple(
            record.PermissionGiven(
                id=p,
                words=case.agree("permissions", p, said.language, said.worded_for),
                language=said.language,
                given=said.yes,
                at=said.at,
            )
            for p in case.pack.permissions
            if (said := facts.permissions.get(p))
        ),
    )
    return made if made != record.Choices() else None


def _statements(case: Case) -> tuple[record.StatementGiven, ...]:
    return tuple(
        record.StatementGiven(
            id=rule.id,
            words=case.agree("statements", rule.id, said.language, said.worded_for),
            language=said.language,
            agreed=said.yes,
            at=said.at,
        )
        for rule in case.pack.statements
        if (said := case.facts.statements.get(rule.id))
    )
