"""States whose moves are known by the reactions on which they depend."""

from __future__ import annotations

from collections.abc import Callable

from dialonce.cascade import Instance
from dialonce.judge.design import Asked
from dialonce.judge.observation import Observation
from dialonce.judge.space import Concrete, Move, State
from dialonce.table import Row


class Noting(Concrete):
    """The right design's states. `asked`: the reactions on which the moves from each depend."""

    def __init__(self, seen: Observation, members: int):
        super().__init__(seen, members)
        self.asked: dict[State, frozenset[Asked]] = {}
        self._now: set[Asked] = set()
        react = self.react

        def noting(
            instance: Instance, event: str, state: int, local: Callable[[Instance], int]
        ) -> Row | None:
            self._now.add((instance[0], state, event))
            return react(instance, event, state, local)

        self.react = noting

    def moves(self, state: State) -> tuple[Move, ...]:
        """Every move from a state, except those that never happen here."""
        if state not in self._moves:
            self._now = set()
            super().moves(state)
            self.asked[state] = frozenset(self._now)
        return self._moves[state]
