"""The specification's own machines of one process, or a wrong design's, as an implementation."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from random import Random

from dialonce.cascade import Instance, Message, answer, by_table
from dialonce.machine import event_names
from dialonce.system import ENVIRONMENT, System
from dialonce.table import Row
from dialonce.trace import instances

TICK = "tick"
Said = tuple[str, int | None]  # "machine.event", and the member where the hearer is grouped


class Player:
    """Machines of `process` that are told what they hear, and say what they do.

    `right`: the design that the other side believes in, by which it knows what to command; what
    may happen beyond that happens by itself. `lazy`: chance decides when they do what they like.
    """

    def __init__(
        self, system: System, process: str, members: int, right: System, seed: int, lazy: bool
    ):
        self.system, self.process, self.members = system, process, members
        self.seed, self.lazy = seed, lazy
        self.react = by_table(system)
        commands = {key for key in right.spontaneous if key not in _fair(right)}
        self.own = [
            ((name, member), event)
            for name, event in system.spontaneous
            if system.process_of[name] == process and (name, event) not in commands
            for member in range(members if name in system.group else 1)
        ]
        self.ticked = _ticked(system, process, members)
        self.reset()

    def reset(self) -> None:
        """Begin anew, by the same chance."""
        self.state = dict.fromkeys(instances(self.system, self.members), 0)
        self.chance = Random(self.seed)

    def knows(self, name: str, event: str, member: int) -> bool:
        """Whether there is such an event of such an instance here."""
        if self.system.process_of.get(name) != self.process:
            return False
        known = event in event_names(self.system.machines[name])
        return known and 0 <= member < (self.members if name in self.system.group else 1)

    def hear(self, instance: Instance, event: str, more: bool) -> list[Said] | None:
        """What is done about a message or a command; None if the command is not possible now."""
        commanded = (instance[0], event) in self.system.spontaneous
        if commanded and self._row(instance, event) is None:
            return None
        return [*self._cascade(instance, event), *self._likes(more)]

    def tick(self, more: bool) -> list[Said]:
        """What is done while a tick passes: first what is due, then what has waited for a tick."""
        waited = [(at, event) for at, event in self.own if self._row(at, event) is not None]
        said = [each for instance in self.ticked for each in self._cascade(instance, TICK)]
        return [*said, *self._likes(more, waited)]

    def _likes(self, more: bool, waited: Sequence[tuple[Instance, str]] = ()) -> list[Said]:
        """Events that the machines take by themselves: each at most once, none if more is told."""
        said, left, changed = list[Said](), [] if more else list(self.own), True
        while changed:
            changed = False
            for instance, event in list(left):
                if self._row(instance, event) is not None:
                    left.remove((instance, event))
                    changed = True
                    if not self.lazy or (instance, event) in waited or self.chance.random() < 0.5:
                        said += self._cascade(instance, event)
        return said

    def _row(self, instance: Instance, event: str) -> Row | None:
        return self.react(instance, event, self.state[instance], self.state.__getitem__)

    def _cascade(self, instance: Instance, event: str) -> Iterator[Said]:
        """One event and what it causes within the process, first in, first out."""
        queue = deque([Message(instance, event, ENVIRONMENT, False)])
        while queue:
            message = queue.popleft()
            row = self._row(message.hearer, message.event)
            if row is None:
                continue
            self.state[message.hearer] = row.after
            for caused in answer(self.system, message, row.outputs, self.members)[1]:
                name, member = caused.hearer
                if self.system.process_of[name] == self.process:
                    queue.append(caused)
                elif not self.system.machines[name].device:
                    yield f"{name}.{caused.event}", member if name in self.system.group else None


def _fair(system: System) -> set[tuple[str, str]]:
    """What happens by itself in the end; not what a person decides."""
    promised = {*system.fair_events, *system.strong_events}
    return {key for key in promised if key[1] not in system.machines[key[0]].by_hand}


def _ticked(system: System, process: str, members: int) -> list[Instance]:
    """The instances of the process that hear the clock, in the order in which they do."""
    return [
        (target.machine, member)
        for (sender, _), targets in system.routes.items()
        if system.process_of[sender] != process
        for target in targets
        if target.event == TICK and system.process_of[target.machine] == process
        for member in range(members if target.grouped else 1)
    ]
