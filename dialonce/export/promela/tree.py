"""Truth tables as expressions: one question after the other, and none that does not matter.

What is asked again in several places is worked out once, and kept in `part[n]`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

Condition = Callable[[int, list[int]], str]  # axis, positions on it: where the answers are taken
Groups = list[tuple[bool, list[int]]]  # positions with the same answers, and whether all are equal
SHORT = 80  # what is not longer is said again


class Tree:
    """Expressions over the same axes. `before`: the assignments of the parts that they use."""

    def __init__(self, condition: Condition):
        self._condition, self.before = condition, list[str]()
        self._uses: Counter[tuple[tuple[int, ...], bytes]] = Counter()
        self._split: dict[tuple[tuple[int, ...], bytes], tuple[int, Groups]] = {}
        self._known: dict[tuple[tuple[int, ...], bytes], str] = {}

    def expression(self, answers: Any) -> str:
        """An expression that is true where `answers`, an array of booleans, is."""
        axes = tuple(range(answers.ndim))
        self._count(answers, axes)
        return self._text(answers, axes)

    def _count(self, answers: Any, axes: tuple[int, ...]) -> None:
        """Find out how often each part is used."""
        key = axes, answers.tobytes()
        self._uses[key] += 1
        if answers.all() or not answers.any() or key in self._split:
            return
        alike = [_alike(answers, at) for at in range(len(axes))]
        at = min((n for n in range(len(axes)) if len(alike[n]) > 1), key=lambda n: _cost(alike[n]))
        self._split[key] = at, alike[at]
        for _, positions in alike[at]:
            self._count(answers.take(positions[0], at), axes[:at] + axes[at + 1 :])

    def _text(self, answers: Any, axes: tuple[int, ...]) -> str:
        if answers.all() or not answers.any():
            return "true" if answers.all() else "false"
        key = axes, answers.tobytes()
        if key not in self._known:
            text = self._choices(answers, axes, *self._split[key])
            if self._uses[key] > 1 and len(text) > SHORT:
                name = f"part[{len(self.before)}]"
                self.before.append(f"{name} = {text}")
                text = name
            self._known[key] = text
        return self._known[key]

    def _choices(self, answers: Any, axes: tuple[int, ...], at: int, alike: Groups) -> str:
        rest, text = axes[:at] + axes[at + 1 :], ""
        for _, positions in reversed(alike):
            then = self._text(answers.take(positions[0], at), rest)
            text = choose(self._condition(axes[at], positions), then, text) if text else then
        return text


def _alike(answers: Any, axis: int) -> Groups:
    found: dict[bytes, list[int]] = {}
    for position in range(answers.shape[axis]):
        found.setdefault(answers.take(position, axis).tobytes(), []).append(position)
    decided = {np.full(answers.size // answers.shape[axis], each).tobytes()
               for each in (False, True)}  # fmt: skip
    groups = [(part in decided, positions) for part, positions in found.items()]
    return sorted(groups, key=lambda group: len(group[1]))


def _cost(groups: Groups) -> tuple[int, int]:
    """How much is left to ask after an axis: parts that are not decided, then parts."""
    return sum(not decided for decided, _ in groups), len(groups)


def choose(condition: str, then: str, other: str) -> str:
    """`then` where the condition holds, else `other`, as short as can be."""
    if then == other:
        return then
    short = {
        ("true", "false"): condition,
        ("false", "true"): f"!({condition})",
        ("true", other): f"({condition} || {other})",
        ("false", other): f"(!({condition}) && {other})",
        (then, "true"): f"(!({condition}) || {then})",
        (then, "false"): f"({condition} && {then})",
    }
    return short.get((then, other), f"({condition} -> {then} : {other})")
