"""What stands between a client and a consent. No path leads to one while anything here is named (rule 1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from consent_tui.model.acts import AgeBand
from consent_tui.model.facts import Case
from consent_tui.model.journey import Block, assent_refused, journey, open_at
from consent_tui.model.judging import at_deciding, disposition, questions, standing, statements, teach_back
from consent_tui.model.pack import Ages
from consent_tui.model.screening import Severity
from consent_tui.model.text import age, same_name


def blocks(case: Case, today: date) -> tuple[Block, ...]:
    """Return everything that keeps this client from signing now; `()` means that a consent can be signed."""
    return (*before_deciding(case), *before_signing(case, today))


def before_deciding(case: Case) -> tuple[Block, ...]:
    """Return what must be in order before "I agree" can be said."""
    return tuple(_before_deciding(case))


def _before_deciding(case: Case) -> Iterator[Block]:
    found = standing(case)
    if found.result is Severity.STOP:
        yield Block("stop", found.because)
        if at_deciding(case) is not None:
            return
    if assent_refused(case):
        yield Block("assent")
    for place in journey(case):
        if place.step == "deciding" and (block := open_at(case, place)):
            yield block
    yield from _untold(case)
    yield from _unsaid(case)


def _untold(case: Case) -> Iterator[Block]:
    """What the client has not been shown or asked, or not understood."""
    facts = case.facts
    if unread := tuple(p.id for p in case.pack.pages if not (p.id in facts.pages and facts.pages[p.id].ended)):
        yield Block("page", unread)
    if unanswered := tuple(r.id for r in questions(case) if r.id not in facts.given):
        yield Block("question", unanswered)
    elif facts.result_shown != disposition(case):
        yield Block("result")
    if untaught := tuple(t.id for t in teach_back(case) if not _settled(case, t.id)):
        yield Block("teach-back", untaught)


def _unsaid(case: Case) -> Iterator[Block]:
    """What the client has not chosen or agreed to."""
    said = case.facts.statements
    if unsaid := tuple(p for p in case.pack.permissions if p not in case.facts.permissions):
        yield Block("permission", unsaid)
    if undecided := tuple(s.id for s in statements(case) if s.id not in said):
        yield Block("statement-open", undecided)
    if refused := tuple(s.id for s in statements(case) if s.id in said and not said[s.id].yes):
        yield Block("statement", refused)


def _settled(case: Case, question: str) -> bool:
    tried = case.facts.teach_back.get(question)
    return tried is not None and tried.settled


def before_signing(case: Case, today: date) -> tuple[Block, ...]:
    """Return what the sign sheet still misses, in the order in which it asks."""
    return tuple(_before_signing(case, today))


def _before_signing(case: Case, today: date) -> Iterator[Block]:
    facts = case.facts
    if not facts.text("name"):
        yield Block("name")
    if facts.born is None:
        yield Block("birth-date")
    elif facts.band is not None and band_of(facts.born, today, case.pack.ages) is not facts.band:
        yield Block("age", ("birth-date",))
    if facts.for_other:
        for field in ("signer", "relationship"):
            if not facts.text(field):
                yield Block(field)
        if facts.role != "parent" and not facts.text("authority"):
            yield Block("authority")
    if not facts.text("signature"):
        yield Block("signature")
    elif not same_name(facts.text("signature"), facts.signer):
        yield Block("signature-differs")
    if not (facts.certified and all(facts.certified)):  # a line and the meaning of signing, both shown
        yield Block("certify")


def band_of(born: date, today: date, ages: Ages) -> AgeBand:
    """Return the age band of somebody born then; the limits are the pack's."""
    years = age(born, today)
    if years < ages.stop_under:
        return AgeBand.UNDER
    return AgeBand.MINOR if years < ages.adult else AgeBand.ADULT
