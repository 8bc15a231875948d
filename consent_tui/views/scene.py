"""A state with the words to say it in: what every view is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from consent_tui.model.facts import Facts, fill
from consent_tui.model.pack import Block, Pack, Shape, Span
from consent_tui.model.pack import Words as PackWords
from consent_tui.model.screening import Rule
from consent_tui.model.state import State
from consent_tui.views.parts import Para, Prose, Run
from consent_tui.words import Words


@dataclass(frozen=True, slots=True)
class Scene:
    """`say` are the program's words, `told` the pack's, both in the language of the encounter."""

    state: State
    say: Words

    @property
    def facts(self) -> Facts:
        return self.state.facts

    @property
    def pack(self) -> Pack:
        return self.state.case.pack

    @property
    def told(self) -> PackWords:
        return self.pack.words[self.language]

    @property
    def language(self) -> str:
        return self.facts.language or self.pack.languages[0]

    @property
    def person(self) -> str:
        """How words name the person treated: "your child"."""
        return self.say(f"person.{self.facts.treated}") if self.facts.for_other else ""

    def filled(self, text: str) -> str:
        """Put the clinic's settings into a pack's words."""
        return fill(text, {**self.state.case.visit.filled.get(self.language, {}), "person": self.person})

    def ask(self, rule: Rule) -> str:
        return self.state.case.ask(rule.id, self.language)

    def day(self, day: date) -> str:
        month = self.say("date.months").split("|")[day.month - 1]
        return self.say("date.day", day=day.day, month=month, year=day.year)

    def listed(self, things: Iterable[str]) -> str:
        """Say several things in a row: a, b and c."""
        *first, last = tuple(things) or ("",)
        return self.say("list.and", first=self.say("list.comma").join(first), last=last) if first else last


def prose(text: str, kind: str = "body") -> Prose:
    """A line of words a paragraph."""
    return tuple(Para((Run(line.strip()),), kind) for line in text.splitlines() if line.strip())


_KINDS = {Shape.PARAGRAPH: "body", Shape.POINT: "point", Shape.NOTE: "note"}


def page_prose(scene: Scene, blocks: Iterable[Block]) -> Prose:
    """A pack's blocks with the clinic's settings filled in. A glossary term is underlined the first time on a page."""
    seen: set[str] = set()

    def run(span: Span) -> Run:
        first = span.term is not None and span.term not in seen
        seen.update({span.term} if span.term else ())
        return Run(scene.filled(span.text), strong=span.strong, explained=first)

    return tuple(Para(tuple(run(span) for span in block.spans), _KINDS[block.shape]) for block in blocks)


def terms_on(scene: Scene, page: str) -> tuple[str, ...]:
    """Return the ids of the glossary terms that a page uses, in order."""
    words = scene.told.pages[page]
    spans = (span.term for block in (*words.body, *words.more) for span in block.spans)
    return tuple(dict.fromkeys(term for term in spans if term))
