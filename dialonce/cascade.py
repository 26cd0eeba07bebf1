"""One step: an event at one machine, then every message it causes, first in, first out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from dialonce.system import ENVIRONMENT, System
from dialonce.table import Row, tabulate

STEPS_MAX = 10_000
Instance = tuple[str, int]  # a machine's name, and its member number (0 for a single one)
Message = tuple[Instance, str, str, bool]  # who hears what, whose cause it is, and if all hear it


class Sent(NamedTuple):
    """A message: who sent what, and which instance heard it (None for nobody)."""

    sender: Instance
    output: str
    target: Instance | None


class Step(NamedTuple):
    """One step: whether it was possible, the changed local states, messages, rows in order."""

    enabled: bool
    changes: dict[Instance, int]
    sent: tuple[Sent, ...]
    fired: tuple[tuple[Instance, str, Row], ...]


DISABLED = Step(False, {}, (), ())
React = Callable[[Instance, str, int, Callable[[Instance], int]], Row | None]


def by_table(system: System) -> React:
    """Reactions looked up in the tables of the system's machines."""
    tables = {name: tabulate(cls) for name, cls in system.machines.items()}
    choices = {name: table.choices for name, table in tables.items()}
    looks: dict[tuple[str, str], list[tuple[str, bool, list[bool]]]] = {
        key: [(at, at in system.group, tables[at].holds(states)) for at, states in found]
        for key, found in system.looks.items()
    }

    def look(reader: Instance, name: str, local: Callable[[Instance], int]) -> bool:
        for target, grouped, holds in looks.get((reader[0], name), ()):
            if holds[local((target, reader[1] if grouped else 0))]:
                return True
        return False

    def react(
        instance: Instance, event: str, state: int, local: Callable[[Instance], int]
    ) -> Row | None:
        reads, rows = choices[instance[0]][state, event]
        return rows[tuple([look(instance, name, local) for name in reads]) if reads else ()]

    return react


class Cascade:
    """A step under way: what changed, was sent and fired so far, and the messages still to hear."""

    def __init__(self, start: Instance, event: str):
        self.changes: dict[Instance, int] = {}
        self.sent: list[Sent] = []
        self.fired: list[tuple[Instance, str, Row]] = []
        self.queue: deque[Message] = deque([(start, event, ENVIRONMENT, False)])

    def copy(self) -> Cascade:
        """The same step, to go on by itself."""
        other = Cascade.__new__(Cascade)
        other.changes, other.sent = self.changes.copy(), self.sent.copy()
        other.fired, other.queue = self.fired.copy(), self.queue.copy()
        return other

    def finish(
        self, system: System, react: React, local: Callable[[Instance], int], members: int
    ) -> Step:
        """Run the step to completion, as `run` does. When `local` raises, it may go on later."""
        changes, queue, fired = self.changes, self.queue, self.fired

        def now(instance: Instance) -> int:
            return changes[instance] if instance in changes else local(instance)

        while queue:
            instance, heard, origin, broadcast = queue[0]
            row = react(instance, heard, now(instance), now)
            queue.popleft()
            if row is None:
                if not fired and not self.sent:
                    return DISABLED
                continue
            changes[instance] = row.after
            fired.append((instance, heard, row))
            if len(fired) > STEPS_MAX:
                (machine, _), event, _ = fired[0]
                system.refuse(f"the step {machine}.{event} does not end.", "break the message loop")
            if row.outputs and origin == ENVIRONMENT:
                origin = system.process_of[instance[0]]
            for output in row.outputs:
                self._deliver(system, instance, output, origin, broadcast, members)
        return Step(True, changes, tuple(self.sent), tuple(fired))

    def _deliver(
        self, system: System, sender: Instance, output: str, origin: str, broadcast: bool,
        members: int,
    ) -> None:  # fmt: skip
        targets = system.routes[sender[0], output]
        if not targets:
            self.sent.append(Sent(sender, output, None))
        for target in targets:
            if target.relayed and origin != ENVIRONMENT:
                _refuse_crossing(system, sender, target.machine, origin)
            if target.leaves and broadcast:
                _refuse_leaving(system, sender, output, target.machine)
            spread = broadcast or target.broadcast
            numbers = range(members) if target.broadcast else (sender[1] if target.grouped else 0,)
            for number in numbers:
                hearer = (target.machine, number)
                self.sent.append(Sent(sender, output, hearer))
                self.queue.append((hearer, target.event, origin, spread))


def run(
    system: System,
    react: React,
    local: Callable[[Instance], int],
    start: Instance,
    event: str,
    members: int,
) -> Step:
    """Run one step to completion. `local` gives the local state of an instance before the step.

    Errors: SpecificationError when a message crosses two processes within the step, when a
    broadcast reaction leaves its member, or when the step does not end.
    """
    return Cascade(start, event).finish(system, react, local, members)


def _refuse_crossing(system: System, sender: Instance, target: str, origin: str) -> None:
    system.refuse(
        f"{sender[0]} passes a message of {origin} on to {target} within one step.",
        "keep it as state of the network machine, and deliver it by a spontaneous event",
    )


def _refuse_leaving(system: System, sender: Instance, output: str, target: str) -> None:
    system.refuse(
        f"{sender[0]} answers a broadcast with {output} to {target}, which exists once.",
        "let a member's reaction to a broadcast stay within that member",
    )
