"""The graph of a system with one member, as a patient tester walks it.

A node is a state in which the process is calm: it has done all that it does by itself. An edge is
an event of the world, an order or a tick, with all that the process then does by itself, each once.
Where the process is driven, that is told to it like anything else, and every state is a node.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from dialonce.compose import Composed
from dialonce.judge.observation import Observation
from dialonce.system import TICK, System
from dialonce.vectors.apart import Side
from dialonce.vectors.effects import Start

Key = tuple[str, str]
Edge = tuple[int, int]  # a node, and the number of an event
NODES_MAX = 3000
WELL_MAX = 16  # edges


class Calm:
    """The nodes that are nearest to the start, and the edges between them.

    `then` (nodes, events): the node after, -1 where there is none; `does` (nodes, events, features)
    says which moves of the machines of the process happen on an edge.
    """

    def __init__(self, composed: Composed, seen: Observation, driven: bool):
        self.system, self.seen = composed.system, seen
        self.side = Side(composed, seen, {(): 0}, False)
        self.own = [] if driven else [k for k in self.system.spontaneous if k in seen.own]
        self.keys = [key for key in self.system.spontaneous if key not in self.own]
        self.machines = list(self.system.processes[seen.process])
        self.spots = {name: _spots(composed, name) for name in self.machines}
        sizes = [len(set(spots.tolist())) ** 2 for spots in self.spots.values()]
        self.first = dict(zip(self.machines, np.cumsum([0, *sizes]).tolist(), strict=False))
        self.width = sum(sizes)
        self._walk()

    def _walk(self) -> None:
        start, _ = self._settled(np.zeros(1, np.int64), np.zeros((1, self.width), bool))
        self.codes, self.came = start, [(0, -1)]
        then, does, done = [], [], 0
        while done < len(self.codes):
            level = self.codes[done:]
            after, moved = self._edges(level)
            fresh, where = np.unique(after[after >= 0], return_index=True)
            new = ~np.isin(fresh, self.codes)
            fresh, where = fresh[new], where[new]
            fresh, where = _in_order(fresh, where, NODES_MAX - len(self.codes))
            at, event = np.nonzero(after >= 0)
            self.came += list(zip((at[where] + done).tolist(), event[where].tolist(), strict=True))
            done += len(level)
            self.codes = np.concatenate([self.codes, fresh])
            then.append(after)
            does.append(moved)
        self.does = np.concatenate(does)
        order = np.argsort(self.codes)
        after = np.concatenate(then)
        place = order[np.searchsorted(self.codes, after, sorter=order).clip(max=len(order) - 1)]
        self.then = np.where((after >= 0) & (self.codes[place] == after), place, -1)

    def _edges(self, codes: Any) -> tuple[Any, Any]:
        """By node and event the code after, -1 where there is none, and what moved."""
        after = np.full((len(codes), len(self.keys)), -1, np.int64)
        moved = np.zeros((len(codes), len(self.keys), self.width), bool)
        for number, key in enumerate(self.keys):
            then, shows = self.side.after(key, codes)
            able = np.flatnonzero(shows >= 0)
            moves = self._moves(codes[able], then[able], np.zeros((len(able), self.width), bool))
            after[able, number], moved[able, number] = self._settled(then[able], moves)
        return after, moved

    def _settled(self, codes: Any, moved: Any) -> tuple[Any, Any]:
        """After all that the process does by itself, each thing once, and what moved with it."""
        left = np.ones((len(self.own), len(codes)), bool)
        codes, busy = codes.astype(np.int64), bool(len(codes))
        while busy:
            busy = False
            for key, still in zip(self.own, left, strict=True):
                then, shows = self.side.after(key, codes)
                acts = np.flatnonzero((shows >= 0) & still)
                if len(acts):
                    busy, still[acts] = True, False
                    moved[acts] = self._moves(codes[acts], then[acts], moved[acts])
                    codes[acts] = then[acts]
        return codes, moved

    def _moves(self, before: Any, after: Any, moved: Any) -> Any:
        """Mark which machines of the process go from which of their states to which."""
        rows = np.arange(len(before))
        for name, spots in self.spots.items():
            one, two = (spots[self.local(name, codes)] for codes in (before, after))
            size = int(spots.max()) + 1
            moved[rows, self.first[name] + one * size + two] |= one != two
        return moved

    def local(self, name: str, codes: Any) -> Any:
        """The local states of a machine in these codes."""
        return self.side.composed.column(name, *np.divmod(codes, self.side.wide))

    @cached_property
    def hindered(self) -> Any:
        """(nodes, reasons): what the process does by itself elsewhere, and does not do here.

        A reason is such an event, with the states of all machines that decide about it.
        """
        found = [np.zeros((len(self.codes), 0), bool)]
        for key in self.seen.own:
            _, shows = self.side.after(key, self.codes)
            here = self.spots[key[0]][self.local(key[0], self.codes)]
            ready = np.isin(here, self._ready(key))
            at = np.flatnonzero(ready & (shows < 0))
            names = [key[0], *_decides(self.system, key[0], self.machines)]
            looks = np.stack([self.spots[name][self.local(name, self.codes[at])] for name in names])
            _, reason = np.unique(looks, axis=1, return_inverse=True)
            marks = np.zeros((len(self.codes), int(reason.max(initial=-1)) + 1), bool)
            marks[at, reason] = True
            found.append(marks)
        return np.concatenate(found, axis=1)

    def _ready(self, key: Key) -> Any:
        """The states of the machine in which it somewhere does it by itself."""
        composed = self.side.composed
        g, m = np.nonzero(composed.step_of[key] >= 0)
        return self.spots[key[0]][np.unique(composed.column(key[0], g, m))]

    def way(self, node: int) -> list[Edge]:
        """The edges from the start to a node."""
        found: list[Edge] = []
        while node:
            found.append(self.came[node])
            node = self.came[node][0]
        return found[::-1]

    def well(self, node: int) -> list[Edge]:
        """How all goes on well from a node: what is promised happens, and then time passes."""
        fair = {*self.system.fair_events, *self.system.strong_events}
        order = sorted(range(len(self.keys)), key=lambda e: self.keys[e] == TICK)
        hopes = [event for event in order if self.keys[event] in fair]
        known, found = {node}, list[Edge]()
        while len(found) < WELL_MAX:
            nexts = [(node, event) for event in hopes if self.then[node, event] >= 0]
            new = [edge for edge in nexts if int(self.then[edge]) not in known]
            if not new:
                break
            found.append(new[0])
            node = int(self.then[new[0]])
            known.add(node)
        return found

    def run(self, edges: list[Edge], lazy: int | None = None) -> tuple[Start, ...]:
        """The events on a way from the start, with what the process does by itself.

        From the edge numbered `lazy` on it does that a tick later, as late as it may.
        """
        starts = list[Start]()
        code = self._act(np.zeros(1, np.int64), self.own, starts)
        for number, (_, event) in enumerate(edges):
            key = self.keys[event]
            if self.side.after(key, code)[1][0] < 0:
                break
            late = lazy is not None and number >= lazy
            own = [k for k in self.own if self._able(k, code)] if late else self.own
            starts.append(((key[0], 0), key[1]))
            code = self.side.after(key, code)[0]
            code = self._act(code, own if key == TICK or not late else [], starts)
        return tuple(starts)

    def _act(self, code: Any, own: list[Key], starts: list[Start]) -> Any:
        """On by what the process does by itself, each thing once."""
        left, busy = list(own), True
        while busy:
            busy = False
            for key in list(left):
                if self._able(key, code):
                    left.remove(key)
                    code, busy = self.side.after(key, code)[0], True
                    starts.append(((key[0], 0), key[1]))
        return code

    def _able(self, key: Key, code: Any) -> bool:
        return bool(self.side.after(key, code)[1][0] >= 0)


def _in_order(fresh: Any, where: Any, most: int) -> tuple[Any, Any]:
    order = np.argsort(where, kind="stable")[: max(most, 0)]
    return fresh[order], where[order]


def _spots(composed: Composed, name: str) -> Any:
    """The number of the states of a machine, by its local state."""
    known: dict[tuple[str, ...], int] = {}
    return np.array([known.setdefault(tuple(local.states), len(known))
                     for local in composed.tables[name].locals])  # fmt: skip


def _decides(system: System, name: str, machines: list[str]) -> list[str]:
    """The machines of the process that a machine looks at, and those that these look at."""
    found = [name]
    for each in found:
        for (reader, _), looks in system.looks.items():
            more = [look.machine for look in looks if reader == each]
            found += [m for m in dict.fromkeys(more) if m in machines and m not in found]
    return found[1:]
