"""What an independent checker and two independent readers find in a PDF copy."""

from __future__ import annotations

import io
import re
from functools import cache

import pytest

page = pytest.importorskip("page", reason="the checker of PDF/A and PDF/UA has no wheel here")
pikepdf = pytest.importorskip("pikepdf")
pypdf = pytest.importorskip("pypdf")

PROFILES = ("3a", "ua1")
_LENGTH = "PDFA3A-STREAM-LENGTH-001"
_ENDS = re.compile(rb"\r?\nendstream")


def failures(data: bytes, profile: str) -> list[tuple[str, str]]:
    """Every rule of a profile that the file breaks, by an independent checker.

    It errs in one: of a stream whose last byte happens to be CR it takes that for a part of the line's end, and says
    that its length is wrong. So, where it says that, we count ourselves.
    """
    report = page.validate_pdf_bytes(data, profile=profile)
    assert report.rules.passed > 100
    found = [(each.rule_id, each.message) for each in report.failures]
    return [each for each in found if each[0] != _LENGTH or wrong_lengths(data)]


def wrong_lengths(data: bytes) -> list[int]:
    """The streams, by number, that do not end where they say.

    ISO 19005-3, 6.1.7.1: `Length` counts the bytes up to the line's end before `endstream`.
    """
    reader = pypdf.PdfReader(io.BytesIO(data))
    wrong = []
    for number, at in sorted(place for table in reader.xref.values() for place in table.items()):
        if isinstance(reader.get_object(number), pypdf.generic.StreamObject):
            head = data[at : data.index(b"stream\n", at) + len(b"stream\n")]
            (length,) = re.findall(rb"/Length (\d+)", head)
            wrong += [] if _ENDS.match(data, at + len(head) + int(length)) else [number]
    return wrong


@cache
def pages(data: bytes) -> list[str]:
    return [each.extract_text() for each in pypdf.PdfReader(io.BytesIO(data)).pages]


def packed(words: str) -> str:
    """Without spaces: where a line ends is no part of the words."""
    return "".join(words.split())


def holding(data: bytes, words: str) -> list[str]:
    """The objects of a file, by type, in which these words stand: in a stream as it decodes, or in a string.

    Words on a page are numbers of letters in a font; for those see `pages`.
    """
    wide = words.encode("utf-16-be")
    with pikepdf.open(io.BytesIO(data)) as found:
        return [
            str(each.get("/Type", "")) if isinstance(each, pikepdf.Dictionary | pikepdf.Stream) else ""
            for each in found.objects
            if any(
                words.encode() in held or wide in held or wide.hex().encode() in held.lower() for held in _held(each)
            )
        ]


def _held(each) -> list[bytes]:
    """What an object itself holds: those that it refers to are looked at in their turn."""
    if isinstance(each, pikepdf.Stream):
        return [each.read_bytes(), *_held(each.stream_dict)]
    if isinstance(each, pikepdf.Dictionary | pikepdf.Array):
        inner = each.values() if isinstance(each, pikepdf.Dictionary) else each
        return [held for one in inner if not getattr(one, "is_indirect", False) for held in _held(one)]
    return [str(each).encode()] if isinstance(each, pikepdf.String) else []
