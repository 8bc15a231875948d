"""What a pack tells, as blocks of a document: its pages and its evidence, settings filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from consent_tui.copies.document import Block, Chart, ChartRow, Paragraph, Point, Tone
from consent_tui.copies.wording import one_line
from consent_tui.model import pack as packs
from consent_tui.model.facts import fill
from consent_tui.model.pack import Claim, ClaimWords, Pack, Shape
from consent_tui.model.record import Content
from consent_tui.words import Words

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


def blocks(body: Iterable[packs.Block], fills: Mapping[str, str]) -> Iterator[Block]:
    for block in body:
        words = fill(one_line(block.plain), fills)
        if block.shape is Shape.POINT:
            yield Point(words)
        else:
            yield Paragraph(words, Tone.NOTE if block.shape is Shape.NOTE else Tone.PLAIN)


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
