"""A list as CSV that a spreadsheet shows and never obeys: a name like `=cmd()` stays a name.

Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end (OWASP, CSV Injection); an apostrophe
before it makes it words. Quoting is that of RFC 4180.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_JOINERS = "\u200c\u200d"  # written in Persian, Hindi and other scripts
_OBEYED = frozenset("=+-@|%")


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a line for the heads and one for each row, without line ends: no cell holds one."""
    for row in (heads, *rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow([guarded(cell) for cell in row])
        yield line.getvalue()


def guarded(cell: str) -> str:
    """Return the cell on one line, with an apostrophe first where it would be obeyed; full-width signs count alike."""
    words = "".join(sign if sign in _JOINERS or unicodedata.category(sign)[0] != "C" else " " for sign in cell)
    first = unicodedata.normalize("NFKC", words.lstrip().lstrip(_JOINERS))[:1]
    return f"'{words}" if first in _OBEYED else words
