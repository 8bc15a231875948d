"""`consent-tui list` and `consent-tui figures`: what is on the shelf, and what can be told of all of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from consent_tui.cli.ending import Ended, Exit, say
from consent_tui.cli.options import Identity, SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consent_tui.model.entry import Query
    from consent_tui.services.shelving_folder import FolderShelves
    from consent_tui.settings.values import Settings

FORMATS = ("table", "json", "csv")

Folder = Annotated[Path | None, Parameter(help="The records folder; else that of the settings.")]
Since = Annotated[str | None, Parameter(help="From this day on, as 2026-11-21, in the clinic's zone.")]
Until = Annotated[str | None, Parameter(help="Up to this day, and with it.")]
Several = list[str] | None
Format = Annotated[str, Parameter(name="--format", help="table, json or csv.")]


def list_records(
    records: Folder = None,
    /,
    *,
    since: Since = None,
    until: Until = None,
    kind: Annotated[Several, Parameter(help="consent, refusal, withdrawal, note … May be given again.")] = None,
    standing: Annotated[Several, Parameter(help="valid, awaiting-talk, withdrawn … May be given again.")] = None,
    flagged: Annotated[bool, Parameter(help="Only what somebody has to look at.")] = False,
    pack_id: Annotated[Several, Parameter(name="--pack", help="The id of a pack.")] = None,
    version: Annotated[Several, Parameter(help="A version of the pack.")] = None,
    language: Annotated[Several, Parameter(help="The language of a record.")] = None,
    search: Annotated[str, Parameter(help="Words that must be there; the beginning of each is enough.")] = "",
    count_by: Annotated[str | None, Parameter(help="Count instead: by kind, standing, flag, pack, month …")] = None,
    rehearsals: Annotated[bool, Parameter(help="Rehearsals too.")] = False,
    format: Format = "table",  # noqa: A002  the option's name
    identity: Identity = None,
    settings: SettingsFile = None,
) -> int:
    """List what is on the shelf, the newest first: by number and initials, never by name.

    Files that are no whole record are listed as what they are. Acts about a record show in its standing; --kind lists
    them, too. A list is no proof: consent-tui verify is.

    Example: consent-tui list --since 2026-11-01 --flagged
    """
    from consent_tui.cli import listing_formats

    query = _query(
        since=since,
        until=until,
        kind=kind,
        standing=standing,
        flagged=flagged,
        pack=pack_id,
        version=version,
        language=language,
        search=search,
        rehearsals=rehearsals,
    )
    _one_of("format", [format], FORMATS)
    if count_by is not None:
        from consent_tui.archive.searching import FIELDS

        _one_of("field to count by", [count_by], (*FIELDS, "flag"))
    shelves = _opened(records, identity, settings)
    try:
        if count_by is not None:
            lines = listing_formats.counted(shelves.tally(query, count_by), count_by, format)
        else:
            found = shelves.list(query).entries
            lines = listing_formats.listed(found, shelves.root, format)
            if not found:
                say(_nothing(shelves, query))
        _print(lines)
    finally:
        shelves.close()
    return Exit.WELL


def figures(
    records: Folder = None,
    /,
    *,
    since: Since = None,
    until: Until = None,
    pack_id: Annotated[Several, Parameter(name="--pack", help="The id of a pack.")] = None,
    version: Annotated[Several, Parameter(help="A version of the pack.")] = None,
    language: Annotated[Several, Parameter(help="The language of a record.")] = None,
    format: Format = "table",  # noqa: A002  the option's name
    identity: Identity = None,
    settings: SettingsFile = None,
) -> int:
    """Tell what came of all encounters, and which questions and explanations trouble clients.

    A count below 5 is not told, nor one that would give it away, whatever it is narrowed to but days.

    Example: consent-tui figures --since 2026-01-01 --format csv
    """
    from consent_tui.cli import listing_formats

    query = _query(since=since, until=until, pack=pack_id, version=version, language=language)
    _one_of("format", [format], FORMATS)
    shelves = _opened(records, identity, settings)
    try:
        _print(listing_formats.figured(shelves.figures(query), format))
    finally:
        shelves.close()
    return Exit.WELL


def _nothing(shelves: FolderShelves, query: Query) -> str:
    from dataclasses import replace

    if not query.rehearsals and shelves.count(replace(query, rehearsals=True)):
        return "Nothing on this shelf fits but rehearsals; add --rehearsals to see them."
    return "Nothing on this shelf fits."


def _query(
    *,
    since: str | None,
    until: str | None,
    kind: Several = None,
    standing: Several = None,
    flagged: bool = False,
    pack: Several = None,
    version: Several = None,
    language: Several = None,
    search: str = "",
    rehearsals: bool = False,
) -> Query:
    from consent_tui.model.entry import Query
    from consent_tui.model.later import ActKind
    from consent_tui.model.record import Kind
    from consent_tui.model.standing import Word

    _one_of("kind", kind or (), [*Kind, *ActKind])
    _one_of("standing", standing or (), list(Word))
    return Query(
        since=_day("--since", since),
        until=_day("--until", until),
        kinds=frozenset(kind or ()),
        standings=frozenset(standing or ()),
        flagged=flagged,
        packs=frozenset(pack or ()),
        versions=frozenset(version or ()),
        languages=frozenset(language or ()),
        text=search,
        rehearsals=rehearsals,
        limit=None,
    )


def _opened(records: Path | None, identity: list[Path] | None, settings: Path | None) -> FolderShelves:
    """Return shelves that are up to date. Raises `Ended`."""
    from consent_tui.cli.identity import held
    from consent_tui.cli.progress import shown
    from consent_tui.settings import folders
    from consent_tui.settings.reading import read
    from consent_tui.wiring_shelves import shelves

    found: Settings = read(settings)
    root = records or folders.records(found)
    if not root.is_dir():
        raise Ended(Exit.COULD_NOT, f"There is no records folder {root}; name one, as: consent-tui list RECORDS")
    opened = shelves(settings=found, records=root, identities=held(identity))
    if not opened.is_kept:
        say("The index could not be kept in this account's cache folder, so everything is read anew each time.")
    with shown("Reading") as watch:
        opened.refresh(watch, thorough=True)
    return opened


def _day(option: str, said: str | None) -> date | None:
    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Ended(Exit.USED_WRONGLY, f'{option} takes a day as 2026-11-21, not "{said[:20]}".') from None


def _one_of(what: str, said: Iterable[str], known: Iterable[str]) -> None:
    from consent_tui.content.faults import nearest, printable

    known = [str(each) for each in known]
    for each in said:
        if each not in known:
            near = nearest(each, known)
            hint = f'; did you mean "{near}"?' if near else f"; there are {', '.join(known)}."
            raise Ended(Exit.USED_WRONGLY, printable(f'There is no {what} "{each[:40]}"{hint}'))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
