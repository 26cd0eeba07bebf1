"""The states of a wrong design, with the right one's moves where they are the same."""

from __future__ import annotations

from dataclasses import replace

from dialonce.cascade import by_table
from dialonce.judge.design import Design
from dialonce.judge.noting import Noting
from dialonce.judge.space import Concrete, Move, State
from dialonce.judge.timely import Apart


class Beside(Concrete):
    """The states of another design, with the right one's moves where they are the same."""

    def __init__(self, right: Noting, design: Design):
        super().__init__(replace(right.seen, system=design.system), right.members)
        self.right, self.design = right, design
        _adopt(self, design)
        self._strange = [
            (place, design.strange[name])
            for place, (name, _) in enumerate(self.instances)
            if name in design.strange
        ]

    def moves(self, state: State) -> tuple[Move, ...]:
        """Every move from a state, except those that never happen here."""
        if state not in self._moves:
            self._moves[state] = (
                self.right.moves(state)
                if self.alike(state)
                else tuple(self._found(state, self.events))
            )
        return self._moves[state]

    def alike(self, state: State) -> bool:
        """Whether the right design has the same moves from a state."""
        if any(state[place] in strange for place, strange in self._strange):
            return False
        self.right.moves(state)
        return self.right.asked[state].isdisjoint(self.design.changed)


class ApartBeside(Apart):
    """The states of another design whose timers end one by one; nothing is shared."""

    def __init__(self, right: Apart, design: Design):
        super().__init__(replace(right.seen, system=design.system), right.members)
        self.design = design
        _adopt(self, design)

    def alike(self, state: State) -> bool:
        """Whether the right design is known to have the same moves from a state: never."""
        return False


def beside(right: Noting | Apart, design: Design) -> Beside | ApartBeside:
    """The states of a design beside those of the right one."""
    return ApartBeside(right, design) if isinstance(right, Apart) else Beside(right, design)


def _adopt(space: Concrete, design: Design) -> None:
    """React as a design does, in its numbers."""
    space.react = by_table(design.system, design.tables)
    space.start = tuple(design.start.get(name, 0) for name, _ in space.instances)
