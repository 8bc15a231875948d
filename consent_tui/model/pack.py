"""A content pack as values: what a client is told and asked. Another therapy is another pack.

Rules stand once, words stand per language (`docs/content-format.md`). `content.read` makes these from a trainer's
files; nothing here knows of files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from consent_tui.model.screening import Rule, Severity, Together


class Status(StrEnum):
    DRAFT = "draft"
    RELEASED = "released"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words; `term` is the id of the glossary entry that explains it. May hold `{settings}` to be filled."""

    text: str
    strong: bool = False
    term: str | None = None


class Shape(StrEnum):
    PARAGRAPH = "paragraph"
    POINT = "point"  # one item of a list
    NOTE = "note"  # the one warning of a page


@dataclass(frozen=True, slots=True)
class Block:
    shape: Shape
    spans: tuple[Span, ...]

    @property
    def plain(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule:
    """A page's place in the order is its place in `Pack.pages`."""

    id: str
    chart: bool = False  # draws the evidence below its words


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    title: str
    body: tuple[Block, ...]
    more: tuple[Block, ...] = ()  # "learn more"
    sources: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """The whole page as plain text, a block a line: what the digest of a page is taken over."""
        return "\n".join([self.title, *(b.plain for b in (*self.body, *self.more))])


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Related questions or statements that stand on a screen together."""

    id: str
    one_by_one: bool = False  # never "no to all of these"
    at: str = "screening"  # "welcome": asked before all else


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    ask: str
    ask_other: str  # for another person; may hold {person}
    why: str  # the health reason, never the rule
    told: str  # how a result names it: "a weak or bulging blood vessel (aneurysm) in the brain"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachBackRule:
    """A check of *our* explaining. Asked always, or when one of `when` was answered other than *no*, or to fill up."""

    id: str
    page: str
    choices: tuple[str, ...]
    right: str
    always: bool = False
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachBackWords:
    ask: str
    passage: str  # stands word for word on the page
    told: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRule:
    id: str
    group: str
    when: tuple[str, ...] = ()  # only if one of these questions was answered other than *no*; () = always


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeWords:
    """Words of a statement or a permission; `words_other` where somebody decides for another person."""

    words: str
    words_other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultWords:
    title: str
    why: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One line of the evidence chart.

    `results` from -1 (worse) by 0 (no difference) to 1 (better); two = results differ.
    """

    id: str
    studies: int | None
    people: int | None
    results: tuple[float, ...]
    certainty: str  # "high" | "moderate" | "low" | "very-low" | "unsure"
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    condition: str
    found: str
    limits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWords:
    term: str
    means: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One entry of the bibliography."""

    id: str
    cite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All words of a pack in one language, by id. `messages` overrides the program's own interface words."""

    title: str
    pages: Mapping[str, PageWords]
    groups: Mapping[str, str]
    questions: Mapping[str, QuestionWords]
    results: Mapping[str, ResultWords]
    teach_back: Mapping[str, TeachBackWords]
    statements: Mapping[str, AgreeWords]
    permissions: Mapping[str, AgreeWords]
    areas: Mapping[str, str]
    evidence: Mapping[str, ClaimWords] = field(default_factory=dict)
    glossary: Mapping[str, TermWords] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """Years. `minor` is the least a child's result can be, even with a parent; under `stop_under` no session."""

    adult: int = 18
    stop_under: int = 2
    minor: Severity = Severity.CLEARANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    id: str
    version: str
    status: Status
    digest: str  # "sha256:…" over the files that the reader loads for the kiosk
    reviewed_by: str  # "" until a clinician has confirmed the content
    languages: tuple[str, ...]  # the first is the pack's own
    ages: Ages
    privacy_page: str
    pages: tuple[PageRule, ...]
    groups: tuple[Group, ...]
    questions: tuple[Rule, ...]
    together: tuple[Together, ...]
    teach_back: tuple[TeachBackRule, ...]
    teach_back_asked: int  # about how many are asked
    statement_groups: tuple[Group, ...]
    statements: tuple[StatementRule, ...]
    permissions: tuple[str, ...]
    areas: tuple[str, ...]
    evidence: tuple[Claim, ...]
    sources: Mapping[str, Source]
    words: Mapping[str, Words]  # by language
