"""The event of many steps at once: compared step by step, and told apart where one truth is asked.

`step.event == "clock.tick"` answers for each event, and is spread over the steps of the events
where an array meets it. Where a predicate asks for one truth of it (`if`, `in`, `not`, `and`), and
the events do not agree, `Split` says which belong together, and each part is asked for itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from dialonce.errors import SpecificationError, nearest
from dialonce.system import System


class Split(Exception):
    """One value was asked of events that differ; `by` (events,) has the value of each."""

    def __init__(self, by: Any):
        super().__init__("its steps must be told apart by their events")
        self.by = by


class Event:
    """The names "machine.event" of the steps, which are ordered by event: `counts` of each."""

    def __init__(self, names: list[str], counts: Any, system: System):
        self._names, self._counts, self._system = names, counts, system

    def among(self, names: tuple[str, ...]) -> Any:
        """Whether each step is by one of these events.

        Errors: SpecificationError when the system has their machines, and yet none of the events.
        """
        _check_names(names, self._system)
        return Cases(np.array([each in names for each in self._names]), self._counts)

    def __eq__(self, name: object) -> Any:
        return self.among((str(name),))

    def __ne__(self, name: object) -> Any:
        return ~(self == name)

    def startswith(self, beginning: str) -> Any:
        """Whether the event of each step begins so."""
        return Cases(np.array([n.startswith(beginning) for n in self._names]), self._counts)

    def __hash__(self) -> int:
        return hash(str(self))

    def __str__(self) -> str:
        if len(self._names) > 1:
            raise Split(np.arange(len(self._names)))
        return self._names[0]

    def __getattr__(self, method: str) -> Any:
        if method.startswith("_"):
            raise AttributeError(method)
        return getattr(str(self), method)


def _check_names(names: tuple[str, ...], system: System) -> None:
    """Refuse events when machines of the system are named, but not one event that they may begin.

    A claim may name machines that only other systems have, and events that a wrong design has lost.
    """
    right = [name for name, cls in system.machines.items() if not cls.mutant]
    there = [name for name in names if name.partition(".")[0] in right]
    known = [f"{m}.{e}" for m, cls in system.machines.items() for e in sorted(cls.spontaneous)]
    if there and set(there).isdisjoint(known):
        rule = f"no step of {system.name} is ever by it."
        raise SpecificationError(
            f"property naming the event {there[0]}", rule, nearest(there[0], known)
        )


class Cases(NDArrayOperatorsMixin):
    """One value an event (`values`), which stands for the `counts` steps of each event."""

    def __init__(self, values: Any, counts: Any):
        self.values, self.counts = values, counts

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        return np.repeat(self.values, self.counts).astype(dtype or self.values.dtype, copy=False)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **more: Any) -> Any:
        if isinstance(more.get("out", (None,))[0], Cases):  # `cases |= more` makes it anew
            del more["out"]
        if method == "__call__" and all(isinstance(x, Cases) or np.isscalar(x) for x in inputs):
            values = (x.values if isinstance(x, Cases) else x for x in inputs)
            return Cases(ufunc(*values, **more), self.counts)
        arrays = (np.asarray(x) if isinstance(x, Cases) else x for x in inputs)
        return getattr(ufunc, method)(*arrays, **more)

    def __bool__(self) -> bool:
        return bool(self._one())

    def __int__(self) -> int:
        return int(self._one())

    __index__ = __int__

    def _one(self) -> Any:
        if (self.values != self.values[0]).any():
            raise Split(self.values)
        return self.values[0]
