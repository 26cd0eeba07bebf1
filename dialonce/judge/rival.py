"""Wrong designs beside the right one: which of them can do all that was seen, too.

Both have the same moves as far as their tables agree. So a wrong design need be followed only from
where it differs, which makes many of them cheap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dialonce.errors import SpecificationError, UndecidedError
from dialonce.judge.automaton import SETTLED, TICKED, Judge, Node
from dialonce.judge.beside import beside
from dialonce.judge.design import Design
from dialonce.judge.noting import Noting
from dialonce.judge.timely import MOMENT, Apart, judge_over
from dialonce.judge.vocabulary import vocabulary
from dialonce.judge.words import Symbol

UNDECIDED = (UndecidedError, SpecificationError)  # too much is possible, or it does not fit in


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
    """A wrong design that is judged by runs. `right`: as judge_of makes it.

    `unfit`: whether it turned out not to fit into the system.
    """

    def __init__(self, right: Judge, design: Design):
        assert isinstance(right.space, (Noting, Apart))
        self.space = beside(right.space, design)
        self.judge = judge_over(self.space)
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
            for symbol in (*symbols, SETTLED, TICKED, MOMENT)
        )
