"""One run: the kit plays the world by choices, and the judge hears what the implementation does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dialonce.conform.belief import Belief, Contradiction
from dialonce.conform.fault import Fault
from dialonce.conform.protocol import Error, Event
from dialonce.conform.session import Session
from dialonce.conform.setting import Setting
from dialonce.judge.automaton import Judge, Node
from dialonce.judge.space import Move
from dialonce.judge.words import Symbol, exposed

Choose = Callable[["Run"], Symbol | None]


@dataclass
class Entry:
    """A line of the story: `who` is kit, told, did, or answer; what is a symbol or words."""

    who: str
    what: Any


@dataclass
class Outcome:
    """How a run went: the labels that happened, the story, and what went wrong, if anything."""

    labels: list[Symbol] = field(default_factory=list)
    story: list[Entry] = field(default_factory=list)
    wrong: Contradiction | None = None
    fault: Fault | None = None
    end: Belief | None = None


class Map:
    """The judge's nodes with what the kit may let happen there; what is found once is kept."""

    def __init__(self, setting: Setting, judge: Judge):
        self.setting, self.judge = setting, judge
        self._labels: dict[Node, list[Symbol]] = {}

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
        """Whether the adapter takes all that the implementation hears of it."""
        after = node.after(label)
        if after is None:  # too late for something: to be seen by letting it pass
            return self.setting.terms[label[0]].direction == "time"
        return all(name in self.setting.commands for name, _ in self.heard(after))

    def states(self, node: Node) -> list[Any]:
        """The states that are possible, between steps."""
        return [element.state for element in node.elements if not element.owed]

    def moves(self, state: Any) -> tuple[Move, ...]:
        """The steps from a state."""
        return self.judge.space.moves(state)

    def heard(self, node: Node) -> list[Symbol]:
        """What the implementation is still to hear of a step, in every possible state."""
        sets = [
            {s for s in exposed(element.owed) if self.setting.terms[s[0]].direction == "in"}
            for element in node.elements
        ]
        return sorted(set.intersection(*sets), key=repr)

    def in_order(self, node: Node, label: Symbol) -> list[str]:
        """The events that a step has, in the order in which its machines hear them."""
        for state in self.states(node):
            for move in self.moves(state):
                if move.event == label:
                    return [f"{at[0]}.{event}" for at, event, _ in move.fired]
        return []


class Run:
    """Plays until nothing is chosen, or something goes wrong."""

    def __init__(self, session: Session, places: Map, unsupported: set[str]):
        self.session, self.map, self.unsupported = session, places, unsupported
        self.setting = places.setting
        self.belief = Belief(places.judge.start)
        self.outcome = Outcome(end=self.belief)
        self.over = False

    def play(self, choose: Choose) -> Outcome:
        """The whole run."""
        try:
            self.session.reset()
            while not self.over and (label := choose(self)) is not None:
                self.outcome.labels.append(label)
                self.outcome.story.append(Entry("kit", label))
                self.take(label)
        except Contradiction as wrong:
            self.outcome.wrong = wrong
        except Fault as fault:
            self.outcome.fault = fault
        return self.outcome

    def possible(self) -> list[Symbol]:
        """What the kit may let happen now."""
        found = self.belief.common(self.map.labels)
        return [label for label in found if label[0] not in self.unsupported]

    def take(self, label: Symbol) -> None:
        """Let it happen: tell the implementation what it hears of it, and hear what it does.

        What one step tells it is told message by message; that it arrives is one moment.
        """
        way = self.setting.terms[label[0]].direction
        told: list[Symbol | None] = [*self._heard(label)]
        self.belief.begin((label, *(symbol for symbol in told if symbol)))
        if way == "time":
            told.insert(0, None)
        elif way != "world" or not self.setting.kit_is_world:
            told.insert(0, label)
        for number, symbol in enumerate(told, 1):
            if not self._ask(label, symbol, number < len(told)):
                self.over = number > 1
                return
        self.belief.done()
        self.belief.settle()

    def _heard(self, label: Symbol) -> list[Symbol]:
        """What the implementation hears of a step, in the order in which its machines do."""

        def heard(node: Node) -> list[Symbol]:
            after = node.after(label)
            return self.map.heard(after) if after else []

        order = self.map.in_order(self.belief.nodes[0], label)

        def place(symbol: Symbol) -> tuple[int, str]:
            return order.index(symbol[0]) if symbol[0] in order else len(order), repr(symbol)

        return sorted(self.belief.common(heard), key=place)

    def _ask(self, label: Symbol, symbol: Symbol | None, more: bool) -> bool:
        """One request and its answer; False where it was not carried out, or may not have been."""
        if symbol is None:
            answers = self.session.advance(1, more)
        else:
            if symbol != label:
                self.outcome.story.append(Entry("told", symbol))
            name, member = symbol
            answers = self.session.do(name, None if member is None else member + 1, more)
        for message in answers:
            if isinstance(message, Event):
                self._hear(message)
            elif isinstance(message, Error):
                self._refused(message, label, symbol)
                return False
        return True

    def _hear(self, message: Event) -> None:
        symbol = self.setting.symbol(message.event, message.member)
        if symbol is None:
            return
        self.outcome.story.append(Entry("did", symbol))
        self.belief.hear(symbol)

    def _refused(self, message: Error, label: Symbol, symbol: Symbol | None) -> None:
        doubt = "" if message.certain else ", and may have happened"
        said = f"{message.kind}{doubt}" + f": {message.text}" * bool(message.text)
        self.outcome.story.append(Entry("answer", said))
        if message.kind == "unsupported":
            self.unsupported.update(name for name, _ in (label, symbol or label))
        if not message.certain:
            self.belief.doubted()
            return
        self.belief.refused()
        if not self.belief.tracks:
            raise Fault("protocol", "it refuses for certain what it has begun to carry out")
