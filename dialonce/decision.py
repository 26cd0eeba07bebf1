"""The effects of events, run for whole columns of cases at once.

What a step still does depends on the messages that wait, and on the local states at which their
hearers look. So a node is a queue of messages whose first hearer looks at one machine; it has a
branch for each local state of that machine. A branch says what the hearer becomes and which node
follows. It is run the first time that a case takes it, by the same rules as a single step.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from dialonce.cascade import Instance, Message, React, Sent, answer, refuse_endless
from dialonce.system import ENVIRONMENT, System
from dialonce.table import Table

UNKNOWN, DISABLED, SAID = -1, -2, -3  # in `following`, beside nodes: the step said n is SAID - n
KEPT = -1  # in `after`: the hearer stays as it is
LOOKS_MAX = 1_000  # a step of one member that goes on after so many never ends


class Unseen(Exception):
    """A hearer looks at an instance whose local state is not decided yet."""


class Seen(dict[Instance, int]):
    """The local states that a hearer looked at so far."""

    def __missing__(self, instance: Instance) -> int:
        raise Unseen(instance)


def distinct(numbers: Any) -> Any:
    """The different ones of numbers from 0 on, sorted: np.unique, without loading numpy.ma."""
    numbers = np.sort(numbers)
    return numbers[np.diff(numbers, prepend=-1) > 0]


class Node(NamedTuple):
    """Messages that wait, what was `said`, and what the first hearer has seen and looks at next."""

    queue: tuple[Message, ...]
    said: int
    seen: tuple[tuple[Instance, int], ...]
    machine: str


class Kind(NamedTuple):
    """The steps that send the same messages."""

    sent: tuple[Sent, ...]


class Decision(NamedTuple):
    """The kinds of steps of one event."""

    steps: list[Kind]


class Decisions:
    """The steps of all spontaneous events of a system, for one member.

    Machines are in the order of the single ones, then those of the group. By node: `looked_at`
    and `hearer`, rows of a matrix of cases. By branch, which is node * `width` + local id:
    `following` and `after`, the local id of the hearer. `said`: what was said before, and then, to
    a number.
    """

    def __init__(self, system: System, react: React, tables: dict[str, Table]):
        self.system, self.react = system, react
        names = (*system.singles, *system.group)
        self.rows = {name: row for row, name in enumerate(names)}
        self.width = max(len(table.locals) for table in tables.values())
        self.said: dict[tuple[int, tuple[Sent, ...]], int] = {(0, ()): 0}
        self.numbers: dict[Node, int] = {}
        self.nodes: list[Node] = []
        self.looked_at = self.hearer = np.empty(0, np.int64)
        self.following = self.after = np.empty(0, np.int64)
        for machine, event in system.spontaneous:
            self._next([Message((machine, 0), event, ENVIRONMENT, False)], 0)

    def _node(self, node: Node) -> int:
        if node not in self.numbers:
            number = self.numbers[node] = len(self.nodes)
            self.nodes.append(node)
            if number == len(self.looked_at):
                self._make_room(max(256, 2 * number))
            self.looked_at[number] = self.rows[node.machine]
            self.hearer[number] = self.rows[node.queue[0].hearer[0]]
        return self.numbers[node]

    def _make_room(self, nodes: int) -> None:
        sizes = {"looked_at": 1, "hearer": 1, "following": self.width, "after": self.width}
        for name, each in sizes.items():
            column = np.full(nodes * each, UNKNOWN)
            column[: len(getattr(self, name))] = getattr(self, name)
            setattr(self, name, column)

    def _discover(self, branches: Any) -> None:
        """Run branches that were not run yet."""
        fresh = distinct(branches)
        found = [self._follow(*divmod(branch, self.width)) for branch in fresh.tolist()]
        self.following[fresh], self.after[fresh] = np.array(found).T

    def _follow(self, number: int, value: int) -> tuple[int, int]:
        """What follows a branch of a node, and what the hearer becomes."""
        node = self.nodes[number]
        message, *rest = node.queue
        seen = Seen((*node.seen, ((node.machine, 0), value)))
        try:
            row = self.react(*message[:2], seen[message.hearer], seen.__getitem__)
        except Unseen as unseen:
            ((machine, _),) = unseen.args
            return self._node(node._replace(seen=tuple(seen.items()), machine=machine)), KEPT
        if row is None:
            return self._next(rest, node.said) if node.said else DISABLED, KEPT
        sent, caused = answer(self.system, message, row.outputs, members=1)
        said = node.said
        if sent:
            said = self.said.setdefault((said, tuple(sent)), len(self.said))
        return self._next(rest + caused, said), row.after

    def _next(self, queue: list[Message], said: int) -> int:
        if not queue:
            return SAID - said
        return self._node(Node(tuple(queue), said, (), queue[0].hearer[0]))

    def run(self, cases: Any) -> tuple[Any, Any]:
        """Run every event in each of the `cases` (machines, cases), those of the first event first.

        Returns the number of what each step says, or DISABLED, and the local ids after it
        (machines, events * cases).
        """
        events, count = self.system.spontaneous, cases.shape[1]
        now, node = np.tile(cases, len(events)), np.repeat(np.arange(len(events)), count)
        ended, going = np.empty(len(node), np.int64), np.arange(len(node))
        for _ in range(LOOKS_MAX):
            branch = node * self.width + now[self.looked_at[node], going]
            unknown = self.following[branch] == UNKNOWN
            if unknown.any():
                self._discover(branch[unknown])
            after = self.after[branch]
            changed = after != KEPT
            now[self.hearer[node[changed]], going[changed]] = after[changed]
            node = self.following[branch]
            ends = node <= DISABLED
            ended[going[ends]] = node[ends]
            going, node = going[~ends], node[~ends]
            if not len(going):
                break
        else:
            refuse_endless(self.system, *events[going[0] // count])
        return np.where(ended == DISABLED, DISABLED, SAID - ended), now

    def decision(self, numbers: Any) -> Decision:
        """The steps with these numbers."""
        known, steps = list(self.said), []
        for number in numbers.tolist():
            sent: tuple[Sent, ...] = ()
            while number:
                number, more = known[number]
                sent = more + sent
            steps.append(Kind(sent))
        return Decision(steps)
