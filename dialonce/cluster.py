"""Cluster: the search with its states dealt out over the workers of a Dask cluster.

Each worker owns the states whose number falls to it: it alone keeps them, looks up whether one is
new, and expands them. What they lead to goes straight to its owner. The driver only starts the
turns: in one turn every worker admits what the last turn brought it and expands some of its level.
A level ends when all have expanded theirs, so that shortest means shortest.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np

from dialonce.compose import Composed
from dialonce.errors import UndecidedError, UsageError
from dialonce.explore import Explorer, Progress, Space
from dialonce.moves import Moves, moves_of
from dialonce.numbering import Numbering, numbering_of
from dialonce.part import Part, Status, Task, installed

PATIENCE = "10s"
GATHERED = 1 << 20  # states that are fetched at a time


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


class Column:
    """A column of all states, which stays with the workers until it is looked at.

    Errors: MemoryError when all of it is wanted here and is more than `limit` bytes.
    """

    def __init__(self, name: str, parts: list[Any], places: Places, limit: int | None):
        self.name, self.parts, self.places, self.limit = name, parts, places, limit

    def __len__(self) -> int:
        return int(self.places.ends[-1].sum())

    def __getitem__(self, index: Any) -> Any:
        worker, position = self.places.find(np.atleast_1d(index))
        found = np.empty(len(worker), np.int64)
        here = [np.nonzero(worker == rank)[0] for rank in range(len(self.parts))]
        asked = [(at, part) for at, part in zip(here, self.parts, strict=True) if len(at)]
        values = every(part.fetch(self.name, position[at]) for at, part in asked)
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
        if self.limit is not None and 8 * count > self.limit:
            raise MemoryError
        if not hasattr(self, "all"):
            slices = [np.arange(at, min(at + GATHERED, count)) for at in range(0, count, GATHERED)]
            self.all = np.concatenate([self[each] for each in slices])
        return self.all if dtype is None else self.all.astype(dtype)


def every(calls: Iterable[Any]) -> list[Any]:
    """The results of calls under way. Errors: UndecidedError when a worker is lost."""
    try:
        return [call.result() for call in list(calls)]
    except (OSError, RuntimeError) as error:
        raise UndecidedError(
            "a worker of the cluster was lost, and its states with it; see the log of that worker, "
            "and if it had too little memory, use more workers"
        ) from error


class Cluster:
    """The workers that take part."""

    def __init__(self, client: Any, addresses: list[str]):
        self.client, self.addresses = client, addresses

    def explore(
        self, composed: Composed, members: int, symmetry: bool = True, tracked: int = 0,
        max_states: int | None = None, progress: Progress | None = None,
        max_memory: int | None = None, stop: Any = None, threads: int = 1,
    ) -> Space:  # fmt: skip
        """As `explore`; `max_memory` holds for each process, and a worker has one thread."""
        began = time.perf_counter()
        fixed = min(tracked, members) if symmetry else members
        numbering = numbering_of(composed, members, fixed)
        parts = self._parts(moves_of(composed), numbering, composed.pairs.size, stop)
        depth, why = 0, ""
        try:
            for now, depth in levels(parts):
                why = bound(now, max_states, max_memory)
                if progress:
                    progress(sum(status.states for status in now), depth)
                if why:
                    break
        except KeyboardInterrupt:
            why = "interrupted"
        found, ends, firsts = zip(*every(part.finish() for part in parts), strict=True)
        places = places_of(list(ends))
        words, parents, events = (
            Column(name, parts, places, max_memory) for name in ("words", "parents", "events")
        )
        dead = [int(places.index_of(i, s.dead)) for i, s in enumerate(found) if s.dead >= 0]
        return Space(
            composed, numbering, words, parents, events,
            seen_of(firsts, places).reshape(composed.pairs.shape),
            sum(status.steps for status in found), depth, min(dead, default=-1), not why, why,
            time.perf_counter() - began,
        )  # fmt: skip

    def _parts(self, moves: Moves, numbering: Numbering, pairs: int, stop: Any) -> list[Any]:
        made = [
            self.client.submit(Part, workers=[address], actor=True, pure=False)
            for address in self.addresses
        ]
        parts = every(made)
        stop = None if stop is None else stop.ravel()
        tasks = [Task(rank, parts, moves, numbering, pairs, stop) for rank in range(len(parts))]
        every(part.begin(task) for part, task in zip(parts, tasks, strict=True))
        return parts


def levels(parts: list[Any]) -> Iterator[tuple[list[Status], int]]:
    """Run the turns of a search; yields how far the workers are, and the depth."""
    turn, depth, total, fresh = 0, -1, 0, True
    while True:
        turn += 1
        now = every(part.step(turn, fresh) for part in parts)
        owned = sum(status.end for status in now)
        if fresh and owned == total:
            return
        depth, total = depth + fresh, owned
        yield now, depth
        fresh = all(status.at == status.end for status in now)


def bound(now: list[Status], max_states: int | None, max_memory: int | None) -> str:
    """Why the search has to end early, or nothing."""
    if max_states is not None and sum(status.states for status in now) > max_states:
        return f"more than {max_states} states"
    if max_memory is not None and max(status.bytes for status in now) > max_memory:
        return f"more than {max_memory >> 20} MiB of memory"
    return "stopped at the first violation" if any(status.stopped for status in now) else ""


def seen_of(firsts: Iterable[Any], places: Places) -> Any:
    """The first state of all with each pair, -1 for none."""
    none = np.iinfo(np.int64).max
    found = [np.where(f < 0, none, places.index_of(rank, f)) for rank, f in enumerate(firsts)]
    first = np.min(found, axis=0)
    return np.where(first == none, -1, first)


@contextmanager
def clustered(address: str = "") -> Iterator[Explorer]:
    """An explorer on the cluster of a scheduler, or on two workers here.

    Errors: UsageError when there is none, or its workers have another dialonce.
    """
    try:
        import distributed
    except ImportError as error:
        raise UsageError("Dask is not installed: pip install 'dialonce[dask]'") from error
    import logging

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    local = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None,
        worker_dashboard_address=None, memory_limit=0, silence_logs=logging.CRITICAL,
    ) if not address else None  # fmt: skip
    client = None
    try:
        client = _client(distributed, local or address)
        yield Cluster(client, _workers(client, address)).explore
    finally:
        for each in (client, local):
            if each:
                each.close()


def _client(distributed: Any, scheduler: Any) -> Any:
    try:
        return distributed.Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no Dask scheduler answers at {scheduler}; start one with: dask scheduler"
        ) from error


def _workers(client: Any, address: str) -> list[str]:
    """The addresses of the workers, when each has this dialonce."""
    try:
        found = client.run(installed)
    except Exception as error:
        raise UsageError(f"a worker cannot load dialonce {installed()}: {error}") from error
    other = {there: what for there, what in found.items() if what != installed()}
    for there, what in other.items():
        raise UsageError(f"the worker {there} has dialonce {what}, not {installed()}: install that")
    if not found:
        raise UsageError(f"the scheduler at {address} has no workers; start some with: "
                         f"dask worker {address} --nthreads 1")  # fmt: skip
    return sorted(found)
