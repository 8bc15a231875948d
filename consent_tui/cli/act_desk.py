"""From the options of an act to its file: open the desk and the record, gather, show, ask once, seal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from consent_tui.cli import act_facts
from consent_tui.cli.ending import Ended, Exit, say
from consent_tui.cli.options import Identity, PackFolder, RecordsFolder, SettingsFile
from consent_tui.model.later import ActKind, Facts, LaterAct, Topic
from consent_tui.model.record import Record, Reference

if TYPE_CHECKING:
    from consent_tui.model.standing import Release
    from consent_tui.records.shelf import Found
    from consent_tui.services.acting import Desk


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Options that all acts take."""

    yes: Annotated[bool, Parameter(help="Seal it without asking once more.")] = False
    records: RecordsFolder = None
    practitioner: Annotated[
        Path | None, Parameter(help="Who acts: a practitioner.toml; else the one that setup made.")
    ] = None
    pack: PackFolder = None
    identity: Identity = None
    settings: SettingsFile = None


HERE = Place()
Also = Callable[["Desk", "Found"], Collection[str]]


def opened(place: Place, name: str = "") -> Desk:
    """Return the desk before the folder on which a record lies. Raises as `wiring.desk` does."""
    from consent_tui import wiring
    from consent_tui.cli.identity import held
    from consent_tui.settings.reading import read

    return wiring.desk(
        settings=read(place.settings),
        records=place.records,
        practitioner=place.practitioner,
        identities=held(place.identity),
        name=name,
    )


def sealed(
    command: Callable[..., int],
    kind: ActKind,
    name: str,
    place: Place,
    given: Mapping[str, object],
    make: Callable[[Mapping[str, Any]], Facts],
    *,
    topic: Topic | None = None,
    also: Also | None = None,
    replaces: str | None = None,
) -> int:
    """Seal the act that the options of `command` say. `also` names facts that this record needs besides."""
    desk = opened(place, name)
    about = desk.open(name)
    releases = _releases(about, place.pack)
    desk.accepts(about, kind, topic, releases)
    found = act_facts.gathered(act_facts.facts_of(command), given, also(desk, about) if also else ())
    act = desk.draft(make(found), about, _replaced(desk, about, replaces))
    desk.consider(act, about)
    return written(desk, act, about, place)


def written(desk: Desk, act: LaterAct, about: Found | None, place: Place) -> int:
    """Show an act, ask once, seal it, print its path and tell where the consent stands now."""
    from consent_tui.records import codec

    say(_shown(codec.encode(act).decode()))
    confirmed(place, "Seal this?")
    receipt = desk.seal(act)
    print(receipt.path, flush=True)
    say(f"Sealed as {receipt.number}.")
    if about:
        stands = desk.stands(desk.open(about.filed.what.id), _releases(about, place.pack))
        say(f"{about.filed.number} stands at: {stands.word}" if stands else "Next: consent-tui show " + receipt.number)
    return Exit.WELL


def confirmed(place: Place, question: str) -> None:
    if not (place.yes or act_facts.agreed(question)):
        raise Ended(Exit.COULD_NOT, "Nothing was written.")


def _shown(body: str) -> str:
    """The act as it will be sealed; its id and time come then. What a terminal would obey is shown as it is written."""
    return "\n".join(line for line in body.splitlines() if line != 'id = ""')


def _releases(about: Found, pack: Path | None) -> tuple[Release, ...]:
    from consent_tui.services.showing_pack import releases

    return releases(about.filed.what, pack) if isinstance(about.filed.what, Record) else ()


def _replaced(desk: Desk, about: Found, name: str | None) -> Reference | None:
    """The earlier consent that this one replaces, if one was named. Raises `Ended`, `NotOnShelf`."""
    if name is None:
        return None
    earlier = desk.open(name).filed
    if earlier.what.id == about.filed.what.id or earlier.what.kind != "consent":
        raise Ended(Exit.USED_WRONGLY, f"--supersedes {earlier.number} is no earlier consent.")
    return earlier.reference
