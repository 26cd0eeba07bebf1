"""One step: an event at one machine, then every message it causes, first in, first out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from dialonce.errors import SpecificationError
from dialonce.system import ENVIRONMENT, System
from dialonce.table import Row, tabulate

Instance = tuple[str, int]  # a machine's name, and its member number (0 for a single one)


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
    holds: dict[tuple[str, str], list[bool]] = {}

    def look(reader: Instance, name: str, local: Callable[[Instance], int]) -> bool:
        for target, states in system.looks.get((reader[0], name), ()):
            if (target, states) not in holds:
                holds[target, states] = tables[target].holds(states)
            member = reader[1] if target in system.group else 0
            if holds[target, states][local((target, member))]:
                return True
        return False

    def react(
        instance: Instance, event: str, state: int, local: Callable[[Instance], int]
    ) -> Row | None:
        choice = tables[instance[0]].choices[state, event]
        return choice.rows[tuple(look(instance, name, local) for name in choice.reads)]

    return react


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
    changes: dict[Instance, int] = {}
    sent: list[Sent] = []
    fired: list[tuple[Instance, str, Row]] = []
    queue: deque[tuple[Instance, str, str, bool]] = deque([(start, event, ENVIRONMENT, False)])

    def now(instance: Instance) -> int:
        return changes[instance] if instance in changes else local(instance)

    while queue:
        instance, heard, origin, broadcast = queue.popleft()
        row = react(instance, heard, now(instance), now)
        if row is None:
            if not fired and not sent:
                return DISABLED
            continue
        changes[instance] = row.after
        fired.append((instance, heard, row))
        if len(fired) > 10_000:
            system.refuse(f"the step {start[0]}.{event} does not end.", "break the message loop")
        process = system.process_of[instance[0]]
        origin = process if origin == ENVIRONMENT else origin
        for output in row.outputs:
            queue.extend(_deliver(system, instance, output, origin, broadcast, members, sent))
    return Step(True, changes, tuple(sent), tuple(fired))


def _deliver(
    system: System, sender: Instance, output: str, origin: str, broadcast: bool, members: int,
    sent: list[Sent],
) -> list[tuple[Instance, str, str, bool]]:  # fmt: skip
    messages: list[tuple[Instance, str, str, bool]] = []
    targets = system.routes[sender[0], output]
    if not targets:
        sent.append(Sent(sender, output, None))
    for target in targets:
        _check_crossing(system, sender, output, target.machine, origin, broadcast)
        own = sender[1] if target.machine in system.group else 0
        numbers = range(members) if target.broadcast else range(own, own + 1)
        for number in numbers:
            sent.append(Sent(sender, output, (target.machine, number)))
            spread = broadcast or target.broadcast
            messages.append(((target.machine, number), target.event, origin, spread))
    return messages


def _check_crossing(
    system: System, sender: Instance, output: str, target: str, origin: str, broadcast: bool
) -> None:
    crossing = system.process_of[sender[0]] == ENVIRONMENT and origin != ENVIRONMENT
    if crossing and system.process_of[target] != ENVIRONMENT:
        raise SpecificationError(
            f"system {system.name}",
            f"{sender[0]} passes a message of {origin} on to {target} within one step.",
            "keep it as state of the network machine, and deliver it by a spontaneous event",
        )
    if broadcast and sender[0] in system.group and target not in system.group:
        raise SpecificationError(
            f"system {system.name}",
            f"{sender[0]} answers a broadcast with {output} to {target}, which exists once.",
            "let a member's reaction to a broadcast stay within that member",
        )
