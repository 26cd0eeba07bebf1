"""Wrong designs in the numbers of the right one: where both have the same state, it is the same.

So what they share need not be found twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field

from dialonce.machine import Machine, data_of
from dialonce.system import System
from dialonce.table import Choice, Table, tabulate

Asked = tuple[str, int, str]  # a machine, its local state, and an event


@dataclass(frozen=True)
class Design:
    """A design of a system, by tables that number what they share with the right ones alike.

    `changed`: the reactions of the right design that it has not; `strange`: by machine the local
    states in which it does, or shows to others, what the right one does not.
    """

    system: System
    tables: dict[str, Table]
    changed: frozenset[Asked]
    strange: Mapping[str, frozenset[int]] = field(default_factory=dict)
    start: Mapping[str, int] = field(default_factory=dict)


def design_of(system: System, machines: Mapping[str, type[Machine]]) -> Design:
    """The design with other classes for some machines. Errors: SpecificationError."""
    wrong = system.variant(system.name, dict(machines))
    tables = {name: tabulate(kind) for name, kind in system.machines.items()}
    changed, strange, start = set[Asked](), dict[str, frozenset[int]](), dict[str, int]()
    for name, kind in machines.items():
        right = tables[name]
        tables[name], start[name] = _renumbered(right, tabulate(kind))
        changed.update((name, *key) for key in _changed(right, tables[name]))
        strange[name] = frozenset(_strange(system, name, right, tables[name]))
    return Design(wrong, tables, frozenset(changed), strange, start)


def without(system: System, name: str, gone: Mapping[tuple[int, str], Choice]) -> Design:
    """The design in which one machine reacts otherwise in some (local state, event)."""
    tables = {each: tabulate(kind) for each, kind in system.machines.items()}
    tables[name] = copy(tables[name])
    tables[name].choices = {**tables[name].choices, **gone}
    return Design(system, tables, frozenset((name, *key) for key in gone))


def _renumbered(right: Table, wrong: Table) -> tuple[Table, int]:
    """A wrong table in the numbers of the right one where they have the same; its first state."""
    found = Table(wrong.machine)
    found.locals = list(right.locals)
    if data_of(right.machine).keys() == data_of(wrong.machine).keys():
        found.ids = dict(right.ids)
    to = [found.intern(local) for local in wrong.locals]
    for (local, event), choice in wrong.choices.items():
        rows = {v: row and row._replace(after=to[row.after]) for v, row in choice.rows.items()}
        found.choices[to[local], event] = choice._replace(rows=rows)
    return found, to[0]


def _changed(right: Table, wrong: Table) -> Iterator[tuple[int, str]]:
    """Where the wrong table has another reaction, or none."""
    for key, choice in right.choices.items():
        other = wrong.choices.get(key)
        if other is None or _plain(other) != _plain(choice):
            yield key


def _plain(choice: Choice) -> tuple[tuple[str, ...], dict[tuple[bool, ...], object]]:
    return choice.reads, {values: row and row[:2] for values, row in choice.rows.items()}


def _strange(system: System, name: str, right: Table, wrong: Table) -> Iterator[int]:
    """The local states that are new, that have a new event, or that others see as another one."""
    yield from range(len(right.locals), len(wrong.locals))
    for (local, event), choice in wrong.choices.items():
        if event not in right.events and any(choice.rows.values()):
            yield local
    for looks in system.looks.values():
        for at, states in looks:
            if at == name:
                pairs = zip(right.holds(states), wrong.holds(states), strict=False)
                yield from (local for local, (a, b) in enumerate(pairs) if a != b)
