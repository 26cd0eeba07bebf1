"""Places: where the states are that many workers found, and how they are fetched."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from dialonce.errors import UndecidedError

GATHERED = 1 << 20  # states that are fetched at a time
START_SECONDS = 120  # in which a worker loads this package
WAIT_SECONDS = 1  # until somebody looks whether the workers are still there


class Places(NamedTuple):
    """Where the states are: `ends` (levels, workers) of each level, `base` the first one's index.

    States are counted level by level, and in a level worker by worker.
    """

    ends: Any
    base: Any

    def index_of(self, worker: int, positions: Any) -> Any:
        """The indices of states of a worker."""
        level = np.searchsorted(self.ends[:, worker], positions, side="right")
        before = np.concatenate([[0], self.ends[:, worker]])[level]
        return self.base[level, worker] + positions - before

    def find(self, indices: Any) -> tuple[Any, Any]:
        """The workers and positions of states."""
        cell = np.searchsorted(self.base.ravel(), indices, side="right") - 1
        level, worker = np.divmod(cell, self.ends.shape[1])
        before = np.where(level > 0, self.ends[level - 1, worker], 0)
        return worker, indices - self.base[level, worker] + before


def places_of(ends: list[list[int]]) -> Places:
    """The places of states, from how many each worker had at the end of each level."""
    most = max(map(len, ends))
    table = np.array([each + each[-1:] * (most - len(each)) for each in ends], np.int64).T
    sizes = np.diff(table, axis=0, prepend=0)
    return Places(table, (np.cumsum(sizes) - sizes.ravel()).reshape(sizes.shape))


class Parts:
    """The parts of a search, as Dask futures of actors, and calls of them."""

    def __init__(self, made: list[Any]):
        self.made: list[Any] = []
        self.actors = self.results(made, START_SECONDS)
        self.made = made

    def call(self, name: str, *arguments: Any) -> list[Any]:
        """What a method of each part returns."""
        return self.results(getattr(actor, name)(*arguments) for actor in self.actors)

    def results(self, calls: Iterable[Any], patience: float = math.inf) -> list[Any]:
        """The results of calls under way. Errors: UndecidedError when a worker is lost."""
        try:
            end = time.monotonic() + patience
            return [self._result(call, end) for call in list(calls)]
        except (OSError, RuntimeError) as error:
            raise UndecidedError(
                "a worker of the cluster was lost, and its states with it; see what the log of the "
                "workers says, and where it was memory, use more of them"
            ) from error

    def _result(self, call: Any, end: float) -> Any:
        while True:
            try:
                return call.result(timeout=WAIT_SECONDS)
            except TimeoutError:  # Dask may leave a call to a dead worker open for ever
                lost = any(part.status != "finished" for part in self.made)
                if lost or call.done() or time.monotonic() > end:
                    raise


class Column:
    """A column of all states, which stays with the workers until it is looked at.

    Errors: MemoryError when all of it is wanted here and is more than `limit` bytes.
    """

    def __init__(self, name: str, parts: Parts, places: Places, limit: int):
        self.name, self.parts, self.places, self.limit = name, parts, places, limit

    def __len__(self) -> int:
        return int(self.places.ends[-1].sum())

    def __getitem__(self, index: Any) -> Any:
        worker, position = self.places.find(np.atleast_1d(index))
        found = np.empty(len(worker), np.int64)
        here = [np.flatnonzero(worker == rank) for rank in range(len(self.parts.actors))]
        asked = [(at, part) for at, part in zip(here, self.parts.actors, strict=True) if len(at)]
        values = self.parts.results(part.fetch(self.name, position[at]) for at, part in asked)
        for (at, _), value in zip(asked, values, strict=True):
            found[at] = self._parents(value) if self.name == "parents" else value
        return found.reshape(np.shape(index))

    def _parents(self, value: Any) -> Any:
        """Indices from (origins, positions)."""
        found = np.empty_like(value[0], np.int64)
        for rank in np.unique(value[0]):
            at = value[0] == rank
            found[at] = self.places.index_of(rank, value[1][at])
        return found

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        count = len(self)
        if 8 * count > self.limit:
            raise MemoryError
        if not hasattr(self, "all"):
            slices = [np.arange(at, min(at + GATHERED, count)) for at in range(0, count, GATHERED)]
            self.all = np.concatenate([self[each] for each in slices])
        return self.all if dtype is None else self.all.astype(dtype)
