"""The way to a printer: CUPS' own programs. The kiosk's last screen, the desk and the doctor go it alike.

A copy goes to `lp` by its standing input, so no file of a client is left on this machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

SECONDS = 10  # that a printer's queue has to answer; somebody waits
_MOST = 160  # letters of an answer that are told


class NotPrinted(Exception):
    """A copy did not go to the printer, or may not have; one sentence says why."""


def printed(copy: bytes, printer: str, title: str) -> str:
    """Hand a copy over under a title that names nobody; return what `lp` answered. Raises `NotPrinted`."""
    try:
        code, said = _asked("lp", "-d", printer, "-t", title, "-", given=copy)
    except subprocess.TimeoutExpired:
        told = f"The printer {printer} did not answer within {SECONDS} seconds. Look there before you print again."
        raise NotPrinted(told) from None
    if code:
        raise NotPrinted(
            f"The printer {printer} took nothing; lp says: {said or 'nothing'}. Nothing is lost; try again."
        )
    return said or f"handed to {printer}"


def taken_back(answer: str, printer: str) -> bool:
    """Take back the job that an answer of `lp` names, as far as it waits still; return whether CUPS agreed."""
    job = re.search(rf"\b{re.escape(printer)}-\d+\b", answer)
    try:
        return job is not None and not _asked("cancel", job[0])[0]
    except (NotPrinted, subprocess.TimeoutExpired):
        return False


def looked_at(printer: str) -> tuple[bool, str]:
    """Return whether this printer takes copies, and half a sentence on what is odd about it, or ""."""
    if shutil.which("lp") is None:
        return False, _missing("lp")
    try:
        code, said = _asked("lpstat", "-p", printer)
    except NotPrinted as missing:
        return False, str(missing).rstrip(".")
    except subprocess.TimeoutExpired:
        return False, f"lpstat did not answer within {SECONDS} seconds; look whether CUPS runs"
    if code:
        known = "lpstat -e lists the printers that there are"
        return False, f"CUPS knows none of this name; lpstat says: {said or 'nothing'}; {known}"
    stopped = " disabled " in f" {said} "
    return True, f"it is stopped, and copies wait; start it again: cupsenable {printer}" if stopped else ""


def _asked(program: str, *arguments: str, given: bytes = b"") -> tuple[int, str]:
    """Return exit code and answer of a program, in English as the desk is. Raises `NotPrinted`, `TimeoutExpired`."""
    found = shutil.which(program)
    if found is None:
        raise NotPrinted(f"{_missing(program)}.")
    try:
        run = subprocess.run(
            [found, *arguments],
            input=given,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={**os.environ, "LC_ALL": "C"},
        )
    except OSError as error:
        told = f"{program} could not be started: {error.strerror or type(error).__name__}."
        raise NotPrinted(told) from error
    said = (run.stdout or run.stderr).decode("utf-8", "replace")
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
    return run.returncode, line.removeprefix(f"{program}: ")[:_MOST].rstrip(".")


def _missing(program: str) -> str:
    if sys.platform == "win32":
        return f"{program} of CUPS is not on Windows; save the copy as a file and print that"
    return f"{program} is not here; install CUPS (the package cups-client on Debian)"
