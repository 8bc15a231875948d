"""Where in a TOML file a key or a value stands. Loaded only when there is a fault to tell."""

from __future__ import annotations

import tomllib

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

TABLES = ("table", "table_array_element")
Path = tuple[str | int, ...]


def lines(source: str) -> dict[Path, int]:
    """Return the line, from 1, of every key, table and list item; `("question", 3, "follow", "yes", 0)` is a path."""
    parser = Parser(Language(tree_sitter_toml.language()))
    found: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    for node in parser.parse(source.encode()).root_node.named_children:
        if node.type in TABLES and node.named_children:
            _table(node, found, counts)
        else:
            _value(node, (), found)
    return found


def _table(node: Node, found: dict[Path, int], counts: dict[Path, int]) -> None:
    head, *rest = node.named_children
    path: Path = ()
    for name in _names(head):
        path = (*path, name)
        found.setdefault(path, _line(head))
        if path in counts:  # a table below the last [[entry]]
            path = (*path, counts[path] - 1)
    if node.type == "table_array_element":
        path = path[:-1] if path and isinstance(path[-1], int) else path
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    found[path] = _line(head)
    for child in rest:
        _value(child, path, found)


def _value(start: Node, above: Path, found: dict[Path, int]) -> None:
    """Walk without recursion: a file may be nested deeper than Python's stack."""
    todo = [(start, above)]
    while todo:
        node, path = todo.pop()
        if node.type == "pair" and len(node.named_children) > 1:
            key, value = node.named_children[:2]
            for name in _names(key):
                path = (*path, name)
                found.setdefault(path, _line(key))
            todo.append((value, path))
        elif node.type == "array":
            items = [child for child in node.named_children if child.type not in {"comment", "ERROR"}]
            for number, item in enumerate(items):
                found[(*path, number)] = _line(item)
                todo.append((item, (*path, number)))
        elif node.type == "inline_table":
            todo.extend((child, path) for child in node.named_children)


def _names(key: Node) -> list[str]:
    names = []
    inner: object
    try:
        inner = tomllib.loads(f"{(key.text or b'').decode()} = 0")
    except tomllib.TOMLDecodeError:  # the two parsers need not agree on every corner of TOML
        return []
    while isinstance(inner, dict) and inner:
        name, inner = next(iter(inner.items()))
        names.append(name)
    return names


def _line(node: Node) -> int:
    return node.start_point.row + 1
