"""Truth tables as expressions: one question after the other, and none that does not matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Condition = Callable[[int, list[int]], str]  # axis, positions on it: where the answers are taken


def expression(answers: Any, condition: Condition) -> str:
    """An expression that is true where `answers`, an array of booleans, is."""
    return _text(answers, list(range(answers.ndim)), condition)


def _text(answers: Any, axes: list[int], condition: Condition) -> str:
    """The expression of answers that are left open by these axes."""
    if answers.all() or not answers.any():
        return "true" if answers.all() else "false"
    alike = [_alike(answers, at) for at in range(len(axes))]
    at = min((n for n in range(len(axes)) if len(alike[n]) > 1), key=lambda n: _cost(alike[n]))
    groups, rest = [positions for _, positions in alike[at]], axes[:at] + axes[at + 1 :]
    text = _text(answers.take(groups[-1][0], at), rest, condition)
    for positions in groups[-2::-1]:
        then = _text(answers.take(positions[0], at), rest, condition)
        text = choose(condition(axes[at], positions), then, text)
    return text


def _alike(answers: Any, axis: int) -> list[tuple[bool, list[int]]]:
    """The positions on an axis that have the same answers, and whether these are decided."""
    found: dict[bytes, list[int]] = {}
    for position in range(answers.shape[axis]):
        found.setdefault(answers.take(position, axis).tobytes(), []).append(position)
    decided = {np.full(answers.size // answers.shape[axis], each).tobytes()
               for each in (False, True)}  # fmt: skip
    groups = [(part in decided, positions) for part, positions in found.items()]
    return sorted(groups, key=lambda group: len(group[1]))


def _cost(groups: list[tuple[bool, list[int]]]) -> tuple[int, int]:
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
