"""Give a client their copy at the kiosk: to a printer or into a folder, where the settings name one.

A copy is made of the record as it lies in the folder. A kiosk whose records are encrypted cannot read them, so it
offers none.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from consent_tui.copies import pdf_extra
from consent_tui.records.folder import Receipt
from consent_tui.services.printing import NotPrinted, printed
from consent_tui.settings.values import Settings

_SECONDS_TO_MAKE = 60  # a slow machine reads the pack as it stood and sets some 15 pages


class Giver:
    """`last` is the receipt of the record that was sealed last. Raises `ExtraMissing` where a way is set without it."""

    def __init__(self, settings: Settings, last: Callable[[], Receipt | None]) -> None:
        self._copies, self._source, self._last = settings.copies, settings.source, last
        given = {"print": self._copies.printer, "save": self._copies.folder}
        offered = "pdf" in self._copies.allowed and not settings.records.recipients
        self.ways = tuple(way for way, where in given.items() if where and offered)
        if self.ways and not pdf_extra.is_here():
            raise pdf_extra.ExtraMissing

    def __call__(self, way: str) -> bool:
        """Give the copy; return whether that went well. Nothing is told of why not: the client asks the desk."""
        receipt = self._last()
        if receipt is None:
            return False
        try:
            copy = self._made(receipt)
            if way == "save":
                return self._saved(copy, receipt.number)
            return bool(printed(copy, str(self._copies.printer), receipt.number))
        except (OSError, subprocess.SubprocessError, NotPrinted):
            return False

    def _made(self, receipt: Receipt) -> bytes:
        """Have it made by a process of its own: what sets a page keeps names in caches that nobody here can empty."""
        command = [sys.executable, "-P", "-m", "consent_tui", "show", str(receipt.path), "--format", "pdf"]
        command += ["--settings", str(self._source)] if self._source else []
        return subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS_TO_MAKE).stdout

    def _saved(self, copy: bytes, number: str) -> bool:
        """Write it for its owner alone; what is there is never overwritten, and half a file never stays."""
        path = Path(str(self._copies.folder)) / f"{number}.pdf"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(copy)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return True
