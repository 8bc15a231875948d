"""Pages, and what can be laid over one: learn more, words explained, sources; the evidence as a chart."""

from __future__ import annotations

import math

from consent_tui.model.acts import PageEnded
from consent_tui.model.moves import Open
from consent_tui.model.pack import Claim
from consent_tui.views.parts import Chart, ChartRow, Key, Para, Run
from consent_tui.views.scene import Scene, page_prose, prose, terms_on
from consent_tui.views.shapes import ReadSheet

_WORDS_A_MINUTE = 130  # slow silent reading of health information
_DOTS = {"high": 4, "moderate": 3, "low": 2, "very-low": 1, "unsure": 0}
_MOST = 4


def page(scene: Scene, ident: str) -> ReadSheet:
    say, words = scene.say, scene.told.pages[ident]
    ids = [p.id for p in scene.pack.pages]
    minutes = max(1, math.ceil(len(" ".join(b.plain for b in words.body).split()) / _WORDS_A_MINUTE))
    told = say("page.minute") if minutes == 1 else say("page.minutes", n=minutes)
    return ReadSheet(
        title=words.title,
        prose=page_prose(scene, words.body),
        eyebrow=say("page.eyebrow", n=ids.index(ident) + 1, total=len(ids), minutes=told),
        chart=_chart(scene) if _charted(scene, ident) else None,
        keys=_keys(scene, ident),
        ends=PageEnded(ident),
        end_word=say("page.end"),
    )


def _keys(scene: Scene, ident: str) -> tuple[Key, ...]:
    words, keys = scene.told.pages[ident], []
    if words.more:
        keys.append(Key("more", "L", scene.say("key.more"), Open("more", ident)))
    if _charted(scene, ident):
        keys.append(Key("claims", "D", scene.say("key.claims"), Open("claims", ident)))
    if terms_on(scene, ident):
        keys.append(Key("terms", "G", scene.say("key.terms"), Open("terms", ident)))
    if words.sources:
        keys.append(Key("sources", "R", scene.say("key.sources"), Open("sources", ident)))
    return tuple(keys)


def more(scene: Scene, ident: str) -> ReadSheet:
    words = scene.told.pages[ident]
    return ReadSheet(title=words.title, eyebrow=scene.say("key.more"), prose=page_prose(scene, words.more))


def claims(scene: Scene, ident: str) -> ReadSheet:
    """Each line of the chart by itself: how many took part, what was found, its limits, its sources."""
    found: list[Para] = []
    for row, claim in zip(_chart(scene).rows, scene.pack.evidence, strict=True):
        say = scene.say
        sure = say("chart.sure_value", dots="●" * row.dots + "○" * (_MOST - row.dots), certainty=row.certainty)
        figures = f"{_counted(scene, 'trial', claim.studies)}, {_counted(scene, 'person', claim.people)}"
        found.append(Para((Run(row.condition, strong=True),)))
        found.append(Para((Run(say("chart.line", figures=figures, found=row.found, sure=sure)),)))
        found.append(Para((Run(row.limits),)))
        cited = "; ".join(scene.pack.sources[s].cite.rstrip(".") for s in claim.sources)
        found.append(Para((Run(say("chart.sources", cited=cited)),), "quiet"))
    return ReadSheet(title=scene.told.pages[ident].title, eyebrow=scene.say("key.claims"), prose=tuple(found))


def terms(scene: Scene, ident: str) -> ReadSheet:
    glossary = scene.told.glossary
    found = (glossary[t] for t in terms_on(scene, ident))
    lines = tuple(Para((Run(f"{t.term}: ", strong=True), Run(scene.filled(t.means))), "point") for t in found)
    return ReadSheet(title=scene.say("key.terms"), prose=lines)


def sources(scene: Scene, ident: str) -> ReadSheet:
    cited = (scene.pack.sources[s].cite for s in scene.told.pages[ident].sources)
    lines = tuple(Para((Run(c),), "point") for c in cited)
    return ReadSheet(title=scene.say("key.sources"), prose=lines)


def why(scene: Scene, question: str) -> ReadSheet:
    words = scene.told.questions[question]
    return ReadSheet(title=scene.say("screening.why"), prose=prose(scene.filled(words.why)))


def _charted(scene: Scene, ident: str) -> bool:
    return bool(scene.pack.evidence) and any(p.id == ident and p.chart for p in scene.pack.pages)


def _counted(scene: Scene, noun: str, number: int | None) -> str:
    """ "10 trials"; a number that nobody gives is said to be unknown."""
    if number is None:
        return scene.say(f"chart.{noun}_unknown")
    return scene.say(f"chart.{noun}" if number == 1 else f"chart.{noun}_many", n=number)


def _chart(scene: Scene) -> Chart:
    say = scene.say
    most = max((c.people or 0 for c in scene.pack.evidence), default=0) or 1
    heads = (
        say("chart.trials"),
        say("chart.people"),
        say("chart.worse"),
        say("chart.better"),
        say("chart.found"),
        say("chart.sure"),
    )
    rows = tuple(_row(scene, claim, most) for claim in scene.pack.evidence)
    return Chart(rows, heads, say("chart.legend"))


def _row(scene: Scene, claim: Claim, most: int) -> ChartRow:
    words = scene.told.evidence[claim.id]
    return ChartRow(
        condition=words.condition,
        studies=claim.studies,
        people=claim.people,
        share=(claim.people or 0) / most,
        results=claim.results,
        found=words.found,
        dots=_DOTS[claim.certainty],
        certainty=scene.say(f"chart.{claim.certainty}"),
        limits=words.limits,
    )
