"""The states that a judge keeps: exact ones of some members, or of one member among any number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple, Protocol

from dialonce.cascade import Instance, Message, React, by_table, run
from dialonce.judge.observation import Observation
from dialonce.judge.words import Ear, Forest, Symbol, forest_of, symbol_of
from dialonce.system import ENVIRONMENT, System
from dialonce.trace import Fired, instances, label

State = tuple[int, ...]  # local states of the instances, in their order


class Move(NamedTuple):
    """A step from a state: its event, what is seen of it, the state after it, the rows in order.

    `own`: whether the process that is judged takes it by itself.
    """

    event: Symbol
    forest: Forest
    after: State
    fired: tuple[Fired, ...]
    own: bool

    @property
    def silent(self) -> bool:
        """Whether nothing is seen of it."""
        return not self.forest


class Space(Protocol):
    """States and the moves between them."""

    system: System
    seen: Observation
    start: State

    def moves(self, state: State) -> tuple[Move, ...]:
        """Every move from a state, except those that never happen here."""

    def eager(self, state: State) -> bool:
        """Whether the process does something by itself in the end."""

    def words(self, state: State) -> dict[str, str]:
        """A state in words, by instance."""


class Concrete:
    """The exact states of a system with so many members."""

    def __init__(self, seen: Observation, members: int):
        self.system, self.seen, self.members = seen.system, seen, members
        self.instances = instances(self.system, members)
        self.start: State = (0,) * len(self.instances)
        self.react = by_table(self.system)
        self._place = {at: number for number, at in enumerate(self.instances)}
        self._moves: dict[State, tuple[Move, ...]] = {}

    def moves(self, state: State) -> tuple[Move, ...]:
        """Every move from a state, except those that never happen here."""
        if state not in self._moves:
            self._moves[state] = tuple(self._found(state, self.events))
        return self._moves[state]

    def eager(self, state: State) -> bool:
        """Whether the process does something by itself in the end."""
        return any(move.own for move in self.moves(state))

    def words(self, state: State) -> dict[str, str]:
        """A state in words, by instance."""
        from dialonce.table import tabulate

        tables = {name: tabulate(cls) for name, cls in self.system.machines.items()}
        return {
            label(self.system, at): tables[at[0]].describe(local)
            for at, local in zip(self.instances, state, strict=True)
        }

    @cached_property
    def events(self) -> list[tuple[Instance, str]]:
        """Every event of an instance that may happen by itself."""
        return [
            (at, event)
            for name, event in self.system.spontaneous
            if f"{name}.{event}" not in self.seen.absent
            for at in self.instances
            if at[0] == name
        ]

    def _found(self, state: State, events: list[tuple[Instance, str]]) -> Iterator[Move]:
        for instance, event in events:
            move = self.move(state, instance, event)
            if move is not None:
                yield move

    def move(
        self, state: State, instance: Instance, event: str, react: React | None = None
    ) -> Move | None:
        """One move from a state, or None where it is not possible; by other reactions if given."""
        place = self._place

        def local(at: Instance) -> int:
            return state[place[at]]

        ear = Ear(
            self.system, react or self.react, Message(instance, event, ENVIRONMENT, False),
            self.members,
        )  # fmt: skip
        step = run(self.system, ear, local, instance, event, self.members)
        if not step.enabled:
            return None
        after = list(state)
        for at, new in step.changes.items():
            after[place[at]] = new
        own = (instance[0], event) in self.seen.own
        forest = forest_of(self.seen, ear.heard)
        return Move(symbol_of(self.system, instance, event), forest, tuple(after), step.fired, own)


class Pairs(Concrete):
    """One member (number 0) among any number of others: allows more than any number of them.

    Of the others, each of whose steps may happen wherever it can meet the same single machines,
    only what they do to single machines is seen.
    """

    def __init__(self, seen: Observation):
        super().__init__(seen, 1 if seen.system.group else 0)
        self._two = Concrete(seen, 2) if seen.system.group else None

    def moves(self, state: State) -> tuple[Move, ...]:
        """Every move from a state: of the single machines, of the member, and of another one."""
        if state not in self._moves:
            own = dict.fromkeys(self._found(state, self.events))
            self._moves[state] = tuple(own | dict.fromkeys(self._others(state)))
        return self._moves[state]

    def _others(self, state: State) -> Iterator[Move]:
        two = self._two
        if two is None:
            return
        singles, member = state[: self._single], state[self._single :]
        events = [each for each in two.events if each[0][1] == 1 and each[0][0] in two.system.group]
        for other in self._met.get(singles, ()):
            for move in two._found((*singles, *member, *other), events):
                forest = _of_singles(move.forest)
                after = move.after[: len(state)]
                if forest or after != state:
                    yield Move(move.event, forest, after, (), False)

    @cached_property
    def _single(self) -> int:
        return len(self.system.singles)

    @cached_property
    def _met(self) -> dict[State, list[State]]:
        """The members that can meet the single machines in a state."""
        from dialonce.compose import compose

        composed = compose(self.system)
        found: dict[State, list[State]] = {}
        for g, m in zip(*(each.tolist() for each in composed.pairs.nonzero()), strict=True):
            found.setdefault(composed.globals.rows[g], []).append(composed.members.rows[m])
        return found


def _of_singles(forest: Forest) -> Forest:
    """What is seen of a step of another member: only its effect on single machines."""
    from dialonce.judge.words import ordered

    def kept(trees: Forest) -> Iterator[tuple[Symbol, Forest]]:
        for (name, member), below in trees:
            if member is None:
                yield (name, member), ordered(kept(below))
            else:
                yield from kept(below)

    return ordered(kept(forest))
