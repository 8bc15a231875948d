"""Which of a pack's words tell what the answers led to; the kiosk's screen and a client's copy say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consent_tui.model.acts import AgeBand
from consent_tui.model.judging import AGE, CAPACITY
from consent_tui.model.pack import Pack, ResultWords
from consent_tui.model.screening import Disposition, Severity, Together


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the pack, with the questions that `{because}` names in them."""

    words: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A result in the order in which it is told. `named` are questions that neither title nor reason has named yet.

    `combined`: the reasons of combinations that are as strict; `first`: what to do about all that are met; `now`: what
    to do after that.
    """

    title: Said
    why: Said
    named: tuple[str, ...]
    combined: tuple[Said, ...]
    first: tuple[str, ...]
    now: tuple[str, ...]


def told(
    found: Disposition,
    band: AgeBand | None,
    pack: Pack,
    results: Mapping[str, ResultWords],
    met: tuple[Together, ...],
) -> Told | None:
    """Return it, or `None` where the pack has no words for it. `band` is that of the person treated.

    The strictest of all answers decides; where a combination is as strict, its own words speak first.
    """
    words = results.get(_words_of(found, band))
    if words is None:
        return None
    strict = [each for each in met if each.leads is found.result]
    title = Said(words.title, _titled(found, pack))
    if strict:
        title = Said(results[strict[0].words].title, strict[0].all)
    said = "{because}" in words.why or ("{because}" in words.title and title.because == found.because)
    child = found.result is Severity.CLEARANCE and AGE in found.because and found.because != (AGE,)
    return Told(
        title=title,
        why=Said(words.why, found.because),
        named=() if said or found.because in ((AGE,), (CAPACITY,)) else found.because,
        combined=tuple(Said(results[each.words].why, each.all) for each in strict),
        first=tuple(results[each.words].now for each in met),
        now=(words.now, *((results["child"].now,) if child else ())),
    )


def _words_of(found: Disposition, band: AgeBand | None) -> str:
    """Return which of a pack's result texts speaks."""
    if found.result is Severity.STOP:
        if found.because == (AGE,):
            return "age-under" if band is AgeBand.UNDER else "age-self"
        if found.because == (CAPACITY,):
            return "capacity"
        return f"stop-{found.stop_for or 'today'}"
    if found.result is Severity.CLEARANCE and found.because == (AGE,):
        return "child"
    return found.result.word


def _titled(found: Disposition, pack: Pack) -> tuple[str, ...]:
    """Return what a title names: of several stops those that last, since a title says for how long."""
    if found.result is not Severity.STOP:
        return found.because
    rules = {rule.id: rule for rule in pack.questions}
    lasting = (q for q in found.because if q == AGE or (q in rules and rules[q].stop_for is found.stop_for))
    return tuple(lasting) or found.because
