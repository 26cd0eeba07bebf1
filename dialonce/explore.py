"""Explore: breadth first over numbered states, with exact counts and shortest paths."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dialonce.compose import Composed
from dialonce.numbering import Numbering, numbering_of
from dialonce.search import Search

SLICE = 1 << 14
Progress = Callable[[int, int], None]
Explorer = Callable[..., "Space"]  # called as `explore` is


@dataclass
class Space:
    """An explored state space. `complete` is False when a bound or an interrupt ended it early.

    `words` (states,) int64 in breadth-first order; `parents`, `events` (states,) how each was
    reached; `seen` (G, M) the first state with that pair, -1 for none; `steps` counts the steps
    that change the state; `deadlock` is the first state without one, or -1.
    """

    composed: Composed
    numbering: Numbering
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

    @property
    def states(self) -> int:
        """How many distinct states were found."""
        return len(self.words)

    def event_of(self, via: int) -> tuple[str, str, int]:
        """Decode an event number: machine, event, member (of the sorted state)."""
        own = len(self.composed.own_events) * self.numbering.members
        if via < own:
            event, member = divmod(via, self.numbering.members)
            return (*self.composed.own_events[event], member)
        return (*self.composed.shared_events[via - own], 0)

    def path(self, index: int) -> list[tuple[str, str, int]]:
        """The events that lead from the initial state to state `index`."""
        events = []
        while index > 0:
            events.append(self.event_of(int(self.events[index])))
            index = int(self.parents[index])
        return events[::-1]


def explore(
    composed: Composed,
    members: int,
    symmetry: bool = True,
    tracked: int = 0,
    max_states: int | None = None,
    progress: Progress | None = None,
    max_memory: int | None = None,
    stop: Any = None,
    threads: int = 1,
) -> Space:
    """Visit every reachable state. With symmetry, states that differ in member names are one;
    the first `tracked` members keep their names.

    A bound or an interrupt ends the search early: the space is then not complete. `max_memory` in
    bytes; `stop` (G, M) booleans: end where one of these pairs is found.
    """
    began = time.perf_counter()
    fixed = min(tracked, members) if symmetry else members
    search = Search(composed, numbering_of(composed, members, fixed), threads)
    level, depth, why = 1, 0, ""
    try:
        while search.at < search.count and not why:
            search.expand(min(search.at + SLICE, level))
            if max_states is not None and search.count > max_states:
                why = f"more than {max_states} states"
            elif max_memory is not None and search.bytes > max_memory:
                why = f"more than {max_memory >> 20} MiB of memory"
            elif stop is not None and (search.seen[stop] >= 0).any():
                why = "stopped at the first violation"
            if progress:
                progress(search.count, depth)
            if search.at == level:
                level, depth = search.count, depth + (search.count > level)
    except KeyboardInterrupt:
        why = "interrupted"
    count = search.count
    search.note(search.at, count)
    return Space(
        composed, search.numbering, search.words[:count], search.parents[:count],
        search.events[:count], search.seen, search.steps, depth, search.deadlock, not why, why,
        time.perf_counter() - began,
    )  # fmt: skip
