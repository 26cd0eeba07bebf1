"""Cluster: the search with its states dealt out over the workers of a Dask cluster.

Each worker owns the states whose number falls to it: it alone keeps them, looks up whether one is
new, and expands them. What they lead to goes straight to its owner. The driver only starts the
turns: in one turn every worker admits what the last turn brought it and expands some of its level.
A level ends when all have expanded theirs, so that shortest means shortest.
"""

from __future__ import annotations

import logging
import signal
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from dialonce.compose import Composed
from dialonce.effort import Effort
from dialonce.errors import UsageError
from dialonce.explore import Progress, Space
from dialonce.moves import Moves, moves_of
from dialonce.numbering import Numbering, numbering_of
from dialonce.part import Part, Status, Task, installed
from dialonce.places import Column, Parts, Places, places_of
from dialonce.search import usual_memory

PATIENCE = "10s"


class Cluster:
    """The workers that take part."""

    def __init__(self, client: Any, addresses: list[str], memory: int):
        self.client, self.addresses, self.memory = client, addresses, memory

    def explore(
        self, composed: Composed, members: int, symmetry: bool, tracked: int, effort: Effort,
        progress: Progress | None, stop: Any,
    ) -> Space:  # fmt: skip
        """As `explore`; the bound of memory is one of each process."""
        began = time.perf_counter()
        fixed = min(tracked, members) if symmetry else members
        numbering = numbering_of(composed, members, fixed)
        parts = self._parts(moves_of(composed), numbering, composed.pairs.size, stop)
        depth, why, memory = 0, "", effort.memory or self.memory
        try:
            for now, depth in levels(parts):
                why = bound(now, effort.states, memory)
                if progress:
                    total = sum(status.bytes for status in now)
                    progress(sum(status.states for status in now), depth, total)
                if why:
                    break
        except KeyboardInterrupt:
            why = "interrupted"
        found, ends, firsts = zip(*parts.call("finish"), strict=True)
        places = places_of(list(ends))
        words, parents, events = (
            Column(name, parts, places, memory) for name in ("words", "parents", "events")
        )
        dead = [int(places.index_of(i, s.dead)) for i, s in enumerate(found) if s.dead >= 0]
        return Space(
            composed, numbering, words, parents, events,
            seen_of(firsts, places).reshape(composed.pairs.shape),
            sum(status.steps for status in found), depth, min(dead, default=-1), not why, why,
            time.perf_counter() - began,
        )  # fmt: skip

    def _parts(self, moves: Moves, numbering: Numbering, pairs: int, stop: Any) -> Parts:
        parts = Parts([
            self.client.submit(Part, workers=[address], actor=True, pure=False)
            for address in self.addresses
        ])  # fmt: skip
        stop = None if stop is None else stop.ravel()
        parts.results(
            part.begin(Task(rank, parts.actors, moves, numbering, pairs, stop))
            for rank, part in enumerate(parts.actors)
        )
        return parts


def levels(parts: Parts) -> Iterator[tuple[list[Status], int]]:
    """Run the turns of a search; yields how far the workers are, and the depth."""
    turn, depth, total, fresh = 0, -1, 0, True
    while True:
        turn += 1
        now = parts.call("step", turn, fresh)
        owned = sum(status.end for status in now)
        if fresh and owned == total:
            return
        depth, total = depth + fresh, owned
        yield now, depth
        fresh = all(status.at == status.end for status in now)


def bound(now: list[Status], states: int | None, memory: int) -> str:
    """Why the search has to end early, or nothing."""
    if states is not None and sum(status.states for status in now) > states:
        return f"more than {states} states"
    if max(status.bytes for status in now) > memory:
        return f"more than {memory >> 20} MiB of memory on a worker"
    return "stopped at the first violation" if any(status.stopped for status in now) else ""


def seen_of(firsts: Iterable[Any], places: Places) -> Any:
    """The first state of all with each pair, -1 for none."""
    none = np.iinfo(np.int64).max
    found = [np.where(f < 0, none, places.index_of(rank, f)) for rank, f in enumerate(firsts)]
    first = np.min(found, axis=0)
    return np.where(first == none, -1, first)


@contextmanager
def cluster_at(address: str = "") -> Iterator[Cluster]:
    """The cluster of a scheduler, or one of two workers here.

    Errors: UsageError when there is none, or its workers have another dialonce.
    """
    try:
        import distributed
    except ImportError as error:
        raise UsageError("Dask is not installed: pip install 'dialonce[dask]'") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with ExitStack() as opened:
        scheduler = address or opened.enter_context(_local(distributed))
        client = opened.enter_context(_client(distributed, scheduler))
        addresses = _workers(client, address)
        yield Cluster(client, addresses, _memory(client, addresses))


def _local(distributed: Any) -> Any:
    """Two workers here. They are born deaf to Ctrl-C, which the driver alone answers."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0",
            memory_limit=0, silence_logs=logging.CRITICAL,
        )  # fmt: skip
    finally:
        signal.signal(signal.SIGINT, before)


def _client(distributed: Any, scheduler: Any) -> Any:
    try:
        return distributed.Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError, TypeError) as error:  # TypeError: no TLS, no UCX here
        raise UsageError(
            f"no Dask scheduler answers at {scheduler}; start one with: dask scheduler"
        ) from error


def _workers(client: Any, address: str) -> list[str]:
    """The addresses of the workers, when each has this dialonce."""
    try:
        found, here = client.run(installed), installed()
    except Exception as error:
        raise UsageError(f"a worker cannot load dialonce: {error}; install it there") from error
    for there, what in found.items():
        if what != here:
            raise UsageError(f"the worker {there} has dialonce {what}: install {here} there")
    if not found:
        raise UsageError(f"the scheduler at {address} has no workers; start some with: "
                         f"dask worker {address} --nthreads 1")  # fmt: skip
    return sorted(found)


def _memory(client: Any, addresses: list[str]) -> int:
    """The bytes that each worker may take, for workers on one machine share it."""
    hosts = Counter(urlsplit(address).hostname for address in addresses)
    there = client.run(usual_memory)
    return min(there[each] // hosts[urlsplit(each).hostname] for each in addresses)
