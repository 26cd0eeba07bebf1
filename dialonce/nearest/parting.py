"""Where two designs part: the first reaction in which one does something else than the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from dialonce.cascade import Instance, run
from dialonce.machine import data_of
from dialonce.table import Row, Table
from dialonce.trace import Runner, Trace, instances


class Reaction(NamedTuple):
    """An event that a machine heard in a local state, and its row; None where it ignores it."""

    hearer: Instance
    event: str
    local: int
    row: Row | None


@dataclass(frozen=True)
class Parting:
    """The place where two designs part.

    `at`: how many steps both take alike; `instance`, `event`: the step in which they part;
    `one`, `other`: the two reactions that differ, each in its own table; `taken`: whether the run
    that was followed takes that step, or one of the two only could.
    """

    at: int
    instance: Instance
    event: str
    one: Reaction
    other: Reaction
    taken: bool = True


class Pair:
    """Two designs with the same machines' names, side by side; the first one has the run."""

    def __init__(self, trace: Trace, other: Runner):
        self.trace, self.other = trace, other
        self.one = Runner(trace.system, trace.members)

    def follow(self) -> Parting | None:
        """Take the steps of the run in both as long as they are alike."""
        for at, step in enumerate(self.trace.steps):
            found = self.compare(at, step.instance, step.event)
            if found:
                return found
            self.one.take(step.instance, step.event)
            self.other.take(step.instance, step.event)
        return None

    def look_around(self, first: int) -> Parting | None:
        """After an equal run: from its state `first` on, a step that only one can take.

        Steps that the system promises come before others, and faults last.
        """
        found: list[tuple[int, int, int, Parting]] = []
        for at in range(first, len(self.trace.states)):
            self.one.state = dict(self.one.trace.states[at])
            self.other.state = dict(self.other.trace.states[at])
            for number, (instance, event) in enumerate(self._events()):
                parting = self.compare(at, instance, event, taken=False)
                if parting:
                    found.append((self._rank(instance[0], event), at, number, parting))
        least = min(found, key=lambda each: each[:3], default=None)
        return least[3] if least else None

    def compare(
        self, at: int, instance: Instance, event: str, taken: bool = True
    ) -> Parting | None:
        """The first reaction to a step in which the two differ, or None."""
        ones, others = (reactions(each, instance, event) for each in (self.one, self.other))
        for number, (one, other) in enumerate(zip(ones, others, strict=False)):
            if not self._alike(one, other) and not (number and idle(one) and idle(other)):
                return Parting(at, instance, event, one, other, taken)
        return None

    def _events(self) -> list[tuple[Instance, str]]:
        system = self.trace.system
        keys = dict.fromkeys([*self.other.system.spontaneous, *system.spontaneous])
        all_of = instances(system, self.trace.members)
        return [(at, event) for name, event in keys for at in all_of if at[0] == name]

    def _rank(self, name: str, event: str) -> int:
        system = self.trace.system
        if (name, event) in (*system.fair_events, *system.strong_events):
            return 0
        return 2 if event in system.machines[name].faults else 1

    def _alike(self, one: Reaction, other: Reaction) -> bool:
        if one.row is None or other.row is None:
            return one.row is other.row
        tables = self.one.tables[one.hearer[0]], self.other.tables[other.hearer[0]]
        rows = ((tables[0], one.row), (tables[1], other.row))
        return one.row.outputs == other.row.outputs and same(
            *((table, row.after) for table, row in rows)
        )


def idle(reaction: Reaction) -> bool:
    """Whether a message is ignored, or heard without any effect."""
    row = reaction.row
    return row is None or (row.after == reaction.local and not row.outputs)


def same(one: tuple[Table, int], other: tuple[Table, int]) -> bool:
    """Whether two local states have the same name, as far as both tables have its variables."""
    (names, data), (others, more) = (_named(*each) for each in (one, other))
    return names == others and all(data[key] == more[key] for key in data.keys() & more.keys())


def _named(table: Table, local: int) -> tuple[tuple[str, ...], dict[str, Any]]:
    states, data = table.locals[local]
    return states, dict(zip(data_of(table.machine), data, strict=True))


def reactions(runner: Runner, instance: Instance, event: str) -> list[Reaction]:
    """Every reaction in the step that an event would be, ignored events too.

    Where the event does not happen by itself, it is the one reaction, and ignored.
    """
    heard: list[Reaction] = []

    def react(
        hearer: Instance, event: str, state: int, local: Callable[[Instance], int]
    ) -> Row | None:
        known = event in runner.tables[hearer[0]].events
        row = runner.react(hearer, event, state, local) if known else None
        heard.append(Reaction(hearer, event, state, row))
        return row

    if (instance[0], event) not in runner.system.spontaneous:
        return [Reaction(instance, event, runner.state[instance], None)]
    run(runner.system, react, runner.state.__getitem__, instance, event, runner.members)
    return heard
