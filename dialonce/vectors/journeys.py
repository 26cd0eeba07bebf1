"""Long runs on which everything happens after everything else, as far as few runs can show it.

A mistake may lie in what an implementation remembers and the specification does not: it answers
rightly at first, and otherwise when it has lost a connection before. So what is to happen in some
run is a pair: a move of a machine, and later another one, or a time in which nothing may be done.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from dialonce.compose import compose
from dialonce.judge.observation import Observation
from dialonce.system import TICK
from dialonce.vectors.calm import Calm, Edge
from dialonce.vectors.effects import Start
from dialonce.vectors.repeats import repeats

JOURNEYS_MAX = 12
LENGTH_MAX = 30  # edges of a journey
REACH_MAX = 16  # edges to what is new


def journeys_of(seen: Observation, driven: bool) -> Iterator[tuple[Start, ...]]:
    """Journeys as runs; `driven`: of a process that does only what it is told."""
    calm = Calm(compose(seen.system), seen, driven)
    for way in Journeys(calm).all():
        yield calm.run([*way, *calm.well(int(calm.then[way[-1]]))])
    for first, way in () if driven else repeats(calm):
        yield calm.run([*first, *way])
        yield calm.run([*first, *way], lazy=len(first))


class Journeys:
    """Journeys through a graph, each on from what is near and new."""

    def __init__(self, calm: Calm):
        self.calm = calm
        self.then = calm.then
        nodes, events = calm.then.shape
        moves = calm.does.reshape(nodes * events, -1)
        both = np.concatenate([moves, self._waits()], axis=1)
        known: dict[bytes, int] = {}  # the different edges
        rows = map(bytes, np.packbits(both, axis=1))
        kind = np.array([known.setdefault(row, len(known)) for row in rows])
        self.kind = kind.reshape(nodes, events)
        self.shows = both[np.unique(kind, return_index=True)[1]]
        self.met = np.zeros((calm.width + 1, both.shape[1]), bool)
        self.met[:-1, calm.width :] = True  # once is enough

    def _waits(self) -> Any:
        """By edge the reasons for which the process has done nothing while it was taken."""
        calm, hindered = self.calm, self.calm.hindered
        if not calm.own:  # it is told, at once
            return hindered[calm.then].reshape(calm.then.size, -1)
        time = np.array([key == TICK or TICK not in calm.keys for key in calm.keys])
        waits = hindered[:, None, :] & time[None, :, None]
        return waits.reshape(calm.then.size, -1)

    def all(self) -> Iterator[list[Edge]]:
        """The journeys, each as its edges, until none shows anything new.

        First those without orders about a member, of which not every implementation knows each.
        """
        whole = self.then
        orders = [key[0] in self.calm.system.group and key[0] in self.calm.machines
                  and key not in self.calm.seen.own for key in self.calm.keys]  # fmt: skip
        for self.then in (np.where(orders, -1, whole), whole)[not any(orders) :]:
            for _ in range(JOURNEYS_MAX):
                path, new = self.next()
                if not new:
                    break
                yield path

    def next(self) -> tuple[list[Edge], int]:
        """One more journey, and how many pairs are new on it."""
        node, path, new = 0, list[Edge](), 0
        past = np.zeros(self.calm.width + 1, bool)
        past[-1] = True
        while len(path) < LENGTH_MAX:
            way = self._best(node, past)
            if not way:
                break
            for at, event in way:
                shown = self.shows[self.kind[at, event]]
                fresh = past[:, None] & shown & ~self.met
                new += int(fresh.sum())
                self.met |= fresh
                past[:-1] |= shown[: self.calm.width]
                node = int(self.calm.then[at, event])
            path += way
        return path, new

    def _best(self, node: int, past: Any) -> list[Edge]:
        """The way to the edge that shows most that is new after this past, for its length."""
        then = self.then
        worth = (~self.met[past]).sum(axis=0)
        gain = np.where(then >= 0, (self.shows @ worth)[self.kind], 0)
        most, best, found = int(gain.max()), 0.0, (-1, -1)
        came = np.full((len(then), 2), -1)
        known = np.zeros(len(then), bool)
        known[node], level = True, np.array([node])
        for length in range(1, REACH_MAX + 1):
            if not len(level) or most / length <= best:
                break
            place = int(gain[level].argmax())
            at, event = int(level[place // then.shape[1]]), place % then.shape[1]
            if gain[at, event] / length > best:
                best, found = gain[at, event] / length, (at, event)
            rows, events = np.nonzero(then[level] >= 0)
            after, first = np.unique(then[level][rows, events], return_index=True)
            after, first = after[~known[after]], first[~known[after]]
            came[after, 0], came[after, 1] = level[rows[first]], events[first]
            known[after] = True
            level = after
        return [*_way(came, found[0], node), found] if best else []


def _way(came: Any, at: int, start: int) -> list[Edge]:
    found: list[Edge] = []
    while at != start:
        before, event = came[at].tolist()
        found.append((before, event))
        at = before
    return found[::-1]
