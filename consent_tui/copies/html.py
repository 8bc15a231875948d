"""A document as one HTML file that stands alone: no script, nothing loaded from elsewhere, good to hear and to print.

Whatever a person wrote is escaped where it is put in. A policy inside the file lets browsers load nothing, even if an
escape were forgotten.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape as html_escape
from importlib.resources import files
from itertools import groupby

from consent_tui.copies import drawing
from consent_tui.copies.document import (
    Asked,
    Blank,
    Block,
    Chart,
    ChartRow,
    Code,
    Document,
    Facts,
    Ink,
    Paragraph,
    Point,
    Quote,
    Run,
    Section,
)
from consent_tui.model.text import visible
from consent_tui.words import Words

_LOWEST = 6  # HTML has six levels of headings
_MOST_DOTS = 4


def html(document: Document, say: Words) -> str:
    """Return the whole file. `say` gives what only HTML has to say: the contents, and which box is ticked."""
    style = f"{files(__package__).joinpath('copy.css').read_text('utf-8')}{_page(document)}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    printer = _Printer(say)
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{escape(document.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="robots" content="noindex, nofollow">',
            f"<title>{escape(document.title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            '<body class="large">' if document.large else "<body>",
            "<header>",
            *([f'<p class="mark">{escape(document.mark)}</p>'] if document.mark else []),
            f"<h1>{escape(document.title)}</h1>",
            "</header>",
            "<main>",
            *printer.blocks(document.head),
            *printer.contents(document),
            *(line for at, each in enumerate(document.body, start=1) for line in printer.section(each, 2, f"s{at}")),
            "</main>",
            f"<footer><p>{escape(document.foot)}</p></footer>",
            "</body>",
            "</html>",
            "",
        ]
    )


def escape(words: str) -> str:
    return html_escape(visible(words))


def _page(document: Document) -> str:
    """What stands at the foot of each printed page. Every sign but letters and digits is written as its number."""

    def quoted(words: str) -> str:
        return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in visible(words)) + '"'

    parts = re.split(r"\{(n|total)\}", document.page)
    counted = {"n": "counter(page)", "total": "counter(pages)"}
    number = " ".join(counted[part] if at % 2 else quoted(part) for at, part in enumerate(parts) if part)
    left = " · ".join(each for each in (document.foot, document.mark) if each)
    return f"@page {{ @bottom-left {{ content: {quoted(left)} }} @bottom-right {{ content: {number} }} }}\n"


def _lang(language: str) -> str:
    return f' lang="{escape(language)}"' if language else ""


class _Printer:
    def __init__(self, say: Words) -> None:
        self._say = say

    def contents(self, document: Document) -> Iterator[str]:
        titled = [(at, each.title) for at, each in enumerate(document.body, start=1) if each.title]
        if len(titled) > 1:
            yield f'<nav aria-label="{escape(self._say("copy.contents"))}"><ul>'
            yield from (f'<li><a href="#s{at}">{escape(title)}</a></li>' for at, title in titled)
            yield "</ul></nav>"

    def section(self, section: Section, level: int, name: str = "") -> Iterator[str]:
        named = f' id="{name}"' if name else ""
        apart = ' class="apart"' if section.apart else ""
        yield f"<section{named}{apart}{_lang(section.language)}>"
        if section.title:
            heading = f"h{min(level, _LOWEST)}"
            yield f"<{heading}>{escape(section.title)}</{heading}>"
        for is_section, run in groupby(section.body, key=lambda each: isinstance(each, Section)):
            if is_section:
                inner = level + bool(section.title)
                yield from (line for each in run if isinstance(each, Section) for line in self.section(each, inner))
            else:
                yield from self.blocks(each for each in run if not isinstance(each, Section))
        yield "</section>"

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Blocks of a kind that follow each other stand in one list."""
        around = {Point: ("<ul>", "</ul>"), Quote: ("<dl>", "</dl>"), Asked: ('<ul class="asked">', "</ul>")}
        for kind, run in groupby(blocks, key=type):
            opening, closing = around.get(kind, ("", ""))
            lines = (line for block in run for line in self._block(block))
            yield from (line for line in (opening, *lines, closing) if line)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(tone=tone, language=language):
                yield f'<p class="{tone}"{_lang(language)}>{_runs(block)}</p>'
            case Point(language=language):
                yield f"<li{_lang(language)}>{_runs(block)}</li>"
            case Quote(label=label, words=words, beside=beside):
                more = f"<p>{escape(beside)}</p>" if beside else ""
                yield f"<dt>{escape(label)}</dt><dd><blockquote>{escape(words)}</blockquote>{more}</dd>"
            case Facts():
                yield from _facts(block)
            case Asked():
                yield from self._asked(block)
            case Blank(label=label, lines=number):
                lines = '<span class="line" aria-hidden="true"></span>' * number
                yield f'<p class="blank">{escape(label)}{lines}</p>'
            case Chart():
                yield from _chart(block)
            case Ink(strokes=strokes, words=words):
                yield _figure("ink", drawing.ink(strokes), words)
            case Code(data=data, words=words):
                yield _figure("code", drawing.code(data), words)

    def _asked(self, asked: Asked) -> Iterator[str]:
        name = f' data-id="{escape(asked.id)}"' if asked.id else ""
        yield f"<li{name}><p{_lang(asked.language)}>{escape(asked.words)}</p>"
        if asked.boxes or asked.mark:
            chosen = f'<span class="heard"> ({escape(self._say("copy.chosen"))})</span>'
            yield '<ul class="boxes">'
            for box in asked.boxes:
                words = f"<strong>{escape(box.words)}</strong>{chosen}" if box.ticked else escape(box.words)
                yield f'<li><span aria-hidden="true">{"☒" if box.ticked else "☐"}</span> {words}</li>'
            yield from ([f'<li class="named">{escape(asked.mark)}</li>'] if asked.mark else [])
            yield "</ul>"
        yield from (f'<p class="quiet">{escape(line)}</p>' for line in asked.beside)
        yield "</li>"


