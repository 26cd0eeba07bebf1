"""Tabulate: run a real machine once for everything it can meet, and keep a Mealy table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from dialonce.machine import Local, Machine, Reaction, data_of, event_names, state_sets

LOCALS_MAX = 10_000


class Row(NamedTuple):
    """One reaction: index of the next local state, outputs in order, transitions taken."""

    after: int
    outputs: tuple[str, ...]
    taken: tuple[Any, ...]


class Choice(NamedTuple):
    """The rows of one (state, event): which reads it consults, and a row for each of their values.

    A row is None where the event is ignored.
    """

    reads: tuple[str, ...]
    rows: dict[tuple[bool, ...], Row | None]


class Table:
    """A machine as a table. `locals[0]` is the initial local state; ids are positions in it."""

    def __init__(self, machine: type[Machine]):
        self.machine = machine
        self.events = event_names(machine)
        self.locals: list[Local] = []
        self.ids: dict[Local, int] = {}
        self.choices: dict[tuple[int, str], Choice] = {}

    def intern(self, local: Local) -> int:
        """The id of a local state, new or known."""
        if local not in self.ids:
            self.ids[local] = len(self.locals)
            self.locals.append(local)
        return self.ids[local]

    def holds(self, name: str) -> list[bool]:
        """Per local state: whether the machine is in the state (or AnyOf set) `name`."""
        wanted = set(state_sets(self.machine)[name])
        return [not wanted.isdisjoint(local.states) for local in self.locals]

    def values(self, name: str) -> list[Any]:
        """Per local state: the value of the variable `name`."""
        position = list(data_of(self.machine)).index(name)
        return [local.data[position] for local in self.locals]

    def reads(self, event: str) -> list[str]:
        """The reads that some local state consults about the event."""
        found = (self.choices[local, event].reads for local in range(len(self.locals)))
        return sorted({read for reads in found for read in reads})

    def takes(self, event: str) -> list[list[bool]]:
        """Per local state, for all values of `reads` from false to true: whether it reacts."""
        names = self.reads(event)
        answers = list(product((False, True), repeat=len(names)))
        asked = [dict(zip(names, each, strict=True)) for each in answers]
        choices = [self.choices[local, event] for local in range(len(self.locals))]
        return [[bool(c.rows[tuple(a[n] for n in c.reads)]) for a in asked] for c in choices]

    def describe(self, local: int) -> str:
        """A local state as a person reads it: `lost, timer 2`."""
        states, data = self.locals[local]
        named = zip(data_of(self.machine).items(), data, strict=True)
        shown = [f"{name} {value}" for (name, values), value in named if value != values[0]]
        return ", ".join([*states, *shown])

    def rows(self) -> Iterator[tuple[int, str, dict[str, bool], Row | None]]:
        """Every row: local id, event, values of the consulted reads, and the reaction."""
        for (local, event), choice in self.choices.items():
            for values, row in choice.rows.items():
                yield local, event, dict(zip(choice.reads, values, strict=True)), row


@cache
def tabulate(machine: type[Machine]) -> Table:
    """The table of a machine class. Errors: SpecificationError where it breaks its contract."""
    table, live = Table(machine), machine()
    table.intern(live.snapshot())
    done = 0
    while done < len(table.locals):
        for event in table.events:
            table.choices[done, event] = choice_of(table, live, done, event)
        done += 1
        if len(table.locals) > LOCALS_MAX:
            live._refuse(f"it has more than {LOCALS_MAX} local states.", "declare fewer values")
    _check_repeats(table)
    return table


def choice_of(table: Table, live: Machine, local: int, event: str) -> Choice:
    """Run one (state, event) for all values of just those reads that it turns out to consult."""
    reads: tuple[str, ...] = ()
    rows: dict[tuple[bool, ...], Row | None] = {}
    pending = [()]  # type: list[tuple[bool, ...]]
    while pending:
        values = pending.pop()
        reaction = run_once(live, table.locals[local], event, reads, values)
        more = tuple(sorted(reaction.consulted - set(reads)))
        if more:
            reads, rows = reads + more, {}
            pending = list(product((False, True), repeat=len(reads)))
            continue
        taken = reaction.taken
        after = table.intern(live.snapshot())
        rows[values] = Row(after, reaction.outputs, taken) if taken else None
    return Choice(reads, rows)


def run_once(
    live: Machine, local: Local, event: str, reads: tuple[str, ...], values: tuple[bool, ...]
) -> Reaction:
    """What the live machine does with an event in a local state, where its reads have values."""
    live.restore(local)
    live.wire(dict(zip(reads, values, strict=True)))
    return live.react(event)


def _check_repeats(table: Table) -> None:
    """Run everything again, on another instance and backwards: hidden state and chance show."""
    live = table.machine()
    same = live.snapshot() == table.locals[0]
    for (local, event), choice in reversed(table.choices.items()):
        for values, row in reversed(choice.rows.items()):
            reaction = run_once(live, table.locals[local], event, choice.reads, values)
            after = table.locals[row.after] if row else table.locals[local]
            same = same and reaction.consulted <= set(choice.reads)
            same = same and reaction[:2] == ((row.taken, row.outputs) if row else ((), ()))
            if not (same and live.snapshot() == after):
                live._refuse(
                    f"it is not deterministic: {event} in {table.describe(local)} varies.",
                    "keep what it remembers in Data, and let no chance, time or global decide",
                )
