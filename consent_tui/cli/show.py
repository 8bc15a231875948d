"""`consent-tui show`: one record as a person reads it, or as the client met it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from consent_tui.cli.ending import Ended, Exit
from consent_tui.cli.giving import give
from consent_tui.cli.options import Identity, PackFolder, RecordsFolder, SettingsFile
from consent_tui.cli.terminal import shows_ink

if TYPE_CHECKING:
    from datetime import datetime

    from consent_tui.records.shelf import Found, Shelf

FORMATS = ("text", "json", "html", "pdf", "fhir")


def show(
    record: Annotated[str, Parameter(help="The record, by path, id, or number as front-desk-42.")],
    /,
    *,
    format: Annotated[str, Parameter(name="--format", help="text, json, html, pdf or fhir.")] = "text",  # noqa: A002  the option's name
    as_seen: Annotated[bool, Parameter(help="Pages, questions and answers as the client met them.")] = False,
    audience: Annotated[
        str | None, Parameter(name="--for", help="client or clinic: whose copy, as text, html or pdf.")
    ] = None,
    against: Annotated[
        str | None, Parameter(help="What differs: from another record, or, as the word pack, from today's pack.")
    ] = None,
    private: Annotated[bool, Parameter(help="Show private answers too. Look who stands behind you.")] = False,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file, for you alone.")
    ] = None,
    identity: Identity = None,
    records: RecordsFolder = None,
    pack: PackFolder = None,
    settings: SettingsFile = None,
) -> int:
    """Show one record: may we start, why not, what to look at first, and all the rest.

    Exit 1 where it is altered, missing, erased, or sealed by an unknown key; exit 3 where it is encrypted, or an
    act about it may be, and no --identity opens it.

    A copy as html or pdf is the client's, unless --for says clinic; a pdf has the sealed record attached.

    Example: consent-tui show front-desk-42 --format pdf -o copy.pdf
    """
    _usable(format, as_seen=as_seen, audience=audience, against=against, output=output)
    from consent_tui.cli.identity import held
    from consent_tui.records.shelf import Shelf
    from consent_tui.settings import folders
    from consent_tui.settings.reading import read

    found_settings = read(settings)
    place = records or folders.records(found_settings)
    shelf = Shelf.of(record, place, found_settings.trust.signers, held(identity))
    found, zone = shelf.find(record), found_settings.clinic.zone
    made: str | bytes
    if against is not None:
        made = _against(shelf, found, against, zone=zone, reveal=private, pack=pack)
    elif format == "json":
        made = _json(found)
    elif format == "fhir":
        made = _fhir(shelf, found, zone=zone, pack=pack)
    elif audience or format in ("html", "pdf"):
        made = _copy(shelf, found, format, audience or "client", zone=zone, reveal=private, pack=pack)
    else:
        drawn = output is None and shows_ink()
        made = _text(shelf, found, zone=zone, as_seen=as_seen, reveal=private, pack=pack, drawn=drawn)
    give(made, output)
    return Exit.WELL


def _usable(
    format: str,  # noqa: A002  the option's name
    *,
    as_seen: bool,
    audience: str | None,
    against: str | None,
    output: Path | None,
) -> None:
    if format not in FORMATS:
        raise Ended(Exit.USED_WRONGLY, f'There is no format "{format}"; use --format text, json, html, pdf or fhir.')
    if as_seen and (format != "text" or audience):
        raise Ended(Exit.USED_WRONGLY, "--as-seen is shown as text; leave --format and --for out.")
    if against is not None and (format != "text" or audience or as_seen):
        raise Ended(Exit.USED_WRONGLY, "--against is told as text; leave --format, --for and --as-seen out.")
    if audience not in (None, "client", "clinic"):
        raise Ended(Exit.USED_WRONGLY, f'There is no copy for "{audience}"; use --for client or --for clinic.')
    if audience and format in ("json", "fhir"):
        raise Ended(Exit.USED_WRONGLY, f"{format} is the same for everybody; leave --for out.")
    if format == "pdf" and output is None and sys.stdout.isatty():
        raise Ended(Exit.USED_WRONGLY, "A PDF is no text for a terminal; name a file, as -o copy.pdf.")


def _text(
    shelf: Shelf, found: Found, *, zone: str | None, as_seen: bool, reveal: bool, pack: Path | None, drawn: bool
) -> str:
    from consent_tui.model.later import LaterAct
    from consent_tui.services import showing

    told = showing.shown(shelf, found, _now(zone), reveal=reveal, pack=pack)
    if not as_seen:
        return "\n".join(showing.as_text(told, drawn=drawn))
    from consent_tui.services.showing_seen import as_seen as seen
    from consent_tui.services.showing_seen import nothing_seen

    what = found.filed.what
    if isinstance(what, LaterAct):
        raise Ended(Exit.USED_WRONGLY, f"{found.filed.number} is {nothing_seen(what)}.")
    return "\n".join(seen(told, what, shelf.root))


def _copy(
    shelf: Shelf,
    found: Found,
    format: str,  # noqa: A002  the option's name
    audience: str,
    *,
    zone: str | None,
    reveal: bool,
    pack: Path | None,
) -> str | bytes:
    from consent_tui.copies.copy import Audience
    from consent_tui.services import copying, showing

    told, whose = showing.shown(shelf, found, _now(zone), reveal=reveal, pack=pack), Audience(audience)
    if format == "pdf":
        return copying.as_pdf(told, found.data, shelf.root, whose)
    if format == "html":
        return copying.as_html(told, shelf.root, whose).removesuffix("\n")
    return "\n".join(copying.as_text(told, shelf.root, whose))


def _against(shelf: Shelf, found: Found, other: str, *, zone: str | None, reveal: bool, pack: Path | None) -> str:
    from consent_tui.services import showing, showing_against

    told = showing.shown(shelf, found, _now(zone), reveal=reveal, pack=pack)
    if other == showing_against.PACK:
        return "\n".join(showing_against.against_pack(told, pack))
    beside = showing.shown(shelf, shelf.find(other), _now(zone), reveal=reveal, pack=pack)
    return "\n".join(showing_against.against_record(told, beside))


def _fhir(shelf: Shelf, found: Found, *, zone: str | None, pack: Path | None) -> str:
    from consent_tui.model.later import is_record
    from consent_tui.services import showing

    if not is_record(found.filed):
        told_so = "is an act about a record; show that record, and the act is in it"
        raise Ended(Exit.USED_WRONGLY, f"{found.filed.number} {told_so}.")
    return showing.as_fhir(showing.shown(shelf, found, _now(zone), pack=pack), found.filed.what, found.data)


def _now(zone: str | None) -> datetime:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(zone)) if zone else datetime.now().astimezone()


def _json(found: Found) -> str:
    """The record itself as JSON: dates and times as ISO 8601, everything else as in the file, its seal too."""
    import tomllib

    from consent_tui.cli.notation import dumped

    return dumped(tomllib.loads(found.data.decode()))
