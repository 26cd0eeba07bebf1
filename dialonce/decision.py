"""The effect of one event as a decision tree over just the local states that it looks at.

A step is deterministic, so which instance it looks at next depends only on what it saw so far.
That makes a tree: each node is an instance, each branch one of its local states, each leaf the
finished step. One run of the step fills one path; a whole table is then answered column-wise.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from dialonce.cascade import Instance, React, Step, run
from dialonce.system import System

Columns = dict[Instance, Any]  # instance to an int array of local ids, one entry a case


class Node:
    """Looks at `instance`, then goes on by its local state."""

    def __init__(self, instance: Instance):
        self.instance = instance
        self.branches: dict[int, Node | Step] = {}


class Decision:
    """The step of one (instance, event), answered for many cases at once."""

    def __init__(self, system: System, react: React, start: Instance, event: str):
        self.system, self.react, self.start, self.event = system, react, start, event
        self.root = Node(start)
        self.steps: list[Step] = []
        self.numbers: dict[int, int] = {}

    def run(self, local: Callable[[Instance], int]) -> Step:
        """Run the step once, and remember it as a path of the tree."""
        seen: dict[Instance, int] = {}

        def look(instance: Instance) -> int:
            if instance not in seen:
                seen[instance] = local(instance)
            return seen[instance]

        look(self.start)
        step = run(self.system, self.react, look, self.start, self.event, members=1)
        path = list(seen.items())
        node = self.root
        for (_, value), (following, _) in pairwise(path):
            child = node.branches.setdefault(value, Node(following))
            assert isinstance(child, Node), "a deterministic step ended where it once went on"
            node = child
        node.branches[path[-1][1]] = step
        self.numbers[id(step)] = len(self.steps)
        self.steps.append(step)
        return step

    def apply(self, columns: Columns, cases: int, leaf: Callable[[Step, Any], None]) -> None:
        """Call `leaf(step, positions)` for each group of the `cases` that take the same step."""
        stack: list[tuple[Node, Any]] = [(self.root, np.arange(cases))]
        while stack:
            node, positions = stack.pop()
            values = columns[node.instance][positions]
            for value in np.unique(values):
                chosen = positions[values == value]
                child = node.branches.get(int(value))
                if child is None:
                    first = int(chosen[0])
                    self.run(lambda instance, first=first: int(columns[instance][first]))  # type: ignore[misc]
                    child = node.branches[int(value)]
                if isinstance(child, Node):
                    stack.append((child, chosen))
                else:
                    leaf(child, chosen)
