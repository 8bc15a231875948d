"""A record as its client met it: pages, questions and answers, by the copy of the pack as it stood.

The record holds the words of every question; the pack holds what stood around them. What does not fit the record's own
digests is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

from consent_tui.copies import passages
from consent_tui.copies.desk_answers import cleared, remarks
from consent_tui.copies.document import Asked, Block, Box, Document, Facts, Paragraph, Point, Section, Tone
from consent_tui.copies.passages import filled_in
from consent_tui.copies.resulted import Resulted
from consent_tui.copies.wording import one_line
from consent_tui.model.facts import fill
from consent_tui.model.pack import Pack, PageRule
from consent_tui.model.pack import Words as PackWords
from consent_tui.model.record import PageSeen, Record, Screened, TaughtBack
from consent_tui.words import Words


def document(what: Record, pack: Pack, covers: Callable[[str], bool], spoken: Callable[[str], Words]) -> Document:
    """Return all of it. `spoken` gives the program's words in a language; `covers` says what is not shown."""
    seen = Seen(what, pack, covers, spoken)
    say = seen.say
    head = [Paragraph(say("show.seen_pack", pack=pack.id, version=pack.version))]
    if not what.pages:
        head.append(Paragraph(say("show.seen_not")))
    told = (
        *seen.pages(),
        *seen.terms(),
        Section(say("key.sources"), tuple(seen.sources())),
        *seen.groups(),
        Section(seen.say("copy.result"), tuple(seen.result()), running=True),
        Section(say("show.teach"), tuple(map(seen.taught, what.teach_back))),
        Section(say("show.choices"), tuple(seen.choices())),
        Section(say("show.statements"), tuple(seen.statements())),
    )
    filled = tuple(section for section in told if section.body)
    return Document(title=say("show.seen"), language=say.language, head=tuple(head), body=filled)


