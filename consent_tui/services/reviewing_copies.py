"""A copy from the desk: for the client or the clinic, in the format that the file's name says."""

from __future__ import annotations

from pathlib import Path

from consent_tui.copies.copy import Audience
from consent_tui.copies.shown import Shown
from consent_tui.services import copying

FORMATS = {".txt": "text", ".html": "html", ".pdf": "pdf"}


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


def made(told: Shown, sealed: bytes, root: Path, audience: Audience, path: Path) -> bytes:
    """Return the copy as bytes; private answers are covered on its face. Raises `ExtraMissing`."""
    match format_of(path):
        case "pdf":
            return copying.as_pdf(told, sealed, root, audience)
        case "html":
            return copying.as_html(told, root, audience).encode()
    return ("\n".join(copying.as_text(told, root, audience)) + "\n").encode()
