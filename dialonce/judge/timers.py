"""The timers of a process: in which states of its machines one runs, and after how many ticks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialonce.judge.vocabulary import process_of
from dialonce.system import TICK, System
from dialonce.table import Table, tabulate


@dataclass(frozen=True)
class Timer:
    """A timer of a machine ends so many `ticks` after it has begun in one of the `states`."""

    machine: str
    states: tuple[str, ...]
    ticks: int


def timers(system: System, process: str | None = None) -> Iterator[Timer]:
    """Every timer of a process, by the order of its machines."""
    mine = system.processes[process_of(system, process)]
    heard = {t.machine for found in system.routes.values() for t in found if t.event == TICK[1]}
    for name, machine in mine.items():
        if name in heard:
            yield from _timers_of(name, tabulate(machine))


def _timers_of(name: str, table: Table) -> Iterator[Timer]:
    longest: dict[tuple[str, ...], int] = {}
    for local in range(len(table.locals)):
        state = tuple(table.locals[local].states)
        longest[state] = max(longest.get(state, 0), _ticks(table, local))
    for ticks in sorted({*longest.values()} - {0}):
        states = (" ".join(state) for state, most in longest.items() if most == ticks)
        yield Timer(name, tuple(states), ticks)


def _ticks(table: Table, local: int) -> int:
    """How many ticks it takes until a local state is left, or something is said; 0 for ever."""
    before, states = set[int](), table.locals[local].states
    while local not in before:
        before.add(local)
        rows = [row for row in table.choices[local, TICK[1]].rows.values() if row]
        if any(row.outputs or table.locals[row.after].states != states for row in rows):
            return len(before)
        local = next((row.after for row in rows if row.after != local), local)
    return 0
