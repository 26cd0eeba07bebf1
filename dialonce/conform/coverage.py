"""What the runs exercised of the process: its transitions by their clauses, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from dialonce.cascade import Instance
from dialonce.clauses import marks_of
from dialonce.conform.run import Map
from dialonce.conform.setting import Setting
from dialonce.judge.automaton import Node
from dialonce.judge.space import Move
from dialonce.judge.words import Symbol
from dialonce.table import Row, tabulate

Kind = tuple[Any, ...]
WAYS = 2  # of telling what is rare: by what it does to the process, by where it leads


class Coverage:
    """Counts what happened by what it did to the process, and keeps the clauses of that.

    Where several states are possible, what any of them would do counts as exercised.
    """

    def __init__(self, places: Map):
        self.map, self.setting = places, places.setting
        self.clauses: set[str] = set()
        self.counts: Counter[Kind] = Counter()
        self._pending: Counter[Kind] = Counter()
        self._kinds: dict[tuple[Node, Symbol], tuple[Kind, ...]] = {}

    def forget(self, places: Map) -> None:
        """Go on with new nodes."""
        self.map = places
        self._kinds.clear()

    def note(self, node: Node, label: Symbol) -> None:
        """A label happens."""
        if (node, label) not in self._kinds:
            moves = [
                move for state in self.map.states(node) for move in self.map.moves(state)
                if move.own or move.event == label
            ]  # fmt: skip
            for move in moves:
                self.clauses.update(self._clauses(move))
        self._pending.update(self._kinds_of(node, label))

    def end_run(self, count: bool) -> None:
        """A run has ended. One that fails does not count, so that it can be drawn again as it was."""
        if count:
            self.counts.update(self._pending)
        self._pending.clear()

    def rarest(self, way: int, node: Node, labels: Iterable[Symbol]) -> list[Symbol]:
        """The labels that were seen least often, told apart in that way."""
        counted = [(self.counts[self._kinds_of(node, label)[way]], label) for label in labels]
        least = min((count for count, _ in counted), default=0)
        return [label for count, label in counted if count == least]

    def _kinds_of(self, node: Node, label: Symbol) -> tuple[Kind, ...]:
        """What a label is, in each way of telling, in the first state that is possible."""
        key = node, label
        if key not in self._kinds:
            self._kinds[key] = (label,), (label,)
            for move in (m for s in self.map.states(node)[:1] for m in self.map.moves(s)):
                if move.event == label:
                    where = move.after[: len(self.setting.system.singles)]
                    self._kinds[key] = (label, self._did(move)), where
        return self._kinds[key]

    def uncovered(self) -> list[str]:
        """The clauses of the process that no run exercised."""
        return sorted(clauses_of_process(self.setting) - self.clauses, key=_in_order)

    def _did(self, move: Move) -> frozenset[tuple[str, str, int]]:
        return frozenset((at[0], event, row.after) for at, event, row in self._fired(move))

    def _fired(self, move: Move) -> Iterator[tuple[Instance, str, Row]]:
        mine, process = self.setting.system.process_of, self.setting.seen.process
        return (fired for fired in move.fired if mine[fired[0][0]] == process)

    def _clauses(self, move: Move) -> Iterator[str]:
        for at, _, row in self._fired(move):
            for transition in row.taken:
                yield from marks_of(self.setting.system.machines[at[0]]).clauses(transition)


def clauses_of_process(setting: Setting) -> set[str]:
    """The clauses of every transition that the process may take in this system."""
    system, process = setting.system, setting.seen.process
    return {
        clause
        for name, machine in system.processes[process].items()
        for (_, event), choice in tabulate(machine).choices.items()
        if f"{name}.{event}" in setting.terms or event == "tick"
        for row in choice.rows.values()
        for transition in (row.taken if row else ())
        for clause in marks_of(machine).clauses(transition)
    }


def _in_order(clause: str) -> tuple[str, int]:
    topic, _, number = clause.rpartition("-")
    return topic, int(number)
