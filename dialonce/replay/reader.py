"""Reads a log: blocks of lines decoded at once where they are whole, one by one where not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from dialonce.errors import UsageError
from dialonce.replay.blocks import Block, blocks
from dialonce.replay.damage import Skipped, header_of
from dialonce.replay.line import FORMAT, Header, Line, decoder


class Reader:
    """The blocks of a stream; `header` is there before the first of them is asked for.

    Errors: UsageError for a header that is wrong or of another version.
    """

    def __init__(self, read: Callable[[int], bytes]):
        self._blocks = blocks(read)
        self._first = next(self._blocks, None)
        line = self._first.data.partition(b"\n")[0] if self._first else b""
        self.header: Header | None = header_of(line)
        if self.header is not None:
            _check(self.header)

    def __iter__(self) -> Iterator[Block]:
        """The lines as they arrive, without the header."""
        block = self._first
        if block and self.header:
            _, newline, rest = block.data.partition(b"\n")
            block = Block(block.numbers[1:], rest, block.ended) if newline and rest else None
        if block:
            yield block
        yield from self._blocks


def _check(header: Header) -> None:
    if header.dialonce != FORMAT:
        raise UsageError(f"line 1: logs of format {header.dialonce} are unknown; {FORMAT} is known")


def decoded(block: Block, skipped: Skipped) -> list[Line]:
    """The lines of a block; SKIPPED or GAP for what cannot be judged."""
    data, count = block.data, len(block.numbers)
    if data.count(b"}\n{") + data.count(b"}\r\n{") == count - 1 and b'"gap"' not in data:
        try:
            lines = decoder.decode_lines(data)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            lines = []
        if len(lines) == count:
            return lines
    parts = zip(data.split(b"\n"), block.numbers, strict=False)
    return [skipped.decoded(part, at, block.ended or at < block.numbers[-1]) for part, at in parts]
