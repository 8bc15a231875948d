"""`consent-tui review`: the practitioner's desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from consent_tui.cli import terminal
from consent_tui.cli.ending import Ended, Exit
from consent_tui.cli.options import Identity, PackFolder, SettingsFile


def review(
    records: Annotated[Path | None, Parameter(help="The records folder; else that of the settings.")] = None,
    /,
    *,
    practitioner: Annotated[
        Path | None, Parameter(help="Who acts: a practitioner.toml; else the one that setup made.")
    ] = None,
    identity: Identity = None,
    pack: PackFolder = None,
    settings: SettingsFile = None,
) -> int:
    """Open the practitioner's desk: who was here, may we start, what to talk about; then clear, countersign and more.

    The list follows the folder. Acts are sealed with your own key, which asks for its passphrase each time. The desk
    locks itself when nobody is there. F1 shows all keys.

    Example: consent-tui review
    """
    if unfit := terminal.unfit():
        told = unfit.replace("The kiosk draws", "The desk draws")
        raise Ended(Exit.COULD_NOT, f"{told} Without a screen: consent-tui list, show and act.")
    from consent_tui.settings import folders
    from consent_tui.settings.reading import read

    found = read(settings)
    place = records or folders.records(found)
    if not place.is_dir():
        first = " Nobody has decided at a kiosk here yet; the first one makes it." if records is None else ""
        raise Ended(Exit.COULD_NOT, f"There is no folder {place}.{first} To see another: consent-tui review FOLDER")
    from consent_tui import wiring_desk
    from consent_tui.cli import progress
    from consent_tui.cli.identity import held

    with progress.shown("Reading records") as watch:
        session = wiring_desk.session_of(
            settings=found,
            records=records,
            practitioner=practitioner,
            identities=held(identity),
            pack=pack,
            progress=watch,
        )
    return wiring_desk.review(session, found)
