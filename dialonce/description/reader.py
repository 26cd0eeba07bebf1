"""Reads a description: TOML to typed data with line numbers, or one clear complaint."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import msgspec

from dialonce.description.complaint import explain, syntax_mend
from dialonce.description.positions import Path, line_at, positions
from dialonce.errors import DialonceError
from dialonce.files import Unreadable, read_bytes
from dialonce.rule import Remark

SIZE_BYTES_MAX = 256 * 1024
LOOKED_AT_MAX = 20  # contradictions of which the first one is shown
DOTS_MAX = 5  # a key of very many parts takes tomllib memory by the square
# Texts and comments; what is escaped outside of them is skipped, so that a line is read once.
QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*|\\.')


class DescriptionError(DialonceError):
    """A description that cannot be read: `file`, `line`, what is `wrong`, and the `mend`."""

    def __init__(self, file: str, line: int, wrong: str, mend: str):
        place = f"{file}:{line}" if line else file or "''"
        super().__init__(f"{place}: {wrong} Mend: {mend}")
        self.file, self.line, self.wrong, self.mend = file, line, wrong, mend


@dataclass(frozen=True)
class Format:
    """A kind of description: its schema, what rules look at, and what makes it unreadable.

    `view` makes of the data what rules get; `wrong` yields contradictions in that view, such as a
    name that names nothing.
    """

    name: str
    schema: type[msgspec.Struct]
    view: Callable[[Any], Any]
    wrong: Callable[[Any], Iterable[Remark]]


@dataclass(frozen=True)
class Description:
    """A description that was read: file, data, the view of rules, and the line of each part."""

    file: str
    data: msgspec.Struct
    view: Any
    lines: dict[Path, int]

    def line(self, remark: Remark) -> int:
        """The line that a remark is about."""
        path = self._paths[id(remark.part)]
        return line_at(self.lines, (*path, remark.key) if remark.key else path)

    @cached_property
    def _paths(self) -> dict[int, Path]:
        return {id(part): path for part, path in _parts(self.data, ())}


def read(path: str, kind: Format) -> Description:
    """The description in a file. Errors: DescriptionError with the line and the mend."""
    return read_text(_text(path), path, kind)


def read_text(text: str, file: str, kind: Format) -> Description:
    """The description in a text. Errors: DescriptionError with the line and the mend."""
    parsed = _parsed(file, text)
    lines = positions(text)
    try:
        data = msgspec.convert(parsed, kind.schema)
    except msgspec.ValidationError as error:
        place, wrong, mend = explain(str(error), parsed, kind.schema)
        raise DescriptionError(file, line_at(lines, place), wrong, mend) from error
    found = Description(file, data, kind.view(data), lines)
    for remark in sorted(islice(kind.wrong(found.view), LOOKED_AT_MAX), key=found.line):
        raise DescriptionError(file, found.line(remark), remark.text, remark.mend)
    return found


def _parts(part: msgspec.Struct, path: Path) -> Iterator[tuple[msgspec.Struct, Path]]:
    """Every table of a description with its path."""
    yield part, path
    for key in part.__struct_fields__:
        value = getattr(part, key)
        for number, each in enumerate(value if isinstance(value, list) else ()):
            if isinstance(each, msgspec.Struct):
                yield from _parts(each, (*path, key, number))


def _text(path: str) -> str:
    """The text of a file of bounded size."""
    try:
        content = read_bytes(path, SIZE_BYTES_MAX)
    except Unreadable as error:
        why = error.why if error.why.startswith("it ") else f"it cannot be read: {error.why}"
        raise DescriptionError(path, 0, f"{why}.", "name a TOML file") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DescriptionError(path, line, "it is not UTF-8.", "save it as UTF-8") from error


def _parsed(path: str, text: str) -> dict[str, Any]:
    for line, words in enumerate(text.split("\n"), 1):
        if words.count(".") > DOTS_MAX and QUOTED.sub("", words).count(".") > DOTS_MAX:
            many = f"the line has more than {DOTS_MAX} dots outside of quotes."
            raise DescriptionError(path, line, many, "write plain keys, and texts in quotes")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(path, text, error) from error
    except (RecursionError, ValueError, OverflowError) as error:
        deep = isinstance(error, RecursionError)
        wrong = "it is nested too deeply." if deep else "a value is out of every range."
        mend = "write plain tables" if deep else "give a value of the usual size"
        raise DescriptionError(path, _longest(text), wrong, mend) from error


def _syntax(path: str, text: str, error: Exception) -> DescriptionError:
    """What the TOML parser says, with the line and the column."""
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", str(error))
    said = str(error)[: found.start()] if found else str(error)
    line = int(found[1]) if found and found[1] else max(text.rstrip().count("\n") + 1, 1)
    where = f" at column {found[2]}" if found and found[2] else " at the end"
    return DescriptionError(path, line, f"{said}{where}.", syntax_mend(said))


def _longest(text: str) -> int:
    """The line where what is nested or too big most likely stands: the longest one."""
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda number: len(lines[number])) + 1
