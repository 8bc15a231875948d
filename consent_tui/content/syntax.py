"""From bytes to text to tables: what no longer depends on the pack, only on how UTF-8 and TOML are written."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from consent_tui.content.faults import Fault

Doc = dict[str, Any]
DEEPEST = 6  # tables and lists in each other; the format needs four
FENCE = "+++"

SENTENCES = (  # what tomllib says begins so → what is wrong, what to do
    ("Invalid value", "this is not a value", 'put "quotation marks" around words'),
    ("Expected '=' after a key", "an = is missing after the name", 'write name = "words"'),
    ("Expected newline or end", "something is left over at the end of this line", "begin a new line after each value"),
    ("Illegal character", "a text is not closed on its line, or holds an invisible character",
     'put " at its end'),
    ("Unterminated string", "a text is never closed", "put the closing quotation marks"),
    ("Unescaped", "a \\ stands alone in a text", "write \\\\ for one, or leave it out"),
    ("Unclosed array", "a list is never closed", "put the closing ]"),
    ("Unclosed inline table", "a { is never closed", "put the closing }"),
    ("Expected ']", "the head of a table is not closed", "write [name] or, for one of several, [[name]]"),
    ("Cannot overwrite", "this name already has a value", "keep one of the two"),
    ("Cannot declare", "this table stands here twice", "keep one, or write [[name]] where several may stand"),
    ("Cannot mutate", "this table was closed above", "move the line into the table"),
    ("Cannot redefine", "this name already has a value", "keep one of the two"),
    ("Duplicate inline", "a name stands twice between { and }", "keep one of the two"),
    ("Invalid statement", "this is neither a name nor the head of a table", 'write name = "words" or [name]'),
    ("Invalid initial", "a name is missing or begins with a character that cannot stand there",
     "use letters, digits and - for names"),
    ("Invalid date", "there is no such day or time", "write a day as 2026-11-21"),
)  # fmt: skip


def text(raw: bytes, shown: str) -> str | Fault:
    """Decode a file of a pack; line ends become `\\n`."""
    if raw.startswith(b"\xef\xbb\xbf"):
        return Fault(
            shown, 1, "the file begins with an invisible mark (BOM)", 'save it as "UTF-8", not "UTF-8 with BOM"'
        )
    if (at := raw.find(b"\0")) >= 0:
        return Fault(shown, _line(raw, at), "the file holds a NUL character", "save it as a plain text file in UTF-8")
    try:
        return raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        return Fault(shown, _line(raw, error.start), "the file is not UTF-8 text", "save it as UTF-8 in your editor")


def table(source: str, shown: str, above: int = 0) -> Doc | Fault:
    """Parse TOML; `above` is how many lines of the file stand before `source`."""
    try:
        doc = tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        return _told(error, source, shown, above)
    return _too_deep(shown) if _depth(doc) > DEEPEST else doc


def page(source: str, shown: str) -> tuple[str, str] | Fault:
    """Part a page into its front matter and its Markdown; the Markdown begins `front.count("\\n") + 2` lines down."""
    lines = source.split("\n")
    if lines[0].rstrip() != FENCE:
        return Fault(shown, 1, f"the page does not begin with {FENCE}", f"put its title between two lines of {FENCE}")
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return "".join(f"{head}\n" for head in lines[1:number]), "\n".join(lines[number + 1 :])
    return Fault(shown, 1, f"the second {FENCE} is missing", f"put a line of {FENCE} below the title and the sources")


def _told(error: Exception, source: str, shown: str, above: int) -> Fault:
    if isinstance(error, RecursionError):
        return _too_deep(shown)
    said = str(error)
    place = re.search(r"at line (\d+)", said)
    line = int(place[1]) if place else source.rstrip("\n").count("\n") + 1
    for begin, what, todo in SENTENCES:
        if said.startswith(begin):
            return Fault(shown, line + above, what, todo)
    return Fault(shown, line + above, "this line cannot be read", "compare it with the lines around it")


def _too_deep(shown: str) -> Fault:
    return Fault(shown, None, "lists or tables stand too deep in each other", "compare the file with the guide")


def _depth(doc: Doc) -> int:
    """How deep tables and lists stand in each other; counted level by level, since Python's stack is short."""
    level: list[Any] = [doc]
    depth = 0
    while level and depth <= DEEPEST:
        depth += 1
        inner = [v for item in level for v in (item.values() if isinstance(item, dict) else item)]
        level = [v for v in inner if isinstance(v, dict | list)]
    return depth


def _line(raw: bytes, at: int) -> int:
    return raw.count(b"\n", 0, at) + 1
