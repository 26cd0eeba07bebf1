"""leads_to under weak fairness, and within: does the answer always come, and in time?

A claim "p leads to q" fails on a run that has p, and from there on never q. In a finite graph such
a run ends in a cycle. Look at the steps between states without q, leaving out faults (they happen
finitely often, so no cycle needs them), and take its strongly connected components: a component
can be stayed in for ever if every fair event is somewhere in it disabled (or changes nothing), or
is taken inside it. For weak fairness it is enough to look at whole components: if an event is
enabled everywhere in one and never taken inside, the same holds in each part of it.

A claim is decided with one member told apart and the others symmetric: the member that it speaks
of, or any. Fairness is then claimed of single machines and of that member only, which is less than
may be assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dialonce.graph import Graph, reach, walk_back


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
    waiting = ~response
    inside = waiting[graph.targets] & waiting[graph.sources]
    quiet = inside & ~graph.faults[graph.labels]
    if _one_event_ends_it(graph, quiet, waiting):
        return None
    component = _components(graph, quiet, waiting)
    traps = _traps(graph, quiet, component, waiting)
    if not traps.any():
        return None
    reached, parents = reach(graph, inside, np.nonzero(trigger & waiting)[0])
    trapped = reached[traps[component[reached]]]
    if not len(trapped):
        return None
    state = int(trapped[0])
    root, stem = walk_back(graph, parents, state)
    cycle = _cycle(graph, quiet, component, state)
    return Lasso(root, graph.labels[stem].tolist(), cycle)


def _one_event_ends_it(graph: Graph, quiet: Any, waiting: Any) -> bool:
    """Whether one fair event is enabled wherever the run waits, and always ends the waiting.

    Then no component is a trap, and none need be found.
    """
    for label in graph.fair:
        of_event = graph.labels == label
        idle = waiting.copy()
        idle[graph.sources[of_event]] = False
        if not idle.any() and not (of_event & quiet).any():
            return True
    return False


def _components(graph: Graph, quiet: Any, waiting: Any) -> Any:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    ends = (graph.sources[quiet], graph.targets[quiet])
    matrix = csr_array((np.ones(len(ends[0]), bool), ends), shape=(graph.states, graph.states))
    labels = connected_components(matrix, directed=True, connection="strong")[1].astype(np.int64)
    labels[~waiting] = -1
    return labels


def _traps(graph: Graph, quiet: Any, component: Any, waiting: Any) -> Any:
    """Per component: whether a fair run can stay in it for ever, doing nothing included."""
    home = component[graph.sources]
    stays = quiet & (home == component[graph.targets])
    sizes = np.bincount(component[waiting], minlength=component.max() + 1)
    trap = sizes > 0
    for label in graph.fair:
        of_event = (graph.labels == label) & (home >= 0)
        enabled = np.bincount(home[of_event], minlength=len(sizes))
        taken = np.bincount(home[of_event & stays], minlength=len(sizes))
        trap &= (enabled < sizes) | (taken > 0)
    return trap


def _cycle(graph: Graph, quiet: Any, component: Any, state: int) -> list[int]:
    """A cycle through `state` that is fair: it visits, for each fair event, a proof of fairness."""
    home = component[state]
    usable = quiet & (component[graph.targets] == home) & (component[graph.sources] == home)
    members = component == home
    path: list[int] = []
    here = state
    for label in graph.fair:
        of_event = graph.labels == label
        resting = members.copy()
        resting[graph.sources[of_event]] = False
        if resting.any():
            here, labels = _go(graph, usable, here, resting)
            path += labels
            continue
        last = int(np.nonzero(usable & of_event)[0][0])
        goal = np.zeros(graph.states, bool)
        goal[graph.sources[last]] = True
        path += [*_go(graph, usable, here, goal)[1], label]
        here = int(graph.targets[last])
    home_again = np.zeros(graph.states, bool)
    home_again[state] = True
    return path + _go(graph, usable, here, home_again)[1]


def _go(graph: Graph, usable: Any, here: int, goals: Any) -> tuple[int, list[int]]:
    reached, parents = reach(graph, usable, np.array([here]))
    state = int(reached[goals[reached]][0])
    return state, graph.labels[walk_back(graph, parents, state)[1]].tolist()


def answers_late(graph: Graph, trigger: Any, response: Any, ticks: int) -> Lasso | None:
    """A run on which `ticks` ticks pass after the trigger without the response, or None."""
    waiting = ~response
    inside = waiting[graph.targets] & waiting[graph.sources]
    ticking = graph.labels == graph.tick
    frontier = np.nonzero(trigger & waiting)[0]
    if not len(frontier):
        return None
    layers: list[Any] = []
    for _ in range(ticks):
        reached, parents = reach(graph, inside & ~ticking, frontier)
        marked = np.zeros(graph.states, bool)
        marked[reached] = True
        passed = np.nonzero(inside & ticking & marked[graph.sources])[0]
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
