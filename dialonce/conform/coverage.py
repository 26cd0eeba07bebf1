"""What the runs exercised of the process: the rows and the transitions of its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dialonce.conform.places import Map
from dialonce.conform.setting import Setting
from dialonce.judge.automaton import Node
from dialonce.judge.space import Move
from dialonce.judge.words import Symbol, exposed
from dialonce.trace import Fired

Reaction = tuple[str, str, int]  # machine, event, and its row by id()
Line = tuple[str, str, int]  # machine, event, and its transition by id()


class Coverage:
    """Counts the reactions of the process, and keeps the transitions that they took.

    Where several states are possible, what any of them would do counts as exercised.
    """

    def __init__(self, setting: Setting):
        self.setting = setting
        self.lines: set[Line] = set()
        self.counts: Counter[Reaction] = Counter()
        self._noted: dict[tuple[Node, Symbol], list[Move]] = {}

    def note(self, places: Map, node: Node, symbol: Symbol) -> None:
        """A label happens, or the process is heard to do something, perhaps after unseen steps."""
        for move in self._moves(places, node, symbol):
            self.counts.update(self.reactions(move))

    def _moves(self, places: Map, node: Node, symbol: Symbol) -> list[Move]:
        key = node, symbol
        if key not in self._noted:
            self._noted[key] = [
                move for state in places.states(node) for move in places.moves(state)
                if move.event == symbol
                or (move.own and (move.silent or symbol in exposed(move.forest)))
            ]  # fmt: skip
            for move in self._noted[key]:
                self.lines.update(self._lines(move))
        return self._noted[key]

    def forget(self) -> None:
        """Nodes of before are not met again."""
        self._noted.clear()

    def reactions(self, move: Move) -> list[Reaction]:
        """What the process does in a step."""
        return [(at[0], event, id(row)) for at, event, row in self._fired(move)]

    def _lines(self, move: Move) -> Iterator[Line]:
        for at, event, row in self._fired(move):
            yield from ((at[0], event, id(transition)) for transition in row.taken)

    def _fired(self, move: Move) -> Iterator[Fired]:
        mine, process = self.setting.system.process_of, self.setting.seen.process
        return (fired for fired in move.fired if mine[fired[0][0]] == process)
