"""`consent-tui pack preview`: the studio, where those who write packs see every screen as clients will."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from consent_tui.cli import terminal
from consent_tui.cli.ending import Ended, Exit


def preview(
    folder: Annotated[Path, Parameter(help="The folder of the pack.")],
    /,
    *,
    language: Annotated[str | None, Parameter(help="Begin in this language of the pack, as en.")] = None,
) -> int:
    """Show every screen of a pack as clients will see it, while you write.

    The screens follow each save. What is wrong stands beside them, with its line and what to do. E opens your editor
    there: set EDITOR to its name. Nothing that you try is saved.

    Example: EDITOR=nano consent-tui pack preview content/craniosacral
    """
    if not folder.is_dir():
        from consent_tui.content.folder import gather

        raise Ended(Exit.NO, "\n".join(map(str, gather(folder).faults)))
    if unfit := terminal.unfit():
        raise Ended(Exit.COULD_NOT, f"{unfit} To hear what is wrong with a pack: consent-tui pack check {folder}")
    from consent_tui import wiring

    return wiring.studio(folder, language)