class Seen:
    """The parts of what a client met; `document` says what is given."""

    def __init__(self, what: Record, pack: Pack, covers: Callable[[str], bool], spoken: Callable[[str], Words]) -> None:
        self._what, self._pack, self._covers, self._spoken = what, pack, covers, spoken
        self.say = spoken(what.language)

    def _words(self, language: str) -> PackWords:
        return self._pack.words.get(language) or self._pack.words[self._pack.languages[0]]

    def _fills(self, language: str) -> Mapping[str, str]:
        return filled_in(self._what.content, language, self._spoken)

    def _apart(self, language: str) -> str:
        """A language that is not the record's own, to be named."""
        return language if language != self.say.language else ""

    def pages(self) -> Iterator[Section]:
        """Yield each page that was shown."""
        total = len(self._what.pages)
        for number, page in enumerate(self._what.pages, start=1):
            title = self._spoken(page.language)("show.seen_page", n=number, total=total, title=page.title)
            yield Section(title, tuple(self._page(page)), language=self._apart(page.language), running=True)

    def _page(self, page: PageSeen) -> Iterator[Block | Section]:
        say, words = self._spoken(page.language), self._words(page.language).pages.get(page.id)
        if words is None:
            yield Paragraph(say("show.seen_unlike"), Tone.NOTE)
            return
        fills = self._fills(page.language)
        if "sha256:" + hashlib.sha256(fill(words.plain, fills).encode()).hexdigest() != page.digest:
            yield Paragraph(say("show.seen_unlike"), Tone.NOTE)
        rule = self._rule(page)
        yield from passages.page(self._pack, rule, self._words(page.language), fills, say)
        if behind := passages.cited(self._pack, rule, words):
            yield Paragraph(say("chart.sources", cited=", ".join(map(str, behind))), Tone.QUIET)

    def _rule(self, page: PageSeen) -> PageRule:
        return next((rule for rule in self._pack.pages if rule.id == page.id), PageRule(id=page.id))

    def terms(self) -> Iterator[Section]:
        """Yield the words explained on the pages that were shown: a section for each language they were read in."""
        for language in dict.fromkeys(page.language for page in self._what.pages):
            words, say = self._words(language), self._spoken(language)
            read = (words.pages[p.id] for p in self._what.pages if p.language == language and p.id in words.pages)
            if rows := tuple(passages.terms(read, words.glossary, self._fills(language))):
                title = say("key.terms")
                yield Section(title, (Facts(rows, title),), language=self._apart(language))

    def sources(self) -> Iterator[Block]:
        """Yield the sources of the pages that were shown, by their numbers."""
        behind = {
            number
            for page in self._what.pages
            if (words := self._words(page.language).pages.get(page.id))
            for number in passages.cited(self._pack, self._rule(page), words)
        }
        yield from passages.sources(self._pack, sorted(behind))

    def result(self) -> Iterator[Block]:
        """Yield what the answers led to, as the client was told."""
        language = self._what.language
        shown = Resulted(self._pack, self._words(language), self._fills(language), self._covers, self.say)
        yield from shown.blocks(self._what)

    def groups(self) -> Iterator[Section]:
        """Yield each group of questions that was asked."""
        group_of = {rule.id: rule.group for rule in self._pack.questions}
        titles = self._words(self._what.language).groups
        for group in self._pack.groups:
            asked = [each for each in self._what.screening if group_of.get(each.id) == group.id]
            told: list[Block] = [self._asked(each) for each in asked if not self._covers(each.id)]
            if covered := sum(self._covers(each.id) for each in asked):
                told.append(Paragraph(f"{self.say('review.private')} ({covered}): {self.say('review.private_value')}"))
            yield Section(titles.get(group.id, group.id), tuple(told))

    def _asked(self, each: Screened) -> Asked:
        rule = next(rule for rule in self._pack.questions if rule.id == each.id)
        boxes = tuple(Box(self.say(f"answer.{a}"), each.answer == a) for a in rule.choices())
        words = self._words(each.language).questions.get(each.id)
        beside = [*([] if each.asked else [self.say("show.not_asked")]), *remarks(each, self.say)]
        if words:
            why = fill(one_line(words.why), self._fills(each.language))
            beside.append(f"{self.say('paper.why')} {why}")
        return Asked(
            one_line(each.words),
            boxes if each.asked else (),
            tuple(beside),
            language=self._apart(each.language),
            id=each.id,
        )

    def taught(self, each: TaughtBack) -> Asked:
        """What was chosen, a line a try where there was more than one, and what is right."""
        words = self._words(each.language).teach_back.get(each.id)
        fills = self._fills(each.language)
        names = (words.choices.get(a.chosen, a.chosen) if words else a.chosen for a in each.attempts)
        chosen = [fill(one_line(name), fills) for name in names]
        tries = [self.say("copy.try", n=n, words=name) for n, name in enumerate(chosen, start=1) if len(chosen) > 1]
        boxes = () if tries else tuple(Box(name, ticked=True) for name in chosen)
        right = [self.say("copy.right", words=fill(one_line(words.told), fills))] if words else []
        beside = (*tries, cleared(each, self.say), *right)
        return Asked(one_line(each.words), boxes, beside, language=self._apart(each.language), id=each.id)

    def choices(self) -> Iterator[Block]:
        """Yield each area with what may be done there, and each permission."""
        made = self._what.choices
        if made is None:
            return
        names = self._words(self._what.language).areas
        for area in self._pack.areas:
            how = "touch" if area in made.touch else "avoid" if area in made.avoid else "none"
            yield Point(f"{names.get(area, area)}: {self.say(f'body.{how}')}")
        for each in made.permissions:
            offered = ((True, "answer.allow"), (False, "answer.refuse"))
            boxes = tuple(Box(self.say(word), each.given is yes) for yes, word in offered)
            yield Asked(one_line(each.words), boxes, language=self._apart(each.language), id=each.id)

    def statements(self) -> Iterator[Block]:
        """Yield each statement with what was chosen."""
        for each in self._what.statements:
            offered = ((True, "answer.agree"), (False, "answer.disagree"))
            boxes = tuple(Box(self.say(word), each.agreed is yes) for yes, word in offered)
            yield Asked(one_line(each.words), boxes, language=self._apart(each.language), id=each.id)
