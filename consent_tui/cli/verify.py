"""`consent-tui verify`: are these records as they were sealed, and is none missing? Loads settings and records only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from consent_tui.cli.ending import Ended, Exit
from consent_tui.cli.options import AsJson, SettingsFile


def verify(
    *paths: Annotated[Path, Parameter(help="Records, folders of them, ids, or numbers as front-desk-42.")],
    signers: Annotated[
        Path | None, Parameter(help="Trust the keys of this allowed_signers file, and no others.")
    ] = None,
    json: AsJson = False,
    settings: SettingsFile = None,
) -> int:
    """Check the seals and ledgers of records.

    Exit 1 where something is altered, missing or sealed by an unknown key. A seal proves that this key wrote these
    bytes, in this place of its sequence; it does not prove who typed.

    Example: consent-tui verify ~/consent-records --json
    """
    if not paths:
        raise Ended(Exit.USED_WRONGLY, "Name a record or a folder to verify, as: consent-tui verify RECORDS")
    from consent_tui.records.verify import verify_paths
    from consent_tui.settings import folders
    from consent_tui.settings.reading import read

    found = read(settings)
    named = any(not path.exists() for path in paths)  # ids and numbers are looked up where records usually go
    report = verify_paths(paths, signers, found.trust.signers, folders.records(found) if named else None)
    if json:
        import json as notation

        print(notation.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        print("\n".join(report.lines()))
    return report.exit_code
