"""Whether two designs of one system behave alike: both are walked in lockstep.

Both are deterministic once the event and the member are chosen, so they are bisimilar exactly if no
run in lockstep shows a difference. What a run shows: which events can happen; the messages that
leave a process, or that the environment sends; the states of all machines; and the data of those
that are not mutated. The data of a mutated machine are its own affair until they show.

The walk follows one member, (g, m) of the one design beside (g', m') of the other, and lets the
others make any step that some member was seen to make from the same (g, g'): as the closure of the
pairs does for one design. So "alike" is true for any number of members; where members compete, a
difference may be none, and is then still called one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from dialonce.compose import Composed
from dialonce.machine import Machine, data_of

CODES_MAX = 1 << 62


class Shown:
    """What a design shows: a number for each global state, member state and kind of step.

    Two designs that share `numbers` show the same where they have the same numbers.
    """

    def __init__(
        self, composed: Composed, mutated: Collection[type[Machine]], numbers: dict[Any, int]
    ):
        self.composed, self.mutated, self.numbers = composed, mutated, numbers
        system = composed.system
        self.globals = self._states(composed.globals, system.singles)
        self.members = self._states(composed.members, system.group)
        self.said = {key: self._messages(key) for key in system.spontaneous}

    def _states(self, interner: Any, names: tuple[str, ...]) -> Any:
        columns = [self._locals(name)[column]
                   for name, column in zip(names, interner.table, strict=True)]  # fmt: skip
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return np.array([self._number(row) for row in rows] or [0] * len(interner.rows))

    def _locals(self, name: str) -> Any:
        table = self.composed.tables[name]
        hidden = table.machine in self.mutated and bool(data_of(table.machine))
        shown = [(name, each.states if hidden else each) for each in table.locals]
        return np.array([self._number(each) for each in shown])

    def _messages(self, key: tuple[str, str]) -> Any:
        process = self.composed.system.process_of
        kinds = [
            tuple(sorted(s for s in step.sent
                         if s.target and process[s.target[0]] != process[s.sender[0]]))
            for step in self.composed.decisions[key].steps
        ]  # fmt: skip
        numbers = np.array([*(self._number(each) for each in kinds), -1])
        return numbers[self.composed.step_of[key]]  # -1, impossible, is the last one

    def _number(self, each: Any) -> int:
        return self.numbers.setdefault(each, len(self.numbers))


def alike(right: Shown, wrong: Shown) -> bool:
    """Whether the two behave alike, for any number of members."""
    return _Walk(right, wrong).finds_no_difference()


class _Walk:
    """The lockstep. A code is (g * G' + g') * M M' + m * M' + m'."""

    def __init__(self, right: Shown, wrong: Shown):
        self.right, self.wrong = right, wrong
        (_, m), (g_wrong, m_wrong) = right.composed.pairs.shape, wrong.composed.pairs.shape
        self.g_wrong, self.m_wrong, self.members = g_wrong, m_wrong, m * m_wrong
        self.possible = right.composed.pairs.shape[0] * g_wrong * self.members < CODES_MAX

    def finds_no_difference(self) -> bool:
        if not self.possible:
            return False
        found = fresh = np.zeros(1, np.int64)
        edges = np.empty((2, 0), np.int64)
        while len(fresh):
            met = self._step(fresh)
            if met is None:
                return False
            codes, moves = met
            new = _beyond(moves, edges)
            edges = np.concatenate([edges, new], axis=1)
            codes += [self._stay(fresh, edges), self._stay(found, new)]
            fresh = np.setdiff1d(np.concatenate(codes), found)
            found = np.union1d(found, fresh)
        return True

    def _step(self, codes: Any) -> tuple[list[Any], Any] | None:
        """Where all events lead from these codes, and how own steps move g; None: they differ."""
        a, b = self.right.composed, self.wrong.composed
        g, m = np.divmod(codes, self.members)
        at = (*np.divmod(g, self.g_wrong), *np.divmod(m, self.m_wrong))
        ga, gb, ma, mb = at
        if (self.right.globals[ga] != self.wrong.globals[gb]).any() or (
            self.right.members[ma] != self.wrong.members[mb]
        ).any():
            return None
        found, moves = [], [np.empty((2, 0), np.int64)]
        for e, key in enumerate(a.own_events):
            one, two = a.own[e, ga, ma], b.own[e, gb, mb]
            if self._differ(key, at, one, two):
                return None
            go = one >= 0
            (ha, na), (hb, nb) = (np.divmod(each[go].astype(np.int64), c.pairs.shape[1])
                                  for each, c in ((one, a), (two, b)))  # fmt: skip
            after = ha * self.g_wrong + hb
            moves.append(np.stack([g[go], after]))
            found.append(after * self.members + na * self.m_wrong + nb)
        for e, key in enumerate(a.shared_events):
            one, two = a.shared[e, ga], b.shared[e, gb]
            if self._differ(key, at, one, two):
                return None
            go = one >= 0
            na = a.casts[a.cast_of[e, ga[go]], ma[go]].astype(np.int64)
            nb = b.casts[b.cast_of[e, gb[go]], mb[go]]
            after = one[go].astype(np.int64) * self.g_wrong + two[go]
            found.append(after * self.members + na * self.m_wrong + nb)
        changing = np.concatenate(moves, axis=1)
        return found, np.unique(changing[:, changing[0] != changing[1]], axis=1)

    def _differ(self, key: tuple[str, str], at: Any, one: Any, two: Any) -> bool:
        ga, gb, ma, mb = at
        said, heard = self.right.said[key][ga, ma], self.wrong.said[key][gb, mb]
        return bool((((one >= 0) != (two >= 0)) | (said != heard)).any())

    def _stay(self, codes: Any, edges: Any) -> Any:
        """Where these codes come to when another member moves g along one of the edges."""
        order = np.argsort(edges[0], kind="stable")
        before, after = edges[:, order]
        g, m = np.divmod(codes, self.members)
        low, high = np.searchsorted(before, g), np.searchsorted(before, g, side="right")
        which = np.repeat(np.arange(len(g)), high - low)
        edge = np.arange(len(which)) + np.repeat(high - np.cumsum(high - low), high - low)
        return after[edge] * self.members + m[which]


def _beyond(moves: Any, edges: Any) -> Any:
    """The columns of moves that are not among the edges."""
    if not edges.shape[1]:
        return moves
    base = int(max(moves.max(initial=0), edges.max(initial=0))) + 1
    known = np.isin(moves[0] * base + moves[1], edges[0] * base + edges[1])
    return moves[:, ~known]
