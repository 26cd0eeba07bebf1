"""What a property sees: machines by name, their states and data, for one case or a million."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

from dialonce.cascade import Step
from dialonce.compose import Composed
from dialonce.decision import Kind
from dialonce.errors import DialonceError, SpecificationError, nearest
from dialonce.event import Event, Split
from dialonce.machine import data_of, state_sets
from dialonce.property import Property
from dialonce.system import TICK, Look, System
from dialonce.table import Table

MAY = "may_"
Looks = dict[tuple[str, str], tuple[Look, ...]]  # (machine, read) to what it looks at
Reads = Callable[[str, str], Any]  # machine and read to 0 or 1, one a case or one for all


class View:
    """One machine, observed: `view.lost` is a boolean array, `view.timer` an array of values.

    `view.may_retry`: whether it would take its event `retry` there, by what it reads there.
    A whole number that the machine's class states, such as its timeout, is that number.
    """

    def __init__(self, name: str, table: Table, column: Any, reads: Reads, cases: Any = None):
        """`column`: the local ids of the cases; or `cases` are positions in it."""
        self._name, self._table, self._reads = name, table, reads
        self._column, self._cases = column, cases
        self._known: dict[str, Any] = {}

    def has(self, name: str) -> bool:
        """Whether the machine has a state (or set of states), a variable or a may_ of this name."""
        return column_of(self._table, name) is not None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in self._known:
            return self._known[name].copy()
        column = column_of(self._table, name)
        if column is not None:
            self._known[name] = self._answers(*column)
            return self._known[name].copy()
        constant = getattr(self._table.machine, name, None)
        if isinstance(constant, int):
            return constant
        known = [*state_sets(self._table.machine), *data_of(self._table.machine)]
        raise SpecificationError(
            f"property reading {self._name}.{name}", "there is no such state or variable.",
            nearest(name, known),
        )  # fmt: skip

    def _answers(self, column: Any, reads: list[str]) -> Any:
        found = column.take(self._column, axis=0)
        if reads:
            cases = np.arange(len(found)) if self._cases is None else self._cases
            return found[cases, *(self._reads(self._name, read) for read in reads)]
        return found if self._cases is None else found.take(self._cases)


class Part:
    """Some cases of a view."""

    def __init__(self, view: View, cases: Any):
        self._view, self._cases, self.has = view, cases, view.has

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._view, name)
        return found if isinstance(found, int) else found.take(self._cases)


@cache
def column_of(table: Table, name: str) -> tuple[Any, list[str]] | None:
    """Per local state: whether it is in the state or may do the event, or the variable's value.

    An event has an axis more for each of the reads that are told beside. None if unknown.
    """
    if name in state_sets(table.machine):
        return np.array(table.holds(name), bool), []
    if name in data_of(table.machine):
        return np.array(table.values(name)), []
    event = name.removeprefix(MAY)
    if event == name or event not in table.events:
        return None
    reads = table.reads(event)
    return np.array(table.takes(event)).reshape(-1, *[2] * len(reads)), reads


class Observation:
    """Machines by attribute; a machine of the group is the member that is looked at.

    `touched` collects the names of the machines that were looked at.
    """

    def __init__(self, tables: dict[str, Table], view: Callable[[str], View | Part]):
        self._tables, self._view, self.touched = tables, cache(view), set[str]()

    def has(self, name: str) -> bool:
        """Whether the system has a machine of this name."""
        return name in self._tables

    def __getattr__(self, name: str) -> View | Part:
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._tables:
            raise SpecificationError(
                f"property reading {name}", "the system has no such machine.",
                f"add needs=({name!r},) to the property, or " + nearest(name, list(self._tables)),
            )  # fmt: skip
        self.touched.add(name)
        return self._view(name)

    def part(self, cases: Any) -> Observation:
        """Some of the cases."""
        return Observation(self._tables, lambda name: Part(getattr(self, name), cases))


def reads_in(seen: Any, looks: Looks) -> Reads:
    """What the reads of machines, wired by `looks`, answer in an observation."""

    def answers(machine: str, read: str) -> Any:
        found: Any = 0
        for look in looks.get((machine, read), ()):
            found = found | getattr(getattr(seen, look.machine), look.states)
        return found

    return answers


def observe(tables: dict[str, Table], looks: Looks, column: Callable[[str], Any]) -> Observation:
    """What is seen where machines have the local ids `column(name)`, one a case."""

    def view(name: str) -> View:
        return View(name, tables[name], column(name), reads_in(seen, looks))

    seen = Observation(tables, view)
    return seen


def observe_pairs(composed: Composed, g: Any, m: Any) -> Observation:
    """What is seen in the pairs (g, m) of composed tables."""

    def view(name: str) -> View:
        grouped = name in composed.system.group
        known, at = (composed.members, m) if grouped else (composed.globals, g)
        column, reads = known.column(name, slice(None)), reads_in(seen, composed.system.looks)
        return View(name, composed.tables[name], column, reads, at)

    seen = Observation(composed.tables, view)
    return seen


class StepView:
    """A step, observed: `step.event` is "machine.event", `step.sent(output)` counts messages.

    `step.by(*events)`: whether it is by one of the events, of which some systems lack some.
    """

    def __init__(self, event: Event, count: Callable[[str], Any], numbers: Any):
        self.event, self._count, self._numbers = event, count, numbers

    def part(self, event: Event, cases: Any) -> StepView:
        """Some of the cases, which are by `event`."""
        return StepView(event, self._count, self._numbers[cases])

    def by(self, *events: str) -> Any:
        """Whether the step is by one of these events. Errors: SpecificationError if none is."""
        return self.event.among(events)

    def sent(self, output: str) -> Any:
        """How many messages `output` ("role.event") the step sent, an array."""
        return self._count(output).take(self._numbers)


def counter(system: System, steps: Sequence[Step | Kind]) -> Callable[[str], Any]:
    """A function that counts, for each of the steps, its messages `output`, an array.

    Errors: SpecificationError when no machine of the system has such an output.
    """
    known = {each for machine in system.machines.values() for each in machine.outputs}

    @cache
    def sent() -> tuple[dict[str, int], Any, Any]:
        kinds: dict[str, int] = {}
        found = [kinds.setdefault(s.output, len(kinds)) for step in steps for s in step.sent]
        senders = np.repeat(np.arange(len(steps)), [len(step.sent) for step in steps])
        return kinds, np.array(found, np.int64), senders

    @cache
    def count(output: str) -> Any:
        if output not in known:
            raise SpecificationError(
                f"property counting {output}", f"no machine of {system.name} sends that.",
                "add what sends it to needs, or " + nearest(output, sorted(known)),
            )  # fmt: skip
        kinds, found, senders = sent()
        return np.bincount(senders[found == kinds.get(output, -1)], minlength=len(steps))

    return count


def ask(claim: Property, cases: int, predicate: Any, *views: Any) -> Any:
    """The answers of a predicate, one boolean a case."""
    try:
        found = predicate(*views)
        answers = np.asarray(found)
    except (DialonceError, Split, MemoryError):
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
