"""`consent-tui doctor`: is this machine fit to be a kiosk?"""

from __future__ import annotations

import json as notation
import sys
from dataclasses import asdict

from consent_tui.cli.ending import Exit, say
from consent_tui.cli.options import AsJson, PackFolder, RecordsFolder, SettingsFile


def doctor(
    *,
    pack: PackFolder = None,
    records: RecordsFolder = None,
    settings: SettingsFile = None,
    json: AsJson = False,
) -> int:
    """Look whether this machine is fit to be a kiosk.

    Terminal, clock, disk, records folder, key, numbers, pack: each line says what to do. Exit 1 where unfit. The
    records folder is opened as the kiosk would, so it is made if it is not there.

    Example: consent-tui doctor
    """
    from consent_tui.cli.examination import Fitness, examined

    found = examined(settings, records, pack)
    fit = all(finding.fitness is not Fitness.UNFIT for finding in found)
    if json:
        print(
            notation.dumps(
                {"format": "consent-doctor/1", "fit": fit, "findings": [asdict(each) for each in found]}, indent=2
            )
        )
        return Exit.WELL if fit else Exit.NO
    signs = _signs()
    for finding in found:
        print(f"{signs[finding.fitness]} {finding.fitness:<5}  {finding.about}: {finding.says}")
    say(
        "This machine is fit to be a kiosk."
        if fit
        else "This machine is not fit to be a kiosk yet; see the lines that say so."
    )
    return Exit.WELL if fit else Exit.NO


def _signs() -> dict[str, str]:
    """Signs that this terminal can show; the word beside them says the same."""
    drawn = {"well": "✓", "look": "!", "unfit": "✗"}
    try:
        "✓✗".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return {"well": "+", "look": "!", "unfit": "x"}
    return drawn
