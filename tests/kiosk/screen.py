"""What a terminal shows: just enough of one to read what the kiosk draws."""

from __future__ import annotations

import codecs
import re

_PART = re.compile(
    r"\x1b\[(?P<numbers>[0-9;:]*)(?P<mark>[<>=?]?[0-9;:$]*)(?P<order>[A-Za-z])"  # CSI
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1b.|(?P<text>[^\x1b\r\n]+)|(?P<line>[\r\n])",
    re.DOTALL,
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-9;:<>=?$]*|\][^\x07\x1b]*)?\Z")


class Screen:
    """Rows and columns of letters; colours are not kept."""

    def __init__(self, rows: int = 24, columns: int = 80) -> None:
        self.rows, self.columns = rows, columns
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._cells: dict[tuple[int, int], str] = {}
        self._row = self._column = 1

    def feed(self, drawn: bytes) -> None:
        text = self._rest + self._decode(drawn)
        held = _UNFINISHED.search(text)
        self._rest = held[0] if held else ""
        for part in _PART.finditer(text[: len(text) - len(self._rest)]):
            if part["text"]:
                for letter in part["text"]:
                    self._cells[self._row, self._column] = letter
                    self._column += 1
            elif part["line"]:
                self._column = 1
                self._row += part["line"] == "\n"
            elif part["order"] == "H":
                row, _, column = part["numbers"].partition(";")
                self._row, self._column = int(row or 1), int(column or 1)
            elif (part["order"] == "J" and part["numbers"] == "2") or part[0] == "\x1b[?1049h":
                self.clear()

    def clear(self) -> None:
        self._cells.clear()

    @property
    def text(self) -> str:
        """Return what is on it as lines."""
        rows, columns = range(1, self.rows + 1), range(1, self.columns + 1)
        return "\n".join("".join(self._cells.get((row, column), " ") for column in columns).rstrip() for row in rows)
