"""Explore: breadth first over numbered states, with exact counts and shortest paths."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dialonce.compose import Composed
from dialonce.effort import USUAL, Effort
from dialonce.numbering import Numbering, numbering_of
from dialonce.search import Search

if TYPE_CHECKING:
    from dialonce.checkpoint import Checkpoint

Progress = Callable[[int, int, int], None]  # told of states, depth and bytes


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


def closure(composed: Composed) -> Space:
    """Every pair that could occur with any number of members, as if each occurred at once."""
    numbering = Numbering(2 if composed.system.group else 0, 0, 0, 0, None)
    seen, nothing = np.where(composed.pairs, 0, -1).astype(np.int32), np.empty(0, np.int64)
    return Space(composed, numbering, nothing, nothing, nothing, seen)


def explore(
    composed: Composed,
    members: int,
    symmetry: bool = True,
    tracked: int = 0,
    effort: Effort = USUAL,
    progress: Progress | None = None,
    stop: Any = None,
) -> Space:
    """Visit every reachable state. With symmetry, states that differ in member names are one;
    the first `tracked` members keep their names.

    A bound or an interrupt ends the search early: the space is then not complete. `stop` (G, M)
    booleans: end where one of these pairs is found. A checkpoint is gone on from, saved now and
    then and when the search ends early, and removed when it is done.
    """
    if effort.cluster is not None:
        return effort.cluster.explore(composed, members, symmetry, tracked, effort, progress, stop)
    began = time.perf_counter()
    fixed = min(tracked, members) if symmetry else members
    search = Search(composed, numbering_of(composed, members, fixed), effort)
    saved = _checkpoint(search, effort, tracked)
    why = _run(search, effort, progress, stop, saved)
    count = search.count
    search.note_rest(search.at, count)
    return Space(
        composed, search.numbering, search.words[:count], search.parents[:count],
        search.events[:count], search.seen, search.steps, search.depth, search.deadlock, not why,
        why, time.perf_counter() - began,
    )  # fmt: skip


def _checkpoint(search: Search, effort: Effort, tracked: int) -> Checkpoint | None:
    """The checkpoint of a search, which goes on from what is there."""
    if effort.checkpoints is None:
        return None
    from dialonce.checkpoint import Checkpoint

    name = search.composed.system.name + f"-{tracked}-told-apart" * (tracked > 0)
    found = Checkpoint(effort.checkpoints, name)
    found.restore(search)
    return found


def _run(
    search: Search, effort: Effort, progress: Progress | None, stop: Any, saved: Checkpoint | None
) -> str:
    """Search to the end; returns why it ended early, if it did."""
    why, mark = "", search.mark
    try:
        while search.at < search.count and not why:
            search.advance()
            mark, why = search.mark, _bound(search, effort, stop)
            if saved and saved.due():
                saved.save(search, mark)
            if progress:
                progress(search.count, search.depth, search.bytes)
    except KeyboardInterrupt:
        why = "interrupted"
    except MemoryError as error:
        why = str(error) or "no memory left"
    if saved:
        saved.save(search, mark) if why else saved.remove()
    return why


def _bound(search: Search, effort: Effort, stop: Any) -> str:
    """Why the search must end here, or nothing."""
    if effort.states is not None and search.count > effort.states:
        return f"more than {effort.states} states"
    if search.bytes > search.memory:
        return f"more than {search.memory >> 20} MiB of memory"
    if stop is not None and (search.seen[stop] >= 0).any():
        return "stopped at the first violation"
    return ""
