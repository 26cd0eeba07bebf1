"""The effects of events as decision trees over just the local states that they look at.

A step is deterministic, so which machine it looks at next depends only on what it saw so far.
That makes a tree for each event: a node is a cascade that waits for the local state of one
machine, each branch one of its local states, each leaf a finished step. A branch is run the first
time that a case takes it, from its node on. All events are answered together, column-wise.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from dialonce.cascade import Cascade, Instance, React, Step
from dialonce.system import System
from dialonce.table import Table

UNKNOWN, LEAF = -1, -2  # in `branches`: not run yet; leaf n is LEAF - n; a node is itself
KEPT = -1  # in `effects`: the machine stays as it is


class Unseen(Exception):
    """A cascade looks at an instance whose local state is not decided yet."""


class Seen(dict[Instance, int]):
    """The local states that a cascade looked at so far."""

    def __missing__(self, instance: Instance) -> int:
        raise Unseen(instance)


class Node(NamedTuple):
    """A cascade that waits for the local state of `machine`, after it has `seen` others."""

    machine: str
    cascade: Cascade
    seen: Seen


class Decision(NamedTuple):
    """The different steps of one event."""

    steps: list[Step]


class Decisions:
    """The steps of all spontaneous events of a system, answered for many cases at once.

    `steps`: each different step; `effects` (steps, machines): the local ids after it, or KEPT;
    `enabled` (steps,). Machines are in the order of the single ones, then those of the group.
    """

    def __init__(self, system: System, react: React, tables: dict[str, Table]):
        self.system, self.react = system, react
        names = (*system.singles, *system.group)
        self.rows = {name: row for row, name in enumerate(names)}
        self.sizes = np.array([len(tables[name].locals) for name in names])
        self.steps: list[Step] = []
        self.effects = np.empty((0, len(names)), np.int64)
        self.enabled = np.empty(0, bool)
        self.nodes: list[Node] = []
        self.looked_at = self.first = self.branches = np.empty(0, np.int64)
        for machine, event in system.spontaneous:
            self.nodes.append(Node(machine, Cascade((machine, 0), event), Seen()))
        self._grow()

    def _grow(self) -> None:
        """Let the columns have what the lists of nodes and steps have."""
        fresh = [self.rows[node.machine] for node in self.nodes[len(self.first) :]]
        looked_at = np.array(fresh, np.int64)
        sizes = self.sizes[looked_at]
        self.looked_at = np.append(self.looked_at, looked_at)
        self.first = np.append(self.first, len(self.branches) + np.cumsum(sizes) - sizes)
        self.branches = np.append(self.branches, np.full(sizes.sum(), UNKNOWN))

    def _follow(self, branch: int) -> int:
        """Go on from the node of a branch, to the next node or a leaf."""
        number = int(np.searchsorted(self.first, branch, "right")) - 1
        node = self.nodes[number]
        cascade, seen = node.cascade.copy(), Seen(node.seen)
        seen[node.machine, 0] = branch - int(self.first[number])
        try:
            step = cascade.finish(self.system, self.react, seen.__getitem__, members=1)
        except Unseen as unseen:
            ((machine, _),) = unseen.args
            self.nodes.append(Node(machine, cascade, seen))
            return len(self.nodes) - 1
        self.steps.append(step)
        return LEAF - len(self.steps) + 1

    def apply(self, cases: Any) -> Any:
        """The number of the step that each event takes in each of the `cases` (machines, cases).

        The answer has the cases of the first event first.
        """
        at = np.tile(np.arange(cases.shape[1]), len(self.system.spontaneous))
        node = np.repeat(np.arange(len(self.system.spontaneous)), cases.shape[1])
        found, going = np.empty(len(at), np.int64), np.arange(len(at))
        while len(going):
            branch = self.first[node] + cases[self.looked_at[node], at]
            unknown = np.unique(branch[self.branches[branch] == UNKNOWN])
            if len(unknown):
                self.branches[unknown] = [self._follow(each) for each in unknown.tolist()]
                self._grow()
            following = self.branches[branch]
            ended = following <= LEAF
            found[going[ended]] = LEAF - following[ended]
            going, at, node = going[~ended], at[~ended], following[~ended]
        self._note_effects()
        return found

    def _note_effects(self) -> None:
        fresh = self.steps[len(self.enabled) :]
        effects = np.full((len(fresh), len(self.sizes)), KEPT)
        for number, step in enumerate(fresh):
            for (machine, _), state in step.changes.items():
                effects[number, self.rows[machine]] = state
        self.effects = np.concatenate([self.effects, effects])
        self.enabled = np.append(self.enabled, np.array([step.enabled for step in fresh], bool))
