"""`consent-tui rehearse`: answer sheets are run as a client would, and compared with what their authors expect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from consent_tui.cli.options import PackFolder


def rehearse(
    *scenarios: Annotated[Path, Parameter(help="Answer sheets, as in the scenarios folder of a pack.")],
    pack: PackFolder = None,
    front: Annotated[Literal["none", "plain", "tui"], Parameter(help="Through which front end.")] = "none",
    records: Annotated[
        Path | None, Parameter(help="Write the rehearsed records there; else nothing is written.")
    ] = None,
) -> int:
    """Run answer sheets and print each outcome.

    Exit 1 where one is not as its author expects.

    Example: consent-tui rehearse content/craniosacral/scenarios/plain-consent.toml
    """
    if not scenarios:
        from consent_tui.cli.ending import Ended, Exit

        raise Ended(
            Exit.USED_WRONGLY, "Name at least one answer sheet to rehearse, as: consent-tui rehearse SHEET.toml"
        )
    from consent_tui import wiring

    return wiring.rehearse(scenarios=scenarios, pack=pack, front=front, records=records)
