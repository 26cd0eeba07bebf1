"""leads_to under weak fairness, and within: does the answer always come, and in time?

A claim "p leads to q" fails on a run that has p, and from there on never q. In a finite graph such
a run ends in a cycle. Look at the steps between states without q, leaving out faults (they happen
finitely often, so no cycle needs them), and take its strongly connected components: a component
can be stayed in for ever if every fair event is somewhere in it disabled (or changes nothing), or
is taken inside it. For weak fairness it is enough to look at whole components: if an event is
enabled everywhere in one and never taken inside, the same holds in each part of it.

A claim about one member is decided with that member tracked and the others symmetric; fairness is
then claimed of single machines and of the tracked member only, which is less than may be assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dialonce.explore import Space
from dialonce.graph import Graph, graph_of, reach, walk_back


@dataclass
class Lasso:
    """A counterexample: a state position to reach first, event numbers from there, and a cycle."""

    root: int
    stem: list[int]
    cycle: list[int]


def state_mask(space: Space, table: Any) -> Any:
    """Spread a boolean table (G, M) over the states, by the first member."""
    g, fields = space.layout.unpack(space.words)
    return table[g, fields[:, 0]] if space.layout.members else table[g, 0]


def fair_labels(space: Space) -> list[int]:
    """Event numbers of the fair events: of single machines, and of the tracked member."""
    members = space.layout.members
    tracked = range(min(space.layout.fixed, 1, members))
    composed = space.composed
    own = [
        composed.own_events.index(key) * members + i
        for key in composed.system.fair_events
        if key in composed.own_events
        for i in tracked
    ]
    begin = len(composed.own_events) * members
    shared = [
        begin + composed.shared_events.index(key)
        for key in composed.system.fair_events
        if key in composed.shared_events
    ]
    return own + shared


def fault_labels(space: Space) -> Any:
    """Per event number: whether it is a fault."""
    most = len(space.composed.own_events) * space.layout.members
    numbers = range(most + len(space.composed.shared_events))
    system = space.composed.system
    return np.array([system.is_fault(*space.event_of(n)[:2]) for n in numbers], bool)


def never_answers(space: Space, trigger: Any, response: Any) -> Lasso | None:
    """A run on which the trigger is never followed by the response, or None."""
    waiting = ~response
    graph = graph_of(space, np.nonzero(waiting)[0])
    inside = waiting[graph.targets]
    quiet = inside & ~fault_labels(space)[graph.labels]
    component = _components(graph, quiet, waiting)
    traps = _traps(graph, quiet, component, waiting)
    if not len(traps):
        return None
    reached, parents = reach(graph, inside, np.nonzero(trigger & waiting)[0])
    trapped = reached[np.isin(component[reached], traps)]
    if not len(trapped):
        return None
    state = int(trapped[0])
    root, stem = walk_back(graph, parents, state)
    cycle = _cycle(graph, quiet & (component[graph.targets] == component[state]), component, state)
    return Lasso(root, graph.labels[stem].tolist(), cycle)


def _components(graph: Graph, quiet: Any, waiting: Any) -> Any:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    size = graph.space.states
    ends = (graph.sources[quiet], graph.targets[quiet])
    matrix = csr_array((np.ones(len(ends[0]), bool), ends), shape=(size, size))
    labels = connected_components(matrix, directed=True, connection="strong")[1].astype(np.int64)
    labels[~waiting] = -1
    return labels


def _traps(graph: Graph, quiet: Any, component: Any, waiting: Any) -> Any:
    """Components in which a fair run can stay for ever, doing nothing included."""
    home = component[graph.sources]
    stays = quiet & (home == component[graph.targets])
    sizes = np.bincount(component[waiting], minlength=component.max() + 1)
    trap = sizes > 0
    for label in fair_labels(graph.space):
        of_event = graph.labels == label
        enabled = np.bincount(home[of_event], minlength=len(sizes))
        taken = np.bincount(home[of_event & stays], minlength=len(sizes))
        trap &= (enabled < sizes) | (taken > 0)
    return np.nonzero(trap)[0]


def _cycle(graph: Graph, usable: Any, component: Any, state: int) -> list[int]:
    """A cycle through `state` that is fair: it visits, for each fair event, a proof of fairness."""
    usable = usable & (component[graph.sources] == component[state])
    members = np.nonzero(component == component[state])[0]
    path: list[int] = []
    here = state
    for label in fair_labels(graph.space):
        enabled = np.unique(graph.sources[graph.labels == label])
        resting = np.setdiff1d(members, enabled)
        if len(resting):
            goal, last = resting, -1
        else:
            last = int(np.nonzero(usable & (graph.labels == label))[0][0])
            goal = graph.sources[[last]]
        here, edges = _go(graph, usable, here, goal)
        path += edges
        if last >= 0:
            path.append(int(graph.labels[last]))
            here = int(graph.targets[last])
    return path + _go(graph, usable, here, np.array([state]))[1]


def _go(graph: Graph, usable: Any, here: int, goals: Any) -> tuple[int, list[int]]:
    if here in goals:
        return here, []
    reached, parents = reach(graph, usable, np.array([here]))
    state = int(reached[np.isin(reached, goals)][0])
    return state, graph.labels[walk_back(graph, parents, state)[1]].tolist()


def answers_late(
    space: Space, trigger: Any, response: Any, tick: int, ticks: int
) -> Lasso | None:
    """A run on which `ticks` ticks pass after the trigger without the response, or None."""
    waiting = ~response
    graph = graph_of(space, np.nonzero(waiting)[0])
    inside = waiting[graph.targets]
    ticking = graph.labels == tick
    frontier = np.nonzero(trigger & waiting)[0]
    layers: list[Any] = []
    for _ in range(ticks):
        reached, parents = reach(graph, inside & ~ticking, frontier)
        layers.append(parents)
        marked = np.zeros(space.states, bool)
        marked[reached] = True
        passed = np.nonzero(inside & ticking & marked[graph.sources])[0]
        still = passed[graph.targets[passed] != graph.sources[passed]]
        resting = _unmoved(graph, ticking, reached, tick)
        frontier = np.unique(np.concatenate([graph.targets[still], resting]))
        layers.append((passed, resting))
        if not len(frontier):
            return None
    return _late_path(graph, layers, int(frontier[0]), tick)


def _unmoved(graph: Graph, ticking: Any, states: Any, tick: int) -> Any:
    """States of `states` in which a tick may pass but changes nothing: time passes all the same."""
    composed, layout = graph.space.composed, graph.space.layout
    event = tick - len(composed.own_events) * layout.members
    g, _ = layout.unpack(graph.space.words[states])
    may_pass = states[composed.shared[event, g] >= 0]
    return np.setdiff1d(may_pass, graph.sources[ticking])


def _late_path(graph: Graph, layers: list[Any], state: int, tick: int) -> Lasso:
    path: list[int] = []
    while layers:
        passed, resting = layers.pop()
        parents = layers.pop()
        path.append(tick)
        if state not in resting:
            state = int(graph.sources[passed[graph.targets[passed] == state][0]])
        state, edges = walk_back(graph, parents, state)
        path += graph.labels[edges][::-1].tolist()
    return Lasso(state, path[::-1], [])
