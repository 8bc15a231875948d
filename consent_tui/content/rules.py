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
Class = Literal["stop", "clearance", "talk", "note"]
STOP_FOR = "How long a stop lasts: today, until a doctor says it has healed, or lasting"


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


class DutyRules(Entry):
    """The pages that tell what every client must be told; `pack check` wants all of them."""

    alternatives: Id | None = Field(default=None, description="The page that tells of other choices")
    nothing: Id | None = Field(default=None, description="The page that says that doing nothing is a choice")
    stopping: Id | None = Field(default=None, description="The page that says that one can stop at any time")
    doctor: Id | None = Field(default=None, description="The page that says when to call a doctor; holds {emergency}")


class PackRules(Entry):
    """`pack.toml`."""

    id: Id = Field(description="The pack's name in records: a-z, 0-9 and -; never changed later")
    languages: list[Language] = Field(min_length=1, description="The first is the pack's own; each has a folder")
    reviewed_by: str = Field(description="The clinician who confirmed the content; empty until then")
    privacy_page: Id = Field(description="The page that is the privacy notice")
    duty: DutyRules = Field(default=DutyRules(), description="Where clients are told what they must be told")
    age: AgeRules
    reading: ReadingLimits
    translations: dict[Language, Translation] = Field(
        default_factory=dict, description="One for each language but the first"
    )


class Release(Entry):
    version: Version = Field(description='Three numbers, such as "1.0.0"; never used twice')
    date: date
    digest: DigestText = Field(description="What `consent-tui pack digest` prints for the pack as it is released")
    change: Literal["major", "minor"] = Field(description="major: clients are asked again")
    about: Text = Field(description="What changed, in a sentence")


class ReleaseRules(Entry):
    """`releases.toml`."""

    status: Literal["draft", "released", "retired"] = Field(description="Clients see a pack only while it is released")
    release: list[Release] = Field(default_factory=list, description="One for each version, the newest last")


class PageEntry(Entry):
    id: Id = Field(description="The page is pages/<id>.md in the folder of each language")
    chart: bool = Field(default=False, description="Draw the evidence below the words of this page")


class PageRules(Entry):
    """`pages.toml`."""

    page: list[PageEntry] = Field(default_factory=list, description="In the order in which clients read them")


class GroupEntry(Entry):
    id: Id
    one_by_one: bool = Field(default=False, description='Never "No to all of these"')
    at: Literal["screening", "welcome"] = Field(default="screening", description="welcome: asked before all else")


class FollowUps(Entry):
    """The questions that an answer adds."""

    yes: list[Id] = Field(default_factory=list, description="Asked after yes")
    unsure: list[Id] = Field(default_factory=list, description="Asked after not sure")
    person: list[Id] = Field(default_factory=list, description='Asked after "I would rather tell a person"')


class QuestionEntry(Entry):
    id: Id = Field(description="Stands in records for years: never changed later")
    group: Id | None = Field(default=None, description="A follow-up has none: it stands under its question")
    yes: Class = Field(
        description="What yes leads to: no session (stop), a doctor's answer first (clearance), "
        "a talk first (talk), or a word at the desk (note)"
    )
    unsure: Class | None = Field(
        default=None, description="What not sure leads to; else clearance where yes is stop or clearance, else as yes"
    )
    stop_for: StopWord | None = Field(default=None, description=STOP_FOR)
    urgent: Literal["emergency", "crisis"] | None = Field(
        default=None, description="Interrupts at once, on yes and on not sure, and says whom to call"
    )
    private: bool = Field(default=False, description="The answer is covered where the client looks everything over")
    needs: Literal["crisis_question"] | None = Field(
        default=None, description="Asked only where the clinic has switched this setting on"
    )
    follow: FollowUps = Field(default=FollowUps(), description="The questions that an answer adds")
    teaches: Id | None = Field(default=None, description="The page to show again")
    sources: list[Id] = Field(default_factory=list, description="Ids of sources.toml")

    @property
    def when_unsure(self) -> str:
        """What *not sure* leads to: as written, or clearance where yes is stop or clearance, else what yes is."""
        return self.unsure or ("clearance" if self.yes in {"stop", "clearance"} else self.yes)


class TogetherEntry(Entry):
    """Answers that mean more together; met where each question is answered yes or not sure."""

    all: list[Id] = Field(min_length=2, description="The questions")
    leads: Literal["stop", "clearance", "talk"] = Field(description="What they lead to together")
    words: Id = Field(description="Their table in results.toml of each language")
    stop_for: StopWord | None = Field(default=None, description=STOP_FOR)


class ScreeningRules(Entry):
    """`screening.toml`."""

    group: list[GroupEntry] = Field(default_factory=list, description="Questions that stand on a screen together")
    question: list[QuestionEntry] = Field(default_factory=list, description="A health question and its rule")
    together: list[TogetherEntry] = Field(default_factory=list, description="Answers that mean more together")


class TeachBackEntry(Entry):
    id: Id
    page: Id = Field(description="The page that answers it")
    choices: list[Id] = Field(min_length=2, description="In the order in which they stand")
    right: Id = Field(description="The choice that is right")
    always: bool = Field(default=False, description="Asked of everybody")
    when: list[Id] = Field(
        default_factory=list, description="Asked of those too who answered one of these questions other than no"
    )


class TeachBackRules(Entry):
    """`teach-back.toml`."""

    ask: int = Field(ge=1, description="About how many are asked")
    question: list[TeachBackEntry] = Field(default_factory=list, description="A check of how well we explained")


class StatementGroup(Entry):
    id: Id


class StatementEntry(Entry):
    id: Id
    group: Id
    when: list[Id] = Field(
        default_factory=list, description="Only for those who answered one of these questions other than no"
    )


class StatementRules(Entry):
    """`statements.toml`."""

    group: list[StatementGroup] = Field(default_factory=list, description="Statements on one screen, at most four")
    statement: list[StatementEntry] = Field(default_factory=list, description="What a client agrees to")


class PermissionEntry(Entry):
    id: Id


class PermissionRules(Entry):
    """`permissions.toml`."""

    permission: list[PermissionEntry] = Field(default_factory=list, description="A free choice: yes or no")


class AreaEntry(Entry):
    id: Id


class AreaRules(Entry):
    """`areas.toml`."""

    area: list[AreaEntry] = Field(default_factory=list, description="In the order of their numbers on the body map")


class ClaimEntry(Entry):
    id: Id
    studies: int | None = Field(default=None, ge=1, description="How many; leave out what is not known")
    people: int | None = Field(default=None, ge=1, description="How many took part; leave out what is not known")
    results: list[Annotated[float, Field(ge=-1, le=1)]] = Field(
        max_length=2, description="-1 worse, 0 no difference, 1 better; two where results differ; [] for no direction"
    )
    certainty: Literal["high", "moderate", "low", "very-low", "unsure"] = Field(description="How sure this is")
    sources: list[Id] = Field(description="Ids of sources.toml")


class EvidenceRules(Entry):
    """`evidence.toml`."""

    claim: list[ClaimEntry] = Field(default_factory=list, description="A row of the evidence chart")


class SourceEntry(Entry):
    cite: Text = Field(description="Authors, title, where it appeared, year")


class SourceRules(RootModel[dict[Id, SourceEntry]]):
    """`sources.toml`."""
