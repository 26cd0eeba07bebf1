"""What the runs exercised of the process: rows of its tables, and clauses of its transitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dialonce.clauses import marks_of
from dialonce.conform.places import Map
from dialonce.conform.setting import Setting
from dialonce.judge.automaton import Node
from dialonce.judge.space import Move
from dialonce.judge.words import Symbol, exposed
from dialonce.table import tabulate
from dialonce.trace import Fired, clauses_at_work

Reaction = tuple[str, str, int]  # machine, event, and its row by id()


class Coverage:
    """Counts the reactions of the process, and keeps their clauses.

    Where several states are possible, what any of them would do counts as exercised.
    """

    def __init__(self, setting: Setting):
        self.setting = setting
        self.clauses: set[str] = set()
        self.counts: Counter[Reaction] = Counter()
        self._noted: dict[tuple[Node, Symbol], list[Move]] = {}

    def note(self, places: Map, node: Node, symbol: Symbol) -> None:
        """A label happens, or the process is heard to do something, perhaps after unseen steps."""
        for move in self._moves(places, node, symbol):
            self.counts.update(self.reactions(move))
            self.clauses.update(self._clauses(move))

    def _moves(self, places: Map, node: Node, symbol: Symbol) -> list[Move]:
        key = node, symbol
        if key not in self._noted:
            self._noted[key] = [
                move for state in places.states(node) for move in places.moves(state)
                if move.event == symbol
                or (move.own and (move.silent or symbol in exposed(move.forest)))
            ]  # fmt: skip
        return self._noted[key]

    def forget(self) -> None:
        """Nodes of before are not met again."""
        self._noted.clear()

    def reactions(self, move: Move) -> list[Reaction]:
        """What the process does in a step."""
        return [(at[0], event, id(row)) for at, event, row in self._fired(move)]

    def uncovered(self) -> list[str]:
        """The clauses of the process that no run exercised."""
        return sorted(clauses_of_process(self.setting) - self.clauses, key=_in_order)

    def _fired(self, move: Move) -> Iterator[Fired]:
        mine, process = self.setting.system.process_of, self.setting.seen.process
        return (fired for fired in move.fired if mine[fired[0][0]] == process)

    def _clauses(self, move: Move) -> tuple[str, ...]:
        return clauses_at_work(self.setting.system, self._fired(move))


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
