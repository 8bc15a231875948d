"""What goes wrong, for whoever mends it: kind and place of an error, never its words, which may be a client's.

The file is made when there is something to write. It is rotated: a fault that comes back for a year
fills no disk.
"""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from traceback import extract_tb

log = logging.getLogger("consent_tui")
log.addHandler(logging.NullHandler())  # the screen is no log
log.propagate = False  # nor is what another library does with its own

FILE = "kiosk.log"
MOST_BYTES, OLD_FILES = 200_000, 3
_MOST_FRAMES = 12


def note(error: BaseException, where: str = "") -> None:
    """Write down the kind and the place of an error, and of those behind it."""
    told: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(told) < 4:
        told.append(f"{type(seen).__name__} at {_place(seen)}")
        seen = seen.__cause__ or seen.__context__
    log.error("%s%s", f"{where}: " if where else "", "; behind it ".join(told))


def keep(folder: Path) -> logging.Handler:
    """Write what `note` says to `kiosk.log` in this folder, which is made when it is needed; return what does so."""
    late = _Late(folder / FILE)
    log.addHandler(late)
    return late


def catch_strays() -> None:
    """Errors that would print themselves on the terminal, with their words, are noted instead."""

    def stray(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            note(args.exc_value, "thread")

    def unraisable(args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            note(args.exc_value, "on the way out")

    threading.excepthook = stray
    sys.unraisablehook = unraisable


class _Late(logging.Handler):
    """Opens its file with the first record: most days there is none, and a kiosk is to start quickly."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self._file is None:
                self._file = self._opened()
            self._file.emit(record)
        except OSError:  # a full disk must not stop a kiosk, nor print itself
            return

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        class Quiet(RotatingFileHandler):
            def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
                """Say nothing: by default an error of a log is printed with its record."""

        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = Quiet(self._path, maxBytes=MOST_BYTES, backupCount=OLD_FILES, encoding="utf-8")
        made.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return made


def _place(error: BaseException) -> str:
    """Return the frames from the innermost out; of each path the end, since its beginning may name a person."""
    frames = [f"{'/'.join(Path(f.filename).parts[-3:])}:{f.lineno}" for f in reversed(extract_tb(error.__traceback__))]
    return " < ".join(frames[:_MOST_FRAMES]) or "nowhere"
