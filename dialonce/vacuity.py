"""Vacuity: whether each part of a claim decides something, in a system where it is checked.

`~loss | tried` says nothing where no loss ever occurs, and no more than `tried` where that is
always true. So each alternative must be needed: with it left out, the claim must fail in some
system. Each condition must be true in some reachable pair or step; one that is met, and without
which the claim holds as well, makes the claim narrower than it could be, which is told, no more.
A promise (leads_to, within) must be triggered while it has no answer yet.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np

from dialonce.explore import Space
from dialonce.formula import Seen, Term, conditions, with_constant
from dialonce.graph import graph_of, state_mask
from dialonce.liveness import answers_late, never_answers
from dialonce.observe import observe_pairs, ticks_of
from dialonce.property import Property
from dialonce.transitions import PAIRS_AT_ONCE, Transitions

Doubts = dict["Doubt", bool]
Answers = Iterator[tuple["Doubt", bool]]


class Doubt(NamedTuple):
    """Why a claim may say less than it seems: a sentence; `grave` if it may say nothing.

    `place` tells parts of the same text apart.
    """

    text: str
    grave: bool = True
    place: int = 0


class Inquiry:
    """Asks claims about an explored space in which all members are told apart."""

    def __init__(self, space: Space):
        self._space, self._composed = space, space.composed
        self._pairs = np.nonzero(space.seen >= 0)
        self._seen = observe_pairs(self._composed, *self._pairs)
        self._steps = lru_cache(maxsize=1)(self._steps_from)

    def doubts(self, claim: Property, known: Container[Doubt] = ()) -> Doubts:
        """The doubts about a claim, and whether each is dispelled in this system.

        What is `known` to be dispelled elsewhere is not searched for again.
        """
        found: Doubts = {}
        for doubt, dispelled in self._found(claim, known):
            found[doubt] = found.get(doubt, False) or dispelled
        return found

    def _found(self, claim: Property, known: Container[Doubt]) -> Answers:
        asked: dict[str, set[bool]] = {}
        if claim.kind == "invariant":
            yield from _of_answers(claim.predicate(Seen(self._seen, "s", asked)))
        elif claim.kind == "step":
            yield from self._of_steps(claim, asked)
        elif claim.response is not None:
            yield from self._of_promise(claim, known)
        for text, truths in asked.items():
            for truth in (True, False):
                yield Doubt(f"{'never' if truth else 'always'} true: {text}"), truth in truths

    def _of_steps(self, claim: Property, asked: dict[str, set[bool]]) -> Answers:
        found: list[tuple[Doubt, bool]] = []

        def put(rows: Any, count: int, *views: Any) -> None:
            names = ("before", "step", "after")
            seen = [Seen(view, name, asked) for view, name in zip(views, names, strict=True)]
            found.extend(_of_answers(claim.predicate(*seen)))

        for at in range(0, len(self._pairs[0]), PAIRS_AT_ONCE):
            self._steps(at).in_parts(put)
        yield from found

    def _steps_from(self, at: int) -> Transitions:
        g, m = (column[at : at + PAIRS_AT_ONCE] for column in self._pairs)
        return Transitions(self._composed, g, m)

    def _of_promise(self, claim: Property, known: Container[Doubt]) -> Answers:
        """It must be triggered without its answer, in each way, and need each of its answers."""
        assert claim.response is not None
        seen = Seen(self._seen, "s", {})
        trigger, response = claim.predicate(seen), claim.response(seen)
        waits = _plain(trigger) & ~_plain(response)
        yield Doubt("its answer is always there when it is triggered"), bool(waits.any())
        for part in conditions(trigger):
            met = bool(_plain(part.term).any())
            yield Doubt(f"never true: {part.text}", True, part.place), met
        for part in conditions(response):
            if part.alternative:
                doubt = Doubt(f"it is answered without: {part.text}", True, part.place)
                left = with_constant(response, part.term, False)
                yield doubt, doubt in known or self._fails(claim, _plain(trigger), left)

    def _fails(self, claim: Property, trigger: Any, response: Any) -> bool:
        """Whether some run breaks a promise with this response."""
        search: Any = never_answers
        if claim.kind == "within":
            search = partial(answers_late, ticks=ticks_of(claim, self._composed.system))
        triggered, answered = self._mask(trigger), self._mask(response)
        graph = graph_of(self._space, np.flatnonzero(~answered))
        return search(graph, triggered, answered) is not None

    def _mask(self, answers: Any) -> Any:
        """Per state: whether some member has that answer."""
        table = np.zeros(self._space.seen.shape, bool)
        table[self._pairs] = answers
        return state_mask(self._space, table)


def _of_answers(root: Any) -> Answers:
    """What must be true in all cases: an alternative must be needed, a condition met."""
    for part in conditions(root):
        needed = not with_constant(root, part.term, not part.alternative).all()
        if part.alternative:
            yield Doubt(f"it holds without: {part.text}", True, part.place), needed
        else:
            met = bool(_plain(part.term).any())
            yield Doubt(f"never true: {part.text}", True, part.place), met
            yield Doubt(f"it holds without the condition: {part.text}", False, part.place), needed


def _plain(answer: Any) -> Any:
    return np.asarray(answer.value if isinstance(answer, Term) else answer)
