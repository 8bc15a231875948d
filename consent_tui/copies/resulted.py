"""What the answers led to, in the words that the pack had for it: what it means, why, and what to do now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from consent_tui.copies.document import Block, Paragraph, Point, Tone
from consent_tui.copies.wording import one_line
from consent_tui.model.acts import AgeBand
from consent_tui.model.facts import fill
from consent_tui.model.judging import AGE, CAPACITY, titled, words_of
from consent_tui.model.pack import Pack
from consent_tui.model.pack import Words as PackWords
from consent_tui.model.record import Disposed, Record
from consent_tui.model.screening import Answer, Disposition, Severity, StopFor, Together, combinations
from consent_tui.words import Words


@dataclass(frozen=True, slots=True)
class Resulted:
    """`told` and `fills` are the pack's words in the language of `say`; `covers` says which answers are not named."""

    pack: Pack
    told: PackWords
    fills: Mapping[str, str]
    covers: Callable[[str], bool]
    say: Words

    def blocks(self, what: Record) -> Iterator[Block]:
        """Yield nothing where the record keeps no result, or one that the pack has no words for."""
        if what.disposition is None:
            return
        found = _found(what.disposition)
        band = AgeBand(what.client.age_band) if what.client and what.client.age_band else None
        words = self.told.results.get(words_of(found, band))
        if words is None:
            return
        met = self._met(what)
        strict = [each for each in met if each.leads is found.result]
        title, named = words.title, titled(found, self.pack)
        if strict:
            title, named = self.told.results[strict[0].words].title, strict[0].all
        yield Paragraph(self._because(title, named), Tone.STRONG)
        why = [self._because(words.why, found.because)]
        why += [self._because(self.told.results[each.words].why, each.all) for each in strict]
        yield from map(Paragraph, dict.fromkeys(why))
        if "{because}" not in words.why and not ("{because}" in words.title and named == found.because):
            yield from (Point(each) for each in self._reasons(found.because) if not {AGE, CAPACITY} >= {*found.because})
        yield from (Paragraph(self._because(self.told.results[each.words].now)) for each in met)
        yield Paragraph(self._because(words.now))
        if found.result is Severity.CLEARANCE and AGE in found.because and found.because != (AGE,):
            yield Paragraph(self._because(self.told.results["child"].now))
        if found.lowered:
            yield Paragraph(self.say("result.lowered"))

    def _met(self, what: Record) -> tuple[Together, ...]:
        answers = {each.id: Answer(each.answer) for each in what.screening if each.asked and each.answer}
        return combinations(answers, answers, self.pack.together)

    def _because(self, words: str, questions: tuple[str, ...] = ()) -> str:
        *first, last = self._reasons(questions) or ("",)
        listed = self.say("list.and", first=self.say("list.comma").join(first), last=last) if first else last
        return fill(one_line(words), self.fills).replace("{because}", listed)

    def _reasons(self, questions: tuple[str, ...]) -> tuple[str, ...]:
        """Covered ones are never named, and only once said to be there."""
        named = [self._told(each) for each in questions if not self.covers(each)]
        if any(map(self.covers, questions)):
            named.append(self.say("result.private"))
        return tuple(dict.fromkeys(named))

    def _told(self, question: str) -> str:
        if question in (AGE, CAPACITY):
            return self.say(f"result.{question}")
        words = self.told.questions.get(question)
        return fill(words.told, self.fills) if words else question


def _found(disposed: Disposed) -> Disposition:
    return Disposition(
        result=Severity[disposed.result.upper()],
        stop_for=StopFor(disposed.stop_for) if disposed.stop_for else None,
        because=disposed.because,
        lowered=disposed.lowered,
    )
