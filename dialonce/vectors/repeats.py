"""Runs on which something comes and goes again and again while a timer runs.

What is as it was before must have changed nothing: a timer that it holds back, hurries or starts
anew is late or early at the end, by more than an implementation may be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from dialonce.system import TICK
from dialonce.vectors.calm import Calm, Edge
from dialonce.vectors.play import PATIENCE

BACK_MAX = 3  # edges of what comes and goes
TRIES = 5  # nodes that are tried for one event in one state of a machine


def repeats(calm: Calm) -> Iterator[tuple[list[Edge], list[Edge]]]:
    """For each state in which a machine counts ticks, and each way to change and be as before.

    The edges to that state, and from there.
    """
    if TICK not in calm.keys:
        return
    tick, done, tries = calm.keys.index(TICK), set[tuple[Any, bytes]](), Counter[Any]()
    counts = _counts(calm, tick)
    for node, machine in np.argwhere(counts).tolist():
        name = calm.machines[machine]
        at = name, int(calm.spots[name][calm.local(name, calm.codes[node])])
        for event in range(len(calm.keys)):
            tries[at, event] += 1
            if event == tick or tries[at, event] > TRIES:
                continue
            circle = _circle(calm, node, event)
            moved = np.any([calm.does[edge] for edge in circle], axis=0)
            kind = at, np.packbits(moved).tobytes()
            if np.any(moved) and kind not in done:
                done.add(kind)
                yield calm.way(node), [*_repeated(calm, node, event, counts.any(axis=1))]


def _counts(calm: Calm, tick: int) -> Any:
    """(nodes, machines): whether a machine of the process counts ticks there."""
    after = calm.then[:, tick]
    counts = [calm.local(name, calm.codes) != calm.local(name, calm.codes[after])
              for name in calm.machines]  # fmt: skip
    return np.stack(counts, axis=1) & (after >= 0)[:, None]


def _repeated(calm: Calm, node: int, event: int, counting: Any) -> Iterator[Edge]:
    """Around and on by a tick, until nothing has counted for longer than one may wait."""
    tick, waited = calm.keys.index(TICK), 0
    while waited <= PATIENCE + 1 and calm.then[node, tick] >= 0:
        waited = 0 if counting[node] else waited + 1
        yield from _circle(calm, node, event)
        yield node, tick
        node = int(calm.then[node, tick])


def _circle(calm: Calm, node: int, event: int) -> list[Edge]:
    """The shortest way by an event and back to where one was, without a tick; or none."""
    ways: list[list[Edge]] = [[(node, event)]]
    for _ in range(BACK_MAX):
        longer = []
        for way in ways:
            at = int(calm.then[way[-1]])
            if at == node:
                return way if len(way) > 1 else []
            longer += [[*way, (at, e)] for e in np.flatnonzero(calm.then[at] >= 0).tolist()
                       if at >= 0 and calm.keys[e] != TICK]  # fmt: skip
        ways = longer
    return []
