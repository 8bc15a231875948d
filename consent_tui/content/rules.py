"""What may stand in the rule files of a pack, one class a file (`docs/content-format.md`).

Shapes only: whether an id that is named exists, and whether rules agree with each other, is looked at in `references`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

from consent_tui.content.folder import LANGUAGE

ID = r"^[a-z][a-z0-9-]*$"
Id = Annotated[str, StringConstraints(pattern=ID, max_length=64)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
DigestText = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
Text = Annotated[str, StringConstraints(pattern=r"\S")]
StopWord = Literal["today", "until", "lasting"]


class Entry(BaseModel):
    """Every table of a pack: a key that is not known is a fault, and `"3"` is not 3."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class AgeRules(Entry):
    adult: int = Field(ge=1, le=150, description="From this age on a person decides alone (years)")
    stop_under: int = Field(ge=0, le=150, description="Below this age there is no session (years)")
    minor: Literal["talk", "clearance"] = Field(description="The least a child's result can be")


class ReadingLimits(Entry):
    grade: float = Field(gt=0, le=30, description="Flesch-Kincaid grade that no page may exceed")
    ease: float = Field(ge=0, le=121, description="Flesch Reading Ease that no page may fall below")
    forbidden: list[Text] = Field(description="Words and phrases that no page, question or statement may hold")


class Translation(Entry):
    checked_by: str = Field(description="The native speaker who checked it; empty until then")


class PackRules(Entry):
    """`pack.toml`."""

    id: Id
    languages: list[Language] = Field(min_length=1, description="The first is the pack's own")
    reviewed_by: str = Field(description="The clinician who confirmed the content; empty until then")
    privacy_page: Id = Field(description="The page that is the privacy notice")
    age: AgeRules
    reading: ReadingLimits
    translations: dict[Language, Translation] = Field(default_factory=dict)


class Release(Entry):
    version: Version
    date: date
    digest: DigestText
    change: Literal["major", "minor"] = Field(description="major: clients are asked again")
    about: Text


class ReleaseRules(Entry):
    """`releases.toml`."""

    status: Literal["draft", "released", "retired"]
    release: list[Release] = Field(default_factory=list)


class PageEntry(Entry):
    id: Id
    chart: bool = False


class PageRules(Entry):
    """`pages.toml`."""

    page: list[PageEntry] = Field(default_factory=list)


class GroupEntry(Entry):
    id: Id
    one_by_one: bool = Field(default=False, description='Never "No to all of these"')
    at: Literal["screening", "welcome"] = "screening"


class FollowUps(Entry):
    """The questions that an answer adds."""

    yes: list[Id] = Field(default_factory=list)
    unsure: list[Id] = Field(default_factory=list)
    person: list[Id] = Field(default_factory=list)


class QuestionEntry(Entry):
    id: Id
    group: Id | None = None
    yes: Literal["stop", "clearance", "talk", "note"]
    unsure: Literal["stop", "clearance", "talk", "note"] | None = None
    stop_for: StopWord | None = None
    urgent: Literal["emergency", "crisis"] | None = None
    private: bool = False
    needs: Literal["crisis_question"] | None = None
    follow: FollowUps = FollowUps()
    teaches: Id | None = None
    sources: list[Id] = Field(default_factory=list)

    @property
    def when_unsure(self) -> str:
        """What *not sure* leads to: as written, or clearance where yes is stop or clearance, else what yes is."""
        return self.unsure or ("clearance" if self.yes in {"stop", "clearance"} else self.yes)


class TogetherEntry(Entry):
    all: list[Id] = Field(min_length=2)
    leads: Literal["stop", "clearance", "talk"]
    words: Id
    stop_for: StopWord | None = None


class ScreeningRules(Entry):
    """`screening.toml`."""

    group: list[GroupEntry] = Field(default_factory=list)
    question: list[QuestionEntry] = Field(default_factory=list)
    together: list[TogetherEntry] = Field(default_factory=list)


class TeachBackEntry(Entry):
    id: Id
    page: Id
    choices: list[Id] = Field(min_length=2)
    right: Id
    always: bool = False
    when: list[Id] = Field(default_factory=list)


class TeachBackRules(Entry):
    """`teach-back.toml`."""

    ask: int = Field(ge=1, description="About how many are asked")
    question: list[TeachBackEntry] = Field(default_factory=list)


class StatementGroup(Entry):
    id: Id


class StatementEntry(Entry):
    id: Id
    group: Id
    when: list[Id] = Field(default_factory=list)


class StatementRules(Entry):
    """`statements.toml`."""

    group: list[StatementGroup] = Field(default_factory=list)
    statement: list[StatementEntry] = Field(default_factory=list)


class PermissionEntry(Entry):
    id: Id


class PermissionRules(Entry):
    """`permissions.toml`."""

    permission: list[PermissionEntry] = Field(default_factory=list)


class AreaEntry(Entry):
    id: Id


class AreaRules(Entry):
    """`areas.toml`."""

    area: list[AreaEntry] = Field(default_factory=list)


class ClaimEntry(Entry):
    id: Id
    studies: int | None = Field(default=None, ge=1)
    people: int | None = Field(default=None, ge=1)
    results: list[Annotated[float, Field(ge=-1, le=1)]] = Field(max_length=2)
    certainty: Literal["high", "moderate", "low", "very-low", "unsure"]
    sources: list[Id]


class EvidenceRules(Entry):
    """`evidence.toml`."""

    claim: list[ClaimEntry] = Field(default_factory=list)


class SourceEntry(Entry):
    cite: Text


class SourceRules(RootModel[dict[Id, SourceEntry]]):
    """`sources.toml`."""
