"""`consent-tui paper`: a pack as a form to print, for clients who want paper."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from consent_tui.cli.ending import Ended, Exit
from consent_tui.cli.giving import give
from consent_tui.cli.options import SettingsFile

if TYPE_CHECKING:
    from consent_tui.model.pack import Pack


def paper(
    pack: Annotated[
        str | None, Parameter(help="The folder of a pack, or the name of one that ships; else that one.")
    ] = None,
    /,
    *,
    language: Annotated[str | None, Parameter(help="A language of the pack, as en; else its own.")] = None,
    treated: Annotated[
        Literal["self", "child", "represented"],
        Parameter(name="--for", help="Who is treated: who fills it in, their child, or somebody whom they represent."),
    ] = "self",
    form: Annotated[
        Literal["html", "pdf"] | None, Parameter(name="--format", help="html or pdf; else as the file's name ends.")
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write to this file, for you alone.")
    ] = None,
    settings: SettingsFile = None,
) -> int:
    """Print a pack as a blank form: the same pages, questions and statements as at the kiosk, under the same ids.

    As HTML it prints on A4 and Letter; as PDF, for which pip install 'consent-tui[pdf]', it is A4. A form on paper is
    not sealed; enter that it exists with: consent-tui act paper.

    Example: consent-tui paper craniosacral --language en -o form.html
    """
    kind = form or ("pdf" if output and output.suffix.lower() == ".pdf" else "html")
    if kind == "pdf" and output is None and sys.stdout.isatty():
        raise Ended(Exit.USED_WRONGLY, "A PDF is no text for a terminal; name a file, as -o form.pdf.")
    from consent_tui.model.acts import Treated
    from consent_tui.services import papering
    from consent_tui.settings.reading import read

    found = _pack(pack)
    language = language or found.languages[0]
    if language not in found.languages:
        told = f"it has {', '.join(found.languages)}"
        raise Ended(Exit.USED_WRONGLY, f'The pack has no language "{language}"; {told}.')
    document = papering.form(found, read(settings), language, Treated(treated))
    give(papering.as_pdf(document, found) if kind == "pdf" else papering.as_html(document, found), output)
    return Exit.WELL


def _pack(name: str | None) -> Pack:
    """Return the pack in a folder, or the one that ships. Raises `Ended` for one that no client sees."""
    from consent_tui.content import bundled, read_known
    from consent_tui.model.pack import Status
    from consent_tui.settings import folders

    folder = Path(name) if name is not None else bundled()
    if name is not None and not folder.is_dir() and folder.name == name and bundled(name).is_dir():
        folder = bundled(name)
    reading = read_known(folder, folders.cache() / "packs")
    if reading.pack is None:
        told = "\n".join(map(str, reading.faults))
        raise Ended(Exit.NO, f"{told}\nThis pack is broken, so it is not printed. Mend these places first.")
    if reading.pack.status is Status.RETIRED:
        raise Ended(Exit.COULD_NOT, "This pack is retired (releases.toml); print another one.")
    return reading.pack
