"""`consent-tui serve`: the kiosk in a browser."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from consent_tui.cli.ending import Ended, Exit, say
from consent_tui.cli.options import PackFolder, RecordsFolder, SettingsFile

MOST_SESSIONS = 8  # each takes about 40 MB


def serve(
    *,
    host: Annotated[str, Parameter(help="Listen here; 127.0.0.1 is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="The port, from 1024 to 65535; 8000 unless given.")] = 8000,
    address: Annotated[
        str | None, Parameter(help="How browsers open it, where something stands before it: https://NAME.")
    ] = None,
    sessions: Annotated[int, Parameter(help="How many may be open at once; 8 unless given.")] = MOST_SESSIONS,
    pack: PackFolder = None,
    records: RecordsFolder = None,
    language: Annotated[str | None, Parameter(help="Begin in this language of the pack, as en.")] = None,
    draft: Annotated[bool, Parameter(help="Start with a pack that is not released yet.")] = False,
    settings: SettingsFile = None,
) -> int:
    """Show the kiosk in browsers, each tab with a session of its own.

    Prints a start address. It works once, for one browser; then the next one is printed. Ctrl+C ends all sessions.
    Before other machines may reach it, something that speaks TLS has to stand before it: docs/browser.md.

    Example: consent-tui serve --port 8000
    """
    if sessions < 1:
        raise Ended(Exit.USED_WRONGLY, "No session could be opened; give at least --sessions 1.")
    from consent_tui.browser.address import Address

    opened = Address(host, port, address)
    _warn(opened.is_local, opened.is_secret)
    from consent_tui.settings.reading import read
    from consent_tui.wiring_browser import serve as run

    return run(
        opened,
        settings=read(settings),
        pack=pack,
        records=records,
        language=language,
        draft=draft,
        most=sessions,
        start=_start,
        line=say,
    )


def _warn(is_local: bool, is_secret: bool) -> None:
    """Say what must stand before a server that others can reach; it starts all the same."""
    if not is_local:
        say(
            "Warning: other machines can reach this address, and the line to it is not encrypted. Whoever listens reads"
        )
        say("what clients answer. Let a proxy with TLS stand before it, and listen on 127.0.0.1: docs/browser.md")
    if not is_local and not is_secret:
        say("Warning: without --address https://… the cookie that lets a browser in goes over that line as well.")


def _start(address: str) -> None:
    say("Open this address once, in the browser that is to show the kiosk:")
    print(address)
    sys.stdout.flush()
