"""The ways to get one transition wrong. Each operator yields what is wrong, and how to rewrite.

A rewrite is asked about every reaction to the transition's event in its source state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from dialonce.machine import Local, data_of
from dialonce.mutation.bench import Bench, Case, Rewrite
from dialonce.table import Row, Table

TICK = "tick"  # the one event by which time passes


class Target(NamedTuple):
    """One transition of a machine for one event, and what the table says about it.

    `cases`: every reaction to the event in the source state; `rows`: those that take it.
    """

    table: Table
    transition: Any
    event: str
    cases: list[Case]

    @property
    def rows(self) -> list[tuple[Local, Row]]:
        """The local states in which it is taken, and the rows."""
        return [(self.table.locals[c.local], c.row) for c in self.cases
                if c.row and self.transition in c.row.taken]  # fmt: skip

    @property
    def names(self) -> list[str]:
        """The variables of the machine."""
        return list(data_of(self.table.machine))


Operator = Callable[[Target], Iterator[tuple[str, Rewrite]]]


def drop(target: Target) -> Iterator[tuple[str, Rewrite]]:
    """The event is ignored where the transition would be taken."""
    yield "is dropped", _taken(target, lambda bench, case, row: None)


def retarget(target: Target) -> Iterator[tuple[str, Rewrite]]:
    """The transition leads to another state, with the data that it sets."""
    there = {target.table.locals[row.after].states for _, row in target.rows}
    for states in dict.fromkeys(local.states for local in target.table.locals):
        if there != {states}:

            def lead(bench: Bench, case: Case, row: Row, to: tuple[str, ...] = states) -> Row:
                return bench.moved(row, bench.table.locals[row.after]._replace(states=to))

            yield f"leads to {'+'.join(states)}", _taken(target, lead)


def negate(target: Target) -> Iterator[tuple[str, Rewrite]]:
    """What its guard lets through takes the other way, and the other way takes the transition."""
    others = [case.row.taken[0] if case.row else None for case in target.cases
              if not (case.row and target.transition in case.row.taken)]  # fmt: skip
    if not others:
        return
    other = None if None in others else others[0]

    def swap(bench: Bench, case: Case) -> Row | None:
        taken = case.row.taken[0] if case.row else None
        if taken is target.transition:
            return bench.force(case, other) if other else None
        return bench.force(case, target.transition) if taken is other else case.row

    yield "guard is negated", swap


def overlook(target: Target) -> Iterator[tuple[str, Rewrite]]:
    """A read does not matter: the transition is taken as well where only that read forbids it."""
    for name in dict.fromkeys(name for case in target.cases for name in case.values):

        def ignore(bench: Bench, case: Case, name: str = name) -> Row | None:
            if name not in case.values or _takes(case.row, target.transition):
                return case.row
            rows = bench.choice(case.local, case.event).rows
            flipped = case.values | {name: not case.values[name]}
            row = rows[tuple(flipped.values())]
            return bench.force(case, target.transition) if _takes(row, target.transition) else (
                case.row)  # fmt: skip

        yield f"overlooks {name}", ignore


def shift(target: Target) -> Iterator[tuple[str, Rewrite]]:
    """Its guard is off by one: it is taken as well where a number is one less or one more."""
    for place, (name, values) in enumerate(data_of(target.table.machine).items()):
        if len(values) < 3 or not all(isinstance(value, int) for value in values):
            continue
        for by, word in ((-1, "less"), (1, "more")):

            def widen(bench: Bench, case: Case, place: int = place, by: int = by) -> Row | None:
                local = bench.table.locals[case.local]
                data = list(local.data)
                data[place] -= by
                known = bench.right.ids.get(local._replace(data=tuple(data)))
                if known is None or _takes(case.row, target.transition):
                    return case.row
                near = bench.right.choices[known, case.event]
                wanted = tuple(case.values.get(read, False) for read in near.reads)
                if not _takes(near.rows[wanted], target.transition):
                    return case.row
                return bench.force(case, target.transition)

            yield f"is taken too with one {name} {word}", widen


def forget(target: Target) -> Iterator[tuple[str, Rewrite]]:
    """A variable keeps its value where the transition changes it: no reset, no start, no count."""
    for place, name in enumerate(target.names):
        if any(target.table.locals[row.after].data[place] != before.data[place]
               for before, row in target.rows):  # fmt: skip

            def keep(bench: Bench, case: Case, row: Row, place: int = place) -> Row:
                after, before = bench.table.locals[row.after], bench.table.locals[case.local]
                data = [*after.data]
                data[place] = before.data[place]
                return bench.moved(row, after._replace(data=tuple(data)))

            yield f"forgets to change {name}", _taken(target, keep)


def speak(target: Target) -> Iterator[tuple[str, Rewrite]]:
    """A message is not sent, sent twice, sent before the one that precedes it, or another one."""
    said = [row.outputs for _, row in target.rows]
    outputs = list(dict.fromkeys(output for each in said for output in each))
    for output in outputs:
        yield f"does not send {output}", _says(target, output, ())
        yield f"sends {output} twice", _says(target, output, (output, output))
        for other in sorted(target.table.machine.outputs - {output}):
            if other.split(".")[0] == output.split(".")[0]:
                yield f"sends {other} for {output}", _says(target, output, (other,))
    for first, then in dict.fromkeys(pair for each in said for pair in pairwise(each)):
        if first != then:
            yield f"sends {then} before {first}", _swaps(target, first, then)


def delay(target: Target) -> Iterator[tuple[str, Rewrite]]:
    """A timer or a counter runs one further: at first the event only passes, then it is obeyed."""
    if not (target.event == TICK or _counted(target)) or not any(
        row.outputs or target.table.locals[row.after].states != before.states
        for before, row in target.rows
    ):
        return

    def wait(bench: Bench, case: Case, row: Row) -> Row:
        return Row(bench.twin(case.local), (), row.taken)

    yield f"comes one {target.event} later", _taken(target, wait)


def hurry(target: Target) -> Iterator[tuple[str, Rewrite]]:
    """An event that counts counts for two: what the next one would do is done at once."""
    if not _counts(target):
        return

    def twice(bench: Bench, case: Case, row: Row) -> Row:
        choice = bench.choice(row.after, case.event)
        then = choice.rows[tuple(case.values.get(name, False) for name in choice.reads)]
        return row if then is None else row._replace(
            after=then.after, outputs=row.outputs + then.outputs
        )  # fmt: skip

    yield f"counts each {target.event} twice", _taken(target, twice)


OPERATORS: tuple[Operator, ...] = (
    drop, retarget, negate, overlook, shift, forget, speak, delay, hurry,
)  # fmt: skip


def _takes(row: Row | None, transition: Any) -> bool:
    return row is not None and transition in row.taken


def _taken(target: Target, change: Callable[[Bench, Case, Row], Row | None]) -> Rewrite:
    """Rewrite only where the transition is taken."""
    return lambda bench, case: (
        change(bench, case, case.row)
        if case.row and target.transition in case.row.taken
        else case.row
    )


def _says(target: Target, output: str, instead: tuple[str, ...]) -> Rewrite:
    def say(bench: Bench, case: Case, row: Row) -> Row:
        if output not in row.outputs:
            return row
        at = row.outputs.index(output)
        return row._replace(outputs=(*row.outputs[:at], *instead, *row.outputs[at + 1 :]))

    return _taken(target, say)


def _swaps(target: Target, first: str, then: str) -> Rewrite:
    def swap(bench: Bench, case: Case, row: Row) -> Row:
        for at, pair in enumerate(pairwise(row.outputs)):
            if pair == (first, then):
                outputs = (*row.outputs[:at], then, first, *row.outputs[at + 2 :])
                return row._replace(outputs=outputs)
        return row

    return _taken(target, swap)


def _counts(target: Target) -> bool:
    """Whether the transition does nothing but change a number by one, here or there."""
    steps = [
        (before.states == (after := target.table.locals[row.after]).states and not row.outputs)
        and sum(abs(a - b) == 1 for a, b in zip(after.data, before.data, strict=True)
                if isinstance(a, int) and isinstance(b, int)) == 1
        for before, row in target.rows
    ]  # fmt: skip
    return bool(steps) and all(steps)


def _counted(target: Target) -> bool:
    """Whether another transition for the same event counts while this one is not yet taken."""
    others = {case.row.taken[0] for case in target.cases if case.row} - {target.transition}
    return any(_counts(target._replace(transition=other)) for other in others)
