"""Whether what sets PDF is here, an extra of the package, and how to get it; light, so that doors may ask at once."""

from __future__ import annotations

from importlib.util import find_spec

INSTALL = "pip install 'consent-tui[pdf]'"


class ExtraMissing(Exception):
    """The package that sets PDF is not installed."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__(f"PDF needs a package that is not here; install it: {INSTALL}")


def is_here() -> bool:
    return find_spec("typst") is not None
