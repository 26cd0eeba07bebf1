"""Traces: a path through the packed space, turned back into concrete steps of named machines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dialonce.cascade import Instance, React, Sent, by_table, run
from dialonce.clauses import marks_of
from dialonce.system import System
from dialonce.table import Row, Table, tabulate

if TYPE_CHECKING:
    from dialonce.compose import Composed
    from dialonce.explore import Space

Fired = tuple[Instance, str, Row]  # a reaction: whose, to which event, by which row


@dataclass
class Change:
    """A machine's local state before and after a step, as ids of its table."""

    instance: Instance
    before: int
    after: int


@dataclass
class TraceStep:
    """One concrete step: its event, what changed, the messages, and the clauses at work.

    `fired`: the reactions in order, each with its instance, its event and its row.
    """

    instance: Instance
    event: str
    changes: list[Change]
    sent: tuple[Sent, ...]
    clauses: tuple[str, ...]
    fired: tuple[Fired, ...] = field(default=(), compare=False, repr=False)


@dataclass
class Trace:
    """A concrete run of a system with `members` members.

    `loop` is the position of the state from which it repeats for ever, or None; where that is the
    last state, it may rest there for ever.
    """

    system: System
    members: int
    steps: list[TraceStep] = field(default_factory=list)
    states: list[dict[Instance, int]] = field(default_factory=list)
    loop: int | None = None

    @property
    def tables(self) -> dict[str, Table]:
        """The tables of the system's machines."""
        return {name: tabulate(cls) for name, cls in self.system.machines.items()}

    def label(self, instance: Instance) -> str:
        """An instance as a person reads it: `record 2` in a group, otherwise its name."""
        return label(self.system, instance)


def label(system: System, instance: Instance) -> str:
    """An instance as a person reads it; members count from 1."""
    name, member = instance
    words = name.replace("_", " ")
    return f"{words} {member + 1}" if name in system.group else words


def clauses_at_work(system: System, fired: Iterable[Fired]) -> tuple[str, ...]:
    """The clauses at the lines of the transitions that some reactions took, once each."""
    return tuple(dict.fromkeys(
        clause
        for at, _, row in fired
        for transition in row.taken
        for clause in marks_of(system.machines[at[0]]).clauses(transition)
    ))  # fmt: skip


def instances(system: System, members: int) -> list[Instance]:
    """All instances of a system with so many members."""
    singles = [(name, 0) for name in system.singles]
    return singles + [(name, i) for i in range(members) for name in system.group]


class Runner:
    """A concrete state of a system that takes steps by table (or by any other reactions)."""

    def __init__(self, system: System, members: int, react: React | None = None):
        self.system, self.members = system, members
        self.react = react or by_table(system)
        self.tables = {name: tabulate(cls) for name, cls in system.machines.items()}
        self.state: dict[Instance, int] = dict.fromkeys(instances(system, members), 0)
        self.trace = Trace(system, members, [], [dict(self.state)])

    def enabled(self) -> list[tuple[Instance, str]]:
        """The spontaneous events that are possible now, in the order of the system."""
        local = self.state.__getitem__
        return [
            ((name, i), event)
            for name, event in self.system.spontaneous
            for i in range(self.members if name in self.system.group else 1)
            if self.react((name, i), event, local((name, i)), local) is not None
        ]

    def peek(self, instance: Instance, event: str) -> Any:
        """The step that an event would be; nothing changes."""
        return run(self.system, self.react, self.state.__getitem__, instance, event, self.members)

    def take(self, instance: Instance, event: str) -> TraceStep:
        """Take a step that is enabled, and record it."""
        step = self.peek(instance, event)
        if not step.enabled:
            raise ValueError(f"{label(self.system, instance)}: {event} is not enabled")
        changes = [
            Change(at, self.state[at], after)
            for at, after in step.changes.items()
            if after != self.state[at]
        ]
        self.state.update(step.changes)
        clauses = clauses_at_work(self.system, step.fired)
        taken = TraceStep(instance, event, changes, step.sent, clauses, step.fired)
        self.trace.steps.append(taken)
        self.trace.states.append(dict(self.state))
        return taken


class Replay(Runner):
    """Follows canonical events: picks the concrete member that is in the canonical one's state."""

    def __init__(self, space: Space):
        system = space.composed.system
        react = by_table(system, space.composed.tables)
        super().__init__(system, space.numbering.members, react)
        self.space, self.composed = space, space.composed
        self.canonical = [0] * self.members

    def member_state(self, member: int) -> int:
        """The composed member state of a concrete member."""
        return member_state(self.composed, self.state, member)

    def follow(self, machine: str, event: str, member: int) -> TraceStep:
        """Take a canonical event, and sort as the explorer did."""
        fixed = self.space.numbering.fixed
        concrete = 0
        if machine in self.system.group:
            wanted = self.canonical[member]
            choices = [member] if member < fixed else range(fixed, self.members)
            concrete = next(i for i in choices if self.member_state(i) == wanted)
        step = self.take((machine, concrete), event)
        states = [self.member_state(i) for i in range(self.members)]
        self.canonical = states[:fixed] + sorted(states[fixed:])
        return step

    def repeat(self, cycle: list[tuple[str, str, int]]) -> None:
        """Go round a canonical cycle until the concrete state returns, and note where.

        A round may leave the members with swapped places, so that one is not always enough.
        """
        rounds: dict[tuple[int, ...], int] = {}
        while (here := tuple(self.state.values())) not in rounds:
            rounds[here] = len(self.trace.steps)
            for event in cycle:
                self.follow(*event)
        self.trace.loop = rounds[here]


def member_state(composed: Composed, state: dict[Instance, int], member: int) -> int:
    """The number of the combination that a member's machines are in."""
    names = composed.members.names
    code = sum(
        int(weight) * state[name, member]
        for weight, name in zip(composed.members.weights, names, strict=False)
    )
    return composed.members.ids[code]


def trace_to(
    space: Space, index: int, more: list[int] | None = None, cycle: list[int] | None = None
) -> Trace:
    """The run to state `index`, by the event numbers `more`, then round the `cycle`, if any.

    An empty cycle says that the run may rest at its end for ever.
    """
    replay = Replay(space)
    for event in space.path(index) + [space.event_of(number) for number in more or []]:
        replay.follow(*event)
    if cycle is not None:
        replay.repeat([space.event_of(number) for number in cycle])
    return replay.trace
