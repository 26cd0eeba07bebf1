"""Chooses what happens next: on the shortest way to what the process has done least often so far.

The kit knows the specification, and so need not wait for chance: it looks ahead for a step in which
the process does something that no run has seen, goes there, and then lets chance show what follows.
Each run has its own taste: of what may happen by chance, it likes some kinds and leaves out others,
since a fault that takes the same few events again and again is hidden by all the others.
"""

from __future__ import annotations

import time
from collections import deque
from random import Random

from dialonce.conform.coverage import Coverage
from dialonce.conform.places import Map
from dialonce.conform.run import Run
from dialonce.judge.automaton import TICKED
from dialonce.judge.space import Move, State
from dialonce.judge.words import Symbol

AHEAD_MAX = 600  # states that one look ahead visits
FREE_MAX = 12  # steps by chance after each goal
TASTES = (0, 1, 3)  # how much a run likes a kind of event that need not happen
REST_MAX = 64  # goals that are left to chance after a look ahead that found nothing new


class Looks:
    """How often to look ahead: ever more rarely, while that finds nothing new."""

    def __init__(self) -> None:
        self._rest = self._left = 0

    def due(self) -> bool:
        """Whether to look now."""
        self._left -= 1
        return self._left < 0

    def found(self, new: bool) -> None:
        """What the look found."""
        self._rest = 0 if new else min(REST_MAX, 2 * self._rest + 1)
        self._left = self._rest


class Guide:
    """The choices of one run of at most `steps` labels, until time `end` (monotonic)."""

    def __init__(
        self, places: Map, coverage: Coverage, looks: Looks, chance: Random, steps: int, end: float
    ):
        self.map, self.coverage, self.looks, self.chance = places, coverage, looks, chance
        self.left, self.end = steps, end
        self._way: list[Symbol] = []
        self._free = chance.choice((0, 0, steps))
        self._playable = {*places.setting.labels}
        system = places.setting.system
        sure = {".".join(each) for each in (*system.fair_events, *system.strong_events)}
        names = dict.fromkeys(name for name, _ in places.setting.labels)
        self._taste = {n: chance.choice(TASTES[1:] if n in sure else TASTES) for n in names}

    def __call__(self, run: Run) -> Symbol | None:
        """The next label; None at the end of the run."""
        possible, node = run.possible(), run.belief.nodes[0]
        if not possible or not self.left or time.monotonic() > self.end:
            return None
        self.left -= 1
        label = self._next(possible, run)
        self.coverage.note(self.map, node, label)
        return label

    def _next(self, possible: list[Symbol], run: Run) -> Symbol:
        if not self._way and not self._free:
            if self.looks.due():
                self._way = self._ahead(min(self.map.states(run.belief.nodes[0])))
            self._free = self.chance.randint(1, FREE_MAX)
        if self._way and self._way[0] in possible:
            return self._way.pop(0)
        self._way = []
        self._free = max(0, self._free - 1)
        tastes = [self._taste[name] for name, _ in possible]
        return self.chance.choices(possible, tastes if any(tastes) else None)[0]

    def _ahead(self, start: State) -> list[Symbol]:
        """The labels on the way to the reaction that was seen least often, of those in reach."""
        ways: dict[State, tuple[State, Symbol] | None] = {start: None}
        pending, best = deque([start]), (float("inf"), start, TICKED)
        while pending and len(ways) < AHEAD_MAX and best[0]:
            state = pending.popleft()
            moves = [move for move in self.map.moves(state) if self._may(move)]
            self.chance.shuffle(moves)
            for move in moves:
                seen = min(map(self.coverage.counts.__getitem__, self.coverage.reactions(move)),
                           default=best[0])  # fmt: skip
                if seen < best[0]:
                    best = seen, state, move.event
                if move.after not in ways:
                    ways[move.after] = state, move.event
                    pending.append(move.after)
        self.looks.found(new=not best[0])
        labels, place = [best[2]], ways[best[1]]
        while place:
            labels.append(place[1])
            place = ways[place[0]]
        return [label for label in reversed(labels) if label in self._playable]

    def _may(self, move: Move) -> bool:
        return move.own or move.event in self._playable


class Given:
    """Chooses given labels, as far as they are possible."""

    def __init__(self, labels: list[Symbol]):
        self.rest = iter(labels)

    def __call__(self, run: Run) -> Symbol | None:
        """The next label; None at the end of the run."""
        possible = run.possible()
        return next((label for label in self.rest if label in possible), None)
