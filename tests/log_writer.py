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
        self.space, self.rng, self.live = Concrete(seen, 1), rng, live
        self.inert, self.single = Inert(seen.system), len(seen.system.singles)
        self.g, self.fresh = self.space.start[: self.single], self.space.start[self.single :]
        self.members, self.next, self.ticks = {}, first, 0

    def step(self):
        """The events that are seen of one more step, as (event, member)."""
        while len(self.members) < self.live and self.fresh:
            self.members[self.next] = self.fresh
            self.next += 1
        own = self.rng.random() >= SHARED and self.members
        member = self.rng.choice([*self.members]) if own and self.live < 50 else self._any()
        state = self.members.get(member, self.fresh)
        moves = [m for m in self.space.moves(self.g + state) if (m.event[1] == 0) == bool(own)]
        move = self._choice(moves)
        return [] if move is None else self._taken(move, member if own else None)

    def _any(self):
        return self.rng.randrange(max(1, self.next - self.live), self.next) if self.members else 0

    def _choice(self, moves):
        faults = [m for m in moves if self._is_fault(m.event[0])]
        gladly = [m for m in moves if m not in faults]
        rare = faults and (not gladly or self.rng.random() < RARE)
        if rare and not gladly and self.rng.random() > RARE:
            return None
        return self.rng.choice(faults if rare else gladly) if moves else None

    def _is_fault(self, name):
        machine, _, event = name.partition(".")
        return self.space.system.is_fault(machine, event) or event == "stop"

    def _taken(self, move, member):
        self.ticks += move.event[0] == TIME
        if member is None:
            for name, state in [*self.members.items(), (None, self.fresh)]:
                same = (m for m in self.space.moves(self.g + state) if m.event == move.event)
                self._put(name, next(same).after[self.single :])
        else:
            self._put(member, move.after[self.single :])
        self.g = move.after[: self.single]
        return [(name, None if at is None else member) for name, at in self._said(move.forest)]

    def _put(self, name, state):
        if name is None:
            self.fresh = state
        elif self.inert((*self.g, *state)):
            self.members.pop(name, None)
        else:
            self.members[name] = state

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
    return b"".join(json.dumps(each, separators=(",", ":")).encode() + b"\n" for each in [*head, *found])
