"""leads_to under weak and strong fairness, and within: does the answer always come, and in time?

A claim "p leads to q" fails on a run that has p, and from there on never q. In a finite graph such
a run ends in a cycle, or rests. So look at the states that it reaches from p without q, and at the
steps between them, leaving out faults: they happen finitely often, so no cycle needs them.

First without components: a state in which some fair event is enabled, and so it is in all states
that can follow, and never taken among them, is left in the end. Take such states away as long as
there are any. If none is left, the claim holds. Where one is left, the strongly connected
components say in which of them a fair run can stay (`_traps`).

docs/liveness.md says what is claimed, of whom, and why each step is sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dialonce.graph import Graph, reach, walk_back

SMALL = 1 << 18  # edges; up to here components would take longer to import than to avoid


@dataclass
class Lasso:
    """A counterexample: a state to reach first, labels from there, and labels of a cycle."""

    root: int
    stem: list[int]
    cycle: list[int]


def never_answers(graph: Graph, trigger: Any, response: Any) -> Lasso | None:
    """A run on which the trigger is never followed by the response, or None.

    `trigger` and `response` are booleans a state; the graph holds the steps of states without
    the response.
    """
    reached, parents = reach(graph, None, np.flatnonzero(trigger & ~response), response)
    if not len(reached):
        return None
    states = np.sort(reached)
    edges = graph.leaving(states)
    edges = edges[~(response[graph.targets[edges]] | graph.faults[graph.labels[edges]])]
    if len(edges) <= SMALL and _always_left(graph, states, edges):
        return None
    others = [label for labels in graph.others for label in labels]
    for fair in (graph.fair + others, graph.fair) if others else (graph.fair,):
        home = _traps(graph, states, edges, fair)
        trapped = reached[home[reached] >= 0]
        if len(trapped):
            break
    else:
        return None
    state = int(trapped[0])
    root, stem = walk_back(graph, parents, state)
    cycle = _cycle(graph, edges, home == home[state], state)
    return Lasso(root, graph.labels[stem].tolist(), cycle)


def _always_left(graph: Graph, states: Any, edges: Any) -> bool:
    """Whether weak fairness of all fair events makes every run leave these states."""
    inside = np.zeros(graph.states, bool)
    inside[states] = True
    sources, targets = graph.sources[edges], graph.targets[edges]
    taken = graph.bits[graph.labels[edges]]
    while inside.any():
        gone = _owed(graph.enabled * inside, sources, targets, taken) != 0
        if not gone.any():
            return False
        inside &= ~gone
        kept = inside[sources] & inside[targets]
        sources, targets, taken = sources[kept], targets[kept], taken[kept]
    return True


def _owed(owed: Any, sources: Any, targets: Any, taken: Any) -> Any:
    """Per state: bits of the events enabled in it and in all that follow, and never taken there.

    `owed` (states,): bits of the events enabled; `taken` (edges,): the bit of the edge's event.
    """
    if not len(sources):
        return owed
    first = np.flatnonzero(np.diff(sources, prepend=-1))
    at = sources[first]
    here = owed[at] & ~np.bitwise_or.reduceat(taken, first)
    before = owed[at] & 0
    while (here != before).any():
        owed[at] = before = here
        here = here & np.bitwise_and.reduceat(owed[targets], first)
    owed[at] = here
    return owed


def _traps(graph: Graph, states: Any, edges: Any, weak: list[int]) -> Any:
    """Per state: the number of the part in which a fair run can stay, doing nothing included; -1.

    A part in which a weakly fair event is enabled everywhere and never taken is none, and neither
    is any part of it. Where a strongly fair event is enabled somewhere and never taken, a fair run
    avoids those states in the end: the rest is decomposed again.
    """
    home, known = np.full(graph.states, -1, np.int64), 0
    while len(states):
        number = _components(graph, states, edges)
        mine = number[states]
        sizes = np.bincount(mine)
        fair, split = np.ones(len(sizes), bool), np.zeros(len(sizes), bool)
        for label in weak:
            enabled, taken = _counts(graph, label, number, len(sizes))
            fair &= (enabled < sizes) | (taken > 0)
        avoided = np.zeros(graph.states, bool)
        for label in graph.strong:
            enabled, taken = _counts(graph, label, number, len(sizes))
            never = (enabled > 0) & (taken == 0)
            here = graph.sources[graph.of(label)]
            avoided[here] |= never[number[here]]
            split |= never
        stays = (fair & ~split)[mine]
        home[states[stays]] = mine[stays] + known
        known += len(sizes)
        states = states[(fair & split)[mine] & ~avoided[states]]
        edges = _between(graph, states, edges)
    return home


def _components(graph: Graph, states: Any, edges: Any) -> Any:
    """Per state: the number of its strongly connected component; -1 outside of `states`."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    number = np.full(graph.states, -1, np.int32)
    number[states] = np.arange(len(states), dtype=np.int32)
    starts = np.zeros(len(states) + 1, np.int32)
    np.cumsum(np.bincount(number[graph.sources[edges]], minlength=len(states)), out=starts[1:])
    shape = (len(states), len(states))
    matrix = csr_array((np.ones(len(edges)), number[graph.targets[edges]], starts), shape=shape)
    matrix.sum_duplicates()  # parallel edges make SciPy's search go on for ever
    number[states] = connected_components(matrix, directed=True, connection="strong")[1]
    return number


