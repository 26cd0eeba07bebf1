"""Changes: the rows of a table, put together into the few guarded transitions that say the same.

Rows go together that take the same transitions, send the same, and do the same to the data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from dialonce.export.scxml.guard import Case, Cube, Value, guard
from dialonce.machine import Local, Machine, data_of, event_names, reads_of
from dialonce.table import Row, Table, tabulate

KEEP, SET, ADD = "keep", "set", "add"
IN = "In "  # before the name of a state: whether it is active


class Effect(NamedTuple):
    """What happens to a variable: it is kept, set to `value`, or `value` is added to it."""

    kind: str
    value: Any = 0


class Change(NamedTuple):
    """One transition: from `source`, to `targets` (none where it stays), if one of `guard` fits.

    `taken` are the transitions of the class that it stands for.
    """

    event: str
    source: str
    targets: tuple[str, ...]
    guard: tuple[Cube, ...]
    effects: dict[str, Effect]
    outputs: tuple[str, ...]
    taken: tuple[Any, ...]


class Fact(NamedTuple):
    """A row with its place: the local state before, the values of the reads, and the case."""

    before: Local
    case: Case
    row: Row | None


def changes(machine: type[Machine]) -> list[Change]:
    """All changes of a machine, event by event, in the order of its local states."""
    table = tabulate(machine)
    facts = _facts(table)
    return [
        each for event in event_names(machine) for each in _of_event(table, event, facts[event])
    ]


def _facts(table: Table) -> dict[str, list[Fact]]:
    """What an event meets: the states, data and reads of each row, also where it is ignored."""
    names, found = list(data_of(table.machine)), dict[str, list[Fact]]()
    nested = any(state.states for state in table.machine.ordered_states)
    states = table.machine.ordered_states if nested else ()
    for at, event, reads, row in table.rows():
        local = table.locals[at]
        inside = {f"{IN}{state.id}": state.id in local.states for state in states}
        case = inside | dict(zip(names, local.data, strict=True)) | reads
        found.setdefault(event, []).append(Fact(local, case, row))
    return found


def _of_event(table: Table, event: str, facts: list[Fact]) -> Iterator[Change]:
    groups: dict[Any, list[Fact]] = {}
    for fact in facts:
        if fact.row:
            source, targets = _ends(table, fact.before, fact.row)
            key = source, targets, fact.row.taken, fact.row.outputs
            groups.setdefault(key, []).append(fact)
    for (source, targets, taken, outputs), alike in groups.items():
        for effects, chosen in _split(table, alike):
            here, wanted = {id(fact) for fact in chosen}, [fact.case for fact in chosen]
            rest = [f for f in facts if source in f.before.states and id(f) not in here]
            others = [fact.case for fact in rest]
            found = guard(wanted, others, _domains(table.machine))
            yield Change(event, source, targets, found, effects, outputs, taken)


def _ends(table: Table, before: Local, row: Row) -> tuple[str, tuple[str, ...]]:
    """Where a change begins and leads: the ends of its transition, or of several as a whole."""
    if len(row.taken) == 1:
        (one,) = row.taken
        return one.source.id, (one.target.id,) if one.target else ()
    after = table.locals[row.after].states
    inner = tuple(name for name in after if not table.machine.states_by_id[name].states)
    return before.states[0], inner if after != before.states else ()


def _domains(machine: type[Machine]) -> dict[str, tuple[Value, ...]]:
    truth = (False, True)
    inside = {f"{IN}{state.id}": truth for state in machine.ordered_states}
    return inside | data_of(machine) | dict.fromkeys(reads_of(machine), truth)


def _split(table: Table, facts: list[Fact]) -> Iterator[tuple[dict[str, Effect], list[Fact]]]:
    """Facts by what they do to the data."""
    columns = {
        name: _effects(
            [(f.before.data[i], table.locals[f.row.after].data[i]) for f in facts if f.row], values
        )
        for i, (name, values) in enumerate(data_of(table.machine).items())
    }
    groups: dict[tuple[Effect, ...], list[Fact]] = {}
    for i, fact in enumerate(facts):
        groups.setdefault(tuple(column[i] for column in columns.values()), []).append(fact)
    for effects, alike in groups.items():
        yield dict(zip(columns, effects, strict=True)), alike


def _effects(ends: list[tuple[Value, Value]], values: tuple[Value, ...]) -> list[Effect]:
    """An effect for each pair of values before and after; those that fit most pairs come first."""
    fitting = [_fitting(old, new) for old, new in ends]
    found: list[Effect | None] = [None] * len(ends)
    while None in found:
        open_ = [i for i, effect in enumerate(found) if effect is None]
        counts = Counter(effect for i in open_ for effect in fitting[i])
        best = max(counts, key=lambda effect: (counts[effect], _rank(effect, values)))
        found = [best if i in open_ and best in fitting[i] else e for i, e in enumerate(found)]
    return [effect for effect in found if effect is not None]


def _fitting(old: Value, new: Value) -> list[Effect]:
    found = [Effect(KEEP)] if old == new else []
    if isinstance(old, int) and isinstance(new, int) and old != new:
        found.append(Effect(ADD, new - old))
    return [*found, Effect(SET, new)]


def _rank(effect: Effect, values: tuple[Value, ...]) -> int:
    """How natural an effect is: to keep, to reset, to count by one, to set, to add more."""
    natural = [
        effect.kind == KEEP,
        effect == Effect(SET, values[0]),
        effect.kind == ADD and abs(effect.value) == 1 and len(values) > 2,
        effect.kind == SET,
    ]
    return len(natural) - natural.index(True) if any(natural) else 0
