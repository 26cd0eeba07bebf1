"""Whether two designs of one system behave alike: both are walked in lockstep.

Both are deterministic once the event and the member are chosen, so they are bisimilar exactly if no
run in lockstep shows a difference. What a run shows to a property: which events can happen, every
message, and the states and data of all machines. What it shows to the world is less: a message only
by what it does to its hearer, and no data of a mutated machine, which are its own affair until they
have an effect.

The walk follows one member, (g, m) of the one design beside (g', m') of the other, and lets the
others make any step that some member was seen to make from the same (g, g'): as the closure of the
pairs does for one design. So "alike" is true for any number of members; where members compete, a
difference may be none, and is then still called one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from dialonce.compose import HALF, LOW, Composed
from dialonce.machine import Machine

Numbers = dict[Any, int]

CODES_MAX = 1 << 62
G_MAX = 1 << 31
# By whether an event is impossible in the right design, and in the wrong one.
CHANGES = {(True, False): "can happen where it could not", (False, True): "cannot happen"}


class Shown:
    """What a design shows: by machine a number for each local state, by event one for each step.

    Two designs that share `numbers` show the same where they have the same numbers.
    """

    def __init__(self, composed: Composed, hidden: Collection[type[Machine]], numbers: Numbers):
        """`hidden`: the mutated machines, if it is shown to the world; none for a property."""
        self.composed, self.hidden, self.numbers = composed, hidden, numbers
        system = composed.system
        self.locals = {name: self._locals(name) for name in system.machines}
        self.said = {key: self._messages(key) for key in system.spontaneous}

    def _locals(self, name: str) -> Any:
        table = self.composed.tables[name]
        hides = table.machine in self.hidden
        return self._numbered([(name, each.states if hides else each) for each in table.locals])

    def _messages(self, key: tuple[str, str]) -> Any:
        steps = self.composed.decisions[key].steps
        kinds = [() if self.hidden else tuple(sorted(map(str, step.sent))) for step in steps]
        return np.append(self._numbered(kinds), -1)  # an impossible step is number -1

    def _numbered(self, shown: list[Any]) -> Any:
        return np.array([self.numbers.setdefault(each, len(self.numbers)) for each in shown])

    def state(self, name: str, g: Any, m: Any) -> Any:
        """What a machine shows in the pairs (g, m)."""
        return self.locals[name][self.composed.column(name, g, m)]

    def words(self, name: str, case: int, g: Any, m: Any) -> str:
        """The same for one of the pairs, in words."""
        local = int(self.composed.column(name, g, m)[case])
        return self.composed.tables[name].describe(local)

    def step(self, key: tuple[str, str], g: Any, m: Any) -> Any:
        """What an event says in the pairs (g, m)."""
        return self.said[key][self.composed.step_of[key][g, m]]


def difference(right: Shown, wrong: Shown) -> str:
    """How the two first differ, in words; nothing if they behave alike for any number of members.

    It may be reached in fewer steps than a run of few members needs.
    """
    return _Walk(right, wrong).difference()


class _Walk:
    """The lockstep. A code is (g * G' + g') * M M' + m * M' + m'."""

    def __init__(self, right: Shown, wrong: Shown):
        self.right, self.wrong = right, wrong
        (g, m), other = right.composed.pairs.shape, wrong.composed.pairs.shape
        self.g_wrong, self.m_wrong = other
        self.members = m * self.m_wrong
        self.possible = g * self.g_wrong < G_MAX and (g * self.g_wrong * self.members < CODES_MAX)

    def difference(self) -> str:
        """The first difference, or nothing."""
        if not self.possible:
            return "they are too large to compare"
        steps = 0
        found = fresh = np.zeros(1, np.int64)
        edges = np.empty(0, np.int64)
        while len(fresh):
            at = self._apart(fresh)
            if shows := self._shows(*at):
                return f"after {steps} step{'s' * (steps != 1)} {shows}"
            steps += 1
            codes, moves = self._step(fresh // self.members, at)
            new = np.setdiff1d(moves, edges)
            edges = np.union1d(edges, new)
            met = [codes, self._stay(fresh, edges), self._stay(found, new)]
            fresh = np.setdiff1d(np.concatenate(met), found)
            found = np.union1d(found, fresh)
        return ""

    def _apart(self, codes: Any) -> tuple[Any, Any]:
        """The pair of the right design, and that of the wrong one."""
        g, m = np.divmod(codes, self.members)
        (ga, gb), (ma, mb) = np.divmod(g, self.g_wrong), np.divmod(m, self.m_wrong)
        return (ga, ma), (gb, mb)

    def _shows(self, a: Any, b: Any) -> str:
        """A difference in these pairs: in a state, or in a step that is possible there."""
        system = self.right.composed.system
        for name in system.machines:
            differ = self.right.state(name, *a) != self.wrong.state(name, *b)
            if differ.any():
                first = int(differ.argmax())
                right, wrong = self.right.words(name, first, *a), self.wrong.words(name, first, *b)
                return f"{name} may be {wrong} where it would be {right}"
        for key in system.spontaneous:
            before, after = self.right.step(key, *a), self.wrong.step(key, *b)
            if len(differ := np.flatnonzero(before != after)):
                can = (before[differ[0]] < 0, after[differ[0]] < 0)
                return f"{'.'.join(key)} {CHANGES.get(can, 'sends other messages')}"
        return ""

    def _step(self, g: Any, at: tuple[Any, Any]) -> tuple[Any, Any]:
        """Where all events lead, and the moves of g by own steps, each packed into a number."""
        one, two = (_after(shown.composed, *pair)
                    for shown, pair in zip((self.right, self.wrong), at, strict=True))  # fmt: skip
        after = one[0] * self.g_wrong + two[0]
        own = one[2][:, None] & (after != g) & one[3]
        moves = np.unique((np.broadcast_to(g, after.shape)[own] << HALF) + after[own])
        codes = after * self.members + one[1] * self.m_wrong + two[1]
        return np.unique(codes[one[3]]), moves

    def _stay(self, codes: Any, edges: Any) -> Any:
        """Where these codes come to when another member moves g along one of the edges."""
        g, m = np.divmod(codes, self.members)
        low, high = np.searchsorted(edges, g << HALF), np.searchsorted(edges, (g + 1) << HALF)
        which = np.repeat(np.arange(len(g)), high - low)
        edge = np.arange(len(which)) + np.repeat(high - np.cumsum(high - low), high - low)
        return (edges[edge] & LOW) * self.members + m[which]


def _after(c: Composed, g: Any, m: Any) -> tuple[Any, Any, Any, Any]:
    """The next g and m of each event in each pair (events, pairs), which events are those of a
    member (events,), and where they are possible (events, pairs).
    """
    own = np.arange(len(c.own) + len(c.shared)) < len(c.own)
    there, shared = c.own[:, g, m].astype(np.int64), c.shared[:, g].astype(np.int64)
    moved = c.casts[c.cast_of[:, g], m]
    next_g, next_m = np.divmod(there, c.pairs.shape[1])
    possible = np.concatenate([there, shared]) >= 0
    return np.concatenate([next_g, shared]), np.concatenate([next_m, moved]), own, possible
