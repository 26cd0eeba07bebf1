"""The shortest way on, for one member while the others rest: a search of the pairs (g, m)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from dialonce.cascade import Instance
from dialonce.compose import Composed
from dialonce.system import TICK
from dialonce.trace import member_state

Key = tuple[str, str]
Pair = tuple[int, int]


def pair_of(composed: Composed, state: dict[Instance, int], member: int) -> Pair:
    """The pair that a concrete state is for one member."""
    single = composed.globals
    code = sum(int(w) * state[n, 0] for w, n in zip(single.weights, single.names, strict=False))
    return single.ids[code], member_state(composed, state, member) if composed.members.names else 0


def way(composed: Composed, start: Pair, goal: Any, faults: bool = True) -> list[Key] | None:
    """The shortest way from a pair to one where `goal` (G, M) is true; None if there is none.

    First by what the system promises and by time alone, then without faults, then with `faults`.
    """
    system = composed.system
    promised = {*system.fair_events, *system.strong_events, TICK}
    calm = {key for key in system.spontaneous if not system.is_fault(*key)}
    for allowed in (promised & calm, calm, *[{*system.spontaneous}] * faults):
        found = _shortest(composed, start, goal, allowed)
        if found is not None:
            return found
    return None


def _shortest(composed: Composed, start: Pair, goal: Any, allowed: set[Key]) -> list[Key] | None:
    wide = composed.pairs.shape[1]
    came = np.full(composed.pairs.size, -1, np.int64)
    via = np.zeros(composed.pairs.size, np.int16)
    frontier = np.array([start[0] * wide + start[1]])
    came[frontier] = frontier
    while len(frontier):
        there = frontier[goal.ravel()[frontier]]
        if len(there):
            return _back(composed, came, via, int(there[0]))
        found = []
        for number, sources, targets in _moves(composed, frontier, allowed):
            new, first = np.unique(targets, return_index=True)
            fresh = came[new] < 0
            new, first = new[fresh], first[fresh]
            came[new], via[new] = sources[first], number
            found.append(new)
        frontier = np.sort(np.concatenate(found)) if found else frontier[:0]
    return None


def _moves(composed: Composed, frontier: Any, allowed: set[Key]) -> Iterator[tuple[int, Any, Any]]:
    """Event by event: its number, from where, and to where (packed pairs)."""
    c = composed
    wide = c.pairs.shape[1]
    g, m = np.divmod(frontier, wide)
    for number, key in enumerate([*c.own_events, *c.shared_events]):
        if key not in allowed:
            continue
        e = number - len(c.own_events)
        then = c.own[number, g, m] if e < 0 else c.shared[e, g]
        able = np.flatnonzero(then >= 0)
        targets = then[able].astype(np.int64)
        if e >= 0:
            targets = targets * wide + c.casts[c.cast_of[e, g[able]], m[able]]
        yield number, frontier[able], targets


def _back(composed: Composed, came: Any, via: Any, at: int) -> list[Key]:
    keys = [*composed.own_events, *composed.shared_events]
    events = []
    while came[at] != at:
        events.append(keys[via[at]])
        at = int(came[at])
    return events[::-1]
