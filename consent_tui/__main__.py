"""`python -m consent_tui` and the command `consent-tui`."""

from __future__ import annotations

import gc
import sys

MADE = 20_000  # objects, until it is looked for those that only hold each other


def main() -> None:
    """Run the command line and leave with its exit code.

    Libraries, a pack and a screen are many objects that stay. Looking through them at every 700th, as Python does, took
    about a tenth of the time to Start, and stopped whoever was typing.
    """
    keep_no_core()
    gc.set_threshold(MADE)
    arguments = sys.argv[1:]
    if _opens_kiosk(arguments):
        from consent_tui.tui.lockdown import held

        with held():  # before all that takes long: keys that would end a program work until then
            sys.exit(_run(arguments))
    sys.exit(_run(arguments))


def keep_no_core() -> None:
    """A crash leaves no image of the memory, in which a client's answers may be. Windows writes none by itself."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _opens_kiosk(arguments: list[str]) -> bool:
    """Whether the full-screen kiosk is to be opened. Everything else can be stopped by Ctrl+C, as usual."""
    if any(word.startswith(("--plain", "--help", "--version")) or word == "-h" for word in arguments):
        return False
    return not arguments or arguments[0] == "kiosk" or arguments[0].startswith("-")


def _run(arguments: list[str]) -> int:
    from consent_tui.cli.ending import ended

    def command() -> int:
        if not arguments:  # the main job: what reads options is not loaded for it
            from consent_tui.cli.opening import opened

            return opened()
        from consent_tui.cli.commands import run

        return run(arguments)

    return ended(command)


if __name__ == "__main__":
    main()
