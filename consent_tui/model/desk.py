"""Where a practitioner stands at the desk: which list is asked for, which record is open, what is being written.

Pure: what a person does goes in, where they stand then comes out. Records themselves are never part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from consent_tui.model import desk_acts as acts
from consent_tui.model.acts import Act
from consent_tui.model.desk_acts import Deed, Part
from consent_tui.model.entry import Query


class Page(StrEnum):
    """What the desk shows."""

    LIST = "list"
    FILTERS = "filters"
    FIGURES = "figures"
    RECORD = "record"
    DEEDS = "deeds"
    FORM = "form"
    SEAL = "seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """An act being written. `lacking`: half a sentence by blank. `shown`: what would be done, `sealed` or not."""

    deed: Deed
    filled: Mapping[str, str] = field(default_factory=dict)
    lacking: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    sealed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`at` is the line that the cursor is on, `open` the record that is open, both by key; "" is none.

    `counted` are the records that the figures are of. `said` is what the last act came to, until the next one.
    `revision` grows with every change: a press on an older screen is ignored.
    """

    page: Page = Page.LIST
    asked: Query = field(default_factory=Query)
    counted: Query = field(default_factory=Query)
    at: str = ""
    open: str = ""
    part: Part = Part.FIRST
    revealed: bool = False
    writing: Writing | None = None
    searching: bool = False
    locked: bool = False
    helped: bool = False
    said: tuple[str, ...] = ()
    revision: int = 0


def update(desk: Desk, act: Act) -> Desk:
    """Return where the practitioner stands after an act. What cannot be done there changes nothing.

    A locked desk knows one act: to be unlocked.
    """
    after = _locked(desk, act) if desk.locked else _open(desk, act)
    return after if after == desk else replace(after, revision=desk.revision + 1)


def _locked(desk: Desk, act: Act) -> Desk:
    return replace(desk, locked=False) if isinstance(act, acts.Unlocked) else desk


def _open(desk: Desk, act: Act) -> Desk:
    match act:
        case acts.Lock():  # private answers are covered when it opens again, and what would be sealed is shown anew
            page = Page.FORM if desk.page is Page.SEAL else desk.page
            return replace(desk, locked=True, page=page, revealed=False, helped=False, said=(), searching=False)
        case acts.ShowHelp():
            return replace(desk, helped=not desk.helped, searching=False)
        case acts.StepBack():
            return _back(desk)
        case acts.Choose(entry):
            return replace(desk, at=entry, said=())
        case acts.OpenIt(entry) if desk.page in (Page.LIST, Page.RECORD) and (entry or desk.at):
            record = entry or desk.at
            return replace(_shut(desk), page=Page.RECORD, at=record, open=record)
    if isinstance(act, acts.ShowFigures | acts.CountOver):
        return _counting(desk, act)
    if desk.page in (Page.LIST, Page.FILTERS):
        return _listing(desk, act)
    return _record(desk, act)


def _back(desk: Desk) -> Desk:
    if desk.helped:
        return replace(desk, helped=False)
    match desk.page:
        case Page.SEAL:
            return replace(desk, page=Page.FORM, said=())
        case Page.FORM | Page.DEEDS:
            return replace(desk, page=Page.RECORD, writing=None, said=())
        case Page.RECORD:
            return _shut(desk)
        case Page.FILTERS | Page.FIGURES:
            return replace(desk, page=Page.LIST)
    if desk.searching:
        return replace(desk, searching=False)
    return replace(desk, asked=_widened(desk.asked), said=())


def _shut(desk: Desk) -> Desk:
    """The list again; nothing of a record stays open, revealed or half written."""
    return replace(
        desk,
        page=Page.LIST,
        open="",
        part=Part.FIRST,
        revealed=False,
        writing=None,
        said=(),
        searching=False,
        helped=False,
    )


# -- the list


def _listing(desk: Desk, act: Act) -> Desk:
    asked = desk.asked
    match act:
        case acts.StartSearch():
            return replace(desk, page=Page.LIST, searching=True, helped=False)
        case acts.Beyond(offset):
            return replace(desk, at="", asked=replace(asked, offset=max(0, offset)), said=())
        case acts.ShowFilters():
            page = Page.LIST if desk.page is Page.FILTERS else Page.FILTERS
            return replace(desk, page=page, searching=False)
        case acts.Widen():
            return replace(desk, asked=_widened(asked), searching=False)
    other = _other(asked, act)
    return desk if other == asked else replace(desk, asked=replace(other, offset=0))


