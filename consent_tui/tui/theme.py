"""Four palettes under the same role names. Styles and drawings use roles only: a palette is exchanged whole.

Contrasts are those of `docs/decisions/050-palettes.md`; a test measures them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

LINEN: Final = "linen"
EVENING: Final = "evening"
CLEAR: Final = "clear"
CONSOLE: Final = "console"

_ROLES = (
    *("paper", "sheet", "ink", "quiet", "line", "pine", "pine-tint", "chip", "on-chip", "clay", "clay-tint"),
    *("ochre", "ochre-tint", "dusk", "dusk-tint", "focus", "off", "on-off", "band", "on-band"),
    *("primary-key", "on-primary-key", "code", "on-code"),
)

# One row a palette, in the order of `_ROLES`.
_COLOURS: Mapping[str, str] = {
    LINEN: "#EFE8DB #FFFDF8 #1F2A28 #434E4B #7D8783 #124A43 #DDEBE3 #E3DCCD #1F2A28 #7C2A17 #F9E6DD #5C3F00 #F9ECC9 "
    "#2A4170 #E4EBF7 #B2490C #E6DFD1 #3B4440 #124A43 #FFFDF8 #124A43 #FFFDF8 #FFFFFF #000000",
    EVENING: "#15211F #1D2B29 #EFE9DC #BAC4BD #71837D #A9DCC8 #29463F #344743 #EFE9DC #F3B49F #4A2A20 #EFCB7A #433512 "
    "#B3C8F2 #273655 #F2A65A #263734 #D2DAD4 #0C3A34 #F4EFE4 #A9DCC8 #0E211D #FFFFFF #000000",
    CLEAR: "#FFFFFF #FFFFFF #000000 #1C1C1C #000000 #002B26 #FFFFFF #E0E0E0 #000000 #5A0E00 #FFFFFF #3A2700 #FFFFFF "
    "#001F5C #FFFFFF #000000 #FFFFFF #3A3A3A #002B26 #FFFFFF #002B26 #FFFFFF #FFFFFF #000000",
    CONSOLE: "#000000 #000000 #AAAAAA #AAAAAA #AAAAAA #FFFFFF #000000 #000000 #FFFFFF #FF5555 #000000 #FFFF55 #000000 "
    "#55FFFF #000000 #FFFFFF #000000 #AAAAAA #AAAAAA #000000 #AAAAAA #000000 #AAAAAA #000000",
}

PALETTES: Mapping[str, Mapping[str, str]] = {
    name: dict(zip(_ROLES, colours.split(), strict=True)) for name, colours in _COLOURS.items()
}
THEMES: Final = tuple(PALETTES)


def theme(name: str) -> Theme:
    """Return the palette as a Textual theme with a variable per role."""
    roles = PALETTES[name]
    return Theme(
        name=name,
        primary=roles["pine"],
        secondary=roles["dusk"],
        accent=roles["focus"],
        foreground=roles["ink"],
        background=roles["paper"],
        surface=roles["sheet"],
        panel=roles["off"],
        success=roles["pine"],
        warning=roles["ochre"],
        error=roles["clay"],
        dark=name in (EVENING, CONSOLE),
        variables=dict(roles),
    )


def fitting(environment: Mapping[str, str]) -> str:
    """Return the palette that a terminal can show: on a bare console its sixteen colours, *clear* below 24 bits."""
    if environment.get("TERM") == "linux":
        return CONSOLE
    return LINEN if environment.get("COLORTERM") in ("truecolor", "24bit") else CLEAR
