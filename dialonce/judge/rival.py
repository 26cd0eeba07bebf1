"""Wrong designs beside the right one: which of them can do all that was seen, too.

Both have the same moves as far as their tables agree. So a wrong design need be followed only from
where it differs, which makes many of them cheap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dialonce.cascade import Instance, by_table
from dialonce.errors import SpecificationError, UndecidedError
from dialonce.judge.automaton import SETTLED, TICKED, Judge, Node
from dialonce.judge.design import Asked, Design
from dialonce.judge.observation import Observation
from dialonce.judge.space import Concrete, Move, State
from dialonce.judge.vocabulary import vocabulary
from dialonce.judge.words import Symbol
from dialonce.table import Row

UNDECIDED = (UndecidedError, SpecificationError)  # too much is possible, or it does not fit in


class Noting(Concrete):
    """The right design's states. `asked`: the reactions on which the moves from each depend."""

    def __init__(self, seen: Observation, members: int):
        super().__init__(seen, members)
        self.asked: dict[State, frozenset[Asked]] = {}
        self._now: set[Asked] = set()
        react, note = self.react, self._note

        def noting(instance: Instance, event: str, state: int, local: object) -> Row | None:
            note((instance[0], state, event))
            return react(instance, event, state, local)  # type: ignore[arg-type]

        self.react = noting

    def _note(self, asked: Asked) -> None:
        self._now.add(asked)

    def moves(self, state: State) -> tuple[Move, ...]:
        """Every move from a state, except those that never happen here."""
        if state not in self._moves:
            self._now = set()
            super().moves(state)
            self.asked[state] = frozenset(self._now)
        return self._moves[state]


class Beside(Concrete):
    """The states of another design, with the right one's moves where they are the same."""

    def __init__(self, right: Noting, design: Design):
        super().__init__(replace(right.seen, system=design.system), right.members)
        self.right, self.design = right, design
        self.react = by_table(design.system, design.tables)
        self.start = tuple(design.start.get(name, 0) for name, _ in self.instances)
        self._strange = [
            (place, design.strange[name])
            for place, (name, _) in enumerate(self.instances)
            if name in design.strange
        ]

    def moves(self, state: State) -> tuple[Move, ...]:
        """Every move from a state, except those that never happen here."""
        if state not in self._moves:
            self._moves[state] = (
                self.right.moves(state)
                if self.alike(state)
                else tuple(self._found(state, self.events))
            )
        return self._moves[state]

    def alike(self, state: State) -> bool:
        """Whether the right design has the same moves from a state."""
        if any(state[place] in strange for place, strange in self._strange):
            return False
        self.right.moves(state)
        return self.right.asked[state].isdisjoint(self.design.changed)


class Seen(NamedTuple):
    """What was seen, and the right design's nodes before and after each symbol.

    The last one is None where the last symbol is wrong.
    """

    symbols: Sequence[Symbol]
    nodes: Sequence[Node | None]

    @classmethod
    def of(cls, judge: Judge, symbols: Sequence[Symbol]) -> Seen:
        """The nodes of a run, of which at most the last symbol is impossible."""
        nodes: list[Node | None] = [judge.start]
        for symbol in symbols:
            before = nodes[-1]
            assert before is not None
            nodes.append(before.after(symbol))
        return cls(symbols, nodes)


class Rival:
    """A wrong design that is judged by runs. `right`: the judge of a Noting space.

    `unfit`: whether it turned out not to fit into the system.
    """

    def __init__(self, right: Judge, design: Design):
        assert isinstance(right.space, Noting)
        self.space = Beside(right.space, design)
        self.judge = Judge(self.space)
        self.terms = vocabulary(right.seen.system, right.seen.process)
        self.unfit = False
        self._alike: dict[Node, bool] = {}

    def can(self, run: Seen) -> bool:
        """Whether it can do all that was seen; true where that is too much to decide."""
        try:
            return all(mine for mine, _ in self._beside(run))
        except UNDECIDED:
            return True

    def end(self, run: Seen) -> Node | None:
        """What it may be in after a run of one symbol at least; None where it cannot do it, or
        that is undecided.
        """
        try:
            return [mine for mine, _ in self._beside(run)][-1]
        except UNDECIDED:
            return None

    def rests(self, run: Seen) -> bool:
        """Whether it may have nothing to do by itself before the last symbol of a run."""
        before = self.end(Seen(run.symbols[:-1], run.nodes[:-1]))
        return before is not None and any(
            not e.owed and not self.space.eager(e.state) for e in before.elements
        )

    def shows(self, run: Seen) -> bool:
        """Whether the run would have shown it: it cannot do all that was seen, or had an occasion
        to do, or to leave out, what the right design may not. False where that is undecided.
        """
        try:
            return any(
                not mine or (right and mine is not right and self._parts(mine, right))
                for mine, right in self._beside(run)
            )
        except UNDECIDED as error:
            self.unfit = isinstance(error, SpecificationError)
            return False

    def _beside(self, run: Seen) -> Iterator[tuple[Node | None, Node | None]]:
        """Its nodes after each symbol, the right one itself where it is the same; None at its end.
        Each comes with the right one.
        """
        node, before = self.judge.start, run.nodes[0]
        shared = before is not None and node.elements == before.elements
        for symbol, before, then in zip(run.symbols, run.nodes, run.nodes[1:], strict=False):
            if shared and before and then and self._both(before) and self._both(then):
                node = then
                yield node, then
                continue
            if shared and node.judge is not self.judge:
                known = self.judge.node(node.elements)
                assert known is not None
                node = known
            after = node.after(symbol)
            if after is None and not self._commanded(symbol):  # a command can be ignored
                yield None, then
                return
            node = after or node
            shared = then is not None and node.elements == then.elements
            yield node, then

    def _commanded(self, symbol: Symbol) -> bool:
        term = self.terms.get(symbol[0])
        return term is not None and term.direction == "command"

    def _both(self, node: Node) -> bool:
        """Whether everything that may happen next in a node is the same in both designs."""
        if node not in self._alike:
            alike = self.space.alike
            self._alike[node] = all(alike(e.state) for e in node.elements if not e.owed)
        return self._alike[node]

    def _parts(self, mine: Node, right: Node) -> bool:
        """Whether it may do here, or leave out, what the right design may not."""
        told = ("in", "world", "command", "time")
        symbols = (
            symbol for symbol in mine.allowed()
            if symbol[0] not in self.terms or self.terms[symbol[0]].direction not in told
        )  # fmt: skip
        return any(
            right.after(symbol) is None and mine.after(symbol) is not None
            for symbol in (*symbols, SETTLED, TICKED)
        )
