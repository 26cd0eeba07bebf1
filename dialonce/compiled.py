"""The compiled engine: the kernel on one or more threads, for large spaces.

Which numbers were seen is kept as one bit a number, or, where those were too many, in hash tables.
Each thread expands its share of a block and deals the candidates to shards by their number; then
each thread admits those of one shard, which it alone looks at. What is found does not depend on
how fast they are, and a level is finished before the next one begins.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

from dialonce.search import STATE_BYTES

if TYPE_CHECKING:
    from dialonce.search import Search

BLOCK = 1 << 16  # states that a thread expands at a time
BITS_MAX = 1 << 31  # numbers that have a bit each: 256 MiB
LOAD_MAX = 0.7
KINDS = (np.int64, np.int32, np.int16)


class Compiled:
    """Expands states in the kernel. `seen`: for each shard its bits, or its hash table."""

    def __init__(self, search: Search):
        from dialonce import kernel

        self.kernel, self.threads = kernel, search.threads
        self.pool = ThreadPoolExecutor(self.threads)
        most = search.moves.most(search.numbering.members)
        self.block = _block(search.memory, most * self.threads)
        room = self.block * most + 1
        self.outs = [self._out(room) for _ in range(self.threads)]
        self.spaces = [_columns(room * self.threads) for _ in range(self.threads)]
        self.dense = search.numbering.size <= min(BITS_MAX, 4 * search.memory)
        if self.dense:
            bits = np.zeros((search.numbering.size >> 6) + 1, np.uint64)
            kernel.mark(search.words[: search.count], bits)
            self.seen = [bits] * self.threads
        else:
            self.seen = [np.empty(0, np.int64)] * self.threads
            self._grow(search)

    def _out(self, room: int) -> tuple[Any, ...]:
        return *_columns((self.threads, room)), np.zeros(self.threads, np.int64)

    @property
    def bytes(self) -> int:
        """The bits or hash tables, and the room for candidates."""
        seen = self.seen[:1] if self.dense else self.seen
        return sum(a.nbytes for each in [seen, *self.outs, *self.spaces] for a in each)

    def expand(self, search: Search, begin: int, end: int) -> None:
        """Expand the states [begin, end) of `search`, and append what is new."""
        step = self.block * self.threads
        for at in range(begin, end, step):
            self._expand(search, np.linspace(at, min(at + step, end), self.threads + 1, dtype=int))
            if not self.dense:
                self._grow(search)
            for shard, found in enumerate(self._each(self._admit)):
                search.append(*(column[:found] for column in self.spaces[shard]))

    def _expand(self, search: Search, cuts: Any) -> None:
        def expand(thread: int) -> tuple[int, int]:
            return self.kernel.expand(
                search.words, cuts[thread], cuts[thread + 1], search.moves, search.numbering,
                search.firsts[thread], self.outs[thread],
            )  # fmt: skip

        for steps, dead in self._each(expand):
            search.steps += int(steps)
            search.deadlock = int(dead) if search.deadlock < 0 else search.deadlock

    def _admit(self, shard: int) -> int:
        admit, found = self.kernel.admit if self.dense else self.kernel.admit_hashed, 0
        for *columns, got in self.outs:
            candidates = [column[shard] for column in columns]
            found = admit(*candidates, got[shard], self.seen[shard], self.spaces[shard], found)
        return found

    def _grow(self, search: Search) -> None:
        """Let each hash table have room for all candidates of the block."""
        for shard in range(self.threads):
            need = search.count + sum(int(got[shard]) for *_, got in self.outs)
            size = len(self.seen[shard])
            if need > LOAD_MAX * size:
                size = 1 << int(2 * need / LOAD_MAX).bit_length()
                self.seen[shard] = np.full(size, self.kernel.EMPTY)
                words = search.words[: search.count]
                self.kernel.insert(words, shard, self.threads, self.seen[shard])

    def _each(self, task: Any) -> list[Any]:
        if self.threads == 1:
            return [task(0)]
        return list(self.pool.map(task, range(self.threads)))


def _block(memory: int, steps: int) -> int:
    """How many states to expand at a time, so that candidates take an eighth of the memory."""
    return max(1, min(BLOCK, memory // (16 * STATE_BYTES * max(1, steps))))


def _columns(shape: Any) -> tuple[Any, ...]:
    return tuple(np.empty(shape, kind) for kind in KINDS)
