"""Predicates as truth tables: a claim is asked about every combination of what it looks at.

A predicate is a function of what it reads: states and data of machines, before and after a step,
the event, and counts of messages. So it is asked first what it reads, and then about all values
of that; the answers are an array with one axis for each machine that is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from dialonce.errors import SpecificationError
from dialonce.event import Event
from dialonce.export.promela.parts import Parts
from dialonce.observe import StepView, View, ask, column_of, counter, reads_in
from dialonce.property import Property

SENT_MAX = 3  # messages of a kind that are told apart; a step that sends more is refused
NOW, BEFORE, SENT = "now", "before", "sent"
Seen = set[tuple[str, str, str]]  # when, machine, state or variable; or SENT, output, ""


class Axis(NamedTuple):
    """What an axis of a truth table stands for: `classes` are the local ids of each position."""

    when: str
    what: str
    classes: list[list[int]]


class Truth(NamedTuple):
    """The answers of a predicate: a boolean for each position on the axes; by event for a step."""

    axes: list[Axis]
    answers: dict[str, Any]


class Watched:
    """A view of a machine that notes what is read of it."""

    def __init__(self, view: View, when: str, name: str, seen: Seen):
        self._view, self._key, self._seen, self.has = view, (when, name), seen, view.has

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._view, name)
        if not isinstance(found, int):
            self._seen.add((*self._key, name))
        return found


class Watching:
    """An observation that notes what is read. `column` tells the local ids of the cases."""

    def __init__(self, parts: Parts, when: str, column: Callable[[str, str], Any], seen: Seen):
        self._parts, self._when, self._column, self._seen = parts, when, column, seen

    def has(self, name: str) -> bool:
        """Whether the system has a machine of this name."""
        return name in self._parts.tables

    def __getattr__(self, name: str) -> Watched:
        if name.startswith("_") or not self.has(name):
            raise AttributeError(name)
        table, reads = self._parts.tables[name], reads_in(self, self._parts.looks)
        view = View(name, table, self._column(self._when, name), reads)
        return Watched(view, self._when, name, self._seen)


Ask = Callable[[Callable[[str, str], Any], int, Seen], Any]


def about_states(parts: Parts, claim: Property, predicate: Any) -> Truth:
    """The truth table of a predicate about a state."""

    def asking(column: Callable[[str, str], Any], cases: int, seen: Seen) -> Any:
        return ask(claim, cases, predicate, Watching(parts, NOW, column, seen))

    axes = _axes(parts, [asking])
    return Truth(axes, {"": _answers(axes, asking)})


def about_steps(parts: Parts, claim: Property) -> Truth:
    """The truth table of a step property, for each event that can begin a step."""
    by_event = {f"{s.machine}.{s.event}": _by_event(parts, claim, s) for s in parts.starts}
    axes = _axes(parts, list(by_event.values()))
    return Truth(axes, {event: _answers(axes, asking) for event, asking in by_event.items()})


def _by_event(parts: Parts, claim: Property, start: Any) -> Ask:
    system = parts.system
    assert system is not None
    name = f"{start.machine}.{start.event}"

    def asking(column: Callable[[str, str], Any], cases: int, seen: Seen) -> Any:
        def count(output: str) -> Any:
            counter(system, ())(output)  # refuses what no machine sends
            seen.add((SENT, output, ""))
            return column(SENT, output)

        event = Event([name], np.array([cases]), system)
        before, after = (Watching(parts, when, column, seen) for when in (BEFORE, NOW))
        step = StepView(event, count, np.arange(cases))
        try:
            return ask(claim, cases, claim.predicate, before, step, after)
        except SpecificationError:  # it names what is not here: then this event never happens
            return np.zeros(cases, bool)

    return asking


def _axes(parts: Parts, asked: list[Ask]) -> list[Axis]:
    """One axis for each machine that is looked at, with the local ids that look alike together."""
    seen: Seen = set()
    for asking in asked:
        asking(lambda when, name: np.zeros(1, np.int64), 1, seen)
    read = defaultdict(list)
    for when, what, name in sorted(seen):
        read[when, what].append(name)
    axes = []
    for (when, what), names in read.items():
        classes = [[n] for n in range(SENT_MAX + 1)] if when == SENT else _alike(parts, what, names)
        axes.append(Axis(when, what, classes))
    return sorted(axes, key=lambda axis: (axis.when != SENT, axis.what, axis.when != BEFORE))


def _alike(parts: Parts, machine: str, names: list[str]) -> list[list[int]]:
    """The local ids of a machine that look the same to whoever reads these names."""
    table = parts.tables[machine]
    columns = [column[0].tolist() for n in names if (column := column_of(table, n))]
    found: dict[str, list[int]] = {}
    for local in range(len(table.locals)):
        found.setdefault(str([column[local] for column in columns]), []).append(local)
    return list(found.values())


def _answers(axes: list[Axis], asking: Ask) -> Any:
    """A predicate, asked about all combinations at once."""
    shape = tuple(len(axis.classes) for axis in axes)
    places = np.indices(shape).reshape(len(axes), -1)
    columns = {
        (axis.when, axis.what): np.array([ids[0] for ids in axis.classes])[place]
        for axis, place in zip(axes, places, strict=True)
    }
    cases = places.shape[1] if axes else 1
    nowhere, more = np.zeros(cases, np.int64), set[tuple[str, str, str]]()
    answers = asking(lambda when, name: columns.get((when, name), nowhere), cases, more)
    return np.array(answers, bool).reshape(shape)
