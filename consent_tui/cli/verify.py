"""`consent-tui verify`: are these records as they were sealed, and is none missing? Loads settings and records only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from consent_tui.cli.ending import Ended, Exit
from consent_tui.cli.options import AsJson, Identity, SettingsFile


def verify(
    *paths: Annotated[Path, Parameter(help="Records, folders of them, ids, or numbers as front-desk-42.")],
    signers: Annotated[
        Path | None, Parameter(help="Trust the keys of this allowed_signers file, and no others.")
    ] = None,
    since: Annotated[
        list[Path] | None,
        Parameter(help="Compare with this checkpoint, or folder of them, that was kept elsewhere. May be given again."),
    ] = None,
    identity: Identity = None,
    json: AsJson = False,
    settings: SettingsFile = None,
) -> int:
    """Check the seals and ledgers of records.

    Exit 1 where something is altered, missing or sealed by an unknown key. A seal proves that this key wrote these
    bytes, in this place of its sequence; it does not prove who typed. Records cut off the end, and a history written
    anew with a stolen key, are found against a checkpoint only that lay out of reach: --since. Exit 3 where nothing is
    worse than that encrypted records were not opened: --identity.

    Example: consent-tui verify ~/consent-records --since /media/stick/front-desk.toml
    """
    if not paths:
        raise Ended(Exit.USED_WRONGLY, "Name a record or a folder to verify, as: consent-tui verify RECORDS")
    if since and not any(path.is_dir() for path in paths):
        raise Ended(
            Exit.USED_WRONGLY, "A checkpoint is compared with a whole folder: consent-tui verify RECORDS --since …"
        )
    from consent_tui.cli.identity import held
    from consent_tui.cli.progress import shown
    from consent_tui.records.verify import verify_paths
    from consent_tui.settings import folders
    from consent_tui.settings.reading import read

    found = read(settings)
    named = any(not path.exists() for path in paths)  # ids and numbers are looked up where records usually go
    place = folders.records(found) if named else None
    opens = held(identity)
    with shown("Verifying") as watch:
        report = verify_paths(
            paths, signers, found.trust.signers, place, held=since or (), identities=opens, watch=watch
        )
    if json:
        from consent_tui.cli.notation import dumped

        print(dumped(report.as_json()))
    else:
        print("\n".join(report.lines()))
    return report.exit_code
