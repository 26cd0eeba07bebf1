"""Fired: which transitions of which machines the steps of an explored space take, and what is met.

A pair (g, m) that occurs decides the steps of its events, so running them all takes exactly the
rows that any step of the space takes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dialonce.arrows import Arrow, arrows
from dialonce.book import Kind
from dialonce.cascade import by_table
from dialonce.clauses import marks_of
from dialonce.compose import SLICE, Composed
from dialonce.decision import Decisions
from dialonce.explore import Space
from dialonce.machine import Machine, data_of
from dialonce.table import tabulate

WRONG = "wrong design "  # begins where something is used, if that is no system of the law


class Use(NamedTuple):
    """What of a machine is used: positions in `arrows` of it, and its local ids."""

    fired: set[int]
    met: set[int]


def use_of(space: Space) -> dict[str, Use]:
    """What of each machine, by name, the steps of a space use, also in the midst of a step."""
    return _used(space.composed, np.nonzero(space.seen >= 0))


def use_at_most(composed: Composed) -> dict[str, Use]:
    """What any number of members may use: nothing else can occur."""
    return _used(composed, composed.pairs.nonzero())


def _used(composed: Composed, pairs: Any) -> dict[str, Use]:
    system = composed.system
    places = {name: _places(machine) for name, machine in system.machines.items()}
    found = {name: Use(set(), set()) for name in system.machines}
    react = by_table(system)

    def watched(instance: Any, event: str, state: int, local: Any) -> Any:
        row = react(instance, event, state, local)
        if row is not None:
            name = instance[0]
            found[name].met.add(row.after)
            found[name].fired.update(places[name][event, id(each)] for each in row.taken)
        return row

    decisions = Decisions(system, watched, composed.tables)
    for at in range(0, len(pairs[0]), SLICE):
        g, m = (column[at : at + SLICE] for column in pairs)
        cases = np.stack([composed.column(name, g, m) for name in decisions.rows])
        decisions.run(cases)
        for name, ids in zip(decisions.rows, cases, strict=True):
            found[name].met.update(np.unique(ids).tolist())
    return found


def _places(machine: type[Machine]) -> dict[tuple[str, int], int]:
    """The positions of a machine's arrows, by event and transition."""
    return {(arrow.event, id(arrow.transition)): at for at, arrow in enumerate(arrows(machine))}


class Item(NamedTuple):
    """A transition, a state or a value of a machine, as a person reads it.

    `kind`: transition, state or value; `line` of its file, or 0; the `clauses` at that line.
    """

    kind: str
    text: str
    line: int = 0
    clauses: tuple[str, ...] = ()


@dataclass
class Tally:
    """What the machines of one kind have, and where each of it was used first, or nowhere: ""."""

    kind: Kind
    items: dict[Item, str] = field(default_factory=dict)

    def add(self, machine: type[Machine], use: Use | None, where: str) -> None:
        """Take up what a machine class has, and what was used of it, in a system or a mutant."""
        used = use or Use(set(), set())
        for at, arrow in enumerate(arrows(machine)):
            self._add(_item(machine, arrow), where if at in used.fired else "")
        local = tabulate(machine).locals
        met = [local[each] for each in used.met]
        states = {state for each in met for state in each.states}
        for state in machine.ordered_states:
            self._add(Item("state", state.id), where if state.id in states else "")
        for at, (name, values) in enumerate(data_of(machine).items()):
            taken = {each.data[at] for each in met}
            for value in values:
                self._add(Item("value", f"{name} {value}"), where if value in taken else "")

    def _add(self, item: Item, where: str) -> None:
        self.items[item] = self.items.get(item) or where

    def of(self, kind: str) -> list[tuple[Item, str]]:
        """The transitions, the states or the values, and where each was used."""
        return [(item, where) for item, where in self.items.items() if item.kind == kind]

    @property
    def unused(self) -> list[Item]:
        """The transitions and states that are used nowhere; values may be there for ghosts."""
        return [item for item, where in self.items.items() if not where and item.kind != "value"]

    @property
    def unmet(self) -> list[Item]:
        """The declared values that no right design takes."""
        return [item for item, where in self.of("value") if not where or where.startswith(WRONG)]

    @property
    def wrong_only(self) -> list[tuple[Item, str]]:
        """The transitions and states that are used in a wrong design only, and in which."""
        found = [*self.of("transition"), *self.of("state")]
        return [(item, where) for item, where in found if where.startswith(WRONG)]

    def counts(self, kind: str) -> tuple[int, int]:
        """How many transitions, states or values there are, and how many right designs use."""
        found = [where for _, where in self.of(kind)]
        return len(found), sum(bool(where) and not where.startswith(WRONG) for where in found)

    def at(self, item: Item) -> str:
        """The file of the machine, from the root of its package, and the line, if known."""
        machine = self.kind.shown
        path = Path(sys.modules[machine.__module__].__file__ or "")
        inside = len(machine.__module__.split(".")) + (path.stem == "__init__")
        file = "/".join(path.parts[-inside:])
        return f"{file}:{item.line}" if item.line else file


def _item(machine: type[Machine], arrow: Arrow) -> Item:
    """A transition; equal for the classes that a function makes of one line."""
    guard = f" if {arrow.guard}" if arrow.guard else ""
    ends = f"{arrow.source} to {arrow.target}" if arrow.target else f"in {arrow.source}"
    line = marks_of(machine).line(arrow.transition)
    return Item("transition", f"{arrow.event} {ends}{guard}", line, arrow.clauses)


def said(tally: Tally, item: Item) -> str:
    """What is used nowhere, as one line: file, line, machine, what, clauses."""
    never = {"transition": "never fires", "state": "is never reached"}
    cited = f" ({', '.join(item.clauses)})" if item.clauses else ""
    return f"{tally.at(item)}: {tally.kind.name}: {item.text} {never[item.kind]}{cited}"
