"""Whether what a specification declares is of the kinds that its fields say."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from functools import cache
from typing import Any, Union, get_args, get_origin

from dialonce.errors import SpecificationError


def check_fields(declared: Any, subject: str) -> None:
    """Refuse a dataclass with a value of another kind. Errors: SpecificationError."""
    declaring: Any = type(declared)
    for name, kind in _kinds(declaring).items():
        value = getattr(declared, name)
        if not fits(value, kind):
            wanted = str(getattr(kind, "__name__", kind) if not get_args(kind) else kind)
            raise SpecificationError(
                subject, f"{name} cannot be {_short(value)}.",
                f"give it as {wanted.replace('typing.', '').replace('dialonce.', '')}",
            )  # fmt: skip


def fits(value: Any, kind: Any) -> bool:
    """Whether a value is of a kind, with what it contains."""
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return any(fits(value, each) for each in args)
    if origin is dict:
        pairs = value.items() if isinstance(value, dict) else [(None, None)]
        return all(fits(key, args[0]) and fits(held, args[1]) for key, held in pairs)
    if origin is tuple:
        return isinstance(value, tuple) and all(fits(held, args[0]) for held in value)
    if origin is type:
        return isinstance(value, type) and issubclass(value, args[0])
    if origin is Callable:
        return callable(value)
    return kind is Any or isinstance(value, kind)


@cache
def _kinds(declaring: Any) -> dict[str, Any]:
    """The kinds of the fields; any, where a name is known to type checkers only."""
    known, found = vars(sys.modules[declaring.__module__]), dict[str, Any]()
    for name, text in declaring.__annotations__.items():
        try:
            found[name] = eval(text, known)
        except NameError:
            found[name] = Any
    return found


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
