"""A table under change: rows are rewritten, and what that newly reaches is run live."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from dialonce.machine import Local, Machine
from dialonce.table import Choice, Row, Table, choice_of, run_once


class Case(NamedTuple):
    """One reaction of the right machine: local id, event, values of the reads, and the row."""

    local: int
    event: str
    values: dict[str, bool]
    row: Row | None


class Bench:
    """The table of a right machine, with room for more local states.

    `table`: where new local states are numbered after the known ones. A twin is a local state that
    looks like another one and is told apart only by what it does next.
    """

    def __init__(self, right: Table):
        self.right, self.table = right, Table(right.machine)
        self.table.locals, self.table.ids = list(right.locals), dict(right.ids)
        self.twins: dict[int, int] = {}
        self.origins: dict[int, int] = {}
        self._known = dict(right.choices)

    @cached_property
    def live(self) -> Machine:
        """A real machine, to run what the table does not know."""
        return self.right.machine()

    def choice(self, local: int, event: str) -> Choice:
        """What the right machine does. Errors: SpecificationError where it breaks its contract."""
        local = self.origins.get(local, local)
        if (local, event) not in self._known:
            self._known[local, event] = choice_of(self.table, self.live, local, event)
        return self._known[local, event]

    def force(self, case: Case, transition: Any) -> Row | None:
        """What the machine does when just this transition is enabled, whatever its guard says."""
        engine: Any = self.live._engine
        engine._conditions_match = lambda each, trigger: each is transition
        try:
            names, values = tuple(case.values), tuple(case.values.values())
            done = run_once(self.live, self.table.locals[case.local], case.event, names, values)
        finally:
            del engine._conditions_match
        after = self.table.intern(self.live.snapshot())
        return Row(after, done.outputs, done.taken) if done.taken else None

    def moved(self, row: Row, local: Local) -> Row:
        """The same reaction, which ends in another local state."""
        return row._replace(after=self.table.intern(local))

    def twin(self, local: int) -> int:
        """The twin of a local state."""
        if local not in self.twins:
            self.twins[local] = len(self.table.locals)
            self.origins[self.twins[local]] = local
            self.table.locals.append(self.table.locals[local])
        return self.twins[local]


Rewrite = Callable[[Bench, Case], Row | None]


class Place(NamedTuple):
    """Where a machine is changed: an event, and the state that is its source."""

    event: str
    source: str


class Mutated(NamedTuple):
    """A wrong table, and at which (local id, event) of the right one it differs."""

    table: Table
    changed: frozenset[tuple[int, str]]
    signature: frozenset[Any]


def rebuilt(right: Table, place: Place, rewrite: Rewrite) -> Mutated:
    """The table with the reactions at a place rewritten.

    Errors: SpecificationError where the changed machine breaks its contract.
    """
    bench = Bench(right)
    table, at = bench.table, 0
    while at < len(table.locals):
        for event in table.events:
            choice = bench.choice(at, event)
            if at in bench.origins:
                choice = _of_twin(choice, bench.origins[at], at)
            elif event == place.event and place.source in table.locals[at].states:
                choice = _rewritten(bench, at, event, choice, rewrite)
            table.choices[at, event] = choice
        at += 1
    return Mutated(table, *_difference(right, bench))


def _rewritten(bench: Bench, at: int, event: str, choice: Choice, rewrite: Rewrite) -> Choice:
    rows = {
        values: rewrite(bench, Case(at, event, dict(zip(choice.reads, values, strict=True)), row))
        for values, row in choice.rows.items()
    }
    return choice._replace(rows=rows)


def _of_twin(choice: Choice, origin: int, twin: int) -> Choice:
    """What a twin does: as its origin, but it stays the twin where that stays as it is."""
    rows = {
        values: row._replace(after=twin) if row and row.after == origin else row
        for values, row in choice.rows.items()
    }
    return choice._replace(rows=rows)


def _difference(right: Table, bench: Bench) -> tuple[frozenset[tuple[int, str]], frozenset[Any]]:
    changed, signature = set(), set()
    for key, choice in right.choices.items():
        for values, row in bench.table.choices[key].rows.items():
            if (row and row[:2]) != ((old := choice.rows[values]) and old[:2]):
                changed.add(key)
                after = row and (bench.table.locals[row.after], row.after in bench.origins)
                signature.add((*key, values, after, row and row.outputs))
    return frozenset(changed), frozenset(signature)
