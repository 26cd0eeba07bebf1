"""The last part of a log, as far as it is kept to tell what came before an impossible line."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from dialonce.replay.blocks import Block
from dialonce.replay.damage import Skipped, shown
from dialonce.replay.line import Line, Name
from dialonce.replay.reader import decoded

BYTES_MAX = 8 << 20


class Window:
    """The last blocks of a log, of at most `most` bytes."""

    def __init__(self, most: int = BYTES_MAX):
        self._blocks: deque[Block] = deque()
        self._bytes, self._most = 0, most

    def add(self, block: Block) -> None:
        """Keep a block, and drop the oldest ones that are too much."""
        self._blocks.append(block)
        self._bytes += len(block.data)
        while self._bytes > self._most and len(self._blocks) > 1:
            self._bytes -= len(self._blocks.popleft().data)

    def reaches(self, number: int) -> bool:
        """Whether the line of that number, and all after it, are kept."""
        return bool(self._blocks) and self._blocks[0].numbers[0] <= number

    def text(self, number: int) -> str:
        """A line as it is shown."""
        for block in reversed(self._blocks):
            if block.numbers[0] <= number:
                return shown(block.data.split(b"\n")[block.numbers.index(number)])
        return ""

    def before(self, number: int, session: Name, member: Name) -> Iterator[tuple[int, Line]]:
        """The lines up to a number that concern a member of a session, or all of its members."""
        for block in self._blocks:
            for at, line in zip(block.numbers, decoded(block, Skipped()), strict=True):
                if at > number:
                    return
                general = line.session is None and line.member is None
                mine = line.session == session or general
                told = line.event or line.gap
                if mine and told and (line.member is None or line.member == member):
                    yield at, line
