"""Whether clients are told what they must be told, and where it comes from. Asked by `pack check` alone.

Consent is informed only if the client heard of other choices, of doing nothing, of stopping at any time, and of when
to call a doctor. No program can judge the words; the pack says on which page each stands, and every language has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from consent_tui.content.faults import Fault, listed, nearest
from consent_tui.content.manuscript import Manuscript

DUTIES = {
    "alternatives": "which other choices there are",
    "nothing": "that doing nothing is a choice",
    "stopping": "that one can stop at any time",
    "doctor": "when to call a doctor",
}
EMERGENCY = "{emergency}"


def faults(written: Manuscript) -> Iterator[Fault]:
    yield from _unsaid(written)
    yield from _uncalled(written)
    yield from _uncited(written)


def _unsaid(written: Manuscript) -> Iterator[Fault]:
    file = written.pack
    given = file.doc.get("duty", {})
    if file.lost or not isinstance(given, dict):
        return
    if not given:
        keys = listed(DUTIES, "and")
        todo = f"add a table [duty] with {keys}, each the id of the page that tells it"
        yield file.fault("the pack does not say where clients are told what they must be told", todo)
        return
    meant = {nearest(key, DUTIES) for key in given}
    for key, told in DUTIES.items():
        if key not in meant:
            todo = f'add {key} = "…" to [duty], the id of the page that tells it'
            yield file.fault(f"the pack does not say where clients are told {told}", todo, "duty")


def _uncalled(written: Manuscript) -> Iterator[Fault]:
    """The page about calling a doctor holds the clinic's own number, where nobody has to ask for more."""
    for files in written.words.values():
        page = files.pages.get(written.pack.model.duty.doctor or "")
        if page and page.body.blocks and not any(EMERGENCY in placed.block.plain for placed in page.body.blocks):
            what = f'"doctor" of [duty] is this page, but its main part does not hold {EMERGENCY}'
            yield page.fault(what, f"say there when to call {EMERGENCY}", page.body.blocks[0].first)


def _uncited(written: Manuscript) -> Iterator[Fault]:
    """Every factual page cites, the same sources in every language. The privacy notice tells of the clinic itself."""
    first = next(iter(written.words.values()), None)
    if written.pack.model.privacy_page not in dict(written.pages.ids("page")):
        return  # told already; it would be said to cite nothing
    for files in written.words.values():
        for id_, page in files.pages.items():
            cited = page.head.model.sources
            if not page.head.sound or id_ == written.pack.model.privacy_page:
                continue
            own = first.pages.get(id_) if first else None
            if not cited:
                todo = 'add sources = ["…"] below its title, with ids of sources.toml'
                yield page.head.fault("the page cites no source", todo, "title")
            elif own and own.head.sound and own.head.model.sources and set(cited) != set(own.head.model.sources):
                todo = f"cite what {own.head.path} cites: {listed(own.head.model.sources, 'and')}"
                yield page.head.fault("the page does not cite what it is translated from", todo, "sources")
