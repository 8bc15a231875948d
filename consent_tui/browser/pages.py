"""Our own pages: what stands before a kiosk, after it, and where there is none. No script where none is needed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

FIRST: Final = "en"
_AGAIN: Final = {"expired": "again", "full": "again", "nothing": "anew"}  # where trying again may help, and its key


def notice(what: str, language: str) -> str:
    """Return the page that says `what`: unknown, expired, full, nothing, fault."""
    words = spoken(language)
    key = _AGAIN.get(what)
    way = f'<p><a class="key" href="/">{escape(words[key])}</a></p>' if key else ""
    return _page("notice.html", words, title=words[what], what=words[f"{what}_what"], way=way, language=language)


def terminal(socket: str, language: str) -> str:
    """Return the page with the terminal, whose websocket is at the address `socket`."""
    words = spoken(language)
    return _page("terminal.html", words, title=words["clinic"], socket=socket, language=language)


def language_of(accepted: str) -> str:
    """Return the language of ours that a browser likes best, by its header Accept-Language."""
    wishes: list[tuple[float, str]] = []
    for wish in accepted[:500].split(","):
        tag, _, rest = wish.partition(";")
        try:
            weight = float(rest.partition("=")[2] or 1)
        except ValueError:
            weight = 0.0
        wishes.append((-weight, tag.strip().partition("-")[0].lower()))
    known = [tag for weight, tag in sorted(wishes, key=lambda each: each[0]) if tag in _words() and weight < 0]
    return known[0] if known else FIRST


def spoken(language: str) -> Mapping[str, str]:
    return _words()[language]


def languages() -> tuple[str, ...]:
    return tuple(_words())


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def _template(name: str) -> Template:
    return Template(files(__package__).joinpath("page", name).read_text("utf-8"))


def _page(name: str, words: Mapping[str, str], *, way: str = "", **fills: str) -> str:
    told = {key: escape(text) for key, text in {**words, **fills}.items()}
    return _template(name).substitute(told, way=way)
