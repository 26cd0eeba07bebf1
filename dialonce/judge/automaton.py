"""The judge as an automaton, determinised as far as it is asked: which states are still possible.

What is possible is a set of elements: a state, what of its last step is still to be seen, for how
many ticks the process has left undone what it does by itself, and by how many ticks its clock is
ahead. The set only grows by what may happen unseen; a symbol that no element allows is impossible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dialonce.errors import UndecidedError
from dialonce.judge.observation import TIME
from dialonce.judge.space import Move, Space, State
from dialonce.judge.words import NOTHING, Forest, Symbol, consumed, exposed

SETTLED: Symbol = ("settled", None)  # the process has said all that it says now
TICKED: Symbol = (TIME, None)
ELEMENTS_MAX = 50_000


class Element(NamedTuple):
    """One possibility; `owed` is a forest of symbols that its last step still sends."""

    state: State
    owed: Forest = NOTHING
    waited: int = 0  # ticks
    ahead: int = 0  # ticks
    lags: tuple[int, ...] = ()  # moments of each timer since it was set, less those of its ticks


class Node:
    """What is possible after some symbols. `elements`: what may have happened unseen, too."""

    def __init__(self, judge: Judge, elements: frozenset[Element]):
        self.judge, self.elements = judge, elements
        self.next: dict[Symbol, Node | None] = {}

    def after(self, symbol: Symbol) -> Node | None:
        """What is possible after one more symbol; None where that is impossible."""
        if symbol not in self.next:
            self.next[symbol] = self.judge.node(self.judge.step(self, symbol))
        return self.next[symbol]

    def settled(self) -> Node | None:
        """What is possible when the process says no more; None where it owes something."""
        return self.after(SETTLED)

    def allowed(self) -> list[Symbol]:
        """Everything that may come next, sorted."""
        found: set[Symbol] = set()
        for element in self.elements:
            found.update(exposed(element.owed))
            for move in () if element.owed else self.judge.moves(element):
                found.update(exposed(move.forest))
        return sorted(found, key=repr)

    def owed(self) -> list[Symbol]:
        """What must come before all is settled; nothing where it may be settled now."""
        if any(not element.owed for element in self.elements):
            return []
        found = {symbol for element in self.elements for symbol in exposed(element.owed)}
        return sorted(found, key=repr)

    def due(self) -> list[Symbol]:
        """What the process does by itself and may not leave undone any longer."""
        return sorted(self.judge.due(self), key=repr)

    def states(self) -> list[dict[str, str]]:
        """The possible states in words, by instance; each once, sorted."""
        found = {element.state for element in self.elements}
        words = [self.judge.space.words(state) for state in sorted(found)]
        return list({tuple(each.items()): each for each in words}.values())


class Judge:
    """Judges what is seen of a space. Errors: UndecidedError where too much is possible."""

    def __init__(self, space: Space):
        self.space, self.seen = space, space.seen
        self._nodes: dict[frozenset[Element], Node] = {}
        start = self.node([self.first()])
        assert start is not None
        self.start = start

    def first(self) -> Element:
        """How it begins."""
        return Element(self.space.start)

    def moves(self, element: Element) -> Iterable[Move]:
        """The steps that may come next where nothing is owed."""
        return self.space.moves(element.state)

    def begun(self, node: Node, symbol: Symbol) -> Iterator[Move]:
        """The steps that begin with a symbol where nothing is owed."""
        for element in node.elements:
            for move in () if element.owed else self.moves(element):
                if symbol in exposed(move.forest):
                    yield move

    def due(self, node: Node) -> set[Symbol]:
        """What the process does by itself, if it does something in every state that is possible."""
        idle = [e for e in node.elements if not e.owed]
        sets = [{move.event for move in self.space.moves(e.state) if move.own} for e in idle]
        return set[Symbol]().union(*sets) if all(sets) else set()

    def node(self, elements: Iterable[Element]) -> Node | None:
        """The node of these elements and of all that may happen unseen; None if there are none."""
        closed = frozenset(self._closed(elements))
        if not closed:
            return None
        if closed not in self._nodes:
            self._nodes[closed] = Node(self, closed)
        return self._nodes[closed]

    def step(self, node: Node, symbol: Symbol) -> Iterator[Element]:
        """The elements after a symbol."""
        for element in node.elements:
            if symbol != SETTLED:
                yield from self.told(element, symbol)
            elif not element.owed:
                yield element

    def told(self, element: Element, symbol: Symbol) -> Iterator[Element]:
        """What is possible after a symbol where this was possible before."""
        late = self._late(element) if symbol == TICKED else element
        if late is None:
            return
        if symbol == TICKED and self.seen.tolerance:
            yield late
        elif late.owed:
            yield from (late._replace(owed=rest) for rest in consumed(late.owed, symbol))
        else:
            for move in self.space.moves(late.state):
                for rest in consumed(move.forest, symbol):
                    yield self._moved(late, move, rest)

    def anything(self, node: Node) -> Node:
        """What is possible after a gap, in which anything may have been missed."""
        known = {element.state for element in node.elements}
        pending = list(known)
        while pending:
            for move in self.space.moves(pending.pop()):
                if move.after not in known:
                    known.add(move.after)
                    pending.append(move.after)
            self._bound(known)
        found = self.node(Element(state) for state in known)
        assert found is not None
        return found

    def _closed(self, elements: Iterable[Element]) -> set[Element]:
        known = {self.calm(element) for element in elements}
        pending = list(known)
        while pending:
            element = pending.pop()
            if element.owed:
                continue
            for after in self.unseen(element):
                if after not in known:
                    known.add(after)
                    pending.append(after)
            self._bound(known)
        return known

    def unseen(self, element: Element) -> Iterator[Element]:
        """What is possible after one more step of which nothing is seen."""
        for move in self.space.moves(element.state):
            if move.silent and (after := self._unseen(element, move)) is not None:
                yield after

    def _unseen(self, element: Element, move: Move) -> Element | None:
        """After a move that is not seen; None where that is too late or too early."""
        if move.event == TICKED and TIME in self.seen.seen:
            if element.ahead >= self.seen.tolerance:
                return None
            element = element._replace(ahead=element.ahead + 1)
        return self.calm(self._moved(element, move, NOTHING))

    def _moved(self, element: Element, move: Move, owed: Forest) -> Element:
        waited = 0 if move.own else element.waited
        return Element(move.after, owed, waited, element.ahead)

    def calm(self, element: Element) -> Element:
        """The same, without counting how long nothing was left undone."""
        if element.waited and not element.owed and not self.space.eager(element.state):
            return element._replace(waited=0)
        return element

    def _late(self, element: Element) -> Element | None:
        """The same as a tick ends; None where something was left undone for too long."""
        if self.seen.tolerance:
            if element.ahead <= -self.seen.tolerance:
                return None
            element = element._replace(ahead=element.ahead - 1)
        patience = self.seen.patience
        if patience is None or element.owed or not self.space.eager(element.state):
            return element
        return element._replace(waited=element.waited + 1) if element.waited < patience else None

    def _bound(self, known: set[Element] | set[State]) -> None:
        if len(known) > ELEMENTS_MAX:
            raise UndecidedError(
                f"more than {ELEMENTS_MAX} states are possible: observe more, or name as absent "
                "what never happens"
            )
