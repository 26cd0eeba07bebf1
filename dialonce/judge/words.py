"""The words of a step: which of its messages are seen, in the order of cause and effect.

A forest is a tuple of trees, a tree a symbol and the forest of what it causes. A message comes
after the one that causes it; those of one cause come in any order. What is not seen is left out,
and what it causes moves up.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from dialonce.cascade import Instance, Message, React, answer
from dialonce.judge.observation import Observation
from dialonce.system import System
from dialonce.table import Row

Symbol = tuple[str, int | None]  # "machine.event", and the member of the machine, from 0
Forest = tuple[tuple[Symbol, Any], ...]
NOTHING: Forest = ()


def symbol_of(system: System, instance: Instance, event: str) -> Symbol:
    """An event of an instance as a symbol."""
    name, member = instance
    return f"{name}.{event}", member if name in system.group else None


class Ear:
    """Reactions that are listened to: `heard` has every message in turn, and those it causes."""

    def __init__(self, system: System, react: React, start: Message, members: int):
        self.system, self.react, self.members = system, react, members
        self.queue = deque([start])
        self.heard: list[tuple[Message, list[Message]]] = []

    def __call__(
        self, instance: Instance, event: str, state: int, local: Callable[[Instance], int]
    ) -> Row | None:
        """The reaction to the next message."""
        row = self.react(instance, event, state, local)
        message = self.queue.popleft()
        caused = answer(self.system, message, row.outputs, self.members)[1] if row else []
        self.queue += caused
        self.heard.append((message, caused))
        return row


def forest_of(seen: Observation, heard: list[tuple[Message, list[Message]]]) -> Forest:
    """What is seen of a step, whose messages were heard in this order."""
    system = seen.system
    below: list[Forest] = [NOTHING] * len(heard)
    sender: list[Instance | None] = [None]
    firsts = []
    for message, caused in heard:
        firsts.append(len(sender))
        sender += [message.hearer] * len(caused)
    for number in range(len(heard) - 1, -1, -1):
        message, caused = heard[number]
        first = firsts[number]
        under = ordered(tree for each in below[first : first + len(caused)] for tree in each)
        symbol = symbol_of(system, message.hearer, message.event)
        shown = seen.shows(symbol[0], sender[number])
        below[number] = ((symbol, under),) if shown else under
    return below[0]


def ordered(trees: Iterator[Any]) -> Forest:
    """Trees in the one order by which equal forests are equal."""
    return tuple(sorted(trees, key=repr))


def exposed(forest: Forest) -> Iterator[Symbol]:
    """What may come next."""
    return (symbol for symbol, _ in forest)


def consumed(forest: Forest, symbol: Symbol) -> list[Forest]:
    """What is left after a symbol; nothing where it cannot come next."""
    found = dict.fromkeys(tree for tree in forest if tree[0] == symbol)
    left = []
    for tree in found:
        rest = list(forest)
        rest.remove(tree)
        left.append(ordered(iter([*rest, *tree[1]])))
    return left
