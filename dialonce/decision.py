"""The effect of one event as a decision tree over just the local states that it looks at.

A step is deterministic, so which instance it looks at next depends only on what it saw so far.
That makes a tree: each node is a machine, each branch one of its local states, each leaf the
finished step. One run of the step fills one path; a whole table is then answered column-wise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from dialonce.cascade import Instance, React, Step, run
from dialonce.system import System

UNKNOWN, LEAF = -1, -2  # in `branches`: not run yet; leaf n is LEAF - n; a node is itself
KEPT = -1  # in `effects`: the machine stays as it is


class Decision:
    """The step of one machine and event, answered for many cases at once.

    `rows`: machine to its row in a matrix of cases; `width`: more than any local id.
    `steps`: each different step; `effects` (steps, machines): the local ids after it, or KEPT;
    `enabled` (steps,).
    """

    def __init__(
        self, system: System, react: React, start: str, event: str, rows: Mapping[str, int],
        width: int,
    ):  # fmt: skip
        self.system, self.react, self.event = system, react, event
        self.start: Instance = (start, 0)
        self.rows, self.width = rows, width
        self.steps: list[Step] = []
        self.looked_at, self.nodes = np.full(8, rows[start]), 1
        self.branches = np.full((8, width), UNKNOWN)
        self.effects = np.full((8, len(rows)), KEPT)
        self.enabled = np.zeros(8, bool)

    def run(self, local: Callable[[Instance], int]) -> None:
        """Run the step once, and remember it as a path of the tree."""
        seen: dict[Instance, int] = {}

        def look(instance: Instance) -> int:
            if instance not in seen:
                seen[instance] = local(instance)
            return seen[instance]

        look(self.start)
        step = run(self.system, self.react, look, self.start, self.event, members=1)
        path, node = list(seen.items()), 0
        for (_, value), ((following, _), _) in pairwise(path):
            if self.branches[node, value] == UNKNOWN:
                self.branches[node, value] = self._node(self.rows[following])
            node = self.branches[node, value]
            assert node >= 0, "a deterministic step ended where it once went on"
        self.branches[node, path[-1][1]] = LEAF - self._leaf(step)

    def _node(self, row: int) -> int:
        if self.nodes == len(self.looked_at):
            self.looked_at = np.concatenate([self.looked_at, np.zeros_like(self.looked_at)])
            self.branches = np.concatenate([self.branches, np.full_like(self.branches, UNKNOWN)])
        self.looked_at[self.nodes] = row
        self.nodes += 1
        return self.nodes - 1

    def _leaf(self, step: Step) -> int:
        number = len(self.steps)
        if number == len(self.effects):
            self.effects = np.concatenate([self.effects, np.full_like(self.effects, KEPT)])
            self.enabled = np.concatenate([self.enabled, np.zeros_like(self.enabled)])
        for (machine, _), state in step.changes.items():
            self.effects[number, self.rows[machine]] = state
        self.enabled[number] = step.enabled
        self.steps.append(step)
        return number

    def apply(self, cases: Any) -> Any:
        """The number of the step that each of the `cases` (machines, cases) takes."""
        found = np.empty(cases.shape[1], np.int64)
        going = np.arange(cases.shape[1])
        node = np.zeros(cases.shape[1], np.int64)
        while len(going):
            value = cases[self.looked_at[node], going]
            following = self.branches[node, value]
            unknown = np.nonzero(following == UNKNOWN)[0]
            if len(unknown):
                branch = node[unknown] * self.width + value[unknown]
                for position in going[unknown[np.unique(branch, return_index=True)[1]]]:
                    case = cases[:, position]
                    self.run(lambda instance, case=case: int(case[self.rows[instance[0]]]))  # type: ignore[misc]
                following = self.branches[node, value]
            ended = following <= LEAF
            found[going[ended]] = LEAF - following[ended]
            going, node = going[~ended], following[~ended]
        return found
