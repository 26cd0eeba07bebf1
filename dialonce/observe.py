"""What a property sees: machines by name, their states and data, for one case or a million."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

from dialonce.cascade import Step
from dialonce.decision import Kind
from dialonce.errors import DialonceError, SpecificationError, nearest
from dialonce.graph import TICK
from dialonce.machine import data_of, state_sets
from dialonce.property import Property
from dialonce.system import System
from dialonce.table import Table


class View:
    """One machine, observed: `view.lost` is a boolean array, `view.timer` an array of values.

    A whole number that the machine's class states, such as its timeout, is that number.
    """

    def __init__(self, name: str, table: Table, column: Any):
        self._name, self._table, self._column = name, table, column

    def has(self, name: str) -> bool:
        """Whether the machine has a state (or set of states) or a variable of this name."""
        return _column(self._table, name) is not None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        column = _column(self._table, name)
        if column is not None:
            return column[self._column]
        constant = getattr(self._table.machine, name, None)
        if isinstance(constant, int):
            return constant
        known = [*state_sets(self._table.machine), *data_of(self._table.machine)]
        raise SpecificationError(
            f"property reading {self._name}.{name}", "there is no such state or variable.",
            nearest(name, known),
        )  # fmt: skip


@cache
def _column(table: Table, name: str) -> Any:
    """Per local state: whether it is in the state, or the variable's value; None if unknown."""
    if name in state_sets(table.machine):
        return np.array(table.holds(name), bool)
    return np.array(table.values(name)) if name in data_of(table.machine) else None


class Observation:
    """Machines by attribute; a machine of the group is the member that is looked at.

    `touched` collects the names of the machines that were looked at.
    """

    def __init__(self, tables: dict[str, Table], column: Callable[[str], Any]):
        self._tables, self._of, self.touched = tables, column, set[str]()

    def has(self, name: str) -> bool:
        """Whether the system has a machine of this name."""
        return name in self._tables

    def __getattr__(self, name: str) -> View:
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._tables:
            raise SpecificationError(
                f"property reading {name}", "the system has no such machine.",
                f"add needs=({name!r},) to the property, or " + nearest(name, list(self._tables)),
            )  # fmt: skip
        self.touched.add(name)
        return View(name, self._tables[name], self._of(name))


class StepView:
    """A step, observed: `step.event` is "machine.event", `step.sent(output)` counts messages."""

    def __init__(self, event: str, steps: Sequence[Step | Kind], numbers: Any, system: System):
        self.event, self._steps, self._numbers = event, steps, numbers
        self._system = system

    def sent(self, output: str) -> Any:
        """How many messages `output` ("role.event") the step sent, an array.

        Errors: SpecificationError when no machine of the system has such an output.
        """
        known = {each for machine in self._system.machines.values() for each in machine.outputs}
        if output not in known:
            raise SpecificationError(
                f"property counting {output}", f"no machine of {self._system.name} sends that.",
                "add what sends it to needs, or " + nearest(output, sorted(known)),
            )  # fmt: skip
        counts = [len([s for s in step.sent if s.output == output]) for step in self._steps]
        return np.array(counts, np.int64)[self._numbers]


def ask(claim: Property, cases: int, predicate: Any, *views: Any) -> Any:
    """The answers of a predicate, one boolean a case."""
    try:
        found = predicate(*views)
        answers = np.asarray(found)
    except DialonceError:
        raise
    except Exception as error:
        raise SpecificationError(
            f"property {claim.name}", f"its predicate raises {type(error).__name__}: {error}",
            "combine comparisons with & | ~, not with and, or, not",
        ) from error  # fmt: skip
    if answers.dtype != bool:
        raise SpecificationError(
            f"property {claim.name}", f"its predicate answers with {answers.dtype}.",
            "combine comparisons with & | ~, not with and, or, not",
        )  # fmt: skip
    if isinstance(found, np.bool_) or answers.shape not in ((), (cases,)):
        raise SpecificationError(
            f"property {claim.name}", "its predicate does not answer case by case.",
            "return one comparison, and two for leads_to and within; no any(), no all()",
        )  # fmt: skip
    return np.broadcast_to(answers, (cases,))


def ticks_of(claim: Property, system: System) -> int:
    """The bound of a within, which is refused where no single clock ticks."""
    if TICK not in system.spontaneous or TICK[0] in system.group:
        rule = f"it counts ticks, and {system.name} has no {'.'.join(TICK)}."
        raise SpecificationError(f"property {claim.name}", rule, 'add needs=("clock",) to it')
    try:
        ticks = claim.ticks(system.machines) if callable(claim.ticks) else claim.ticks
    except Exception as error:
        raise SpecificationError(
            f"property {claim.name}", f"its ticks raise {type(error).__name__}: {error}",
            "name in needs=... every machine that they look at",
        ) from error  # fmt: skip
    if not isinstance(ticks, int) or ticks < 0:
        rule = f"its ticks are {ticks!r}."
        raise SpecificationError(f"property {claim.name}", rule, "give a whole number from 0 on")
    return ticks
