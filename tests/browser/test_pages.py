"""Our own pages: in three languages, without a script, and nothing on them from anywhere else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from consent_tui.browser import headers, pages
from consent_tui.browser.running import statics

NOTICES = ("unknown", "expired", "full", "nothing", "fault")
PAGE = files("consent_tui.browser").joinpath("page")
MOST_WORDS = 16  # of a sentence


class Reading(HTMLParser):
    """Takes a page apart; what is opened and never closed stays in `open`."""

    VOID = frozenset({"meta", "link"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def every_page() -> list[str]:
    return [
        *(pages.notice(what, language) for what in NOTICES for language in pages.languages()),
        *(pages.terminal("ws://127.0.0.1:8000/ws", language) for language in pages.languages()),
    ]


@pytest.mark.parametrize("page", every_page())
def test_a_page_is_whole_and_can_be_read_out(page: str) -> None:
    read = Reading(page)
    assert read.open == []
    assert read.all("html")[0]["lang"] in pages.languages()
    assert len(read.all("title")) == 1
    assert len(read.all("main")) == 1
    assert not re.search(r"\$\w", page)
    levels = [int(tag[1]) for tag, _ in read.found if re.fullmatch(r"h\d", tag)]
    assert set(levels) == {1}


@pytest.mark.parametrize("language", ["en", "es", "de"])
@pytest.mark.parametrize("what", NOTICES)
def test_a_notice_needs_no_script(what: str, language: str) -> None:
    read = Reading(pages.notice(what, language))
    assert read.all("script") == []
    assert all(not name.startswith("on") for _, attributes in read.found for name in attributes)


@pytest.mark.parametrize("page", every_page())
def test_a_page_asks_for_nothing_from_anywhere_else(page: str) -> None:
    read = Reading(page)
    for _, attributes in read.found:
        for name in ("src", "href"):
            wanted = attributes.get(name)
            assert not wanted or wanted.startswith(("/page/", "/terminal/", "data:,")) or wanted == "/", wanted
    assert "style=" not in page


@pytest.mark.parametrize("name", ["look.css", "terminal.css", "terminal.js"])
def test_nor_does_what_it_loads(name: str) -> None:
    text = PAGE.joinpath(name).read_text("utf-8")
    assert not re.search(r"(https?:)?//[a-z0-9]", text.replace("// ", ""))
    assert all(each.startswith("/terminal/fonts/") for each in re.findall(r'url\("?([^")]*)', text))
    assert "eval" not in text
    assert "innerHTML" not in text


def test_nor_does_what_is_taken_of_textual_serve() -> None:
    """Its own page asks a font of Google; we do not take that page. What we take names addresses in comments alone."""
    taken = (statics() / "css" / "xterm.css").read_text("utf-8")
    assert "url(" not in taken
    assert "@import" not in taken
    script = (statics() / "js" / "textual.js").read_text("utf-8")
    assert re.findall(r"https?://[a-z0-9.-]+\.[a-z]+", script) == []
    assert "importScripts" not in script


@pytest.mark.parametrize(
    "known",
    [
        "dataset.sessionWebsocketUrl", "dataset.fontSize", '["stdin",', '["resize",', '["ping",', '"-first-byte"',
        'querySelectorAll(".textual-terminal")', "window.onload=", "new WebSocket(this.websocket_url+", "?width=",
        "window.onresize=", "'Roboto Mono'", 'binaryType="arraybuffer"', "window.open(",
    ],
)  # fmt: skip
def test_the_terminals_script_is_the_one_that_we_know(known: str) -> None:
    """Our half of the page rests on these; whoever takes a newer textual-serve reads its script first."""
    assert known in (statics() / "js" / "textual.js").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "es", "de"])
def test_every_language_says_everything_calmly(language: str) -> None:
    words = pages.spoken(language)
    assert set(words) == set(pages.spoken("en"))
    for text in words.values():
        assert "!" not in text
        for sentence in re.split(r"[.?]", text):
            assert len(sentence.split()) <= MOST_WORDS, sentence


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"), ("de-AT,de;q=0.9,en;q=0.8", "de"), ("fr,es;q=0.5,en;q=0.4", "es"), ("ja", "en"), ("*", "en"),
        ("en;q=0.2, es-MX;q=0.9", "es"), ("de;q=x", "en"), ("de;q=0", "en"), ("," * 100_000, "en"),
    ],
)  # fmt: skip
def test_the_browsers_language_is_spoken(accepted: str, language: str) -> None:
    assert pages.language_of(accepted) == language


def luminance(colour: str) -> float:
    full = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
    parts = (int(full[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_look_has_contrast() -> None:
    """WCAG 2, level AAA: 7 to 1 for all that is read; 3 to 1 for the line around what has the focus."""
    blocks = re.findall(r":root \{([^}]*)\}", PAGE.joinpath("look.css").read_text("utf-8"))
    looks = [dict(re.findall(r"--([\w-]+): (#\w+);", block)) for block in blocks]
    assert len(looks) == 3
    for look in looks:
        for ink, ground in (
            ("ink", "paper"),
            ("ink", "sheet"),
            ("quiet", "sheet"),
            ("pine", "sheet"),
            ("on-pine", "pine"),
        ):
            assert contrast(look[ink], look[ground]) >= 7, (look, ink, ground)
        assert contrast(look["focus"], look["sheet"]) >= 3


def test_the_policies_forbid_other_addresses() -> None:
    for policy in (headers.PAGE, headers.terminal("https://consent.example.org")):
        rules = dict(each.strip().partition(" ")[::2] for each in policy.split(";"))
        assert rules["default-src"] == rules["frame-ancestors"] == rules["form-action"] == rules["base-uri"] == "'none'"
        assert "allow-popups" not in rules["sandbox"]
        assert "allow-modals" not in rules["sandbox"]
        named = set(" ".join(rules.values()).split())
        assert {each for each in named if "://" in each} <= {"wss://consent.example.org"}
        assert "'unsafe-inline'" not in rules.get("script-src", "")
        assert "'unsafe-eval'" not in policy
    assert "script-src" not in headers.PAGE
