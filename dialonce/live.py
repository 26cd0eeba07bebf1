"""A system of live machines: the real python-statemachine classes, stepped side by side."""

from __future__ import annotations

from collections.abc import Callable

from dialonce.cascade import Instance, Step, run
from dialonce.machine import Local, Machine, reads_of, state_sets
from dialonce.system import System
from dialonce.table import Row, tabulate
from dialonce.trace import instances


class Live:
    """Live instances of a system's machines; the same order of messages as by table."""

    def __init__(self, system: System, members: int):
        self.system, self.members = system, members
        self.machines: dict[Instance, Machine] = {
            instance: system.machines[instance[0]]() for instance in instances(system, members)
        }

    def snapshot(self) -> dict[Instance, Local]:
        """The local state of every instance."""
        return {instance: machine.snapshot() for instance, machine in self.machines.items()}

    def restore(self, locals_: dict[Instance, Local]) -> None:
        """Put every instance into a local state that it once had."""
        for instance, local in locals_.items():
            self.machines[instance].restore(local)

    def take(self, instance: Instance, event: str) -> Step:
        """Let an event happen at an instance, and everything that follows from it."""
        return run(self.system, self._react, lambda _: -1, instance, event, self.members)

    def _react(
        self, instance: Instance, event: str, state: int, local: Callable[[Instance], int]
    ) -> Row | None:
        machine = self.machines[instance]
        machine.wire({name: self._look(instance, name) for name in reads_of(type(machine))})
        reaction = machine.react(event)
        if not reaction.taken:
            return None
        after = tabulate(type(machine)).ids.get(machine.snapshot(), -1)
        return Row(after, reaction.outputs, reaction.taken)

    def _look(self, reader: Instance, name: str) -> bool:
        for target, states in self.system.looks.get((reader[0], name), ()):
            member = reader[1] if target in self.system.group else 0
            wanted = state_sets(self.system.machines[target])[states]
            active = self.machines[target, member].snapshot().states
            if not set(wanted).isdisjoint(active):
                return True
        return False
