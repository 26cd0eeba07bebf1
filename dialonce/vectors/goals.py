"""What the cases of a system must show, each with the shortest run that shows it.

A goal is a transition that is taken, or a claim that is at work: a state or a step in which it
would be broken if one of its alternatives were left out, or a promise that is made and kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from dialonce.arrows import Arrow, arrows
from dialonce.cascade import by_table
from dialonce.compose import SLICE, compose
from dialonce.decision import DISABLED, KEPT, Decisions, Node, Unseen
from dialonce.decision import Seen as Looked
from dialonce.explore import explore
from dialonce.formula import Seen, Term, conditions, with_constant
from dialonce.machine import Machine
from dialonce.nearest.ways import way
from dialonce.numbering import split
from dialonce.observe import observe_pairs
from dialonce.property import Property
from dialonce.system import System
from dialonce.transitions import PAIRS_AT_ONCE, Transitions
from dialonce.vectors.effects import Start

Fired = tuple[str, int]  # a machine, and the position of a transition in its `arrows`


class Goals:
    """The goals of a system with so many members, all told apart."""

    def __init__(self, system: System, members: int):
        self.system, self.members = system, members
        self.composed = compose(system)
        self.space = explore(self.composed, members, symmetry=False)
        g, m = np.nonzero(self.space.seen >= 0)
        order = np.argsort(self.space.seen[g, m], kind="stable")
        self.g, self.m = g[order], m[order]
        self.first = self.space.seen[self.g, self.m]
        self._steps = lru_cache(maxsize=1)(self._steps_from)

    def run_to(self, state: int, *more: Start) -> tuple[Start, ...]:
        """The shortest run to a state, and on."""
        path = self.space.path(state)
        return (*(((name, member), event) for name, event, member in path), *more)

    def transitions(self) -> dict[Fired, tuple[Start, ...]]:
        """Each transition that is ever taken, with the shortest run that takes it."""
        found: dict[Fired, tuple[int, int, int]] = {}
        for number, case, fired in self._firing():
            at = int(self.first[case]), number, int(self.m[case])
            for each in fired:
                found[each] = min(at, found.get(each, at))
        return {each: self._run_of(*found[each]) for each in sorted(found)}

    def witness(self, claim: Property) -> tuple[Start, ...] | None:
        """The shortest run to where a claim is at work; None where it never is."""
        if claim.kind == "step":
            return self._step(claim)
        seen = self._seen
        if claim.kind == "reachable":
            return self._pair(np.broadcast_to(claim.predicate(seen), self.g.shape))
        if claim.kind == "invariant":
            return self._pair(self._needed(claim.predicate(Seen(seen, "s", {})), len(self.g)))
        return self._promise(claim)

    def _run_of(self, state: int, number: int, m: int) -> tuple[Start, ...]:
        """The run to a state and on by an event, of the member that is in m if it is one's own."""
        events, own = self.system.spontaneous, self.composed.own_events
        key = events[number]
        return self.run_to(state, ((key[0], self._member(state, m) if key in own else 0), key[1]))

    def _member(self, state: int, m: int) -> int:
        _, fields = split(self.space.numbering, self.space.words[[state]])
        return fields[:, 0].tolist().index(m)

    @cached_property
    def _seen(self) -> Any:
        return observe_pairs(self.composed, self.g, self.m)

    def _pair(self, chosen: Any) -> tuple[Start, ...] | None:
        at = np.flatnonzero(chosen)
        return self.run_to(int(self.first[at[0]])) if len(at) else None

    def _needed(self, root: Any, count: int) -> Any:
        """Where a claim would be broken if it asked less: without an answer, or a condition.

        An alternative that denies something is the premise of another one, and no answer. Where a
        claim has neither, as an equation: where what it compares is not all nothing.
        """
        parts = conditions(root)
        answers = [part for part in parts if part.alternative and not _denies(part.term)]
        for some in (answers, [p for p in parts if p.alternative], parts):
            broken = np.zeros(count, bool)
            for part in some:
                broken |= ~with_constant(root, part.term, not part.alternative)
            if broken.any():
                return broken
        return np.broadcast_to(_alive(root), (count,))

    def _step(self, claim: Property) -> tuple[Start, ...] | None:
        best: tuple[int, int, int] | None = None
        keys = [*self.composed.own_events, *self.composed.shared_events]
        for at in range(0, len(self.g), PAIRS_AT_ONCE):
            steps = self._steps(at)
            needed = np.zeros(len(steps.numbers), bool)

            def put(rows: Any, count: int, *views: Any, into: Any = needed) -> None:
                names = ("before", "step", "after")
                told = [Seen(view, name, {}) for view, name in zip(views, names, strict=True)]
                into[rows] = self._needed(claim.predicate(*told), int(count))

            steps.in_parts(put)
            chosen = np.flatnonzero(needed)
            if not len(chosen):
                continue
            g, m = (column[chosen] for column in steps.before)
            states = self.space.seen[g, m]
            least = int(states.argmin())
            event = int(np.searchsorted(np.cumsum(steps.counts), chosen[least], side="right"))
            number = self.system.spontaneous.index(keys[event])
            here = int(states[least]), number, int(m[least])
            best = here if best is None else min(best, here)
            break  # the pairs are in the order in which they are met
        return self._run_of(*best) if best else None

    def _steps_from(self, at: int) -> Transitions:
        some = slice(at, at + PAIRS_AT_ONCE)
        return Transitions(self.composed, self.g[some], self.m[some])

    def _promise(self, claim: Property) -> tuple[Start, ...] | None:
        """A run to where a promise is made, and on to where it is kept."""
        assert claim.response is not None
        made = np.broadcast_to(_plain(claim.predicate(self._seen)), self.g.shape)
        kept = np.broadcast_to(_plain(claim.response(self._seen)), self.g.shape)
        waits = np.flatnonzero(made & ~kept)
        if not len(waits):
            return None
        at = int(waits[0])
        goal = np.zeros(self.composed.pairs.shape, bool)
        goal[self.g, self.m] = kept
        state, pair = int(self.first[at]), (int(self.g[at]), int(self.m[at]))
        on = way(self.composed, pair, goal)
        if on is None:
            return None
        member = self._member(state, pair[1]) if self.system.group else 0
        group = self.system.group
        more = [((name, member if name in group else 0), event) for name, event in on]
        return self.run_to(state, *more)

    def _firing(self) -> Iterator[tuple[int, int, frozenset[Fired]]]:
        """Event by event the first case, a position in `g`, in which it takes some transitions."""
        deciding = _Firing(self.system, self.composed.tables)
        for at in range(0, len(self.g), SLICE):
            g, m = self.g[at : at + SLICE], self.m[at : at + SLICE]
            cases = np.stack([self.composed.column(name, g, m) for name in deciding.rows])
            said, _ = deciding.run(cases)
            for number, row in enumerate(said.reshape(len(self.system.spontaneous), -1)):
                for kind, first in zip(*np.unique(row, return_index=True), strict=True):
                    if kind != DISABLED:
                        yield number, at + int(first), deciding.fired(int(kind))


