"""A stream of bytes as blocks of whole lines, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dialonce.replay.line import LINE_BYTES_MAX

READ_BYTES = 1 << 18
TOO_LONG = b"\x00too long"  # stands for a line that is not kept; no event has a NUL


class Block(NamedTuple):
    """Whole lines: their numbers, their bytes, and whether the last has its newline."""

    numbers: Sequence[int]
    data: bytes
    ended: bool = True


def blocks(read: Callable[[int], bytes]) -> Iterator[Block]:
    """The lines of a stream as they arrive; the last one may lack its newline.

    A line longer than LINE_BYTES_MAX is replaced by TOO_LONG as it arrives.
    """
    first, rest = 1, b""
    while data := read(READ_BYTES):
        whole, newline, rest = (_shortened(rest) + data).rpartition(b"\n")
        if newline:
            lines = whole + newline
            numbers = range(first, first + lines.count(b"\n"))
            yield Block(numbers, _bounded(lines))
            first = numbers.stop
    if rest:
        yield Block(range(first, first + 1), _bounded(rest), False)


def _shortened(rest: bytes) -> bytes:
    """The beginning of a line, as much of it as may still matter."""
    return TOO_LONG + b" " * LINE_BYTES_MAX if len(rest) > LINE_BYTES_MAX else rest


def _bounded(data: bytes) -> bytes:
    """The same lines, the too long ones replaced."""
    start, end = 0, len(data)
    while end - start > LINE_BYTES_MAX:
        newline = data.rfind(b"\n", start, start + LINE_BYTES_MAX + 1)
        if newline < 0:
            lines = data.split(b"\n")
            return b"\n".join(TOO_LONG if len(x) > LINE_BYTES_MAX else x for x in lines)
        start = newline + 1
    return data
