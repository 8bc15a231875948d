"""What a pack tells, as blocks of a document: its pages and its evidence, settings filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from consent_tui.copies.document import Block, Chart, ChartRow, Fact, Paragraph, Point, Run, Section, Tone
from consent_tui.copies.wording import one_line
from consent_tui.model import pack as packs
from consent_tui.model.facts import fill
from consent_tui.model.pack import Claim, ClaimWords, Pack, PageRule, PageWords, Shape, Span, TermWords
from consent_tui.model.record import Content
from consent_tui.words import Words

_SPACE = re.compile(r"\s+")
_DOTS = {"high": 4, "moderate": 3, "low": 2, "very-low": 1, "unsure": 0}


def filled_in(content: Content | None, language: str, spoken: Callable[[str], Words]) -> Mapping[str, str]:
    """Return what was filled in. The record holds that of its own language; unset settings have words in each."""
    if content is None or language == content.language:
        return content.filled if content else {}
    here, there = spoken(content.language), spoken(language)
    return {
        name: there(f"filled.{name}") if f"filled.{name}" in here and here(f"filled.{name}") == said else said
        for name, said in content.filled.items()
    }


def page(
    pack: Pack, rule: PageRule, told: packs.Words, fills: Mapping[str, str], say: Words
) -> Iterator[Block | Section]:
    """Yield what a page says, with the evidence where it is drawn, and what lies below *learn more*.

    `told` are the pack's words in the language of `say`. As at the kiosk, a word that is explained stands out the first
    time on a page.
    """
    words, seen = told.pages[rule.id], set[str]()
    yield from _blocks(words.body, fills, seen)
    if rule.chart and pack.evidence:
        yield chart(pack, told.evidence, say)
    if words.more:
        yield Section(say("key.more"), tuple(_blocks(words.more, fills, seen)), running=True)


def _blocks(body: Iterable[packs.Block], fills: Mapping[str, str], seen: set[str]) -> Iterator[Block]:
    for block in body:
        words, runs = fill(one_line(block.plain), fills), tuple(_runs(block.spans, fills, seen))
        if all(run == Run(run.words) for run in runs):
            runs = ()
        if block.shape is Shape.POINT:
            yield Point(words, runs=runs)
        else:
            yield Paragraph(words, Tone.NOTE if block.shape is Shape.NOTE else Tone.PLAIN, runs=runs)


def _runs(spans: Iterable[Span], fills: Mapping[str, str], seen: set[str]) -> Iterator[Run]:
    for span in spans:
        first = span.term is not None and span.term not in seen
        seen.update({span.term} if span.term else ())
        yield Run(fill(_SPACE.sub(" ", span.text), fills), span.strong, first)


def terms(told: Iterable[PageWords], glossary: Mapping[str, TermWords], fills: Mapping[str, str]) -> Iterator[Fact]:
    """Yield the words explained on these pages, each once, in the order of the glossary."""
    used = {span.term for words in told for block in (*words.body, *words.more) for span in block.spans}
    for ident, entry in glossary.items():
        if ident in used:
            yield Fact(fill(entry.term, fills), fill(one_line(entry.means), fills))


def cited(pack: Pack, rule: PageRule, words: PageWords) -> tuple[int, ...]:
    """Return the numbers of the sources behind a page, as `sources` counts them."""
    behind = (*words.sources, *(each for claim in pack.evidence if rule.chart for each in claim.sources))
    places = {source: number for number, source in enumerate(pack.sources, start=1)}
    return tuple(sorted({places[each] for each in behind if each in places}))


def sources(pack: Pack, numbers: Iterable[int]) -> Iterator[Block]:
    """Yield these sources, each under its number."""
    listed = tuple(pack.sources.values())
    yield from (Paragraph(f"{number}. {listed[number - 1].cite}", Tone.QUIET) for number in numbers)


def chart(pack: Pack, told: Mapping[str, ClaimWords], say: Words) -> Chart:
    """Return the evidence, a row a claim; `told` are the claims in the language of `say`."""
    return Chart(
        caption=say("key.claims"),
        heads=(
            say("copy.condition"),
            say("chart.trials"),
            say("chart.people"),
            say("chart.found"),
            say("chart.sure"),
        ),
        ends=(say("chart.worse"), say("chart.better")),
        rows=tuple(_row(each, told[each.id], say) for each in pack.evidence if each.id in told),
    )


def _row(claim: Claim, words: ClaimWords, say: Words) -> ChartRow:
    return ChartRow(
        condition=words.condition,
        trials=_known(claim.studies),
        people=_known(claim.people),
        results=claim.results,
        found=words.found,
        dots=_DOTS[claim.certainty],
        certainty=say(f"chart.{claim.certainty}"),
        limits=words.limits,
    )


def _known(number: int | None) -> str:
    return "—" if number is None else str(number)