class _Firing(Decisions):
    """Decisions that note, in place of the messages, which transitions are taken."""

    def __init__(self, system: System, tables: dict[str, Any]):
        self.places = {name: places_of(cls) for name, cls in system.machines.items()}
        super().__init__(system, by_table(system, tables), tables)

    def _follow(self, number: int, value: int) -> tuple[int, int]:
        from dialonce.cascade import answer

        node = self.nodes[number]
        message, *rest = node.queue
        seen = Looked((*node.seen, ((node.machine, 0), value)))
        try:
            row = self.react(*message[:2], seen[message.hearer], seen.__getitem__)
        except Unseen as unseen:
            ((machine, _),) = unseen.args
            return self._node(Node(node.queue, node.said, tuple(seen.items()), machine)), KEPT
        if row is None:
            return self._next(rest, node.said) if node.said else DISABLED, KEPT
        _, caused = answer(self.system, message, row.outputs, members=1)
        name = message.hearer[0]
        taken = tuple((name, self.places[name][message.event, id(t)]) for t in row.taken)
        said = self.said.setdefault((node.said, taken), len(self.said))  # type: ignore[arg-type]
        return self._next(rest + caused, said), row.after

    def fired(self, number: int) -> frozenset[Fired]:
        """The transitions of the steps with this number."""
        known, found = list(self.said), set[Fired]()
        while number:
            number, more = known[number]
            found.update(more)  # type: ignore[arg-type]
        return frozenset(found)


def _denies(term: Term) -> bool:
    """Whether a term is true where something is not."""
    return getattr(term.function, "__name__", "") == "invert"


def _alive(term: Any) -> Any:
    """Where something that a claim compares is not false or zero."""
    if not isinstance(term, Term):
        return np.asarray(False)
    if not term.function or term.text:
        return np.asarray(term.value).astype(bool)
    alive = np.asarray(False)
    for part in term.parts:
        alive = alive | _alive(part)
    return alive


def _plain(answer: Any) -> Any:
    return np.asarray(answer.value if isinstance(answer, Term) else answer)


def places_of(machine: type[Machine]) -> dict[tuple[str, int], int]:
    """The positions of a machine's transitions in its `arrows`, by event and transition."""
    return {(arrow.event, id(arrow.transition)): at for at, arrow in enumerate(arrows(machine))}


def arrow_name(machine: str, arrow: Arrow) -> str:
    """A transition in words: `record.tick: lost to stale if timer == 1`."""
    guard = f" if {arrow.guard}" if arrow.guard else ""
    ends = f"{arrow.source} to {arrow.target}" if arrow.target else f"in {arrow.source}"
    return f"{machine}.{arrow.event}: {ends}{guard}"
