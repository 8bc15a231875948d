"""What may stand in the files of a language (`docs/content-format.md`). Keys are the ids of the rules."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, RootModel, StringConstraints

from consent_tui.content.rules import Entry, Id, Text

ChartText = Annotated[str, StringConstraints(pattern=r"\S", max_length=20)]  # a column of the evidence chart


class PackText(Entry):
    """`pack.toml`."""

    title: Text = Field(description="What clients know the therapy by")


class PageHead(Entry):
    """The front matter of a page."""

    title: Text
    sources: list[Id] = Field(default_factory=list)


class GroupText(Entry):
    title: Text


class QuestionText(Entry):
    ask: Text = Field(description="The question, worded so that no raises no concern")
    ask_other: Text = Field(description="For another person; may hold {person}")
    why: Text = Field(description="The health reason, never the rule")
    told: Text = Field(description="How a result names it: You told us about …")


class ScreeningText(Entry):
    """`screening.toml`: `[group.<id>]` and a table per question."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, QuestionText] = Field(init=False)
    group: dict[str, GroupText] = Field(default_factory=dict, description="The title of each group, by its id")


class ResultText(Entry):
    title: Text = Field(description="What it comes to")
    why: Text = Field(description="What led to it; {because} stands for the reasons")
    now: Text = Field(description="What to do next")


class ResultTexts(RootModel[dict[str, ResultText]]):
    """`results.toml`."""


class TeachBackText(Entry):
    ask: Text = Field(description="Put about a friend: it checks how well we explained")
    passage: Text = Field(description="Stands word for word on its page")
    told: Text = Field(description="What it is about, in a few words")
    choices: dict[str, Text] = Field(description="The words of each choice of the rules")


class TeachBackTexts(RootModel[dict[str, TeachBackText]]):
    """`teach-back.toml`."""


class AgreeText(Entry):
    words: Text = Field(description="In the first person, and only what has happened by then")
    words_other: Text = Field(description='For another person; may hold {person}: "my child"')


class AgreeTexts(RootModel[dict[str, AgreeText]]):
    """`statements.toml` and `permissions.toml`."""


class AreaTexts(RootModel[dict[str, Text]]):
    """`areas.toml`."""


class ClaimText(Entry):
    condition: ChartText = Field(description="What was studied, in at most 20 letters")
    found: ChartText = Field(description="What was found, in at most 20 letters")
    limits: Text = Field(description="Why one cannot be sure")


class ClaimTexts(RootModel[dict[str, ClaimText]]):
    """`evidence.toml`."""


class TermText(Entry):
    term: Text = Field(description="As it stands between * and * on a page")
    means: Text = Field(description="In plain words")
    also: list[Text] = Field(default_factory=list, description="Other forms of it, such as the plural")


class TermTexts(RootModel[dict[Id, TermText]]):
    """`glossary.toml`."""


class MessageTexts(RootModel[dict[str, Text]]):
    """`messages.toml`, its tables laid flat: `[start] title` is `start.title`."""


def questions(screening: ScreeningText) -> dict[str, QuestionText]:
    """The tables of `screening.toml` that are questions, by id."""
    return screening.__pydantic_extra__ or {}
