"""What a step is from outside: what the process is told, and what it says, by the tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from dialonce.cascade import Instance, Message, by_table, run
from dialonce.judge.observation import Observation
from dialonce.judge.vocabulary import direction
from dialonce.judge.words import Ear, Symbol, symbol_of
from dialonce.machine import event_names
from dialonce.system import ENVIRONMENT, TICK, System
from dialonce.table import Row, tabulate
from dialonce.trace import instances

State = tuple[int, ...]  # local states of the instances, in their order
Start = tuple[Instance, str]  # a spontaneous event of an instance


class Said(NamedTuple):
    """What the process says: a symbol, and the number of the one that causes it, or -1."""

    symbol: Symbol
    cause: int


class Effect(NamedTuple):
    """A step: what the process is told, in order; what it says; the state after; the reactions."""

    told: tuple[Symbol, ...]
    says: tuple[Said, ...]
    after: State
    fired: tuple[tuple[Instance, str, Row], ...]


class Effects:
    """The steps of a system with so many members, as one of its processes shows them.

    `right`: the system that the process should be part of, by which it is known what the process
    does by itself; `driven`: whether it does that only when it is told to.
    """

    def __init__(
        self, seen: Observation, members: int, driven: bool = False, right: System | None = None
    ):
        self.system, self.seen, self.members = seen.system, seen, members
        self.driven = driven
        self.instances = instances(self.system, members)
        self.place = {at: number for number, at in enumerate(self.instances)}
        self.start: State = (0,) * len(self.instances)
        self.react = by_table(self.system)
        self.right = right or self.system
        self._known: dict[tuple[State, Start], Effect | None] = {}
        self._likes: dict[State, tuple[tuple[Start, bool], ...]] = {}

    def told(self) -> Effects:
        """The same steps, of a process that is driven."""
        found = Effects(self.seen, self.members, True, self.right)
        found._known = self._known
        return found

    def effect(self, state: State, start: Start) -> Effect | None:
        """The step that an event would be; None where it is not possible."""
        key = (state, start)
        if key not in self._known:
            self._known[key] = self._found(state, *start)
        return self._known[key]

    def likes(self, state: State) -> tuple[tuple[Start, bool], ...]:
        """What the process may do by itself, and whether it is promised to in the end."""
        if state not in self._likes:
            self._likes[state] = tuple(
                (start, fair) for start, fair in self.own if self.effect(state, start)
            )
        return self._likes[state]

    def eager(self, state: State) -> bool:
        """Whether the process does something by itself in the end."""
        return any(fair for _, fair in self.likes(state))

    def words(self, state: State) -> dict[Instance, tuple[str, ...]]:
        """The states in which the machines of the process are."""
        return {
            at: tabulate(self.system.machines[at[0]]).locals[local].states
            for at, local in zip(self.instances, state, strict=True)
            if self.system.process_of[at[0]] == self.seen.process
        }

    @cached_property
    def own(self) -> list[tuple[Start, bool]]:
        """What the process may do without being told to, and whether it is promised."""
        system, fair = self.system, set() if self.driven else set(self.seen.own)
        known = set(self.right.spontaneous)
        return [
            ((at, event), (name, event) in fair)
            for name, event in system.spontaneous
            if system.process_of[name] == self.seen.process
            and ((name, event) in fair or (name, event) not in known)
            for at in self.instances
            if at[0] == name
        ]

    @cached_property
    def ready(self) -> dict[Start, list[bool]]:
        """What the process is promised to do by itself: by local state, if it ever does in such."""
        found: dict[Start, list[bool]] = {}
        for name, event in self.seen.own:
            table = tabulate(self.system.machines[name])
            acts = {local.states for number, local in enumerate(table.locals)
                    if any(table.choices[number, event].rows.values())}  # fmt: skip
            does = [local.states in acts for local in table.locals]
            found |= {(at, event): does for at in self.instances if at[0] == name}
        return found

    @cached_property
    def tick(self) -> Start | None:
        """The event by which time passes, if it does."""
        return ((TICK[0], 0), TICK[1]) if TICK in self.system.spontaneous else None

    def starts(self) -> Iterator[Start]:
        """Every event that may happen by itself."""
        for name, event in self.system.spontaneous:
            yield from ((at, event) for at in self.instances if at[0] == name)

    def _found(self, state: State, instance: Instance, event: str) -> Effect | None:
        if event not in event_names(self.system.machines[instance[0]]):
            return None
        message = Message(instance, event, ENVIRONMENT, False)
        ear = Ear(self.system, self.react, message, self.members)
        place = self.place
        step = run(
            self.system, ear, lambda at: state[place[at]], instance, event, self.members
        )  # fmt: skip
        if not step.enabled:
            return None
        after = list(state)
        for at, new in step.changes.items():
            after[place[at]] = new
        return Effect(*self._outside(ear), tuple(after), step.fired)

    def _outside(self, ear: Ear) -> tuple[tuple[Symbol, ...], tuple[Said, ...]]:
        """What passes between the process and the others, in the order in which it is heard."""
        told, says, causes = list[Symbol](), list[Said](), [(-1, "")]
        for (message, caused), (cause, sender) in zip(ear.heard, causes, strict=False):
            name = message.hearer[0]
            way = direction(self.system, self.seen.process, sender, name) if sender else ""
            symbol = symbol_of(self.system, message.hearer, message.event)
            if way == "in" and message.event != TICK[1]:
                told.append(symbol)
            elif way == "out" and self.seen.shows(symbol[0], (sender, 0)):
                says.append(Said(symbol, cause))
                cause = len(says) - 1
            causes += [(cause, name)] * len(caused)
        return tuple(told), tuple(says)
