"""Formulas: what a predicate answers, with how it came to that answer.

A predicate computes with arrays. Given terms instead, it leaves behind the formula that it is in
this system, whatever helpers and branches it uses; a part of it can then be replaced by a constant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from dialonce.event import Cases

SIGNS = {
    "bitwise_and": "&", "bitwise_or": "|", "bitwise_xor": "^", "invert": "~", "add": "+",
    "subtract": "-", "multiply": "*", "equal": "==", "not_equal": "!=", "less": "<",
    "less_equal": "<=", "greater": ">", "greater_equal": ">=",
}  # fmt: skip


class Term(NDArrayOperatorsMixin):
    """A value for each case, and where it is from: a `text`, or a `function` of `parts`.

    `asked` collects, by text, the truths that were asked of events as one.
    """

    def __init__(
        self, value: Any, asked: dict[str, set[bool]], text: str = "",
        function: Callable[..., Any] | None = None, parts: tuple[Any, ...] = (),
    ):  # fmt: skip
        self.value, self.asked, self.text = value, asked, text
        self.function, self.parts = function, parts

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **more: Any) -> Any:
        more.pop("out", None)  # `kept &= more` makes it anew
        return self._made(ufunc, inputs)

    def _made(self, function: Callable[..., Any], parts: tuple[Any, ...]) -> Term:
        values = [part.value if isinstance(part, Term) else part for part in parts]
        return Term(function(*values), self.asked, "", function, parts)

    def __getattr__(self, method: str) -> Any:
        if method.startswith("_"):
            raise AttributeError(method)

        def call(value: Any, *arguments: Any) -> Any:
            return getattr(np.asarray(value), method)(*arguments)

        call.__name__ = method
        return lambda *arguments: self._made(call, (self, *arguments))

    def __bool__(self) -> bool:
        found = bool(self.value)
        self.asked.setdefault(said(self), set()).add(found)
        return found

    def __int__(self) -> int:
        return int(bool(self)) if self.is_boolean else int(self.value)

    __index__ = __int__

    @property
    def is_boolean(self) -> bool:
        """Whether it is a truth in each case."""
        return bool(np.asarray(self.value).dtype == bool)


def said(term: Any, inside: bool = False) -> str:
    """A term as text: `~before.link.up | after.link.seeking`; a truth asked of events is "…"."""
    if not isinstance(term, Term):
        return "…" if isinstance(term, bool) else str(term)
    if term.text:
        return term.text
    name = getattr(term.function, "__name__", "")
    sign = SIGNS.get(name)
    parts = [said(part, True) for part in term.parts]
    if sign is None:
        return f"{parts[0]}.{name}({', '.join(parts[1:])})"
    text = f" {sign} ".join(parts) if len(parts) > 1 else f"{sign}{parts[0]}"
    return f"({text})" if inside and len(parts) > 1 else text


def with_constant(term: Any, old: Term, constant: bool) -> Any:
    """The answers of a term, where the part `old` is `constant` in each case."""
    known: dict[int, Any] = {id(old): np.full(np.shape(np.asarray(old.value)), constant)}

    def answers(part: Any) -> Any:
        if not isinstance(part, Term):
            return part
        if id(part) not in known:
            known[id(part)] = (
                part.function(*map(answers, part.parts))
                if part.function
                else np.asarray(part.value)
            )
        return known[id(part)]

    return np.asarray(answers(term))


class Condition(NamedTuple):
    """A part that could be left out: an `alternative` of an "or", or a condition of an "if".

    Left out, an alternative is false and a condition true. `place` counts parts of equal text.
    """

    term: Term
    alternative: bool
    text: str
    place: int


def conditions(root: Any) -> list[Condition]:
    """The alternatives of what a formula asks, and the conditions under which it asks it.

    `~(a & b) | c` has the alternatives `~(a & b)` and `c`, and the conditions `a` and `b`.
    """
    seen: Counter[str] = Counter()
    found = []
    for term, alternative in _conditions(root, True):
        text = said(term)
        found.append(Condition(term, alternative, text, seen[text]))
        seen[text] += 1
    return found


def _conditions(term: Any, asks: bool) -> Iterator[tuple[Term, bool]]:
    name = getattr(term.function, "__name__", "") if isinstance(term, Term) else ""
    if name == "invert":
        yield from _conditions(term.parts[0], not asks)
    if name in ("bitwise_or", "bitwise_and"):
        splits = (name == "bitwise_or") == asks
        for part in term.parts:
            same = getattr(getattr(part, "function", None), "__name__", "") == name
            if splits and not same and isinstance(part, Term) and part.is_boolean:
                yield part, asks
            yield from _conditions(part, asks)


class Seen:
    """An observation, a step, or a part of one, that answers with terms named by their path."""

    def __init__(self, real: Any, path: str, asked: dict[str, set[bool]]):
        self._real, self._path, self._asked = real, path, asked

    def has(self, name: str) -> Any:
        """Whether there is such a machine, state or variable."""
        return self._real.has(name)

    def _term(self, found: Any, text: str) -> Any:
        return Term(found, self._asked, text) if isinstance(found, (np.ndarray, Cases)) else found

    def __getattr__(self, name: str) -> Any:
        found, path = getattr(self._real, name), f"{self._path}.{name}"
        plain = isinstance(found, (np.ndarray, int))
        return self._term(found, path) if plain else Seen(found, path, self._asked)

    def __eq__(self, name: object) -> Any:
        return self._term(self._real == name, f"{self._path} == {str(name)!r}")

    def __ne__(self, name: object) -> Any:
        return ~(self == name)

    def __call__(self, *names: str) -> Any:
        """The answer of a method to some names."""
        words = ", ".join(map(repr, names))
        return self._term(self._real(*names), f"{self._path}({words})")

    def __hash__(self) -> int:
        return hash(self._real)

    def __str__(self) -> str:
        return str(self._real)