def _between(graph: Graph, states: Any, edges: Any) -> Any:
    """Those of the edges that lead from one of the states to one of them."""
    inside = np.zeros(graph.states, bool)
    inside[states] = True
    return edges[inside[graph.sources[edges]] & inside[graph.targets[edges]]]


def _counts(graph: Graph, label: int, number: Any, parts: int) -> tuple[Any, Any]:
    """Per part: in how many of its states an event is enabled, and how many steps in it take it."""
    edges = graph.of(label)
    home = number[graph.sources[edges]]
    stays = (home >= 0) & (home == number[graph.targets[edges]])
    return (
        np.bincount(home[home >= 0], minlength=parts),
        np.bincount(home[stays], minlength=parts),
    )


def _cycle(graph: Graph, edges: Any, part: Any, state: int) -> list[int]:
    """A cycle through `state` inside a part (states,) that holds, for each fair event, a proof.

    The proof is a state where it is not enabled, or that it is taken; for a strongly fair one,
    that it is enabled nowhere in the part, or taken. Members that are not told apart are served
    as far as can be seen.
    """
    usable = np.zeros(len(graph.labels), bool)
    usable[edges] = part[graph.sources[edges]] & part[graph.targets[edges]]
    path: list[int] = []
    here = state

    def go(goals: Any) -> None:
        nonlocal here
        here, labels = _go(graph, usable, here, goals)
        path.extend(labels)

    def take(step: int) -> None:
        nonlocal here
        go(np.arange(graph.states) == graph.sources[step])
        path.append(int(graph.labels[step]))
        here = int(graph.targets[step])

    for labels in [*([label] for label in [*graph.fair, *graph.strong]), *graph.others]:
        resting, steps = _proofs(graph, labels, part, usable)
        if resting.any() if labels[0] not in graph.strong else resting.sum() == part.sum():
            go(resting)
        else:
            for step in steps:
                take(step)
    go(np.arange(graph.states) == state)
    return path


def _proofs(graph: Graph, labels: list[int], part: Any, usable: Any) -> tuple[Any, list[int]]:
    """Where in a part none of the labels is enabled, and a step in it for each that is taken."""
    resting, steps = part.copy(), []
    for label in labels:
        edges = graph.of(label)
        resting[graph.sources[edges]] = False
        steps += edges[usable[edges]][:1].tolist()
    return resting, steps


def _go(graph: Graph, usable: Any, here: int, goals: Any) -> tuple[int, list[int]]:
    reached, parents = reach(graph, usable, np.array([here]))
    state = int(reached[goals[reached]][0])
    return state, graph.labels[walk_back(graph, parents, state)[1]].tolist()


def answers_late(graph: Graph, trigger: Any, response: Any, ticks: int) -> Lasso | None:
    """A run on which `ticks` ticks pass after the trigger without the response, or None."""
    usable = graph.labels != graph.tick
    ticking = graph.of(graph.tick)
    ticking = ticking[~(response[graph.sources[ticking]] | response[graph.targets[ticking]])]
    frontier = np.flatnonzero(trigger & ~response)
    if not len(frontier):
        return None
    layers: list[Any] = []
    for _ in range(ticks):
        reached, parents = reach(graph, usable, frontier, response)
        marked = np.zeros(graph.states, bool)
        marked[reached] = True
        passed = ticking[marked[graph.sources[ticking]]]
        resting = marked & graph.resting
        layers.append((parents, passed, resting))
        marked[:] = resting
        marked[graph.targets[passed]] = True
        frontier = np.nonzero(marked)[0]
        if not len(frontier):
            return None
    return _late_path(graph, layers, int(frontier[0]))


def _late_path(graph: Graph, layers: list[Any], state: int) -> Lasso:
    path: list[int] = []
    for parents, passed, resting in reversed(layers):
        path.append(graph.tick)
        if not resting[state]:
            state = int(graph.sources[passed[graph.targets[passed] == state][0]])
        state, edges = walk_back(graph, parents, state)
        path += graph.labels[edges][::-1].tolist()
    return Lasso(state, path[::-1], [])
