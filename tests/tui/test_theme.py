"""*Contrast = WCAG 2, measured on the pairs that occur.* Text at least 7:1 in linen and clear."""

import pytest

from consent_tui.tui.theme import CLEAR, CONSOLE, EVENING, LINEN, PALETTES, fitting, theme

TEXT = [
    ("ink", "sheet"),
    ("ink", "paper"),
    ("quiet", "sheet"),
    ("quiet", "paper"),
    ("pine", "sheet"),
    ("pine", "paper"),
    ("clay", "sheet"),
    ("clay", "paper"),
    ("ochre", "sheet"),
    ("dusk", "sheet"),
    ("on-band", "band"),
    ("on-primary-key", "primary-key"),
    ("on-chip", "chip"),
    ("on-off", "off"),
    ("on-code", "code"),
    *(("ink", f"{tone}-tint") for tone in ("pine", "clay", "ochre", "dusk")),
]
LINES = [
    ("line", "sheet"),
    ("line", "paper"),
    ("focus", "sheet"),
    ("focus", "paper"),
    ("pine", "sheet"),
    ("clay", "paper"),
]
LOWEST = {LINEN: 7.0, CLEAR: 7.0, EVENING: 7.0, CONSOLE: 6.6}  # bright red on black is the console's own: 6.68


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(name, text, ground):
    roles = PALETTES[name]
    assert contrast(roles[text], roles[ground]) >= LOWEST[name]


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_can_be_seen(name, line, ground):
    """*line, borders (not text, 3:1 asked)*"""
    assert contrast(PALETTES[name][line], PALETTES[name][ground]) >= 3.0


def test_the_measure_itself():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", PALETTES)
def test_a_theme_has_a_variable_for_every_role(name):
    assert dict(theme(name).variables) == dict(PALETTES[name])


def test_a_bare_console_has_16_colours_and_dark_grounds():
    """*Only the 16 VGA colours, only the dark eight as ground.*"""
    dark = {"#000000", "#AA0000", "#00AA00", "#AA5500", "#0000AA", "#AA00AA", "#00AAAA", "#AAAAAA"}
    bright = {"#555555", "#FF5555", "#55FF55", "#FFFF55", "#5555FF", "#FF55FF", "#55FFFF", "#FFFFFF"}
    roles = PALETTES[CONSOLE]
    grounds = {roles[ground] for _, ground in TEXT}
    assert set(roles.values()) <= dark | bright
    assert grounds <= dark


@pytest.mark.parametrize(
    ("environment", "fits"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, LINEN),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit"}, LINEN),
        ({"TERM": "xterm-256color"}, CLEAR),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, CONSOLE),
        ({}, CLEAR),
    ],
)
def test_where_24_bit_colour_is_not_announced_start_in_clear(environment, fits):
    assert fitting(environment) == fits
