"""`python -m consent_tui` and the command `consent-tui`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from consent_tui.cli.ending import ended

    def command() -> int:
        from consent_tui.cli.commands import run

        return run(sys.argv[1:])

    sys.exit(ended(command))


if __name__ == "__main__":
    main()
