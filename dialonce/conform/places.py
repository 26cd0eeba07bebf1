"""The judge's nodes, with what the kit may let happen there, and what is heard of it."""

from __future__ import annotations

from typing import Any

from dialonce.conform.setting import Setting
from dialonce.judge.automaton import Judge, Node
from dialonce.judge.space import Move
from dialonce.judge.words import Symbol, exposed


class Map:
    """The judge's nodes with what the kit may let happen there; what is found once is kept."""

    def __init__(self, setting: Setting, judge: Judge):
        self.setting, self.judge = setting, judge
        self._labels: dict[Node, list[Symbol]] = {}

    @property
    def size(self) -> int:
        """How many nodes were visited."""
        return len(self._labels)

    def labels(self, node: Node) -> list[Symbol]:
        """What may happen next by the kit's choice, in the order of the system.

        What the world does must be possible in every state that is possible, since the world is
        what it is; a command may meet an implementation that refuses it.
        """
        if node not in self._labels:
            sets = [{move.event for move in self.moves(state)} for state in self.states(node)]
            every, some = set.intersection(*sets), set.union(*sets)
            self._labels[node] = [
                label for label in self.setting.labels
                if label in (some if self._commanded(label) else every) and self._fits(node, label)
            ]  # fmt: skip
        return self._labels[node]

    def _commanded(self, label: Symbol) -> bool:
        return self.setting.terms[label[0]].direction in ("command", "own")

    def _fits(self, node: Node, label: Symbol) -> bool:
        """Whether it is known what the implementation hears of it, and the adapter takes that."""
        if node.after(label) is None:  # too late for something: to be seen by letting it pass
            return self.setting.terms[label[0]].direction == "time"
        heard = self.heard(node, label)
        return heard is not None and all(name in self.setting.commands for name, _ in heard)

    def _told(self, name: str) -> bool:
        """Whether it is for the kit to tell this to the implementation."""
        mine = self.setting.kit_is_world or name in self.setting.commands
        return mine and self.setting.terms[name].direction == "in"

    def states(self, node: Node) -> list[Any]:
        """The states that are possible, between steps."""
        return [element.state for element in node.elements if not element.owed]

    def moves(self, state: Any) -> tuple[Move, ...]:
        """The steps from a state."""
        return self.judge.space.moves(state)

    def heard(self, node: Node, label: Symbol) -> list[Symbol] | None:
        """What the kit tells of a step, in order; None where the states differ in it.

        An adapter with a world of its own is told what it takes as a command, and no more: what
        else its implementation hears there it reports, or does not.
        """
        after = node.after(label)
        if after is None:
            return []
        sets = {
            frozenset(s for s in exposed(element.owed) if self._told(s[0]))
            for element in after.elements
        }
        if len(sets) > 1:
            return None
        order = self.in_order(node, label)

        def place(symbol: Symbol) -> tuple[int, str]:
            return order.index(symbol[0]) if symbol[0] in order else len(order), repr(symbol)

        return sorted(sets.pop(), key=place)

    def in_order(self, node: Node, label: Symbol) -> list[str]:
        """The events that a step has, in the order in which its machines hear them."""
        for state in self.states(node):
            for move in self.moves(state):
                if move.event == label:
                    return [f"{at[0]}.{event}" for at, event, _ in move.fired]
        return []
