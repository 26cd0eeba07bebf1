"""Runs on which a wrong design shows something else than the right one: both walked in lockstep.

Both take the same events, with one member, as long as they show the same; a state of the walk is a
pair (g, m) of each. Where the walk ends without a difference, there is none to be seen from
outside. Where one looks at the states of the machines, too, another state is a difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from dialonce.cascade import Sent
from dialonce.compose import Composed
from dialonce.judge.observation import Observation
from dialonce.judge.vocabulary import direction
from dialonce.system import TICK, Target
from dialonce.vectors.effects import Start

Key = tuple[str, str]
_Moves = tuple[int, Key, Any, Any, Any, Any]
WALK_MAX = 300_000  # pairs of pairs
PER_LEVEL_MAX = 3  # differences of one kind


class Parting(NamedTuple):
    """A run of the right design, at whose end the wrong one shows something else.

    `acts`: the wrong design is what acts, so that the right one must be watched.
    """

    run: tuple[Start, ...]
    acts: bool


class Side:
    """A design, and what its steps show of the process: a number for each kind of step."""

    def __init__(
        self, composed: Composed, seen: Observation, numbers: dict[Any, int], looking: bool
    ):
        self.composed = composed
        self.wide = composed.pairs.shape[1]
        self.size = composed.pairs.size
        self.shown: dict[Key, Any] = {}
        for key, decision in composed.decisions.items():
            kinds = [_shows(seen, step.sent, composed.system.routes) for step in decision.steps]
            found = [numbers.setdefault(kind, len(numbers)) for kind in kinds]
            self.shown[key] = np.array([*found, -1])
        self.looks: dict[str, Any] = {}
        for name in composed.system.processes[seen.process] if looking else ():
            states = [("state", *local.states) for local in composed.tables[name].locals]
            known = [numbers.setdefault(each, len(numbers)) for each in states]
            self.looks[name] = np.array(known)

    def states(self, name: str, at: Any) -> Any:
        """The number of the states in which a machine is."""
        g, m = np.divmod(at, self.wide)
        return self.looks[name][self.composed.column(name, g, m)]

    def after(self, key: Key, at: Any) -> tuple[Any, Any]:
        """Where an event leads from some pairs, and what it shows; -1 where it is not possible."""
        c = self.composed
        if key not in self.shown:
            return at, np.full(len(at), -1)
        g, m = np.divmod(at, self.wide)
        shows = self.shown[key][c.step_of[key][g, m]]
        if key in c.own_events:
            return np.where(shows < 0, at, c.own[c.own_events.index(key), g, m]), shows
        e = c.shared_events.index(key)
        then = c.shared[e, g].astype(np.int64) * self.wide + c.casts[c.cast_of[e, g], m]
        return np.where(shows < 0, at, then), shows


def _shows(
    seen: Observation, sent: tuple[Sent, ...], routes: dict[Key, tuple[Target, ...]]
) -> tuple[str, ...]:
    """What passes between the process and the others in a step."""
    found = []
    for each in sent:
        for target in routes[each.sender[0], each.output] if each.target else ():
            if each.target and target.machine == each.target[0] and target.event != TICK[1]:
                way = direction(seen.system, seen.process, each.sender[0], target.machine)
                name = f"{target.machine}.{target.event}"
                if way == "in" or (way == "out" and name in seen.seen):
                    found.append(name)
    return tuple(sorted(found))


class Walk:
    """The walk of a right and a wrong design in lockstep, breadth first."""

    def __init__(
        self, right: Composed, wrong: Composed, seen: Observation, looking: bool, driven: bool
    ):
        numbers: dict[Any, int] = {(): 0}
        self.seen, self.driven = seen, driven
        self.one = Side(right, seen, numbers, looking)
        self.two = Side(wrong, seen, numbers, looking)
        self.keys = list(dict.fromkeys([*wrong.system.spontaneous, *right.system.spontaneous]))
        self.known = np.zeros(1, np.int64)
        self.came: dict[int, tuple[int, int]] = {}
        self.whole = False

    def partings(self) -> Iterator[Parting]:
        """Runs after which they show different things, the shortest first."""
        fresh = np.zeros(1, np.int64)
        while len(fresh) and len(self.known) < WALK_MAX:
            yield from self._looks_differ(fresh)
            moves = list(self._moves(fresh))
            yield from self._differences(fresh, moves)
            fresh = self._next(fresh, moves)
        self.whole = not len(fresh)

    def _moves(self, codes: Any) -> Iterator[_Moves]:
        """Event by event what it shows in both designs, and where it leads."""
        a, b = np.divmod(codes, self.two.size)
        for number, key in enumerate(self.keys):
            (then_a, shows_a), (then_b, shows_b) = self.one.after(key, a), self.two.after(key, b)
            yield number, key, shows_a, shows_b, then_a, then_b

    def _mine(self, key: Key) -> bool:
        return self.seen.system.process_of[key[0]] == self.seen.process

    def _own(self, key: Key) -> bool:
        """Whether the process of one of the designs does it by itself."""
        known = key in self.one.composed.system.spontaneous
        told = known and (self.driven or key not in self.seen.own)
        return self._mine(key) and not told

    def _differences(self, codes: Any, moves: list[_Moves]) -> Iterator[Parting]:
        for number, key, one, two, *_ in moves:
            own, mine = self._own(key), self._mine(key)
            differ = (one != two) & (one >= 0) & (two >= 0)
            lacks = (one >= 0) & (two < 0) & ((one > 0) if own else np.full(len(one), mine))
            acts = (two > 0) & (one < 0) & own
            for chosen, acting in ((differ, False), (lacks, False), (acts, True)):
                for at in np.flatnonzero(chosen)[:PER_LEVEL_MAX]:
                    code = int(codes[at])
                    yield Parting(self._run(code, *([] if acting else [number])), acting)

    def _looks_differ(self, codes: Any) -> Iterator[Parting]:
        """Runs after which a machine of the process is in another state."""
        a, b = np.divmod(codes, self.two.size)
        for name in self.one.looks:
            differ = self.one.states(name, a) != self.two.states(name, b)
            for at in np.flatnonzero(differ)[:PER_LEVEL_MAX]:
                yield Parting(self._run(int(codes[at])), False)

    def _next(self, codes: Any, moves: list[_Moves]) -> Any:
        """The states of the walk after one more event that shows the same in both."""
        found = []
        for number, key, one, two, then_a, then_b in moves:
            alone = self._own(key) & (((one == 0) & (two < 0)) | ((two == 0) & (one < 0)))
            chosen = np.flatnonzero(((one == two) & (one >= 0)) | alone)
            after = then_a[chosen].astype(np.int64) * self.two.size + then_b[chosen]
            after, first = np.unique(after, return_index=True)
            where = np.searchsorted(self.known, after)
            new = self.known.take(where, mode="clip") != after
            for code, source in zip(after[new].tolist(), chosen[first[new]].tolist(), strict=True):
                self.came[code] = int(codes[source]), number
            found.append(after[new])
            self.known = np.sort(np.concatenate([self.known, after[new]]))
        return np.concatenate(found) if found else codes[:0]

    def _run(self, code: int, *more: int) -> tuple[Start, ...]:
        """The events of the right design on the way to a state of the walk, and some more."""
        events = list(more)
        while code:
            before, number = self.came[code]
            _, shows = self.one.after(self.keys[number], np.array([before // self.two.size]))
            if shows[0] >= 0:
                events.append(number)
            code = before
        run = [self.keys[number] for number in [*reversed(events[len(more) :]), *more]]
        return tuple(((name, 0), event) for name, event in run)
