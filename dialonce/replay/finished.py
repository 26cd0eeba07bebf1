"""Which members were seen to finish: compact, and bounded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort

BLOCK_BITS = 8  # of a whole number, kept as one bit of a block of 256
LOW = (1 << BLOCK_BITS) - 1
FULL = (1 << (1 << BLOCK_BITS)) - 1
REMEMBERED = 1_000_000


class Finished:
    """A set of names that forgets the oldest ones, when there are more than `most`.

    Whole numbers are bits of blocks, and full blocks are put together into spans; other names are
    kept as 64-bit hashes. `most` bounds blocks, spans and hashes; a span counts as one.
    """

    def __init__(self, most: int = REMEMBERED):
        self.most = max(1, most)
        self.forgot = False
        self._bits: dict[int, int] = {}
        self._ends: dict[int, int] = {}  # of spans of full blocks: first block to the one after
        self._begins: dict[int, int] = {}
        self._old: set[int] = set()
        self._new: set[int] = set()
        self._full: list[int] = []  # the first blocks of the spans, sorted

    def add(self, name: int | str | None) -> None:
        """Put a name in."""
        if isinstance(name, int):
            self._add_number(name)
            return
        self._new.add(hash(name))
        if 2 * len(self._new) > self.most:
            self.forgot = self.forgot or bool(self._old)
            self._old, self._new = self._new, set()

    def __bool__(self) -> bool:
        return bool(self._bits or self._full or self._new or self._old)

    def __contains__(self, name: int | str | None) -> bool:
        if isinstance(name, int):
            block = name >> BLOCK_BITS
            bits = self._bits.get(block)
            if bits is not None:
                return bool(bits >> (name & LOW) & 1)
            return bool(self._full) and self._in_span(block)
        key = hash(name)
        return key in self._new or key in self._old

    def _add_number(self, name: int) -> None:
        block = name >> BLOCK_BITS
        old = self._bits.get(block)
        if old is None and self._full and self._in_span(block):
            return
        bits = (old or 0) | 1 << (name & LOW)
        if bits != FULL:
            self._bits[block] = bits
            if len(self._bits) > self.most:
                self.forgot = True
                del self._bits[next(iter(self._bits))]
            return
        del self._bits[block]
        self._join(block)

    def _join(self, block: int) -> None:
        """Put a full block together with the spans beside it."""
        begin, end = self._begins.pop(block, block), self._ends.pop(block + 1, block + 1)
        if end != block + 1:
            del self._full[bisect_left(self._full, block + 1)]
        if begin == block:
            insort(self._full, block)
        self._ends[begin], self._begins[end] = end, begin
        if len(self._full) > self.most:
            self.forgot = True
            first = self._full.pop(0)
            del self._begins[self._ends.pop(first)]

    def _in_span(self, block: int) -> bool:
        at = bisect_right(self._full, block) - 1
        return at >= 0 and block < self._ends[self._full[at]]
