"""A copy from the desk, for the client or the clinic: to a printer, or to a file in the format that its name says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consent_tui.copies import pdf_extra
from consent_tui.copies.copy import Audience
from consent_tui.copies.shown import Shown
from consent_tui.services import copying, printing
from consent_tui.services.lacking import Lacks
from consent_tui.settings.values import Copies
from consent_tui.settings.writing import put

FORMATS = {".txt": "text", ".html": "html", ".pdf": "pdf"}
PRINTABLE = ("pdf", "text")  # what CUPS takes, the better one first
_NO_PRINTER = 'none is set; name one in clinic.toml under [copies], as printer = "NAME" (lpstat -e lists them)'
_LESS = {
    "missing": f"PDF needs a package that is not here ({pdf_extra.INSTALL}), so plain text is printed.",
    "refused": "Clients are not given PDF here ([copies] allowed in clinic.toml), so plain text is printed.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """A copy on its way: `file` or `printer`; `kind` is text | html | pdf; `less` says why it is not what it could be.

    `data` is made once what goes out is sure.
    """

    audience: Audience
    kind: str
    file: Path | None = None
    printer: str = ""
    less: str = ""

    @property
    def told(self) -> tuple[str, ...]:
        """What happens to it, in sentences for whoever is asked."""
        where = f"is printed on {self.printer}" if self.printer else f"goes to {self.file}"
        told = f"A copy for the {self.audience}, as {self.kind}, private answers covered, {where}."
        return (told, self.less) if self.less else (told,)

    @property
    def how(self) -> str:
        """How it was given, as a note says it."""
        return f"{'printed for' if self.printer else f'{self.kind} file for'} the {self.audience}"


def planned(said: Mapping[str, Any], copies: Copies) -> Out:
    """Return where a copy goes by what was filled in and by what the settings allow. Raises `Lacks`."""
    audience, allowed = Audience(said["audience"]), copies.allowed
    if said["way"] == "print":
        return _to_print(audience, copies)
    file: Path = said["file"]
    kind = format_of(file)
    if audience is Audience.CLIENT and kind not in allowed:
        raise Lacks({"file": f"is none that clients may be given here; they may have {', '.join(allowed)}"})
    return Out(audience=audience, kind=kind, file=file)


def _to_print(audience: Audience, copies: Copies) -> Out:
    if not copies.printer:
        raise Lacks({"way": _NO_PRINTER})
    given = [kind for kind in PRINTABLE if audience is Audience.CLINIC or kind in copies.allowed]
    if not given:
        raise Lacks({"way": f"clients may have {', '.join(copies.allowed)} here, and a printer takes PDF or text"})
    less = "" if given[0] == "pdf" else _LESS["refused"]
    if given[0] == "pdf" and not pdf_extra.is_here():
        if "text" not in given:
            raise Lacks({"way": f"needs a package that is not here: {pdf_extra.INSTALL}"})
        given, less = ["text"], _LESS["missing"]
    return Out(audience=audience, kind=given[0], printer=copies.printer, less=less)


def place(typed: str) -> Path:
    """Return where a copy goes. Raises `ValueError` with half a sentence."""
    path = Path(typed).expanduser()
    if path.suffix.lower() not in FORMATS:
        raise ValueError(f"ends with {', '.join(FORMATS)}")
    if not path.parent.is_dir():
        raise ValueError("is in a folder that is not there")
    if path.exists():
        raise ValueError("is there already; name another file")
    return path


def format_of(path: Path) -> str:
    return FORMATS[path.suffix.lower()]


def made(told: Shown, sealed: bytes, root: Path, out: Out) -> bytes:
    """Return the copy as bytes; private answers are covered on its face. Raises `ExtraMissing`."""
    match out.kind:
        case "pdf":
            return copying.as_pdf(told, sealed, root, out.audience)
        case "html":
            return copying.as_html(told, root, out.audience).encode()
    return ("\n".join(copying.as_text(told, root, out.audience)) + "\n").encode()


def gone_out(copy: bytes, out: Out, number: str) -> str:
    """Print or save it; return what came of it, to be told. Raises `OSError`, `NotPrinted`; then nothing went out."""
    if out.printer:
        return f"lp says: {printing.printed(copy, out.printer, number)}"
    assert out.file is not None
    put(copy, out.file)
    return f"Copy: {out.file}"


def fetched_back(out: Out, answer: str, why: BaseException) -> None:
    """Take a copy back that no act tells of. Raises `NotPrinted` where it may come out of the printer all the same."""
    if out.file is not None:
        out.file.unlink(missing_ok=True)
    elif not printing.taken_back(answer, out.printer):
        told = f"Nothing was sealed ({getattr(why, 'strerror', None) or why}), and a copy may come out of {out.printer}"
        raise printing.NotPrinted(f"{told}: destroy it. {answer}") from why
