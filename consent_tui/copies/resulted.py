"""What the answers led to, in the words that the pack had for it: what it means, why, and what to do now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from consent_tui.copies.document import Block, Paragraph, Point, Tone
from consent_tui.copies.wording import one_line
from consent_tui.model import resulting
from consent_tui.model.acts import AgeBand
from consent_tui.model.facts import fill
from consent_tui.model.judging import AGE, CAPACITY
from consent_tui.model.pack import Pack
from consent_tui.model.pack import Words as PackWords
from consent_tui.model.record import Disposed, Record
from consent_tui.model.resulting import Said
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
        told = resulting.told(found, band, self.pack, self.told.results, self._met(what))
        if told is None:
            return
        yield Paragraph(self._because(told.title), Tone.STRONG)
        because: list[Block] = [Paragraph(self._because(told.why)), *map(Point, self._reasons(told.named))]
        because += [Paragraph(self._because(each)) for each in told.combined]
        yield from dict.fromkeys(because)
        yield from (Paragraph(self._because(Said(words))) for words in (*told.first, *told.now))
        if found.lowered:
            yield Paragraph(self.say("result.lowered"))

    def _met(self, what: Record) -> tuple[Together, ...]:
        answers = {each.id: Answer(each.answer) for each in what.screening if each.asked and each.answer}
        return combinations(answers, answers, self.pack.together)

    def _because(self, said: Said) -> str:
        *first, last = self._reasons(said.because) or ("",)
        listed = self.say("list.and", first=self.say("list.comma").join(first), last=last) if first else last
        return fill(one_line(said.words), self.fills).replace("{because}", listed)

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