def _runs(block: Paragraph | Point) -> str:
    return "".join(map(_run, block.runs)) or escape(block.words)


def _run(run: Run) -> str:
    words = escape(run.words)
    if run.explained:
        words = f"<i>{words}</i>"
    return f"<strong>{words}</strong>" if run.strong else words


def _facts(facts: Facts) -> Iterator[str]:
    yield f'<table class="facts"><caption>{escape(facts.caption)}</caption><tbody>'
    for row in facts.rows:
        value = f"<code>{escape(row.value)}</code>" if row.exact else escape(row.value)
        yield f'<tr><th scope="row">{escape(row.name)}</th><td>{value}</td></tr>'
    yield "</tbody></table>"


def _chart(chart: Chart) -> Iterator[str]:
    worse, better = chart.ends
    yield f'<div class="wide"><table class="chart"{_lang(chart.language)}><caption>{escape(chart.caption)}</caption>'
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in chart.heads)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for row in chart.rows:
        strip = f'<span class="strip" aria-hidden="true"><i>{escape(worse)}</i><i>{escape(better)}</i>'
        yield (
            f'<tr><th scope="row">{escape(row.condition)}</th>'
            f"<td>{escape(row.trials)}</td><td>{escape(row.people)}</td>"
            f"<td>{strip}{drawing.strip(row.results)}</span><p>{escape(row.found)}</p><p>{escape(row.limits)}</p></td>"
            f"<td>{_dots(row)}{escape(row.certainty)}</td></tr>"
        )
    yield "</tbody></table></div>"


def _dots(row: ChartRow) -> str:
    return f'<span class="dots" aria-hidden="true">{"●" * row.dots}{"○" * (_MOST_DOTS - row.dots)}</span> '


def _figure(name: str, drawn: str, words: str) -> str:
    """A drawing whose words stand below it, where everybody can read and hear them."""
    return f'<figure class="{name}">{drawn}<figcaption>{escape(words)}</figcaption></figure>'
