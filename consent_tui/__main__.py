"""`python -m consent_tui` and the command `consent-tui`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from consent_tui.cli.ending import ended

    def command() -> int:
        arguments = sys.argv[1:]
        if not arguments:  # the main job: what reads options is not loaded for it
            from consent_tui.cli.opening import opened

            return opened()
        from consent_tui.cli.commands import run

        return run(arguments)

    sys.exit(ended(command))


if __name__ == "__main__":
    main()
