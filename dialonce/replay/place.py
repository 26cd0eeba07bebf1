"""Places: the nodes of the judge as members stand on them, with ways that are one look-up."""

from __future__ import annotations

from collections.abc import Iterable

from dialonce.judge.automaton import Element, Judge, Node
from dialonce.judge.space import Pairs
from dialonce.judge.words import Symbol
from dialonce.replay.inert import Inert


class Place:
    """A node, and by name of event the places after it: None where that is impossible.

    `inert`: whether nothing of its own can happen any more to a member that stands here.
    """

    __slots__ = ("inert", "node", "own", "shared")

    def __init__(self, node: Node, inert: bool):
        self.node, self.inert = node, inert
        self.own: dict[str, Place | None] = {}
        self.shared: dict[str, Place | None] = {}


class Places:
    """The places of one judge, made as they are met. Errors: UndecidedError."""

    def __init__(self, space: Pairs):
        self.judge = Judge(space)
        self._inert = Inert(space.system)
        self._known: dict[Node, Place] = {}
        self._gaps: dict[Place, Place] = {}
        self.start = self.at(self.judge.start)

    def at(self, node: Node) -> Place:
        """The place of a node."""
        place = self._known.get(node)
        if place is None:
            inert = all(not e.owed and self._inert(e.state) for e in node.elements)
            place = self._known[node] = Place(node, inert)
        return place

    def own(self, place: Place, event: str) -> Place | None:
        """The place after an event of the member itself."""
        found = place.own[event] = self._after(place, (event, 0))
        return found

    def shared(self, place: Place, event: str) -> Place | None:
        """The place after an event of a machine that exists once."""
        found = place.shared[event] = self._after(place, (event, None))
        return found

    def gap(self, place: Place) -> Place:
        """The place after anything may have been missed."""
        if place not in self._gaps:
            self._gaps[place] = self.at(self.judge.anything(place.node))
        return self._gaps[place]

    def among(self, elements: Iterable[Element]) -> Place:
        """The place where these elements are possible."""
        node = self.judge.node(elements)
        assert node is not None
        return self.at(node)

    def _after(self, place: Place, symbol: Symbol) -> Place | None:
        node = place.node.after(symbol)
        return None if node is None else self.at(node)