def _other(asked: Query, act: Act) -> Query:
    match act:
        case acts.Search(text):
            return replace(asked, text=text)
        case acts.Narrow(kind, value):
            return _narrowed(asked, kind, value)
        case acts.SeeDay(day):
            return replace(asked, since=day, until=day)
        case acts.SortBy(order):
            return replace(asked, order=order)
    return asked


def _widened(asked: Query) -> Query:
    """Without what narrows it; rehearsals are there as well, and stay."""
    return Query(order=asked.order, rehearsals=asked.rehearsals)


_SETS = {"flag": "flags", "standing": "standings", "kind": "kinds", "person": "people"}


def _narrowed(asked: Query, kind: str, value: str) -> Query:
    match kind:
        case "flag" | "standing" | "kind" | "person":
            name = _SETS[kind]
            changed: dict[str, Any] = {name: getattr(asked, name) ^ {value}}
            return replace(asked, **changed)
        case "flagged":
            return replace(asked, flagged=not asked.flagged)
        case "rehearsals":
            return replace(asked, rehearsals=not asked.rehearsals)
        case "text":
            return replace(asked, text="")
        case "day":
            return replace(asked, since=None, until=None)
    return asked


# -- the figures


def _counting(desk: Desk, act: acts.ShowFigures | acts.CountOver) -> Desk:
    """Figures are of all records, whatever the list is narrowed to; of rehearsals only where the list shows them."""
    match act:
        case acts.ShowFigures() if desk.page in (Page.LIST, Page.FILTERS):
            over = Query(rehearsals=desk.asked.rehearsals)
            return replace(desk, page=Page.FIGURES, counted=over, searching=False, helped=False, said=())
        case acts.ShowFigures() if desk.page is Page.FIGURES:
            return replace(desk, page=Page.LIST)
        case acts.CountOver(these) if desk.page is Page.FIGURES:
            return replace(desk, counted=these)
    return desk


# -- the record and what is written about it


def _record(desk: Desk, act: Act) -> Desk:
    match act:
        case acts.SeePart(part) if desk.page is Page.RECORD:
            return replace(desk, part=part, said=())
        case acts.Reveal() if desk.page is Page.RECORD:
            return replace(desk, revealed=not desk.revealed, said=())
        case acts.ShowDeeds() if desk.page is Page.RECORD:
            return replace(desk, page=Page.DEEDS, said=())
        case acts.Begin(deed) if desk.page in (Page.RECORD, Page.DEEDS):
            return replace(desk, page=Page.FORM, writing=Writing(deed=deed), said=())
    if desk.writing is None:
        return desk
    return _written(desk, desk.writing, act)


def _written(desk: Desk, writing: Writing, act: Act) -> Desk:
    match act:
        case acts.Fill(blank, text) if desk.page is Page.FORM:
            lacking = {name: why for name, why in writing.lacking.items() if name != blank}
            filled = replace(writing, filled={**writing.filled, blank: text}, lacking=lacking, told=(), shown=())
            return replace(desk, writing=filled)
        case acts.Lacking(blanks, sentences):
            lacks = replace(writing, lacking=dict(blanks), told=sentences, shown=())
            return replace(desk, page=Page.FORM, writing=lacks)
        case acts.Drafted(shown, sealed) if desk.page is Page.FORM:
            drafted = replace(writing, shown=shown, sealed=sealed, lacking={}, told=())
            return replace(desk, page=Page.SEAL, writing=drafted)
        case acts.NotSealed(sentences) if desk.page is Page.SEAL:
            return replace(desk, writing=replace(writing, told=sentences))
        case acts.Sealed(sentence, gone) if desk.page is Page.SEAL:
            done = replace(desk, page=Page.RECORD, part=Part.FIRST, writing=None, said=(sentence,))
            return replace(_shut(done), said=(sentence,)) if gone else done
    return desk
