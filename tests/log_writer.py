"""Writes logs as a system would: random runs of many members in many sessions, from the tables."""

import json

from dialonce.judge.observation import TIME
from dialonce.judge.space import Concrete
from dialonce.replay.inert import Inert

RARE = 0.002  # how often a fault is taken, where it is possible, beside what is done gladly
SHARED = 0.02  # how often something happens to a machine that exists once


class Run:
    """One session that goes on for ever, with `live` members at a time; new ones follow."""

    def __init__(self, seen, rng, live, first=1):
        self.space, self.rng = Concrete(seen, 1), rng
        self.inert, self.single = Inert(seen.system), len(seen.system.singles)
        self.g, self.fresh = self.space.start[: self.single], self.space.start[self.single :]
        self.next, self.ticks, self.choices = first, 0, {}
        self.members = [self._new() for _ in range(live if self.fresh else 0)]

    def _new(self):
        self.next += 1
        return self.next - 1, self.fresh

    def step(self):
        """The events that are seen of one more step, as (event, member)."""
        at = self.rng.randrange(len(self.members)) if self.members else 0
        name, state = self.members[at] if self.members else (None, self.fresh)
        gladly, faults = self._choice((*self.g, *state), self.rng.random() < SHARED)
        moves = faults if self.rng.random() < RARE else gladly
        if not moves:
            return []
        move = self.rng.choice(moves)
        self.ticks += move.event[0] == TIME
        if move.event[1] is None:
            self._all(move.event)
        else:
            state = move.after[self.single :]
            self.members[at] = self._new() if self.inert(move.after) else (name, state)
        self.g = move.after[: self.single]
        return [(said, None if own is None else name) for said, own in self._said(move.forest)]

    def _choice(self, state, shared):
        """What may happen: what is done gladly, and faults; of the single machines or a member."""
        if (state, shared) not in self.choices:
            moves = [m for m in self.space.moves(state) if (m.event[1] is None) == shared]
            faults = [m for m in moves if self._is_fault(m.event[0])]
            self.choices[state, shared] = [m for m in moves if m not in faults], faults
        return self.choices[state, shared]

    def _is_fault(self, name):
        machine, _, event = name.partition(".")
        return self.space.system.is_fault(machine, event) or event == "stop"

    def _all(self, event):
        """What an event of a single machine does to all members."""
        self.fresh, *states = [self._after(event, state) for state in
                               [self.fresh, *(state for _, state in self.members)]]  # fmt: skip
        names = [name for name, _ in self.members]
        self.members = [
            self._new() if self.inert((*self.g, *state)) else (name, state)
            for name, state in zip(names, states, strict=True)
        ]

    def _after(self, event, state):
        key = (event, self.g, state)
        if key not in self.choices:
            moves = self.space.moves((*self.g, *state))
            self.choices[key] = next(m for m in moves if m.event == event).after[self.single :]
        return self.choices[key]

    def _said(self, forest):
        """The symbols of a step, each after what causes it, otherwise in any order."""
        waiting = list(forest)
        while waiting:
            symbol, below = waiting.pop(self.rng.randrange(len(waiting)))
            waiting += below
            yield symbol


def events(seen, rng, lines, sessions=1, live=20, tick_seconds=None):
    """So many events as dicts: `sessions` at once, each with so many live members."""
    runs = [Run(seen, rng, live, 1 + 10**7 * number) for number in range(sessions)]
    written = 0
    while True:
        number = rng.randrange(sessions)
        run = runs[number]
        for name, member in run.step():
            if tick_seconds is not None and name == TIME:
                continue
            line = {"event": name}
            line |= {} if member is None else {"member": member}
            line |= {} if sessions == 1 else {"session": f"s{number + 1}"}
            line |= {} if tick_seconds is None else {"t": round(run.ticks * tick_seconds, 6)}
            yield line
            written += 1
            if written == lines:
                return


def ndjson(found, header=None):
    """Events as the bytes of a log."""
    head = [header] if header else []
    return b"".join(
        json.dumps(each, separators=(",", ":")).encode() + b"\n" for each in [*head, *found]
    )
