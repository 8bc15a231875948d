"""A document as PDF/A-3a and PDF/UA-1 in one file, the sealed record attached: set by typst, an extra.

Words go to typst as data, never as markup. It has fonts of its own for Latin, Greek and Cyrillic; for other scripts
those of the machine are taken. Where none has a sign, a box stands for it and the copy says so.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from itertools import groupby
from typing import Any

from consent_tui.copies import drawing
from consent_tui.copies.document import Block, Chart, Code, Document, Ink, Paragraph, Point, Section, Tone
from consent_tui.copies.pdf_extra import ExtraMissing
from consent_tui.model.text import visible

STANDARDS = ["a-3a", "ua-1"]
_BOX = "□"
_PROBE = b"""
#set document(title: "-", date: datetime(year: 2000, month: 1, day: 1))
#set text(lang: "en", font: "Libertinus Serif")
#sys.inputs.sign"""
_NO_WORDS = ("attached", "kind", "drawing", "strip", "strokes", "data")
_LONG = re.compile(r"(?<!\S)(?!sha256:|SHA256:)\S{41,}")  # digests fit their lines, and are to be copied as they are
_LATIN = "\u017f"  # the last letter of Latin Extended-A, which our own fonts have whole


@dataclass(frozen=True, slots=True)
class Attached:
    """A sealed record to be carried along. `words` describe it to who looks at the attachments."""

    name: str
    sealed: bytes
    words: str


def pdf(
    document: Document, unprinted: str, when: datetime, attached: Attached | None = None, *, machine: bool = True
) -> bytes:
    """Return the file; the same input gives the same bytes as long as its own fonts are enough.

    `when` is the time of what is in it, as of the record: PDF/A wants one, and no clock is asked. `unprinted` is what
    the copy says where a sign has no letter in any font; `machine`: whether fonts of this machine may be taken.
    Raises `ExtraMissing`.
    """
    try:
        import typst
    except ImportError:
        raise ExtraMissing from None
    told = _told(document, when, attached)
    sealed = attached.sealed.decode() if attached else ""
    for system in (False, True) if machine else (False,):
        setter = _Setter(typst, sealed, system=system)
        try:
            return setter.set(told)
        except typst.TypstError:
            continue  # a sign that no font here has; whatever else may be the matter is the matter again below
    told = _told(dataclasses.replace(document, head=(*document.head, Paragraph(unprinted, Tone.NOTE))), when, attached)
    try:
        return setter.set(_boxed(told, {sign for sign in _signs(told) if not setter.has(sign)}))
    except typst.TypstError:  # signs that can be set alone, and not as they stand beside each other
        return setter.set(_boxed(told, {sign for sign in _signs(told) if sign > _LATIN}))


class _Setter:
    """Typst with our template: with its own fonts, or with those of the machine too."""

    def __init__(self, engine: Any, sealed: str, *, system: bool) -> None:
        self._engine, self._sealed = engine, sealed
        self._fonts = engine.Fonts(include_system_fonts=system)

    def set(self, told: Any) -> bytes:
        template = files(__package__).joinpath("copy.typ").read_bytes()
        return self._compile(template, {"told": json.dumps(told, ensure_ascii=False), "sealed": self._sealed})

    def _compile(self, source: bytes, inputs: Mapping[str, str]) -> bytes:
        compiler = self._engine.Compiler(source, font_paths=self._fonts, sys_inputs=inputs)
        made: bytes = compiler.compile(format="pdf", pdf_standards=STANDARDS)
        return made

    def has(self, sign: str) -> bool:
        """Whether there is a letter for a sign."""
        try:
            self._compile(_PROBE, {"sign": sign})
        except self._engine.TypstError:
            return False
        return True


def _told(document: Document, when: datetime, attached: Attached | None) -> dict[str, Any]:
    """The document as JSON: what `copy.typ` reads."""
    at = when.astimezone(UTC)
    parts = ("year", "month", "day", "hour", "minute", "second")
    told = {
        **{name: getattr(document, name) for name in ("title", "language", "foot", "mark", "page", "subject", "large")},
        "date": {name: getattr(at, name) for name in parts},
        "attached": {"name": attached.name, "words": attached.words} if attached else None,
        "head": list(_blocks(document.head)),
        "body": list(_blocks(document.body)),
    }
    shown: dict[str, Any] = _changed(told, lambda words: _LONG.sub(_breakable, visible(words)))
    return shown


def _breakable(word: re.Match[str]) -> str:
    """A word that no line could hold may be broken anywhere; it would run off the page."""
    return "\u200b".join(word[0])


def _blocks(blocks: Iterable[Block | Section]) -> Iterator[dict[str, Any]]:
    for kind, run in groupby(blocks, key=type):
        if kind is Point:
            yield {"kind": "list", "items": [dataclasses.asdict(each) for each in run if isinstance(each, Point)]}
        else:
            yield from map(_block, run)


def _block(block: Block | Section) -> dict[str, Any]:
    told = {"kind": type(block).__name__.lower(), **dataclasses.asdict(block)}
    match block:
        case Section(body=body):
            told["body"] = list(_blocks(body))
        case Chart(rows=rows):
            for row, values in zip(rows, told["rows"], strict=True):
                values["strip"] = drawing.strip(row.results)
        case Ink(strokes=strokes):
            told["drawing"] = drawing.ink(strokes)
        case Code(data=data):
            told["drawing"] = drawing.code(data)
        case _:
            pass
    return told


def _boxed(told: Any, lacking: set[str]) -> Any:
    table = str.maketrans(dict.fromkeys(lacking, _BOX))
    return _changed(told, lambda words: words.translate(table))


def _changed(told: Any, change: Callable[[str], str]) -> Any:
    """The same tree with every text for people in it changed."""
    match told:
        case str():
            return change(told)
        case Mapping():
            return {key: value if key in _NO_WORDS else _changed(value, change) for key, value in told.items()}
        case list() | tuple():
            return [_changed(each, change) for each in told]
    return told


def _signs(told: Any) -> set[str]:
    """Every sign that is no ASCII."""
    found: set[str] = set()

    def gather(words: str) -> str:
        found.update(sign for sign in words if not sign.isascii())
        return words

    _changed(told, gather)
    return found
