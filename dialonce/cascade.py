"""One step: an event at one machine, then every message it causes, first in, first out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from dialonce.system import ENVIRONMENT, System
from dialonce.table import Row, Table, tabulate

REACTIONS_MAX = 10_000
Instance = tuple[str, int]  # a machine's name, and its member number (0 for a single one)


class Message(NamedTuple):
    """A message to be heard; `origin` is the process that caused it, `broadcast` if all hear it."""

    hearer: Instance
    event: str
    origin: str
    broadcast: bool


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


def by_table(system: System, tables: dict[str, Table] | None = None) -> React:
    """Reactions looked up in the tables of the system's machines, or in others for them."""
    tables = tables or {name: tabulate(cls) for name, cls in system.machines.items()}
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
    queue = deque([Message(start, event, ENVIRONMENT, False)])

    def now(instance: Instance) -> int:
        return changes[instance] if instance in changes else local(instance)

    while queue:
        message = queue.popleft()
        row = react(message.hearer, message.event, now(message.hearer), now)
        if row is None:
            if not fired:
                return DISABLED
            continue
        changes[message.hearer] = row.after
        fired.append((message.hearer, message.event, row))
        if len(fired) > REACTIONS_MAX:
            refuse_endless(system, start[0], event)
        said, caused = answer(system, message, row.outputs, members)
        sent += said
        queue += caused
    return Step(True, changes, tuple(sent), tuple(fired))


def answer(
    system: System, message: Message, outputs: tuple[str, ...], members: int
) -> tuple[list[Sent], list[Message]]:
    """What is sent when the hearer of a message answers it with `outputs`, and who hears of it."""
    sent, caused = list[Sent](), list[Message]()
    sender, _, origin, broadcast = message
    if outputs and origin == ENVIRONMENT:
        origin = system.process_of[sender[0]]
    for output in outputs:
        targets = system.routes[sender[0], output]
        if not targets:
            sent.append(Sent(sender, output, None))
        for target in targets:
            if target.relayed and origin != ENVIRONMENT:
                _refuse_crossing(system, sender, target.machine, origin)
            if target.leaves and broadcast:
                _refuse_leaving(system, sender, output, target.machine)
            spread = broadcast or target.broadcast
            numbers = range(members) if target.broadcast else (sender[1] if target.grouped else 0,)
            for number in numbers:
                hearer = (target.machine, number)
                sent.append(Sent(sender, output, hearer))
                caused.append(Message(hearer, target.event, origin, spread))
    return sent, caused


def refuse_endless(system: System, machine: str, event: str) -> None:
    """Refuse a step in which messages go round for ever."""
    system.refuse(f"the step {machine}.{event} does not end.", "break the message loop")


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
