"""Long runs on which everything happens after everything else, as far as few runs can show it.

A mistake may lie in what an implementation remembers and the specification does not: it answers
rightly at first, and otherwise when it has lost a connection before. So what is to happen in some
run is a pair: a move of a machine, and later another one, or a time in which nothing may be done.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from dialonce.system import TICK
from dialonce.vectors.calm import Calm

JOURNEYS_MAX = 12
LENGTH_MAX = 24  # edges of a journey
REACH_MAX = 6  # edges to what is new


class Journeys:
    """Journeys through a graph, each on from what is nearest and new."""

    def __init__(self, calm: Calm):
        self.calm = calm
        nodes, events = calm.then.shape
        moves = calm.does.reshape(nodes * events, -1)
        both = np.concatenate([moves, self._waits()], axis=1)
        kinds, self.kind = np.unique(np.packbits(both, axis=1), axis=0, return_inverse=True)
        self.kind = self.kind.reshape(nodes, events)
        self.shows = np.unpackbits(kinds, axis=1, count=both.shape[1]).astype(bool)
        self.met = np.zeros((calm.width + 1, both.shape[1]), bool)

    def _waits(self) -> Any:
        """By edge the reasons for which the process has done nothing while it was taken."""
        calm, hindered = self.calm, self.calm.hindered
        if not calm.own:  # it is told, at once
            return hindered[calm.then].reshape(calm.then.size, -1)
        time = np.array([key == TICK or TICK not in calm.keys for key in calm.keys])
        waits = hindered[:, None, :] & time[None, :, None]
        return waits.reshape(calm.then.size, -1)

    def all(self) -> Iterator[list[tuple[int, int]]]:
        """The journeys, each as its edges, until none shows anything new."""
        for _ in range(JOURNEYS_MAX):
            path, new = self.next()
            if not new:
                break
            yield path

    def next(self) -> tuple[list[tuple[int, int]], int]:
        """One more journey, and how many pairs are new on it."""
        node, path, new = 0, list[tuple[int, int]](), 0
        past = np.zeros(self.calm.width + 1, bool)
        past[-1] = True
        while len(path) < LENGTH_MAX:
            way = self._nearest(node, past)
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

    def _nearest(self, node: int, past: Any) -> list[tuple[int, int]]:
        """The way to the nearest edge that shows something new after this past."""
        then = self.calm.then
        worth = (~self.met[past]).sum(axis=0)
        gain = np.where(then >= 0, (self.shows @ worth)[self.kind], 0)
        came = np.full((len(then), 2), -1)
        level = np.array([node])
        came[node] = node, -1
        for _ in range(REACH_MAX):
            best = int(gain[level].argmax())
            at, event = level[best // then.shape[1]], best % then.shape[1]
            if gain[at, event] > 0:
                return [*_way(came, int(at), node), (int(at), int(event))]
            rows, events = np.nonzero((then[level] >= 0))
            after, first = np.unique(then[level][rows, events], return_index=True)
            new = came[after, 1] < 0
            new &= after != node
            after, first = after[new], first[new]
            came[after, 0], came[after, 1] = level[rows[first]], events[first]
            if not len(after):
                break
            level = after
        return []


def _way(came: Any, at: int, start: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while at != start:
        before, event = came[at].tolist()
        found.append((before, event))
        at = before
    return found[::-1]
