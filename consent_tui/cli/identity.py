"""`--identity FILE`: what opens encrypted records, with a passphrase where the file has one."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from consent_tui.cli.ending import say

if TYPE_CHECKING:
    from consent_tui.records.age import Identities


def held(paths: Sequence[Path] | None) -> Identities:
    """Return what the files hold that were named, or nothing. Raises `AgeRefused`."""
    from consent_tui.records import age

    return age.load(list(paths), _passphrase) if paths else age.NOBODY


def _passphrase(question: str) -> str:
    """Ask where nobody can see it, and never on stdout, which is for data."""
    if sys.stdin.isatty():
        return getpass.getpass(question)
    say(question)
    return sys.stdin.readline().rstrip("\n")
