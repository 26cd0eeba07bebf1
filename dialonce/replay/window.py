"""The last part of a log, as far as it is kept to tell what came before an impossible line."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from dialonce.replay.blocks import Block
from dialonce.replay.damage import Skipped, shown
from dialonce.replay.line import Line, Name
from dialonce.replay.reader import decoded

BYTES_MAX = 8 << 20
ROW_BYTES = 128  # about what a decoded line takes


class Rows(NamedTuple):
    """Decoded lines with their numbers, of which the text is not kept."""

    numbers: Sequence[int]
    lines: Sequence[Line]


class Window:
    """The last blocks or rows of a log, of at most `most` bytes."""

    def __init__(self, most: int = BYTES_MAX):
        self._parts: deque[Block | Rows] = deque()
        self._bytes, self._most = 0, most

    def add(self, part: Block | Rows) -> None:
        """Keep a part, and drop the oldest ones that are too much."""
        self._parts.append(part)
        self._bytes += _size(part)
        while self._bytes > self._most and len(self._parts) > 1:
            self._bytes -= _size(self._parts.popleft())

    def reaches(self, number: int) -> bool:
        """Whether the line of that number, and all after it, are kept."""
        return bool(self._parts) and next(_lines(self._parts[0]))[0] <= number

    def text(self, number: int) -> str:
        """A line as it is shown."""
        for part in reversed(self._parts):
            if isinstance(part, Block):
                if part.first <= number:
                    return shown(part.data.split(b"\n")[number - part.first])
            elif number in part.numbers:
                line = part.lines[part.numbers.index(number)]
                return shown(msgspec.json.encode(_plain(line)))
        return ""

    def before(self, number: int, session: Name, member: Name) -> Iterator[tuple[int, Line]]:
        """The lines up to a number that concern a member of a session, or all of its members."""
        for part in self._parts:
            for at, line in _lines(part):
                if at > number:
                    return
                general = line.session is None and line.member is None
                mine = line.session == session or general
                if (
                    mine
                    and (line.event or line.gap)
                    and (line.member is None or line.member == member)
                ):
                    yield at, line


def _lines(part: Block | Rows) -> Iterator[tuple[int, Line]]:
    if isinstance(part, Block):
        lines = decoded(part, Skipped())
        return zip(range(part.first, part.first + len(lines)), lines, strict=True)
    return zip(part.numbers, part.lines, strict=True)


def _size(part: Block | Rows) -> int:
    return len(part.data) if isinstance(part, Block) else ROW_BYTES * len(part.lines)


def _plain(line: Line) -> dict[str, object]:
    fields = {name: getattr(line, name) for name in ("event", "member", "session", "t")}
    return {name: value for name, value in fields.items() if value is not None}
