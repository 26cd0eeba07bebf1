"""Explore: breadth first over packed states, with exact counts and shortest paths."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dialonce.compose import Composed
from dialonce.packing import Layout, Store, layout_of

SLICE = 1 << 12
LOAD_MAX = 0.75
Progress = Callable[[int, int], None]


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
    store: Store = field(default=Store(None, None, None), repr=False)

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


class Search:
    """A search under way: arrays that grow, and the hash table over them."""

    def __init__(self, composed: Composed, layout: Layout):
        self.composed, self.layout = composed, layout
        self.capacity, self.count = 1 << 18, 1
        self.words = np.zeros(self.capacity, np.uint64)
        self.parents = np.zeros(self.capacity, np.int32)
        self.events = np.zeros(self.capacity, np.int16)
        self.seen = np.full(composed.pairs.shape, -1, np.int32)
        self.seen[0, 0] = 0
        self.branches = len(composed.own_events) * layout.members + len(composed.shared_events)
        self.store = self._empty(1 << 19)
        self.store.keys[0] = 0  # the initial state is word 0, which hashes to slot 0

    def reserve(self, states: int) -> None:
        """Make room for `states` more."""
        from dialonce import kernel

        need = self.count + states * self.branches
        if need > self.capacity:
            while self.capacity < need:
                self.capacity *= 2
            for name in ("words", "parents", "events"):
                old = getattr(self, name)
                grown = np.empty(self.capacity, old.dtype)
                grown[: self.count] = old[: self.count]
                setattr(self, name, grown)
        size = len(self.store.keys)
        while need > LOAD_MAX * size:
            size *= 2
        if size > len(self.store.keys):
            self.store = self._empty(size)
            kernel.rehash(self.words, self.count, self.store)

    def _empty(self, size: int) -> Store:
        from dialonce.kernel import EMPTY

        shift = np.uint64(64 - (size.bit_length() - 1))
        return Store(np.full(size, EMPTY, np.uint64), np.zeros(size, np.int32), shift)

    def advance(self, begin: int, end: int) -> tuple[int, int]:
        """Expand the states [begin, end); returns (steps, first deadlock or -1)."""
        from dialonce import kernel

        self.reserve(end - begin)
        self.count, steps, dead = kernel.advance(
            self.words, self.parents, self.events, self.count, begin, end, self.store, self.seen,
            self.composed.dense, self.layout,
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
    return Space(
        composed, search.layout, search.words[:count], search.parents[:count],
        search.events[:count], search.seen, steps, depth, deadlock, not why, why,
        time.perf_counter() - began, search.store,
    )  # fmt: skip
