"""What an encounter has established so far: the committed answers, and nothing about screens.

`Facts` is a fold of the trail (`commit`), so replaying the trail gives the same facts and the same record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from consent_tui.model.acts import AgeBand, Committed, Outcome, Touch, Treated
from consent_tui.model.pack import Pack
from consent_tui.model.period import Period
from consent_tui.model.record import Clinic, Practitioner, Software
from consent_tui.model.screening import Answer, Disposition, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What the clinic has fixed for this encounter.

    `filled`: per language, what stands in the words for `{emergency}`, `{crisis}`, `{recent}`, `{fee}`, and for
    `{person}`: where we ask ("your child") under `person.child` and `person.represented`, where the one who decides
    says it ("my child") under `person.my_child` and `person.my_represented`. `switches`: settings that questions need.
    """

    filled: Mapping[str, Mapping[str, str]]
    switches: Mapping[str, bool] = field(default_factory=dict)
    copies: tuple[str, ...] = ()  # how a client gets a copy: print, save; page, where that around the screen offers one
    code: bool = False  # the last screen may show the record's number as a QR code
    paged: bool = False  # the screen is shown in a browser's page
    clinic: Clinic | None = None
    practitioner: Practitioner | None = None
    zone: str | None = None
    clock: str | None = None
    retention: str | None = None
    valid_for: Period | None = None
    rehearsal: bool = False
    software: Software | None = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`language` is that in which the end was first reached, else that in which it was first shown."""

    language: str
    first_shown: datetime
    shown: int = 1
    ended: bool = False
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer and its history. `answer` is `None` while the question is open again.

    `worded_for` says about whom it was put: the record holds the words that were on the screen.
    """

    answer: Answer | None
    language: str
    at: datetime
    how: str = "own"
    note: str = ""
    before: tuple[tuple[Answer, datetime], ...] = ()  # earlier answers, oldest first
    worded_for: Treated = Treated.SELF


@dataclass(frozen=True, slots=True)
class Tried:
    language: str
    attempts: tuple[tuple[str, bool, datetime], ...] = ()  # choice, right, when

    @property
    def right(self) -> bool:
        return any(right for _, right, _ in self.attempts)

    @property
    def missed_twice(self) -> bool:
        return not self.right and len(self.attempts) >= 2

    @property
    def settled(self) -> bool:
        return self.right or self.missed_twice


@dataclass(frozen=True, slots=True)
class Said:
    """A yes or no to a statement or permission."""

    yes: bool
    language: str
    at: datetime
    worded_for: Treated = Treated.SELF


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of the trail: the act, when, by whom."""

    act: Committed
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All mappings are by id and are replaced, never changed."""

    opened: datetime | None = None
    language: str = ""
    earlier: str = ""  # the number of an earlier record, as typed
    treated: Treated | None = None
    guardian: bool | None = None  # stands for a child as its guardian; None: not said yet
    band: AgeBand | None = None
    able: Answer | None = None
    help: frozenset[str] = frozenset()
    interpreter: bool | None = None
    assent: Answer | None = None
    pages: Mapping[str, PageFacts] = field(default_factory=dict)
    answers: Mapping[str, Given] = field(default_factory=dict)
    result_shown: Disposition | None = None  # None: to be shown (again)
    last_shown: Disposition | None = None
    strictest_shown: Mapping[str, Severity] = field(default_factory=dict)  # per question, whenever the result was shown
    combined_shown: tuple[str, ...] = ()  # questions of a combination that led so far when the result was shown
    teach_back: Mapping[str, Tried] = field(default_factory=dict)
    areas: Mapping[str, Touch] = field(default_factory=dict)
    permissions: Mapping[str, Said] = field(default_factory=dict)
    statements: Mapping[str, Said] = field(default_factory=dict)
    questions: tuple[tuple[str, str, datetime], ...] = ()  # place, words, when
    texts: Mapping[str, str] = field(default_factory=dict)
    born: date | None = None
    decision: Outcome | None = None
    keep: bool | None = None
    keep_answers: bool | None = None
    strokes: tuple[str, ...] = ()
    certified: tuple[str, str] | None = None  # line, meaning
    signed: datetime | None = None
    trail: tuple[Trace, ...] = ()

    @property
    def given(self) -> dict[str, Answer]:
        """The answers that stand now."""
        return {q: g.answer for q, g in self.answers.items() if g.answer is not None}

    @property
    def for_other(self) -> bool:
        return self.treated in (Treated.CHILD, Treated.REPRESENTED)

    @property
    def worded_for(self) -> Treated:
        """About whom questions and statements are put; about *you* until it is said who is to be treated."""
        return self.treated or Treated.SELF

    @property
    def signing(self) -> bool:
        """Whether anything of a signature is there."""
        return bool(self.certified or self.strokes or self.text("signature"))

    @property
    def role(self) -> str:
        """The signatory's role as records spell it."""
        if not self.for_other:
            return "self"
        if self.band is AgeBand.ADULT:
            return "representative"
        return "guardian" if self.guardian or self.treated is Treated.REPRESENTED else "parent"

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def signer(self) -> str:
        """Printed name of the one who signs."""
        return self.text("signer") if self.for_other else self.text("name")


@dataclass(frozen=True, slots=True)
class Case:
    """A pack, a visit and the facts so far: what every rule is asked about."""

    pack: Pack
    visit: Visit
    facts: Facts

    def page(self, page: str, language: str) -> str:
        """The plain text of a page as shown, settings filled in."""
        return self.filled(self.pack.words[language].pages[page].plain, language)

    def ask(self, question: str, language: str, worded_for: Treated | None = None) -> str:
        """The words of a question as shown, settings filled in; `worded_for` another than the one treated now."""
        words = self.pack.words[language].questions[question]
        return self._worded(words.ask, words.ask_other, language, worded_for, "person.")

    def agree(self, table: str, entry: str, language: str, worded_for: Treated | None = None) -> str:
        """The words of a statement or permission as shown; `table` = statements | permissions."""
        words = getattr(self.pack.words[language], table)[entry]
        return self._worded(words.words, words.words_other, language, worded_for, "person.my_")

    def filled(self, text: str, language: str) -> str:
        """Words that are the same for everybody, settings filled in."""
        return fill(text, self.visit.filled.get(language, {}))

    def _worded(self, own: str, other: str, language: str, worded_for: Treated | None, named: str) -> str:
        treated = worded_for or self.facts.worded_for
        filled = self.visit.filled.get(language, {})
        person = filled.get(f"{named}{treated}", "")
        return fill(own if treated is Treated.SELF else other, {**filled, "person": person})


def fill(text: str, filled: Mapping[str, str]) -> str:
    """Put settings into words: `{emergency}` → the clinic's number. Unknown names stay as they are."""
    for name, value in filled.items():
        text = text.replace("{" + name + "}", value)
    return text
