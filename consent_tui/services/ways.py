"""Ways to a screen of the kiosk: what a client says so that a question, a result or a statement comes up.

Pure: a pack in, answers out. Nothing is pretended: the answers are given to the same reducer as a client's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from consent_tui.model.acts import Act, AgeBand, Outcome, Treated
from consent_tui.model.journey import Place
from consent_tui.model.pack import Pack
from consent_tui.model.screening import Answer, Disposition, Rule, Severity, StopFor, asked, dispose
from consent_tui.model.state import Over

Answers = dict[str, Answer]

_RAISING = (Answer.UNSURE, Answer.YES, Answer.PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A screen, and what is said on the way there; what is not named is answered *no*, *right* or *agree*.

    `row`: the question that must be asked there. `over`: what lies over the screen. `then`: what is done once there.
    `treated`, `age`: where the screen needs them; else as the trainer has chosen.
    """

    place: Place
    row: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    treated: Treated | None = None
    age: AgeBand | None = None
    able: bool = True
    help: tuple[str, ...] = ()
    decision: Outcome = Outcome.AGREE
    keep: bool = True
    over: Over | None = None
    then: tuple[Act, ...] = ()


def to_question(pack: Pack, question: str) -> Answers:
    """Return the answers to the questions above a follow-up that add it; none where it is asked by itself."""
    answers: Answers = {}
    wanted = question
    while parent := next((rule for rule in pack.questions if _adding(rule, wanted)), None):
        if parent.id in answers:
            break
        answers[parent.id] = min(_adding(parent, wanted), key=lambda a: (parent.interrupts(a), parent.severity(a)))
        wanted = parent.id
    return answers


def _adding(rule: Rule, child: str) -> list[Answer]:
    """Return the answers to a question that add this follow-up."""
    return [answer for answer, children in rule.follow.items() if child in children]


def to_doubt(pack: Pack, questions: Iterable[str]) -> Answers:
    """Return answers that make one of these questions anything but *no*, and leave the client able to agree."""
    rules = [rule for rule in pack.questions if rule.id in set(questions)]
    mild = ((rule, a) for rule in rules for a in rule.choices() if a is not Answer.NO and not rule.interrupts(a))
    found = min(mild, key=lambda pair: pair[0].severity(pair[1]), default=None)
    return {} if found is None else {**to_question(pack, found[0].id), found[0].id: found[1]}


def to_result(pack: Pack, result: Severity, stop_for: StopFor | None = None) -> Answers | None:
    """Return answers that come to just this result, or `None` where no single answer does."""
    for answers in _single(pack):
        found = _found(pack, answers)
        if found.result is result and found.stop_for is stop_for and not found.together:
            return answers
    return None


def to_combination(pack: Pack, words: str) -> Answers | None:
    """Return answers that meet the combination with these words, if a client can give them all."""
    for together in pack.together:
        if together.words == words:
            answers: Answers = {}
            for rule in (rule for rule in pack.questions if rule.id in together.all):
                calm = [a for a in (Answer.UNSURE, Answer.YES) if not rule.interrupts(a)]
                if not calm:
                    return None
                answers |= {**to_question(pack, rule.id), rule.id: calm[0]}
            return answers
    return None


def switches(pack: Pack, spot: Spot) -> dict[str, bool]:
    """Return the settings that the questions of a spot need to be asked at all."""
    named = {*spot.answers, spot.row}
    return {rule.needs: True for rule in pack.questions if rule.needs and rule.id in named}


def _single(pack: Pack) -> Iterator[Answers]:
    yield {}
    for rule in pack.questions:
        for answer in _RAISING:
            if answer in rule.choices() and not rule.interrupts(answer):
                yield {**to_question(pack, rule.id), rule.id: answer}


def _found(pack: Pack, answers: Answers) -> Disposition:
    given = {**{rule.id: Answer.NO for rule in pack.questions}, **answers}
    needed = {rule.needs: True for rule in pack.questions if rule.needs and rule.id in answers}
    return dispose(tuple(asked(pack.questions, given, needed)), given, pack.together)
