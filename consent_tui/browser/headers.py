"""What every answer forbids the browser: other addresses, being framed, being kept, being guessed at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NOTHING: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_DEVICES: Final = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi"),
    *("payment", "publickey-credentials-get", "screen-wake-lock", "usb", "clipboard-read", "clipboard-write"),
)

EVERYWHERE: Final[Mapping[str, str]] = {
    "Server": "consent-tui",  # and no version
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",  # a start address never goes to anybody
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{device}=()" for device in _DEVICES),
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",  # nor kept for the way back
}

PAGE: Final = f"{_NOTHING}; style-src 'self'; font-src 'self'; img-src data:; sandbox allow-same-origin"


def terminal(origin: str) -> str:
    """Return the policy of the page with the terminal, opened under `origin`.

    Its script writes style elements of its own, which no nonce reaches. The sandbox takes from it new windows and
    dialogs: a link that a client types would be one otherwise.
    """
    socket = f"ws{origin.removeprefix('http')}"  # older Safaris do not count it as 'self'
    return (
        f"{_NOTHING}; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
        f"connect-src 'self' {socket}; sandbox allow-scripts allow-same-origin allow-downloads"
    )
