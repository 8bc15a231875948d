"""What a command made, to stdout or into a file."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from consent_tui.cli.ending import say


def give(made: str | bytes, output: Path | None) -> None:
    """Print it; or write it to a file that its owner alone can read, and say so."""
    if output is not None:
        replaced = output.exists()
        _put(made if isinstance(made, bytes) else f"{made}\n".encode(), output)
        say(f"Written: {output}" + (", in place of what was there" if replaced else ""))
    elif isinstance(made, bytes):
        sys.stdout.buffer.write(made)
    else:
        print(made)


def _put(data: bytes, path: Path) -> None:
    """Write a copy that its owner alone can read; a file that is there is replaced whole."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
