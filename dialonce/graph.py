"""Graphs as arrays, for questions about paths and cycles: of a space, and of its pairs.

The graph of pairs (g, m) follows one member, and lets the others make any step that some reachable
pair allows at any time. It has every run of the space, seen from that member, and more: what never
fails there never fails in the space, and it is small.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from dialonce.explore import Space
from dialonce.moves import moves_of
from dialonce.numbering import Numbering, split
from dialonce.successors import successors
from dialonce.system import TICK

BITS = 63
BLOCK = 1 << 14  # states whose steps are listed at a time
UNSEEN, ROOT = -1, -2


@dataclass
class Graph:
    """Steps ordered by source.

    `starts` (states + 1,), `sources`, `targets`, `labels` (edges,): positions and labels; `fair`
    and `strong`: labels of weakly and strongly fair events; `faults` (labels,) which are faults;
    `tick`: the label of time, or -1; `resting` (states,) where a tick may pass and changes nothing;
    `others`: for each fair event of the group, its labels of members that are not told apart.
    """

    starts: Any
    sources: Any
    targets: Any
    labels: Any
    fair: list[int]
    strong: list[int]
    faults: Any
    tick: int
    resting: Any
    others: list[list[int]] = field(default_factory=list)
    _of: dict[int, Any] = field(default_factory=dict, repr=False)

    @property
    def states(self) -> int:
        """The number of nodes."""
        return len(self.starts) - 1

    def of(self, label: int) -> Any:
        """The edges with this label, in order."""
        if label not in self._of:
            self._of[label] = np.flatnonzero(self.labels == label)
        return self._of[label]

    def leaving(self, nodes: Any) -> Any:
        """The edges that leave these nodes, node by node."""
        begin = self.starts[nodes]
        return ranges(begin, self.starts[nodes + 1] - begin)

    @cached_property
    def bits(self) -> Any:
        """Per label: the bit of a fair event, weak or strong, as far as there are bits; or 0."""
        fair = [*self.fair, *self.strong][:BITS]
        bits = np.zeros(len(self.faults), np.min_scalar_type((1 << len(fair)) - 1))
        bits[fair] = [1 << number for number in range(len(fair))]
        return bits

    @cached_property
    def enabled(self) -> Any:
        """Per state: the bits of the fair events that are enabled in it."""
        enabled = np.zeros(self.states, self.bits.dtype)
        for label in np.flatnonzero(self.bits).tolist():
            enabled[self.sources[self.of(label)]] |= self.bits[label]
        return enabled


def ranges(begin: Any, count: Any) -> Any:
    """The whole numbers from each `begin` on, so many as its `count`, one after the other."""
    shift = np.repeat(begin - np.cumsum(count) + count, count)
    return shift + np.arange(len(shift))


def _starts(sources: Any, states: int) -> Any:
    starts = np.zeros(states + 1, np.int64)
    np.cumsum(np.bincount(sources, minlength=states), out=starts[1:])
    return starts


def graph_of(space: Space, chosen: Any) -> Graph:
    """The changing steps that leave the `chosen` states (sorted); labels are event numbers."""
    c, lay = space.composed, space.numbering
    sources, targets, labels = _edges(space, chosen)
    own, count = len(c.own_events) * lay.members, len(c.shared_events)
    fair, strong = _claimed(space, c.system.fair_events), _claimed(space, c.system.strong_events)
    numbers = range(own + count)
    faults = np.array([c.system.is_fault(*space.event_of(n)[:2]) for n in numbers], bool)
    resting, tick = np.zeros(space.states, bool), -1
    if TICK in c.shared_events:
        event = c.shared_events.index(TICK)
        tick = own + event
        resting = c.shared[event, split(lay, space.words)[0]] >= 0
        resting[sources[labels == tick]] = False
    starts = _starts(sources, space.states)
    both = {*c.system.fair_events, *c.system.strong_events}
    apart = _apart(lay)
    promised = [e for e, key in enumerate(c.own_events) if key in both and apart < lay.members]
    others = [[e * lay.members + i for i in range(apart, lay.members)] for e in promised]
    return Graph(starts, sources, targets, labels, fair, strong, faults, tick, resting, others)


def _apart(lay: Numbering) -> int:
    """How many members are told apart; where it is all but one, the last one is too."""
    return lay.members if lay.fixed >= lay.members - 1 else lay.fixed


def _claimed(space: Space, keys: Any) -> list[int]:
    """Event numbers of fair events: of single machines, and of members that are told apart."""
    c, lay = space.composed, space.numbering
    own = [e * lay.members + i for e, key in enumerate(c.own_events) if key in keys
           for i in range(_apart(lay))]  # fmt: skip
    shared = len(c.own_events) * lay.members
    return own + [shared + e for e, key in enumerate(c.shared_events) if key in keys]


def _edges(space: Space, chosen: Any) -> tuple[Any, Any, Any]:
    moves, find = moves_of(space.composed), _finder(space.words)
    found: list[list[Any]] = [[np.empty(0, kind) for kind in (np.int32, np.int32, np.int16)]]
    for at in range(0, len(chosen), BLOCK):
        some = chosen[at : at + BLOCK]
        steps = successors(moves, space.numbering, space.words[some])
        order = np.argsort(steps.sources, kind="stable")
        sources = some[steps.sources[order]].astype(np.int32)
        targets = find(steps.words[order]).astype(np.int32)
        found.append([sources, targets, steps.via[order].astype(np.int16)])
    sources, targets, labels = (np.concatenate(column) for column in zip(*found, strict=True))
    return sources, targets, labels


def _finder(words: Any) -> Callable[[Any], Any]:
    """What tells the positions of given words, which are all there."""
    order = np.argsort(words)
    known = words[order]
    return lambda wanted: order[np.searchsorted(known, wanted)]


def state_mask(space: Space, table: Any) -> Any:
    """Spread a boolean table (G, M) over the states, by the first member."""
    g, fields = split(space.numbering, space.words)
    return table[g, fields[0]] if len(fields) else table[g, 0]


def pair_graph(space: Space) -> Graph:
    """The graph of the reachable pairs, in the order of `np.nonzero(space.seen >= 0)`.

    Labels: own events of the member, then those of others, then shared ones. Steps that change
    nothing are edges too, since they may change something elsewhere.
    """
    c, pairs = space.composed, np.nonzero(space.seen >= 0)
    own, states = len(c.own_events), len(pairs[0])
    node = np.full(space.seen.shape, -1, np.int32)
    node[pairs] = np.arange(states, dtype=np.int32)
    edges = {e: _own_edges(space, node, pairs, e) for e in range(own)}
    if space.numbering.members > 1:
        edges |= {own + e: _edges_of_others(node, pairs, *edges[e]) for e in range(own)}
    edges |= {
        2 * own + e: _shared_edges(space, node, pairs, e) for e in range(len(c.shared_events))
    }
    labels = np.repeat(
        np.array([*edges], np.int16), [len(sources) for sources, _ in edges.values()]
    )
    sources, targets = np.concatenate([np.empty((2, 0), np.int32), *edges.values()], axis=1)
    order = np.argsort(sources, kind="stable")
    sources, targets, labels = sources[order], targets[order], labels[order]
    events = [*c.own_events, *c.own_events, *c.shared_events]
    fair, strong = (
        [n for n, key in enumerate(events) if key in keys and not own <= n < 2 * own]
        for keys in (c.system.fair_events, c.system.strong_events)
    )
    faults = np.array([c.system.is_fault(*key) for key in events], bool)
    tick = 2 * own + c.shared_events.index(TICK) if TICK in c.shared_events else -1
    starts, resting = _starts(sources, states), np.zeros(states, bool)
    return Graph(starts, sources, targets, labels, fair, strong, faults, tick, resting)


def _own_edges(space: Space, node: Any, pairs: Any, e: int) -> Any:
    after = space.composed.own[e][pairs]
    sources = np.flatnonzero(after >= 0)
    return np.stack([sources.astype(np.int32), node.ravel()[after[sources]]])


def _edges_of_others(node: Any, pairs: Any, sources: Any, targets: Any) -> Any:
    """What the same event does to a member when another one takes it: only g moves."""
    g, m = pairs
    moves = np.unique(g[sources] * len(node) + g[targets])
    before, after = np.divmod(moves, len(node))
    changing = before != after
    before, after = before[changing], after[changing]
    begin, end = np.searchsorted(g, before), np.searchsorted(g, before + 1)
    sources = ranges(begin, end - begin)
    targets = node[np.repeat(after, end - begin), m[sources]]
    there = targets >= 0
    return np.stack([sources[there].astype(np.int32), targets[there]])


def _shared_edges(space: Space, node: Any, pairs: Any, e: int) -> Any:
    c, (g, m) = space.composed, pairs
    after = c.shared[e][g]
    sources = np.flatnonzero(after >= 0)
    cast = c.cast_of[e][g[sources]]
    return np.stack([sources.astype(np.int32), node[after[sources], c.casts[cast, m[sources]]]])


def reach(graph: Graph, usable: Any, frontier: Any, closed: Any = None) -> tuple[Any, Any]:
    """States reached from a frontier, breadth first; returns (states, parent edges).

    Only along `usable` edges (edges,), all if None, and never into `closed` states (states,).
    Parents are -1 for not reached, -2 for a root.
    """
    parents = np.full(graph.states, UNSEEN, np.int64)
    if closed is not None:
        parents[closed] = ROOT
    parents[frontier] = ROOT
    found = [frontier]
    while len(frontier):
        edges = graph.leaving(frontier)
        if usable is not None:
            edges = edges[usable[edges]]
        edges = edges[parents[graph.targets[edges]] == UNSEEN]
        ends = graph.targets[edges]
        parents[ends[::-1]] = edges[::-1]  # where several edges meet, the first one stays
        frontier = ends[parents[ends] == edges]
        found.append(frontier)
    if closed is not None:
        parents[closed] = UNSEEN
    return np.concatenate(found), parents


def walk_back(graph: Graph, parents: Any, state: int) -> tuple[int, list[int]]:
    """The root from which `state` was reached, and the edges from there."""
    path: list[int] = []
    while parents[state] >= 0:
        path.append(int(parents[state]))
        state = int(graph.sources[parents[state]])
    return state, path[::-1]
