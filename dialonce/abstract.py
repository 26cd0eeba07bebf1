"""Abstract runs: a path over the pairs (g, m) of an inductive set, told as steps of machines.

Such a run follows one member. A step of another one is taken by some member that the set allows
beside it; where that comes from is forgotten, so that no real run need be behind it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from dialonce.cascade import Instance
from dialonce.compose import Composed
from dialonce.graph import Graph
from dialonce.liveness import Lasso
from dialonce.trace import Runner, Trace, TraceStep, label

FOLLOWED, OTHER = 0, 1


class AbstractTrace(Trace):
    """A run in which member 0 is followed, and member 1 is any other one."""

    def label(self, instance: Instance) -> str:
        """`record` for the one that is followed, `another record` for any other."""
        name, member = instance
        words = label(self.system, (name, 0)).removesuffix(" 1")
        return f"another {words}" if member == OTHER else words


class Teller(Runner):
    """Takes the steps of a path in the graph of pairs, and records them."""

    def __init__(self, composed: Composed, graph: Graph):
        super().__init__(composed.system, 1 if composed.system.group else 0)
        self.composed, self.graph = composed, graph
        self.g, self.m = np.nonzero(composed.pairs)
        self.trace = AbstractTrace(self.system, self.members, [], [dict(self.state)])

    def follow(self, edges: list[int]) -> None:
        """Take the steps of the edges, which begin where the run has come to."""
        own = len(self.composed.own_events)
        for edge in edges:
            number = int(self.graph.labels[edge])
            if own <= number < 2 * own:
                self._another(number - own, edge)
            else:
                events = [*self.composed.own_events, *self.composed.shared_events]
                machine, event = events[number - own * (number >= own)]
                self.take((machine, FOLLOWED), event)

    def take_event(self, number: int) -> None:
        """Take an own or shared event of the member that is followed, where the run has come to."""
        machine, event = [*self.composed.own_events, *self.composed.shared_events][number]
        self.take((machine, FOLLOWED), event)

    def _another(self, event: int, edge: int) -> None:
        """A step of some other member, in whose place the followed one stands for a moment."""
        kept = {(name, 0): self.state[name, 0] for name in self.system.group}
        g, after = self.g[self.graph.sources[edge]], self.g[self.graph.targets[edge]]
        packed = np.where(self.composed.pairs[g], self.composed.own[event, g], -1)
        m = int(np.nonzero((packed >= 0) & (packed // self.composed.pairs.shape[1] == after))[0][0])
        row = self.composed.members.rows[m]
        self.state.update({(name, 0): row[i] for i, name in enumerate(self.system.group)})
        machine, name = self.composed.own_events[event]
        step = self.take((machine, FOLLOWED), name)
        self.state.update(kept)
        self.trace.steps[-1] = self._renamed(step)
        self.trace.states[-1] = dict(self.state)

    def _renamed(self, step: TraceStep) -> TraceStep:
        def other(at: Instance) -> Instance:
            return (at[0], OTHER) if at[0] in self.system.group else at

        return replace(
            step,
            instance=other(step.instance),
            changes=[replace(c, instance=other(c.instance)) for c in step.changes],
            sent=tuple(
                s._replace(sender=other(s.sender), target=s.target and other(s.target))
                for s in step.sent
            ),
        )


def lasso_edges(graph: Graph, lasso: Lasso, allowed: Any) -> tuple[list[int], list[int]]:
    """The edges of a lasso over `allowed` nodes: along its stem, then round its cycle."""
    start = np.zeros(graph.states, bool)
    start[lasso.root] = True
    layers, ends = _layers(graph, start, lasso.stem, allowed)
    for state in np.nonzero(ends)[0].tolist():
        here = np.zeros(graph.states, bool)
        here[state] = True
        rounds, back = _layers(graph, here, lasso.cycle, allowed)
        if back[state]:
            return _back(graph, layers, state), _back(graph, rounds, state)
    raise ValueError("these labels are those of no lasso")


def _layers(graph: Graph, here: Any, labels: list[int], allowed: Any) -> tuple[list[Any], Any]:
    """The edges that can be taken for each of the labels in turn, and where they end."""
    layers = []
    for wanted in labels:
        leaves = (graph.labels == wanted) & here[graph.sources] & allowed[graph.targets]
        layers.append(np.nonzero(leaves)[0])
        here = np.zeros(graph.states, bool)
        here[graph.targets[layers[-1]]] = True
    return layers, here


def _back(graph: Graph, layers: list[Any], state: int) -> list[int]:
    way = []
    for edges in reversed(layers):
        way.append(int(edges[graph.targets[edges] == state][0]))
        state = int(graph.sources[way[-1]])
    return way[::-1]
