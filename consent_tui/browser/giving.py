"""How a kiosk hands a client's copy to the page that shows it: lines of JSON on a pipe that it was started with."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Final

VARIABLE: Final = "CONSENT_TUI_PAGE"  # the pipe's number
MOST_BYTES: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy for the client. `name` is that of the file, and tells nothing of a person."""

    name: str
    text: str


Give = Callable[[Copy | None], None]


def page(environment: MutableMapping[str, str]) -> Give | None:
    """Return what gives a copy to the page, or takes it back (`None`); nothing where there is no page.

    The variable is removed, so that no other program gets it.
    """
    number = environment.pop(VARIABLE, "")
    if not number.isdigit():
        return None

    def give(copy: Copy | None) -> None:
        line = f"{written(copy)}\n".encode()
        try:
            while line:
                line = line[os.write(int(number), line) :]
        except OSError:  # the page has gone, and its client with it
            return

    return give


def written(copy: Copy | None) -> str:
    return json.dumps(None if copy is None else [copy.name, copy.text])


def read(line: bytes) -> Copy | None:
    """Return what a line holds. Raises `ValueError` for one that no kiosk wrote."""
    told = json.loads(line)
    match told:
        case None:
            return None
        case [str(name), str(text)]:
            return Copy(name, text)
    raise ValueError("not a copy")
