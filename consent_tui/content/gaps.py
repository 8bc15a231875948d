"""What an author has still to write: it stands between [[ and ]], and no client may ever see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consent_tui.content.faults import Fault
from consent_tui.content.manuscript import Manuscript
from consent_tui.content.wording import phrases

GAP = re.compile(r"\[\[\s*(.*?)\s*\]\]", re.DOTALL)
OPENS = "[["


def of_a_draft(written: Manuscript) -> Iterator[Fault]:
    """The list of what is to be done."""
    if written.releases.model.status == "draft":
        yield from _gaps(written, "write your own words in the place of [[ ]]")


def of_a_release(written: Manuscript) -> Iterator[Fault]:
    """A pack that is not finished is not released."""
    if written.releases.model.status != "draft":
        yield from _gaps(written, 'write it, or set status = "draft" in releases.toml')


def _gaps(written: Manuscript, todo: str) -> Iterator[Fault]:
    for phrase in phrases(written):
        for gap in GAP.findall(phrase.text):
            yield phrase.fault(f'still to be written: "{" ".join(gap.split())}"', todo, OPENS)
