"""Answers to contraindication questions, and what they lead to.

The strictest answer decides. A follow-up never replaces its parent: the strictest of parent, follow-ups and
combinations stands. A doubt counts against going ahead (`docs/decisions/001-not-sure.md`). Rules come from a pack; none
stands here.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    PERSON = "person"  # "I would rather tell a person"


COMBINES = (Answer.YES, Answer.UNSURE)  # what meets a combination


class Severity(IntEnum):
    """How far an answer stands in the way; the larger, the stricter."""

    NONE = 0
    TALK = 1
    CLEARANCE = 2
    STOP = 3

    @property
    def word(self) -> str:
        """As packs, scenarios and records spell it."""
        return self.name.lower()


class StopFor(StrEnum):
    """How long a stop lasts. Of several the longest names it: lasting before until before today."""

    TODAY = "today"
    UNTIL = "until"
    LASTING = "lasting"

    @property
    def rank(self) -> int:
        return list(StopFor).index(self)


class Urgent(StrEnum):
    EMERGENCY = "emergency"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One question: what each answer leads to, and which questions it adds. A *no* never raises a concern."""

    id: str
    group: str
    yes: Severity
    unsure: Severity
    stop_for: StopFor | None = None
    urgent: Urgent | None = None
    private: bool = False
    follow: Mapping[Answer, tuple[str, ...]] = field(default_factory=dict)
    needs: str | None = None  # asked only where this setting is on
    teaches: str | None = None  # the page to show again
    sources: tuple[str, ...] = ()

    def severity(self, answer: Answer) -> Severity:
        match answer:
            case Answer.YES:
                return self.yes
            case Answer.UNSURE:  # a doubt about what would need a doctor or a stop needs a doctor
                return max(self.unsure, Severity.CLEARANCE) if self.yes >= Severity.CLEARANCE else self.unsure
            case Answer.PERSON:  # never less than a talk, never more than waiting for a doctor
                return Severity.CLEARANCE if self.yes >= Severity.CLEARANCE else Severity.TALK
            case Answer.NO:
                return Severity.NONE

    def interrupts(self, answer: Answer) -> bool:
        """Urgent questions interrupt on *yes* or *not sure*."""
        return self.urgent is not None and answer in (Answer.YES, Answer.UNSURE)

    def choices(self) -> tuple[Answer, ...]:
        """What can be answered; *rather tell a person* is not offered for emergency signs."""
        return tuple(a for a in Answer if not (a is Answer.PERSON and self.urgent is Urgent.EMERGENCY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A combination: met when each question is answered *yes* or *not sure*."""

    all: tuple[str, ...]
    leads: Severity
    words: str  # id of its words
    stop_for: StopFor | None = None

    def met(self, answers: Mapping[str, Answer]) -> bool:
        return all(answers.get(q) in COMBINES for q in self.all)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """Where the answers leave the client, with the questions that caused it, in the order asked.

    `because` may also hold the reserved `age` and `capacity`; `together` names the words of the combinations met.
    """

    result: Severity
    stop_for: StopFor | None = None
    because: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    together: tuple[str, ...] = ()

    @property
    def may_sign(self) -> bool:
        return self.result is not Severity.STOP


def asked(rules: Iterable[Rule], answers: Mapping[str, Answer], settings: Mapping[str, bool]) -> Iterator[Rule]:
    """Yield the questions to ask, in order: each followed by what its present answer adds.

    A follow-up appears under its question and only there; a question that a setting switches off is not asked.
    """
    by_id = {rule.id: rule for rule in rules}
    added = {child for rule in by_id.values() for children in rule.follow.values() for child in children}
    seen: set[str] = set()

    def unfold(rule: Rule) -> Iterator[Rule]:
        if rule.id in seen or (rule.needs is not None and not settings.get(rule.needs, False)):
            return
        seen.add(rule.id)
        yield rule
        answer = answers.get(rule.id)
        for child in rule.follow.get(answer, ()) if answer is not None else ():
            yield from unfold(by_id[child])

    for rule in by_id.values():
        if rule.id not in added:
            yield from unfold(rule)


def weigh(
    rules: Iterable[Rule], answers: Mapping[str, Answer], together: Iterable[Together] = ()
) -> dict[str, Severity]:
    """Return how far each question stands in the way, combinations included, in the order asked.

    Raises `KeyError` with the question's id if one was asked and not answered: an unanswered question is never read as
    a *no* (Michigan R 338.727 wants conditions or their express absence).
    """
    found = {rule.id: rule.severity(answers[rule.id]) for rule in rules}
    for combination in combinations(found, answers, together):
        for question in combination.all:
            found[question] = max(found[question], combination.leads)
    return found


def dispose(
    rules: Iterable[Rule],
    answers: Mapping[str, Answer],
    together: Iterable[Together] = (),
    lowered: tuple[str, ...] = (),
) -> Disposition:
    """Return where these answers leave the client; `rules` are the questions asked, in order. Raises as `weigh` does.

    `lowered` are questions whose *stop* or *clearance* answer was taken back after the result was shown: each leaves
    `talk` standing.
    """
    asked_rules, together = tuple(rules), tuple(together)
    found = weigh(asked_rules, answers, together)
    met = combinations(found, answers, together)
    lengths = [r.stop_for for r in asked_rules if r.stop_for and r.severity(answers[r.id]) is Severity.STOP]
    lengths += [t.stop_for for t in met if t.stop_for and t.leads is Severity.STOP]
    for question in lowered:
        found[question] = max(found.get(question, Severity.NONE), Severity.TALK)
    strictest = max(found.values(), default=Severity.NONE)
    return Disposition(
        result=strictest,
        stop_for=longest(lengths),
        because=tuple(q for q, s in found.items() if s is strictest and s is not Severity.NONE),
        lowered=lowered,
        together=tuple(t.words for t in met),
    )


def longest(lengths: Iterable[StopFor | None]) -> StopFor | None:
    """Return the longest of several stops; `None` where there is none."""
    return max((length for length in lengths if length), key=lambda length: length.rank, default=None)


def combinations(
    asked_ids: Container[str], answers: Mapping[str, Answer], together: Iterable[Together]
) -> tuple[Together, ...]:
    """Return the combinations that are met; one with a question that was not asked is not."""
    return tuple(t for t in together if all(q in asked_ids for q in t.all) and t.met(answers))
