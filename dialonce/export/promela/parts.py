"""What a model is made of: the tables of a system's machines and its wires, or of one machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from dialonce.machine import Machine, reads_of
from dialonce.system import Look, System, Target
from dialonce.table import Row, Table, tabulate

Key = tuple[str, str]  # a machine's name, and an event, output or read of it


@dataclass(frozen=True)
class Start:
    """What can begin a step: an event that a machine hears by itself.

    `reads`: what the machine's reads answer in this step, where nothing else decides it.
    """

    machine: str
    event: str
    reads: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class Parts:
    """The parts of a model. `free`: the reads that may answer anything at any time."""

    name: str
    tables: dict[str, Table]
    starts: tuple[Start, ...]
    routes: dict[Key, tuple[Target, ...]]
    looks: dict[Key, tuple[Look, ...]] = field(default_factory=dict)
    group: tuple[str, ...] = ()
    free: tuple[Key, ...] = ()
    system: System | None = None

    @property
    def singles(self) -> list[str]:
        """The machines that exist once."""
        return [name for name in self.tables if name not in self.group]

    def heard(self) -> list[Key]:
        """The events that a machine can hear, in the order of the tables."""
        known = {(start.machine, start.event) for start in self.starts}
        known |= {(t.machine, t.event) for targets in self.routes.values() for t in targets}
        return [(n, e) for n, table in self.tables.items() for e in table.events if (n, e) in known]

    def reactions(self, machine: str, event: str) -> Iterator[tuple[int, dict[str, bool], Row]]:
        """What a machine does with an event: local id, answers of the reads asked, the row."""
        for local, name, answers, row in self.tables[machine].rows():
            if name == event and row is not None:
                yield local, answers, row


def parts_of(subject: System | type[Machine]) -> Parts:
    """The parts of a system; or of a machine alone, to which anything may happen at any time."""
    return of_system(subject) if isinstance(subject, System) else _of_machine(subject)


def of_system(system: System) -> Parts:
    """The machines of a system as they are wired."""
    tables = {name: tabulate(cls) for name, cls in system.machines.items()}
    starts = tuple(Start(machine, event) for machine, event in system.spontaneous)
    return Parts(
        system.name, tables, starts, system.routes, system.looks, system.group, (), system
    )


def _of_machine(machine: type[Machine]) -> Parts:
    table, name = tabulate(machine), machine.__name__
    asked: dict[str, set[str]] = {event: set() for event in table.events}
    for (_, event), choice in table.choices.items():
        asked[event].update(choice.reads)
    starts = [
        Start(name, event, tuple(zip(sorted(reads), answers, strict=True)))
        for event, reads in asked.items()
        for answers in product((False, True), repeat=len(reads))
    ]
    free = tuple((name, read) for read in reads_of(machine))
    routes: dict[Key, tuple[Target, ...]] = {(name, output): () for output in machine.outputs}
    return Parts(name, {name: table}, tuple(starts), routes, free=free)
