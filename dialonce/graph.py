"""The graph of an explored space, as arrays: for questions about paths and cycles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dialonce.explore import Space


@dataclass
class Graph:
    """Changing steps out of the chosen states, ordered by source.

    `starts` (states + 1,), `sources`, `targets`, `labels` (edges,): positions and event numbers.
    """

    space: Space
    starts: Any
    sources: Any
    targets: Any
    labels: Any


def graph_of(space: Space, chosen: Any) -> Graph:
    """The steps that leave the `chosen` positions (sorted)."""
    from dialonce import kernel

    c, lay = space.composed, space.layout
    arguments = (
        space.words, chosen, space.keys, space.values, space.shift, c.own, c.shared, c.cast_of,
        c.casts, lay.members, lay.fixed, lay.global_bits, lay.bits,
    )  # fmt: skip
    none = (np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int16))
    count = kernel.edges(*arguments, *none)
    filled = (np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.int16))
    if count:
        kernel.edges(*arguments, *filled)
    starts = np.zeros(space.states + 1, np.int64)
    np.cumsum(np.bincount(filled[0], minlength=space.states), out=starts[1:])
    return Graph(space, starts, *filled)


def reach(graph: Graph, usable: Any, frontier: Any, parents: Any = None) -> tuple[Any, Any]:
    """States reached along usable edges, breadth first; returns (states, parent edges).

    Parents are -1 for not reached, -2 for a root.
    """
    from dialonce import kernel

    if parents is None:
        parents = np.full(graph.space.states, -1, np.int64)
    return kernel.spread(graph.starts, graph.targets, usable, frontier, parents), parents


def walk_back(graph: Graph, parents: Any, state: int) -> tuple[int, list[int]]:
    """The root from which `state` was reached, and the edges from there."""
    path: list[int] = []
    while parents[state] >= 0:
        path.append(int(parents[state]))
        state = int(graph.sources[parents[state]])
    return state, path[::-1]
