"""Vacuity: whether each part of a claim decides something, in a system where it is checked.

`~loss | tried` says nothing where no loss ever occurs, and no more than `tried` where that is
always true. So each alternative must be needed: with it left out, the claim must fail in some
system. Each condition must be true in some reachable pair or step; one that is met, and without
which the claim holds as well, makes the claim narrower than it could be, which is told, no more.
A promise (leads_to, within) must be triggered while it has no answer yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from dialonce.check import VIOLATED, Checker
from dialonce.formula import Condition, Seen, Term, conditions, with_constant
from dialonce.property import Property
from dialonce.transitions import PAIRS_AT_ONCE

Doubts = dict["Doubt", bool]


class Doubt(NamedTuple):
    """Why a claim may say less than it seems: a sentence; `grave` if it may say nothing.

    `place` tells parts of the same text apart.
    """

    text: str
    grave: bool = True
    place: int = 0


def doubts(checker: Checker, claim: Property) -> Doubts:
    """The doubts about a claim, and whether each is dispelled in this system."""
    found: Doubts = {}
    for doubt, dispelled in _found(checker, claim):
        found[doubt] = found.get(doubt, False) or dispelled
    return found


def _found(checker: Checker, claim: Property) -> Iterator[tuple[Doubt, bool]]:
    asked: dict[str, set[bool]] = {}
    if claim.kind == "invariant":
        yield from _of_answers(claim.predicate(Seen(checker.seen, "s", asked)))
    elif claim.kind == "step":
        yield from _of_steps(checker, claim, asked)
    elif claim.response is not None:
        yield from _of_promise(checker, claim, asked)
    for text, truths in asked.items():
        for truth in (True, False):
            yield Doubt(f"{text} is {'never' if truth else 'always'} true"), truth in truths


def _of_answers(root: Any) -> Iterator[tuple[Doubt, bool]]:
    """What must be true in all cases: an alternative must be needed, a condition met."""
    for part in conditions(root):
        needed = not with_constant(root, part.term, not part.alternative).all()
        if part.alternative:
            yield Doubt(f"it holds without: {part.text}", True, part.place), needed
        else:
            met = bool(np.asarray(part.term.value).any())
            yield Doubt(f"never true: {part.text}", True, part.place), met
            yield Doubt(f"it holds without the condition: {part.text}", False, part.place), needed


def _of_steps(
    checker: Checker, claim: Property, asked: dict[str, set[bool]]
) -> Iterator[tuple[Doubt, bool]]:
    found: list[tuple[Doubt, bool]] = []

    def put(rows: Any, count: int, *views: Any) -> None:
        names = ("before", "step", "after")
        seen = [Seen(view, name, asked) for view, name in zip(views, names, strict=True)]
        found.extend(_of_answers(claim.predicate(*seen)))

    for at in range(0, len(checker.g), PAIRS_AT_ONCE):
        checker.steps_from(at).in_parts(put)
    yield from found


def _of_promise(
    checker: Checker, claim: Property, asked: dict[str, set[bool]]
) -> Iterator[tuple[Doubt, bool]]:
    """A promise must be triggered without its answer, in each way, and need each of its answers."""
    assert claim.response is not None
    seen = Seen(checker.seen, "s", asked)
    trigger, response = claim.predicate(seen), claim.response(seen)
    waits = np.asarray(_value(trigger)) & ~np.asarray(_value(response))
    yield Doubt("its answer is always there when it is triggered"), bool(waits.any())
    for part in conditions(trigger):
        met = bool(np.asarray(part.term.value).any())
        yield Doubt(f"never true: {part.text}", True, part.place), met
    for number, part in enumerate(conditions(response)):
        if part.alternative:
            fails = _fails_without(checker, claim, number)
            yield Doubt(f"it is answered without: {part.text}", True, part.place), fails


def _fails_without(checker: Checker, claim: Property, number: int) -> bool:
    """Whether a promise is broken, on a run, where one of its answers does not count."""
    left = replace(claim, response=partial(_without, claim.response, number))
    found = checker.decide(left)
    return found.verdict == VIOLATED and found.trace is not None


def _without(response: Callable[..., Any], number: int, s: Any) -> Any:
    root = response(Seen(s, "s", {}))
    part: Condition = conditions(root)[number]
    return with_constant(root, part.term, False)


def _value(answer: Any) -> Any:
    return answer.value if isinstance(answer, Term) else answer
