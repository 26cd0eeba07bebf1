"""What a machine declares beside its states: bounded data, declared reads, named sets of states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dialonce.errors import SpecificationError


class Data:
    """A bounded variable of one machine; the first value is the initial one.

    Values are integers or strings, at least one, all different.
    Errors: SpecificationError when a value outside the bound is assigned, or one is assigned
    anywhere but in an action.
    """

    def __init__(self, values: Iterable[int | str], unit: str = ""):
        self.values, self.unit, self.name = tuple(values), unit, ""
        if not all(isinstance(value, (int, str)) for value in self.values):
            raise SpecificationError(
                "Data", f"{self.values} are not all integers or strings.",
                "name what is remembered by a number or a word",
            )  # fmt: skip
        if not self.values or len(set(self.values)) != len(self.values):
            raise SpecificationError(
                "Data", "a variable needs at least one value, and no value twice.",
                "list the possible values, the initial one first",
            )  # fmt: skip

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, machine: Any, owner: type | None = None) -> Any:
        return self if machine is None else machine._data.get(self.name, self.values[0])

    def __set__(self, machine: Any, value: Any) -> None:
        subject = f"{type(machine).__name__}.{self.name}"
        if not machine._acting:
            raise SpecificationError(
                subject, "data change only in actions, never in guards, at the start or outside.",
                'list the initial value first, and wire the action with on="..."',
            )  # fmt: skip
        if value not in self.values:
            raise SpecificationError(
                subject, f"{value!r} is outside the declared values {self.values}.",
                "widen the declaration, or bound the action",
            )  # fmt: skip
        machine._data[self.name] = self.values[self.values.index(value)]


class Read:
    """A declared look at another machine of the same process; a system says which.

    The value is a boolean: whether that machine is in one of the states it is wired to.
    It is False until wired; an `optional` one may stay unwired. `sentence` says what is read.
    """

    def __init__(self, sentence: str, optional: bool = False):
        self.sentence, self.name, self.optional = sentence, "", optional

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, machine: Any, owner: type | None = None) -> Any:
        if machine is None:
            return self
        machine._consulted.add(self.name)
        return machine._inputs.get(self.name, False)

    def __set__(self, machine: Any, value: Any) -> None:
        raise SpecificationError(
            f"{type(machine).__name__}.{self.name}", "a declared read cannot be assigned.",
            "send a message with emit instead",
        )  # fmt: skip


class AnyOf:
    """A name for several states of a machine, for its readers: `up = AnyOf("on_primary", ...)`."""

    def __init__(self, *states: str):
        self.states, self.name = states, ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
