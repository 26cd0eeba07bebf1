"""Where in a TOML text each value stands: path of keys and indexes to line number."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Path = tuple[str | int, ...]


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_toml.language()))


def positions(text: str) -> dict[Path, int]:
    """The line of each value of a text that tomllib accepts, from 1."""
    lines: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    for node in _parser().parse(text.encode()).root_node.named_children:
        if node.type == "pair":
            _pair((), node, lines)
        elif node.type in ("table", "table_array_element"):
            key, *pairs = (child for child in node.named_children if child.type != "comment")
            path = _opened(list(_parts(key)), node.type != "table", counts)
            lines[path] = node.start_point[0] + 1
            if isinstance(path[-1], int):
                lines.setdefault(path[:-1], lines[path])
            for pair in pairs:
                _pair(path, pair, lines)
    return lines


def line_at(lines: dict[Path, int], path: Path) -> int:
    """The line of a path, or of what it is in."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _opened(parts: list[str], repeated: bool, counts: dict[Path, int]) -> Path:
    """The path of a table's head: an array of tables stands for its latest table."""
    path: Path = ()
    for number, part in enumerate(parts, 1):
        path += (part,)
        if repeated and number == len(parts):
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path += (counts[path] - 1,)
    return path


def _pair(path: Path, node: Node, lines: dict[Path, int]) -> None:
    if node.type == "pair" and len(node.named_children) > 1:
        key, value = node.named_children[0], node.named_children[-1]
        for part in _parts(key):
            path += (part,)
            lines.setdefault(path, key.start_point[0] + 1)
        _value(path, value, lines)


def _value(path: Path, node: Node, lines: dict[Path, int]) -> None:
    if node.type == "array":
        values = [child for child in node.named_children if child.type != "comment"]
        for number, value in enumerate(values):
            lines[*path, number] = value.start_point[0] + 1
            _value((*path, number), value, lines)
    elif node.type == "inline_table":
        for pair in node.named_children:
            _pair(path, pair, lines)


def _parts(key: Node) -> Iterator[str]:
    """The parts of a key, dotted or not, without quotes."""
    if key.type == "dotted_key":
        for child in key.named_children:
            yield from _parts(child)
    elif key.type == "quoted_key":
        yield from tomllib.loads((key.text or b"").decode() + " = 0")
    else:
        yield (key.text or b"").decode()
