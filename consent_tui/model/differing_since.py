"""What a client of an earlier record would be told or asked today, and was not: from the record and today's pack.

The record holds the words of every question and the digest of every page, so the pack as it stood is not needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from consent_tui.model.differing import Difference, Part
from consent_tui.model.facts import fill
from consent_tui.model.later_rules import for_another
from consent_tui.model.pack import Pack, Words
from consent_tui.model.record import PageSeen, Record
from consent_tui.model.recording import digest
from consent_tui.model.screening import Answer, Rule, Severity, asked, dispose

Fills = Callable[[str], Mapping[str, str]]
TOLD, PERSON, MY_PERSON = "told", "person", "my_person"
_PLACE = re.compile(r"\\\{\w+\\\}")


def since(about: Record, pack: Pack, fills: Fills) -> tuple[Difference, ...]:
    """Return what is new, gone, or told and asked in other words; nothing for the very pack of the record.

    `was` and `now` are "told" where it stood or stands there. `fills` gives what was filled into words, by language,
    and under `person` and `my_person` how we and how the one who decides name the person treated.
    Follow-ups and statements are those that the record's answers lead to. A record without answers differs in its
    content alone. Where the same answers lead further today, a difference of the result says so.
    """
    if about.content is None or about.content.digest == pack.digest:
        return ()
    was, now = (
        f"{each[0]} {each[1]}" for each in ((about.content.pack, about.content.version), (pack.id, pack.version))
    )
    found = _Since(about, pack, fills)
    return (*found.all(), Difference(part=Part.CONTENT, id="pack", was=was, now=now))


class _Since:
    def __init__(self, about: Record, pack: Pack, fills: Fills) -> None:
        self._about, self._pack, self._fills = about, pack, fills
        self._other = int(for_another(about))
        self._may_be_other = int(about.signatory is None or self._other)  # only a consent says who decided
        self._answers = {each.id: Answer(each.answer) for each in about.screening if each.answer}

    def all(self) -> Iterator[Difference]:
        if not self._about.screening and not self._about.pages:
            return
        today = self._asked_today()
        yield from self._result(today)
        said = {each.id: (each.words, each.language) for each in self._about.screening if each.answer}
        new = {rule.id: self._filled(self._ask(rule.id)[self._other]) for rule in today}
        yield from self._entries(Part.ANSWER, said, new, [rule.id for rule in self._pack.questions], self._ask)
        yield from self._agreed()
        yield from self._pages()

    def _words(self, language: str = "") -> Words:
        """The words in a language; in the pack's own where it does not have it any more."""
        return self._pack.words.get(language or self._about.language) or self._pack.words[self._pack.languages[0]]

    def _asked_today(self) -> tuple[Rule, ...]:
        """A question that hangs on a setting of the clinic counts if one that hangs on the same was asked."""
        before = {each.id for each in self._about.screening}
        on = {rule.needs: True for rule in self._pack.questions if rule.needs and rule.id in before}
        return tuple(asked(self._pack.questions, self._answers, on))

    def _result(self, today: tuple[Rule, ...]) -> Iterator[Difference]:
        was = self._about.disposition.result if self._about.disposition else ""
        answered = [rule for rule in today if rule.id in self._answers]
        now = dispose(answered, self._answers, self._pack.together).result
        if was and now > Severity[was.upper()]:
            yield Difference(part=Part.RESULT, id="result", was=was, now=now.word)

    def _agreed(self) -> Iterator[Difference]:
        doubted = {question for question, answer in self._answers.items() if answer is not Answer.NO}
        shown = [s.id for s in self._pack.statements if not s.when or doubted.intersection(s.when)]
        chosen = self._about.choices.permissions if self._about.choices else ()
        for part, table, given, now, known in (
            (Part.PERMISSION, "permissions", chosen, self._pack.permissions, self._pack.permissions),
            (Part.STATEMENT, "statements", self._about.statements, shown, [s.id for s in self._pack.statements]),
        ):
            worded = self._agree(table)
            said = {each.id: (each.words, each.language) for each in given}
            new = {each: self._filled(worded(each)[self._other], MY_PERSON) for each in now}
            yield from self._entries(part, said, new, known, worded)

    def _entries(
        self,
        part: Part,
        said: Mapping[str, tuple[str, str]],
        today: Mapping[str, str],
        known: Iterable[str],
        worded: Callable[..., tuple[str, str]],
    ) -> Iterator[Difference]:
        """`said`: id → words and language then; `today`: id → words now, filled in; `known`: every id of the pack.

        `worded` gives the words about oneself and about another person, by id and language.
        """
        for ident, words in today.items():
            if ident not in said:
                yield Difference(part=part, id=ident, words=words, now=TOLD)
            elif not self._fits(*said[ident], worded(ident, said[ident][1])):
                yield Difference(part=part, id=ident, words=words, was=TOLD, now=TOLD, reworded=True)
        gone = said.keys() - set(known)
        yield from (Difference(part=part, id=i, words=said[i][0], was=TOLD) for i in said if i in gone)

    def _ask(self, ident: str, language: str = "") -> tuple[str, str]:
        words = self._words(language).questions[ident]
        return words.ask, words.ask_other

    def _agree(self, table: str) -> Callable[..., tuple[str, str]]:
        def worded(ident: str, language: str = "") -> tuple[str, str]:
            words = getattr(self._words(language), table)[ident]
            return words.words, words.words_other

        return worded

    def _fits(self, said: str, language: str, worded: tuple[str, str]) -> bool:
        """Whether words then are those of today, about oneself or, unless it was so, about another person."""
        if language not in self._pack.words:
            return False
        fills = {name: value for name, value in self._fills(language).items() if name != PERSON}
        patterns = (_PLACE.sub(".+", re.escape(_flat(fill(each, fills)))) for each in worded[: 1 + self._may_be_other])
        return any(re.fullmatch(pattern, _flat(said)) for pattern in patterns)

    def _filled(self, words: str, person: str = PERSON) -> str:
        fills = self._fills(self._about.language)
        return _flat(fill(words, {**fills, PERSON: fills.get(person, "")}))

    def _pages(self) -> Iterator[Difference]:
        seen = {page.id: page for page in self._about.pages}
        for rule in self._pack.pages:
            title = self._filled(self._words().pages[rule.id].title)
            if rule.id not in seen:
                yield Difference(part=Part.PAGE, id=rule.id, words=title, now=TOLD)
            elif not self._is_as_seen(seen[rule.id]):
                yield Difference(part=Part.PAGE, id=rule.id, words=title, was=TOLD, now=TOLD, reworded=True)
        here = {rule.id for rule in self._pack.pages}
        yield from (
            Difference(part=Part.PAGE, id=page.id, words=page.title, was=TOLD)
            for page in self._about.pages
            if page.id not in here
        )

    def _is_as_seen(self, page: PageSeen) -> bool:
        words = self._pack.words.get(page.language)
        return words is not None and digest(fill(words.pages[page.id].plain, self._fills(page.language))) == page.digest


def _flat(words: str) -> str:
    return " ".join(words.split())
