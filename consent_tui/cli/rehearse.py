"""`consent-tui rehearse`: answer sheets are run as a client would, and compared with what their authors expect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from consent_tui.cli.ending import Ended, Exit, say
from consent_tui.cli.options import PackFolder

if TYPE_CHECKING:
    from consent_tui.services.rehearsing import Rehearsed

    Run = Callable[[Path], tuple[Rehearsed, Path | None]]


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
        raise Ended(
            Exit.USED_WRONGLY, "Name at least one answer sheet to rehearse, as: consent-tui rehearse SHEET.toml"
        )
    from consent_tui import wiring

    run = wiring.rehearsal(pack=pack, front=front, records=records)
    outcomes = [_rehearsed(run, sheet) for sheet in scenarios]
    as_expected = sum(outcomes)
    say(f"{as_expected} of {len(outcomes)} as expected.")
    return Exit.WELL if all(outcomes) else Exit.NO


def _rehearsed(run: Run, sheet: Path) -> bool:
    """Run one sheet and print how it ended; say whether that is what its author expects."""
    from consent_tui.content.scenario import ScenarioFaults
    from consent_tui.services.rehearsing import NotOffered

    try:
        found, record = run(sheet)
    except ScenarioFaults as faults:
        say(str(faults))
        return False
    except NotOffered as missing:
        say(f"{sheet}: the screen does not offer what the sheet answers ({missing}). Please report this line.")
        return False
    told = [found.kind, found.disposition, *([str(record)] if record else [])]
    print(f"{sheet}: {', '.join(told)}")
    for difference in found.differences:
        say(f"{sheet}: {difference}")
    return not found.differences
