"""A record as its client met it: pages, questions and answers, by the copy of the pack as it stood.

The record holds the words of every question; the pack holds what stood around them. What does not fit the record's own
digests is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

from consent_tui.copies.text_lines import section, shown_words
from consent_tui.model.facts import fill
from consent_tui.model.pack import Block, Pack, Shape
from consent_tui.model.pack import Words as PackWords
from consent_tui.model.record import PageSeen, Record, Screened, TaughtBack
from consent_tui.words import Words

_MARKS = {True: "(x)", False: "( )"}


def lines(what: Record, pack: Pack, covers: Callable[[str], bool], spoken: Callable[[str], Words]) -> Iterator[str]:
    """Yield the whole text. `spoken` gives the program's words in a language; `covers` says what is not shown."""
    seen = _Seen(what, pack, covers, spoken)
    say = seen.say
    yield say("show.seen")
    yield say("show.seen_pack", pack=pack.id, version=pack.version)
    if not what.pages:
        yield say("show.seen_not")
    for number, page in enumerate(what.pages, start=1):
        title = say("show.seen_page", n=number, total=len(what.pages), title=page.title)
        yield from section(title, seen.page(page))
    for title, body in seen.groups():
        yield from section(title, body)
    yield from section(say("show.teach"), (line for each in what.teach_back for line in seen.taught(each)))
    yield from section(say("show.choices"), seen.choices())
    yield from section(say("show.statements"), seen.statements())


class _Seen:
    def __init__(self, what: Record, pack: Pack, covers: Callable[[str], bool], spoken: Callable[[str], Words]) -> None:
        self._what, self._pack, self._covers, self._spoken = what, pack, covers, spoken
        self.say = spoken(what.language)

    def _words(self, language: str) -> PackWords:
        return self._pack.words.get(language) or self._pack.words[self._pack.languages[0]]

    def _fills(self, language: str) -> Mapping[str, str]:
        """What was filled in. The record holds that of its own language; unset settings have words in each."""
        content = self._what.content
        if content is None or language == content.language:
            return content.filled if content else {}
        here, there = self._spoken(content.language), self._spoken(language)
        return {
            name: there(f"filled.{name}") if f"filled.{name}" in here and here(f"filled.{name}") == said else said
            for name, said in content.filled.items()
        }

    def page(self, page: PageSeen) -> Iterator[str]:
        words = self._words(page.language).pages.get(page.id)
        if words is None:
            yield self.say("show.seen_unlike")
            return
        fills = self._fills(page.language)
        if "sha256:" + hashlib.sha256(fill(words.plain, fills).encode()).hexdigest() != page.digest:
            yield self.say("show.seen_unlike")
        yield from (_block(block, fills) for block in words.body)
        if any(rule.chart and rule.id == page.id for rule in self._pack.pages):
            yield from self._chart(page.language)
        if words.more:
            yield f"{self.say('key.more')}:"
            yield from (_block(block, fills) for block in words.more)
        if cited := [self._pack.sources[each].cite for each in words.sources if each in self._pack.sources]:
            yield self.say("show.seen_sources", what="; ".join(cited))

    def _chart(self, language: str) -> Iterator[str]:
        told = self._words(language).evidence
        for claim in self._pack.evidence:
            if words := told.get(claim.id):
                yield f"- {words.condition}: {words.found} {words.limits}"

    def groups(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each group of questions that was asked, with its title."""
        group_of = {rule.id: rule.group for rule in self._pack.questions}
        titles = self._words(self._what.language).groups
        for group in self._pack.groups:
            asked = [each for each in self._what.screening if group_of.get(each.id) == group.id]
            told = [line for each in asked if not self._covers(each.id) for line in self._asked(each)]
            if covered := sum(self._covers(each.id) for each in asked):
                told.append(f"{self.say('review.private')} ({covered}): {self.say('review.private_value')}")
            yield titles.get(group.id, group.id), told

    def _asked(self, each: Screened) -> Iterator[str]:
        rule = next(rule for rule in self._pack.questions if rule.id == each.id)
        yield f"- {shown_words(each.words)}"
        offered = " ".join(f"{_MARKS[each.answer == a]} {self.say(f'answer.{a}')}" for a in rule.choices())
        yield f"  {offered}" if each.asked else f"  {self.say('show.not_asked')}"
        words = self._words(each.language).questions.get(each.id)
        if words:
            yield f"  {self.say('screening.why')}: {fill(shown_words(words.why), self._fills(each.language))}"

    def taught(self, each: TaughtBack) -> Iterator[str]:
        words = self._words(each.language).teach_back.get(each.id)
        yield f"- {shown_words(each.words)}"
        for attempt in each.attempts:
            chosen = words.choices.get(attempt.chosen, attempt.chosen) if words else attempt.chosen
            yield f"  {_MARKS[True]} {fill(shown_words(chosen), self._fills(each.language))}"

    def choices(self) -> Iterator[str]:
        made = self._what.choices
        if made is None:
            return
        names = self._words(self._what.language).areas
        for area in self._pack.areas:
            how = "touch" if area in made.touch else "avoid" if area in made.avoid else "none"
            yield f"- {names.get(area, area)}: {self.say(f'body.{how}')}"
        for each in made.permissions:
            yield f"- {shown_words(each.words)}"
            offered = ((True, "answer.allow"), (False, "answer.refuse"))
            yield "  " + " ".join(f"{_MARKS[each.given is yes]} {self.say(word)}" for yes, word in offered)

    def statements(self) -> Iterator[str]:
        for each in self._what.statements:
            yield f"- {shown_words(each.words)}"
            offered = ((True, "answer.agree"), (False, "answer.disagree"))
            yield "  " + " ".join(f"{_MARKS[each.agreed is yes]} {self.say(word)}" for yes, word in offered)


def _block(block: Block, fills: Mapping[str, str]) -> str:
    words = fill(shown_words(block.plain), fills)
    return f"- {words}" if block.shape is Shape.POINT else words
