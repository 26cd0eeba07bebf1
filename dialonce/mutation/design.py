"""The machines that are mutated, and their mutants by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dialonce.arrows import Arrow, arrows
from dialonce.clauses import marks_of
from dialonce.machine import Machine
from dialonce.mutation.bench import Case, Mutated, Place, Rewrite, rebuilt
from dialonce.mutation.operators import OPERATORS, Target
from dialonce.system import ENVIRONMENT, System
from dialonce.table import tabulate


@dataclass
class Mutant:
    """One transition of one source line, got wrong in one way, in every class that it makes.

    `machine`, `transition` and `wrong` are its name in words; `operator` is the kind of mistake;
    `ways` tells how each class of the machine is rewritten.
    """

    machine: str
    transition: str
    operator: str
    wrong: str
    file: str
    line: int
    clauses: tuple[str, ...]
    ways: dict[type[Machine], tuple[Place, Rewrite]] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """The name by which a person knows it."""
        return f"{self.machine}.{self.transition}: {self.wrong}"

    def tables(self) -> dict[type[Machine], Mutated]:
        """The wrong tables, by class, where they differ from the right ones."""
        found = {kind: rebuilt(tabulate(kind), *way) for kind, way in self.ways.items()}
        return {kind: mutated for kind, mutated in found.items() if mutated.changed}


def designs(systems: list[System]) -> list[type[Machine]]:
    """The machine classes that realise clauses outside of the environment, once each."""
    used = dict.fromkeys(
        machine
        for system in systems
        for name, machine in system.machines.items()
        if system.process_of[name] != ENVIRONMENT
    )
    return [m for m in used if any(arrow.clauses for arrow in arrows(m))]


def mutants(systems: list[System]) -> list[Mutant]:
    """Every mutant of every design of these systems, in the order of the source."""
    found: dict[tuple[str, str], Mutant] = {}
    for machine in designs(systems):
        for mutant in _of_class(machine):
            known = found.setdefault((machine.__module__, mutant.name), mutant)
            known.ways.update(mutant.ways)
    return list(found.values())


def _of_class(machine: type[Machine]) -> Iterator[Mutant]:
    table, marks, found = tabulate(machine), marks_of(machine), arrows(machine)
    file = machine.__module__.replace(".", "/") + ".py"
    alike = Counter((arrow.event, arrow.source, arrow.target) for arrow in found)
    cases: dict[Place, list[Case]] = {}
    for local, event, values, row in table.rows():
        for state in table.locals[local].states:
            cases.setdefault(Place(event, state), []).append(Case(local, event, values, row))
    for arrow in found:
        place = Place(arrow.event, arrow.source)
        target = Target(table, arrow.transition, arrow.event, cases.get(place, []))
        if not target.rows:
            continue
        title = _title(arrow, alike[arrow.event, arrow.source, arrow.target] > 1)
        for operator in OPERATORS:
            for wrong, rewrite in operator(target):
                yield Mutant(
                    machine.__name__, title, operator.__name__, wrong, file,
                    marks.line(arrow.transition), arrow.clauses, {machine: (place, rewrite)},
                )  # fmt: skip


def _title(arrow: Arrow, ambiguous: bool) -> str:
    ends = f"{arrow.source} -> {arrow.target}" if arrow.target else f"in {arrow.source}"
    return f"{arrow.event} {ends}" + f" [{arrow.guard}]" * ambiguous
