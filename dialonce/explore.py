"""Explore: breadth first over packed states, with exact counts and shortest paths."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dialonce.compose import Composed
from dialonce.errors import UsageError

SLICE = 1 << 14
WORD_BITS = 63
Progress = Callable[[int, int], None]


@dataclass
class Layout:
    """How a state is packed: members, first sorted field, and bits of the parts."""

    members: int
    fixed: int
    global_bits: int
    bits: int

    def unpack(self, words: Any) -> tuple[Any, Any]:
        """Global states (n,) and member states (n, members) of packed words."""
        words = np.asarray(words, np.uint64)
        g = (words & np.uint64((1 << self.global_bits) - 1)).astype(np.int64)
        shifts = np.array(
            [self.global_bits + i * self.bits for i in range(self.members)], np.uint64
        )
        fields = (words[:, None] >> shifts[None, :]) & np.uint64((1 << self.bits) - 1)
        return g, fields.astype(np.int64)


@dataclass
class Space:
    """An explored state space. `complete` is False when a bound or an interrupt ended it early.

    `words` (states,) uint64 in breadth-first order; `parents`, `events` (states,) how each was
    reached; `seen` (G, M) the first state with that pair, -1 for none; `steps` counts the steps
    that change the state; `deadlock` is the first state without one, or -1.
    """

    composed: Composed
    layout: Layout
    words: Any
    parents: Any
    events: Any
    seen: Any
    steps: int = 0
    depth: int = 0
    deadlock: int = -1
    complete: bool = True
    why: str = ""
    seconds: float = 0.0
    keys: Any = field(default=None, repr=False)
    values: Any = field(default=None, repr=False)
    shift: Any = None

    @property
    def states(self) -> int:
        """How many distinct states were found."""
        return len(self.words)

    def event_of(self, via: int) -> tuple[str, str, int]:
        """Decode an event number: machine, event, member (of the sorted state)."""
        own = len(self.composed.own_events) * self.layout.members
        if via < own:
            event, member = divmod(via, self.layout.members)
            return (*self.composed.own_events[event], member)
        return (*self.composed.shared_events[via - own], 0)

    def path(self, index: int) -> list[tuple[str, str, int]]:
        """The events that lead from the initial state to state `index`."""
        events = []
        while index > 0:
            events.append(self.event_of(int(self.events[index])))
            index = int(self.parents[index])
        return events[::-1]


def layout_of(composed: Composed, members: int, fixed: int) -> Layout:
    """The packing for so many members. Errors: UsageError when a state needs too many bits."""
    g_count, m_count = composed.pairs.shape
    global_bits, bits = (g_count - 1).bit_length(), max(1, (m_count - 1).bit_length())
    if global_bits + members * bits > WORD_BITS:
        most = (WORD_BITS - global_bits) // bits
        raise UsageError(
            f"system {composed.system.name}: {members} records need "
            f"{global_bits + members * bits} bits a state; use --records {most} or fewer."
        )
    return Layout(members, fixed, global_bits, bits)


class Search:
    """A search under way: arrays that grow, and the hash table over them."""

    def __init__(self, composed: Composed, layout: Layout):
        self.composed, self.layout = composed, layout
        self.capacity, self.count = 1 << 16, 1
        self.words = np.zeros(self.capacity, np.uint64)
        self.parents = np.zeros(self.capacity, np.int32)
        self.events = np.zeros(self.capacity, np.int16)
        self.seen = np.full(composed.pairs.shape, -1, np.int32)
        self.seen[0, 0] = 0
        self.branches = len(composed.own_events) * layout.members + len(composed.shared_events)
        self._rehash(1 << 18)

    def reserve(self, states: int) -> None:
        """Make room for `states` more."""
        need = self.count + states * self.branches
        if need > self.capacity:
            while self.capacity < need:
                self.capacity *= 2
            for name in ("words", "parents", "events"):
                old = getattr(self, name)
                grown = np.empty(self.capacity, old.dtype)
                grown[: self.count] = old[: self.count]
                setattr(self, name, grown)
        if 2 * need > len(self.keys) and 2 * self.count > len(self.keys) // 2:
            self._rehash(len(self.keys) * 4)

    def _rehash(self, size: int) -> None:
        from dialonce import kernel

        self.keys = np.full(size, kernel.EMPTY, np.uint64)
        self.values = np.zeros(size, np.int32)
        self.shift = np.uint64(64 - (size.bit_length() - 1))
        kernel.rehash(self.words, self.count, self.keys, self.values, self.shift)

    def advance(self, begin: int, end: int) -> tuple[int, int]:
        """Expand the states [begin, end); returns (steps, first deadlock or -1)."""
        from dialonce import kernel

        self.reserve(end - begin)
        c, lay = self.composed, self.layout
        self.count, steps, dead = kernel.advance(
            self.words, self.parents, self.events, self.count, begin, end, self.keys, self.values,
            self.shift, self.seen, c.own, c.shared, c.cast_of, c.casts, c.ends,
            lay.members, lay.fixed, lay.global_bits, lay.bits,
        )  # fmt: skip
        return steps, dead


def explore(
    composed: Composed,
    members: int,
    symmetry: bool = True,
    tracked: int = 0,
    max_states: int | None = None,
    progress: Progress | None = None,
) -> Space:
    """Visit every reachable state. With symmetry, states that differ in member names are one;
    the first `tracked` members keep their names.

    A bound or an interrupt ends the search early: the space is then not complete.
    """
    began = time.perf_counter()
    search = Search(composed, layout_of(composed, members, tracked if symmetry else members))
    begin, end, depth, steps, deadlock, why = 0, 1, 0, 0, -1, ""
    try:
        while begin < end and not why:
            for at in range(begin, end, SLICE):
                more, dead = search.advance(at, min(at + SLICE, end))
                steps, deadlock = steps + more, dead if deadlock < 0 else deadlock
                if max_states is not None and search.count > max_states:
                    why = f"more than {max_states} states"
                    break
                if progress:
                    progress(search.count, depth)
            begin, end = end, search.count
            depth += end > begin
    except KeyboardInterrupt:
        why = "interrupted"
    count = search.count
    space = Space(
        composed, search.layout, search.words[:count], search.parents[:count],
        search.events[:count], search.seen, steps, depth, deadlock, not why, why,
    )  # fmt: skip
    space.keys, space.values, space.shift = search.keys, search.values, search.shift
    space.seconds = time.perf_counter() - began
    return space
