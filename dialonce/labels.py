"""What stands at an arrow of a statechart: events, guard, what changes, and what is sent."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from dialonce.arrows import Arrow, emissions
from dialonce.machine import Machine, data_of
from dialonce.table import tabulate

MOMENTS = ("entry", "exit")


class Label(NamedTuple):
    """Events that do the same between the same states, told together.

    `events`: (name, whether it happens by itself); `effects`: such as `timer = 2`; `messages`:
    what is sent, one text for each list that is possible; `jump`: the state to which it leads,
    where no arrow is drawn.
    """

    events: tuple[tuple[str, bool], ...]
    guard: str
    effects: tuple[str, ...]
    messages: tuple[str, ...]
    clauses: tuple[str, ...]
    fault: bool
    jump: str = ""

    @property
    def quiet(self) -> bool:
        """Whether nothing is changed and nothing is sent."""
        return not (self.guard or self.effects or self.messages or self.jump)


def labels(machine: type[Machine], arrows: Iterable[Arrow], box: str = "") -> list[Label]:
    """The labels of arrows with the same two ends, or in the box of a state, in order.

    Faults are told apart.
    """
    found: dict[Any, Label] = {}
    for arrow in arrows:
        jump = arrow.target if box and arrow.target != box else ""
        one = _label(machine, arrow)._replace(jump=jump)
        key = (one.guard, one.effects, one.messages, one.fault, one.jump)
        had = found.get(key)
        if had:
            clauses = tuple(dict.fromkeys(had.clauses + one.clauses))
            one = one._replace(events=had.events + one.events, clauses=clauses)
        found[key] = one
    return list(found.values())


def _label(machine: type[Machine], arrow: Arrow) -> Label:
    if arrow.event in MOMENTS and arrow.transition is None:
        return Label(((arrow.event, False),), "", arrow.actions, (), (), False)
    key = id(arrow.transition)
    lists = [", ".join(outputs) or "nothing" for outputs in _sent(machine).get(key, [])]
    lists = [] if lists == ["nothing"] else lists
    alone = arrow.event in machine.spontaneous
    return Label(
        ((arrow.event, alone),), arrow.guard, effects(machine).get(key, ()), tuple(lists),
        arrow.clauses, arrow.fault,
    )  # fmt: skip


@cache
def _sent(machine: type[Machine]) -> dict[int, list[tuple[str, ...]]]:
    return emissions(machine)


@cache
def effects(machine: type[Machine]) -> dict[int, tuple[str, ...]]:
    """What each transition does to the data, by its id(), as its rows in the table tell."""
    table, names = tabulate(machine), list(data_of(machine))
    pairs: dict[int, list[tuple[Any, Any]]] = {}
    for local, _, _, row in table.rows():
        for transition in row.taken[:1] if row else ():
            ends = (table.locals[local].data, table.locals[row.after].data)  # type: ignore[union-attr]
            pairs.setdefault(id(transition), []).append(ends)
    return {
        key: tuple(
            text
            for place, name in enumerate(names)
            if (text := _effect(name, {(old[place], new[place]) for old, new in ends}))
        )
        for key, ends in pairs.items()
    }


def _effect(name: str, pairs: set[tuple[Any, Any]]) -> str:
    """How a variable changes: to one value, by a number, or else in some way."""
    if all(old == new for old, new in pairs):
        return ""
    numbers = all(type(value) is int for pair in pairs for value in pair)
    steps = {new - old for old, new in pairs} if numbers else set()
    after = {new for _, new in pairs}
    if len(after) == 1 and steps != {-1}:
        return f"{name} = {after.pop()}"
    if len(steps) == 1:
        step = steps.pop()
        return f"{name} {'+' if step > 0 else '-'} {abs(step)}"
    return f"{name} changes"
