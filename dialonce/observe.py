"""What a property sees: machines by name, their states and data, for one case or a million."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from dialonce.cascade import Step
from dialonce.errors import SpecificationError, nearest
from dialonce.machine import data_of, state_sets
from dialonce.table import Table


class View:
    """One machine, observed: `view.lost` is a boolean array, `view.timer` an array of values."""

    def __init__(self, name: str, table: Table, column: Any):
        self._name, self._table, self._column = name, table, column

    def __getattr__(self, name: str) -> Any:
        table = self._table
        if name in state_sets(table.machine):
            return np.array(table.holds(name))[self._column]
        if name in data_of(table.machine):
            return np.array(table.values(name))[self._column]
        known = [*state_sets(table.machine), *data_of(table.machine)]
        raise SpecificationError(
            f"property reading {self._name}.{name}", "there is no such state or variable.",
            nearest(name, known),
        )  # fmt: skip


class Observation:
    """Machines by attribute; a machine of the group is the member that is looked at.

    `touched` collects the names of the machines that were looked at.
    """

    def __init__(self, tables: dict[str, Table], column: Callable[[str], Any]):
        self._tables, self._of, self.touched = tables, column, set[str]()

    def __getattr__(self, name: str) -> View:
        if name.startswith("__") or name not in self._tables:
            raise SpecificationError(
                f"property reading {name}", "the system has no such machine.",
                f"add needs=({name!r},) to the property, or " + nearest(name, list(self._tables)),
            )  # fmt: skip
        self.touched.add(name)
        return View(name, self._tables[name], self._of(name))


class StepView:
    """A step, observed: `step.event` is "machine.event", `step.sent(output)` counts messages."""

    def __init__(self, event: str, steps: list[Step], numbers: Any):
        self.event, self._steps, self._numbers = event, steps, numbers

    def sent(self, output: str) -> Any:
        """How many messages `output` ("role.event") the step sent, an array."""
        counts = [len([s for s in step.sent if s.output == output]) for step in self._steps]
        return np.array(counts, np.int64)[self._numbers]
