"""A search under way: the states found so far, and the two ways to find more of them.

Small spaces are searched in NumPy, which is there at once. Beyond PLAIN_MAX states the search goes
on with the compiled kernel. Both find the same states in the same order, level by level.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from dialonce.compose import Composed
from dialonce.moves import Moves, moves_of
from dialonce.numbering import Numbering, split
from dialonce.plain import Plain

PLAIN_MAX = 50_000
STATES_MAX = (1 << 31) - 1
STATE_BYTES = 8 + 4 + 2  # its number, its parent, the event that led to it


class Engine(Protocol):
    """Expands states."""

    @property
    def bytes(self) -> int:
        """How much memory it needs beside the states found."""

    def expand(self, search: Search, begin: int, end: int) -> None:
        """Expand the states [begin, end) of `search`, and append what is new."""


class Search:
    """The states found so far, breadth first.

    `words` int64, `parents` int32 and `events` int16 have room for more than `count` states;
    `at`: the first state not yet expanded; `steps` counts the steps that change the state;
    `deadlock`: the first state without one, or -1.
    """

    def __init__(self, composed: Composed, numbering: Numbering, threads: int = 1):
        self.composed, self.numbering, self.threads = composed, numbering, threads
        self.moves: Moves = moves_of(composed)
        self.words, self.parents = np.zeros(1 << 10, np.int64), np.zeros(1 << 10, np.int32)
        self.events = np.zeros(1 << 10, np.int16)
        self.count, self.at, self.steps, self.deadlock = 1, 0, 0, -1
        self.firsts = [np.full(composed.pairs.size, -1, np.int32) for _ in range(threads)]
        self.engine: Engine = Plain()

    @property
    def seen(self) -> Any:
        """(G, M): the first state in which a pair occurs, -1 for none; of what is expanded."""
        first = np.min([each.view(np.uint32) for each in self.firsts], axis=0)
        return first.view(np.int32).reshape(self.composed.pairs.shape)

    @property
    def bytes(self) -> int:
        """How much memory the search needs now."""
        return self.count * STATE_BYTES + self.engine.bytes

    def expand(self, end: int) -> None:
        """Expand the states up to `end`. Errors: MemoryError when there are too many."""
        if self.count > PLAIN_MAX and isinstance(self.engine, Plain):
            from dialonce.compiled import Compiled

            self.engine = Compiled(self)
        self.engine.expand(self, self.at, end)
        self.at = end

    def append(self, words: Any, parents: Any, events: Any) -> None:
        """Add states that are new."""
        count = self.count + len(words)
        if count > STATES_MAX:
            raise MemoryError
        if count > len(self.words):
            room = max(count, len(self.words) * 3 // 2)
            for column in (self.words, self.parents, self.events):
                column.resize(room, refcheck=False)
        self.words[self.count : count] = words
        self.parents[self.count : count] = parents
        self.events[self.count : count] = events
        self.count = count

    def note(self, begin: int, end: int) -> None:
        """Take the pairs of the states [begin, end) into `seen`."""
        g, fields = split(self.numbering, self.words[begin:end])
        m_count, first = self.composed.pairs.shape[1], self.firsts[0]
        pairs = g * m_count + (fields if len(fields) else np.zeros((1, len(g)), np.int64))
        index = np.broadcast_to(np.arange(begin, end, dtype=np.int32), pairs.shape)
        pairs, index = pairs.T.ravel(), index.T.ravel()
        new = np.nonzero(first[pairs] < 0)[0][::-1]
        first[pairs[new]] = index[new]  # of several values for one entry the last one stays
