"""A search under way: the states found so far, and the two ways to find more of them.

Small spaces are searched in NumPy, which is there at once. Beyond PLAIN_MAX states the search goes
on with the compiled kernel, which takes half a second to load. Both find the same states in the
same order, level by level.
"""

from __future__ import annotations

import os
import sys
from typing import Any, NamedTuple, Protocol

import numpy as np

from dialonce.compose import Composed
from dialonce.effort import USUAL, Effort
from dialonce.moves import Moves, moves_of
from dialonce.numbering import Numbering, split
from dialonce.plain import Plain
from dialonce.successors import pairs_in

PLAIN_MAX = 50_000
LOADED_MAX = 1_000
NUMBERS_MAX = 1 << 26  # of a search in NumPy
SLICE = 1 << 17  # states that are expanded before anybody is asked whether to go on
STATES_MAX = (1 << 31) - 1
STATE_BYTES = 8 + 4 + 2  # its number, its parent, the event that led to it


class Mark(NamedTuple):
    """How far a search has come.

    `found` states, those before `at` expanded; the level of `depth` ends at `level`;
    `steps` counts the steps that change the state; `deadlock`: the first state without one, or -1.
    """

    found: int = 1
    at: int = 0
    level: int = 1
    depth: int = 0
    steps: int = 0
    deadlock: int = -1


def usual_memory() -> int:
    """Three quarters of the machine's memory, in bytes."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * 3 // 4


def _plain_max() -> int:
    """From how many states on the kernel pays: sooner where it is loaded anyway."""
    return LOADED_MAX if "dialonce.kernel" in sys.modules else PLAIN_MAX


class Engine(Protocol):
    """Expands states."""

    @property
    def bytes(self) -> int:
        """How much memory it needs beside the states found."""

    def expand(self, search: Search, begin: int, end: int) -> None:
        """Expand the states [begin, end) of `search`, and append what is new."""


class Search:
    """The states found so far, breadth first, and how far it has come (see Mark).

    `words` int64, `parents` int32 and `events` int16 have room for more than `count` states.
    `memory`: how many bytes it may take.
    """

    def __init__(self, composed: Composed, numbering: Numbering, effort: Effort = USUAL):
        self.composed, self.numbering = composed, numbering
        self.threads, self.memory = effort.threads, effort.memory or usual_memory()
        self.moves: Moves = moves_of(composed)
        self.words, self.parents = np.zeros(1 << 10, np.int64), np.zeros(1 << 10, np.int32)
        self.events = np.zeros(1 << 10, np.int16)
        self.count, self.at, self.level, self.depth, self.steps, self.deadlock = Mark()
        self.firsts = [np.full(composed.pairs.size, -1, np.int32) for _ in range(self.threads)]
        self.engine = self._engine()

    @property
    def seen(self) -> Any:
        """(G, M): the first state in which a pair occurs, -1 for none; of what is expanded."""
        first = np.min([each.view(np.uint32) for each in self.firsts], axis=0)
        return first.view(np.int32).reshape(self.composed.pairs.shape)

    @property
    def bytes(self) -> int:
        """How much memory the search needs now."""
        return self.count * STATE_BYTES + self.engine.bytes

    def advance(self) -> None:
        """Expand some more states of the level. Errors: MemoryError when there are too many."""
        end = min(self.at + SLICE, self.level)
        if isinstance(self.engine, Plain) and self.count > _plain_max():
            self.engine = self._engine()
        self.engine.expand(self, self.at, end)
        self.at = end
        if end == self.level:
            self.level, self.depth = self.count, self.depth + (self.count > end)

    @property
    def mark(self) -> Mark:
        """How far the search has come."""
        return Mark(self.count, self.at, self.level, self.depth, self.steps, self.deadlock)

    def resume(self, mark: Mark, words: Any, parents: Any, events: Any) -> None:
        """Go on from what was found another time."""
        self.words, self.parents, self.events = words, parents, events
        self.count, self.at, self.level, self.depth, self.steps, self.deadlock = mark
        self.engine = self._engine()
        self.note_rest(0, self.at)

    def append(self, words: Any, parents: Any, events: Any) -> None:
        """Add states that are new."""
        count = self.count + len(words)
        if count > STATES_MAX:
            raise MemoryError(f"more than {STATES_MAX} states")
        if count > len(self.words):
            self._grow(max(count, 2 * len(self.words)))
        self.words[self.count : count] = words
        self.parents[self.count : count] = parents
        self.events[self.count : count] = events
        self.count = count

    def _engine(self) -> Engine:
        """What finds more states from here on."""
        numbers_max = min(NUMBERS_MAX, self.memory // 64)
        if self.count <= _plain_max() and self.numbering.size <= numbers_max:
            return Plain(self)
        from dialonce.compiled import Compiled

        return Compiled(self)

    def _grow(self, room: int) -> None:
        """Make room, a column at a time; what is not written to yet takes no memory."""
        for name in ("words", "parents", "events"):
            old = getattr(self, name)
            new = np.empty(room, old.dtype)
            new[: self.count] = old[: self.count]
            setattr(self, name, new)

    def note_rest(self, begin: int, end: int) -> None:
        """Take the pairs of the states [begin, end) into `seen`, which were not expanded here."""
        m_count = self.composed.pairs.shape[1]
        for at in range(begin, end, SLICE):
            g, fields = split(self.numbering, self.words[at : min(at + SLICE, end)])
            pairs, holders = pairs_in(g, fields, m_count)
            self.note(pairs, at + holders)

    def note(self, pairs: Any, states: Any) -> None:
        """Take pairs, in the order of the states in which they occur, into `seen`."""
        first = self.firsts[0]
        new = np.nonzero(first.take(pairs) < 0)[0][::-1]
        first[pairs[new]] = states[new]  # of several values for one entry the last one stays
