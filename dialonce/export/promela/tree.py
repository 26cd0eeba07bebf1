"""Truth tables as expressions: one question after the other, and none that does not matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Condition = Callable[[int, list[int]], str]  # axis, positions on it: where the answers are taken


def expression(answers: Any, condition: Condition, axis: int = 0) -> str:
    """An expression that is true where `answers`, an array of booleans, is."""
    if answers.all() or not answers.any():
        return "true" if answers.all() else "false"
    slices: dict[bytes, list[int]] = {}
    for position, part in enumerate(answers):
        slices.setdefault(np.asarray(part).tobytes(), []).append(position)
    if len(slices) == 1:
        return expression(answers[0], condition, axis + 1)
    groups = sorted(slices.values(), key=len)
    text = expression(answers[groups[-1][0]], condition, axis + 1)
    for positions in groups[-2::-1]:
        then = expression(answers[positions[0]], condition, axis + 1)
        text = choose(condition(axis, positions), then, text)
    return text


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
