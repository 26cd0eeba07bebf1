"""Graphs as arrays, for questions about paths and cycles: of a space, and of its pairs.

The graph of pairs (g, m) follows one member, and lets the others make any step that some reachable
pair allows at any time. It has every run of the space, seen from that member, and more: what never
fails there never fails in the space, and it is small.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dialonce.explore import Space
from dialonce.moves import moves_of
from dialonce.numbering import split
from dialonce.search import SLICE
from dialonce.successors import successors

TICK = ("clock", "tick")


@dataclass
class Graph:
    """Steps ordered by source.

    `starts` (states + 1,), `sources`, `targets`, `labels` (edges,): positions and labels; `fair`:
    labels of events that happen in the end; `faults` (labels,) which are faults; `tick`: the label
    of time, or -1; `resting` (states,) where a tick may pass and changes nothing.
    """

    starts: Any
    sources: Any
    targets: Any
    labels: Any
    fair: list[int]
    faults: Any
    tick: int
    resting: Any

    @property
    def states(self) -> int:
        """The number of nodes."""
        return len(self.starts) - 1


def _starts(sources: Any, states: int) -> Any:
    starts = np.zeros(states + 1, np.int64)
    np.cumsum(np.bincount(sources, minlength=states), out=starts[1:])
    return starts


def graph_of(space: Space, chosen: Any) -> Graph:
    """The changing steps that leave the `chosen` states (sorted); labels are event numbers."""
    c, lay = space.composed, space.numbering
    sources, targets, labels = _edges(space, chosen)
    own, count = len(c.own_events) * lay.members, len(c.shared_events)
    tracked = range(min(lay.fixed, 1, lay.members))
    fair = [e * lay.members + i for e, key in enumerate(c.own_events) for i in tracked
            if key in c.system.fair_events]  # fmt: skip
    fair += [own + e for e, key in enumerate(c.shared_events) if key in c.system.fair_events]
    numbers = range(own + count)
    faults = np.array([c.system.is_fault(*space.event_of(n)[:2]) for n in numbers], bool)
    resting, tick = np.zeros(space.states, bool), -1
    if TICK in c.shared_events:
        event = c.shared_events.index(TICK)
        tick = own + event
        resting = c.shared[event, split(lay, space.words)[0]] >= 0
        resting[sources[labels == tick]] = False
    starts = _starts(sources, space.states)
    return Graph(starts, sources, targets, labels, fair, faults, tick, resting)


def _edges(space: Space, chosen: Any) -> tuple[Any, Any, Any]:
    moves, find = moves_of(space.composed), _finder(space.words)
    found: list[list[Any]] = [[np.empty(0, kind) for kind in (np.int32, np.int32, np.int16)]]
    for at in range(0, len(chosen), SLICE):
        some = chosen[at : at + SLICE]
        steps = successors(moves, space.numbering, space.words[some])
        sources = some[steps.sources].astype(np.int32)
        found.append([sources, find(steps.words).astype(np.int32), steps.via])
    sources, targets, labels = (np.concatenate(column) for column in zip(*found, strict=True))
    return sources, targets, labels


def _finder(words: Any) -> Callable[[Any], Any]:
    """What tells the positions of given words, which are all there."""
    order = np.argsort(words)
    known = words[order]
    return lambda wanted: order[np.searchsorted(known, wanted)]


def pair_graph(space: Space) -> Graph:
    """The graph of the reachable pairs, in the order of `np.nonzero(space.seen >= 0)`.

    Labels: own events of the member, then those of others, then shared ones. Steps that change
    nothing are edges too, since they may change something elsewhere.
    """
    c, (g, m) = space.composed, np.nonzero(space.seen >= 0)
    own = len(c.own_events)
    node = np.full(space.seen.shape, -1, np.int64)
    node[g, m] = np.arange(len(g))
    none = np.empty(0, np.int64)
    edges = [(none, none, none), *(_own_edges(space, node, g, m, e) for e in range(own))]
    if space.numbering.members > 1:
        edges += [_edges_of_others(space, node, e, own + e) for e in range(own)]
    edges += [_shared_edges(space, node, g, m, e, 2 * own + e) for e in range(len(c.shared_events))]
    sources, targets, labels = (np.concatenate(column) for column in zip(*edges, strict=True))
    order = np.argsort(sources, kind="stable")
    sources, targets, labels = sources[order], targets[order], labels[order]
    events = [*c.own_events, *c.own_events, *c.shared_events]
    fair = [n for n, key in enumerate(events)
            if key in c.system.fair_events and not own <= n < 2 * own]  # fmt: skip
    faults = np.array([c.system.is_fault(*key) for key in events], bool)
    tick = 2 * own + c.shared_events.index(TICK) if TICK in c.shared_events else -1
    starts = _starts(sources, len(g))
    return Graph(starts, sources, targets, labels, fair, faults, tick, np.zeros(len(g), bool))


def _labelled(sources: Any, targets: Any, label: int) -> tuple[Any, Any, Any]:
    real = targets >= 0
    return sources[real], targets[real], np.full(int(real.sum()), label, np.int64)


def _own_edges(space: Space, node: Any, g: Any, m: Any, e: int) -> tuple[Any, Any, Any]:
    packed = space.composed.own[e, g, m].astype(np.int64)
    enabled = packed >= 0
    after = np.divmod(packed[enabled], node.shape[1])
    return _labelled(node[g[enabled], m[enabled]], node[after], e)


def _edges_of_others(space: Space, node: Any, e: int, label: int) -> tuple[Any, Any, Any]:
    packed = np.where(node >= 0, space.composed.own[e], -1).astype(np.int64)
    here, other = np.nonzero(packed >= 0)
    moves = np.unique(np.stack([here, packed[here, other] // node.shape[1]]), axis=1)
    moves = moves[:, moves[0] != moves[1]]
    where, m = np.nonzero(node[moves[0]] >= 0)
    return _labelled(node[moves[0][where], m], node[moves[1][where], m], label)


def _shared_edges(
    space: Space, node: Any, g: Any, m: Any, e: int, label: int
) -> tuple[Any, Any, Any]:
    c = space.composed
    enabled = c.shared[e, g] >= 0
    g, m = g[enabled], m[enabled]
    return _labelled(node[g, m], node[c.shared[e, g], c.casts[c.cast_of[e, g], m]], label)


def reach(graph: Graph, usable: Any, frontier: Any) -> tuple[Any, Any]:
    """States reached along usable edges, breadth first; returns (states, parent edges).

    Parents are -1 for not reached, -2 for a root.
    """
    from dialonce import kernel

    parents = np.full(graph.states, -1, np.int64)
    return kernel.spread(graph.starts, graph.targets, usable, frontier, parents), parents


def walk_back(graph: Graph, parents: Any, state: int) -> tuple[int, list[int]]:
    """The root from which `state` was reached, and the edges from there."""
    path: list[int] = []
    while parents[state] >= 0:
        path.append(int(parents[state]))
        state = int(graph.sources[parents[state]])
    return state, path[::-1]
