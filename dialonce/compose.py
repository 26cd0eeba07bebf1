"""Compose a system into dense tables: what an event does to the single machines and to a member.

Global states g are combinations of the single machines' local states; member states m are
combinations of the local states of one member's machines. A step is then one look-up in

    own[e, g, m]    an event of a member: the next g and the member's next m
    shared[e, g]    an event of a single machine: the next g, and a row of `casts`
    casts[row, m]   what the same step does to every member that is in m

This is exact because members of a group meet only through the single machines, answer a broadcast
each within itself (checked while a step runs), and cause none (checked here). The pairs (g, m) that
any member could ever meet, whatever their number, are found first: the closure of the initial pair
under the own steps, the shared steps, and the steps of others that are in a pair with the same g.
"""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import Any

import numpy as np

from dialonce.cascade import by_table
from dialonce.decision import DISABLED, Decision, Decisions, distinct
from dialonce.system import Look, System
from dialonce.table import Table, tabulate

IMPOSSIBLE = -1
PAIRS_MAX = 20_000_000
CODES_MAX = 1 << 63
SLICE = 1 << 14  # so many pairs are worked on at once
HALF, LOW = 32, (1 << 32) - 1  # two global states in one number


class Interner:
    """Numbers combinations of local states in the order in which they are met; the first is 0.

    `table` (machines, combinations): the local ids; `rows`: the same as tuples; `ids`: the numbers
    by packed code.
    """

    def __init__(self, names: tuple[str, ...], tables: dict[str, Any]):
        self.names = names
        self.sizes = [len(tables[name].locals) for name in names]
        self.weights = np.cumprod([1, *self.sizes], dtype=np.int64)
        self.ids: dict[int, int] = {}
        self.rows: list[tuple[int, ...]] = []
        self.table = np.empty((len(names), 0), np.int64)
        self._codes, self._numbers = np.empty(0, np.int64), np.empty(0, np.int64)
        self._add(np.zeros(1, np.int64))

    def intern(self, codes: Any, when: Any) -> Any:
        """Ids of packed combinations; the new ones are numbered by `when` they are met, sorted."""
        place = np.searchsorted(self._codes, codes)
        new = self._codes.take(place, mode="clip") != codes
        if new.any():
            fresh, first = np.unique(codes[new], return_index=True)
            self._add(fresh[np.argsort(when[new][first], kind="stable")])
            place = np.searchsorted(self._codes, codes)
        return self._numbers[place]

    def _add(self, codes: Any) -> None:
        numbers = np.arange(len(self.rows), len(self.rows) + len(codes))
        table = codes // self.weights[:-1, None] % np.array(self.sizes, np.int64)[:, None]
        self.table = np.concatenate([self.table, table], axis=1)
        self.rows += map(tuple, table.T.tolist())
        self.ids.update(zip(codes.tolist(), numbers.tolist(), strict=True))
        codes, numbers = np.append(self._codes, codes), np.append(self._numbers, numbers)
        order = np.argsort(codes)
        self._codes, self._numbers = codes[order], numbers[order]

    def column(self, name: str, ids: Any) -> Any:
        """The local ids of one machine, for the given combination ids."""
        return self.table[self.names.index(name), ids]

    def pack(self, matrix: Any) -> Any:
        """Packed combinations of the local ids (machines, cases)."""
        return self.weights[:-1] @ matrix


class Composed:
    """The two tables of a system, for any number of members.

    Fields: `globals`, `members` (Interner), `own_events` and `shared_events` (lists of
    (machine, event)), `own` (events, G, M) int32 with g' * M + m', `shared` (events, G) int32,
    `cast_of` (events, G) int32 rows of `casts` (rows, M) int32, `pairs` (G, M) bool; by event
    `decisions`, whose `steps` are the different ones, and `step_of` (G, M) int32, which of them.
    """

    def __init__(self, system: System, tables: dict[str, Table] | None = None):
        """`tables` by machine name stand for those of the machines' classes."""
        self.system = system
        self.tables = tables or {name: tabulate(cls) for name, cls in system.machines.items()}
        self.globals = Interner(system.singles, self.tables)
        self.members = Interner(system.group, self.tables)
        self.own_events = [key for key in system.spontaneous if key[0] in system.group]
        self.shared_events = [key for key in system.spontaneous if key[0] not in system.group]
        if max(prod(self.globals.sizes), prod(self.members.sizes)) > CODES_MAX:
            system.refuse("its machines have too many combinations.", "use contracts for its parts")
        self._close()
        self._check_own()

    def _close(self) -> None:
        """Find the pairs, breadth first, and the moves between them."""
        decisions = Decisions(self.system, by_table(self.system, self.tables), self.tables)
        self.pairs = np.zeros((1, 1), bool)
        moves, edges = [], np.empty(0, np.int64)
        g = m = np.zeros(1, np.int64)
        while len(g):
            self.pairs[g, m] = True
            found = [
                self._moves(decisions, g[at : at + SLICE], m[at : at + SLICE])
                for at in range(0, len(g), SLICE)
            ]
            moves += found
            self._grow()
            met = np.zeros_like(self.pairs)
            for part in found:
                met[part[3], part[4]] = True
            edges = self._stay(g, m, edges, np.concatenate(found, axis=1), met)
            g, m = np.nonzero(met & ~self.pairs)
        self._lay_out(decisions, np.concatenate(moves, axis=1))

    def _grow(self) -> None:
        shape = len(self.globals.rows), len(self.members.rows)
        if prod(shape) > PAIRS_MAX:
            self.system.refuse("its tables would be too large.", "use contracts for its parts")
        missing = [(0, now - before) for now, before in zip(shape, self.pairs.shape, strict=True)]
        self.pairs = np.pad(self.pairs, missing)

    def _moves(self, decisions: Decisions, g: Any, m: Any) -> Any:
        """What events do in the pairs: event, g, m, the next g and m, what is said (6, moves)."""
        before = np.concatenate([self.globals.table[:, g], self.members.table[:, m]])
        said, after = decisions.run(before)
        (taken,) = np.nonzero(said != DISABLED)
        event, at = np.divmod(taken, len(g))
        after, singles = after[:, taken], len(self.system.singles)
        next_g = self.globals.intern(self.globals.pack(after[:singles]), event)
        next_m = self.members.intern(self.members.pack(after[singles:]), event)
        return np.stack([event, g[at], m[at], next_g, next_m, said[taken]])

    def _stay(self, g: Any, m: Any, edges: Any, moves: Any, met: Any) -> Any:
        """Mark in `met` where own steps of others lead, which change g while a member stays in m.

        Only the new pairs and the new `moves` are looked at. Returns all edges (g, g') so far,
        packed and sorted.
        """
        event, before, _, after, *_ = moves
        own = np.array([key in self.own_events for key in self.system.spontaneous], bool)
        seen = distinct(((before << HALF) + after)[own[event] & (before != after)])
        new = np.setdiff1d(seen, edges, assume_unique=True)
        low, high = np.searchsorted(edges, g << HALF), np.searchsorted(edges, (g + 1) << HALF)
        which = np.repeat(np.arange(len(g)), high - low)
        edge = np.arange(len(which)) + np.repeat(high - np.cumsum(high - low), high - low)
        met[edges[edge] & LOW, m[which]] = True
        for part in np.array_split(new, len(new) * met.shape[1] // PAIRS_MAX + 1):
            row, stays = np.nonzero(self.pairs[part >> HALF])
            met[(part & LOW)[row], stays] = True
        return np.sort(np.concatenate([edges, new]))

    def _lay_out(self, decisions: Decisions, moves: Any) -> None:
        g_count, m_count = self.pairs.shape
        self.own = np.full((len(self.own_events), g_count, m_count), IMPOSSIBLE, np.int32)
        self.shared = np.full((len(self.shared_events), g_count), IMPOSSIBLE, np.int32)
        self.cast_of = np.zeros((len(self.shared_events), g_count), np.int32)
        self.decisions: dict[tuple[str, str], Decision] = {}
        self.step_of: dict[tuple[str, str], Any] = {}
        identity = np.arange(m_count, dtype=np.int32)
        rows = {identity.tobytes(): 0}
        moves = moves[:, np.argsort(moves[0], kind="stable")]
        ends = np.searchsorted(moves[0], np.arange(len(self.system.spontaneous) + 1))
        for number, key in enumerate(self.system.spontaneous):
            _, g, m, next_g, next_m, steps = moves[:, ends[number] : ends[number + 1]]
            used, steps = np.unique(steps, return_inverse=True)
            self.decisions[key] = decisions.decision(used)
            self.step_of[key] = np.full(self.pairs.shape, IMPOSSIBLE, np.int32)
            self.step_of[key][g, m] = steps
            if key in self.own_events:
                self.own[self.own_events.index(key), g, m] = next_g * m_count + next_m
                continue
            e, changes = self.shared_events.index(key), next_m != m
            self.shared[e, g] = next_g
            states, row = np.unique(g[changes], return_inverse=True)
            cast = np.tile(identity, (len(states), 1))
            cast[row, m[changes]] = next_m[changes]
            for state, found in zip(states.tolist(), cast, strict=True):
                self.cast_of[e, state] = rows.setdefault(found.tobytes(), len(rows))
        self.casts = np.array([np.frombuffer(row, np.int32) for row in rows], np.int32)
        self.ends = self._holds(self.system.ends)

    def _check_own(self) -> None:
        group = self.system.group
        for machine, event in self.own_events:
            for sent in (s for step in self.decisions[machine, event].steps for s in step.sent):
                if sent.target and sent.target[0] in group and sent.sender[0] not in group:
                    self.system.refuse(
                        f"{machine}.{event} of one member makes {sent.sender[0]} send "
                        f"{sent.output} to all.", "let a spontaneous event send it",
                    )  # fmt: skip

    def column(self, name: str, g: Any, m: Any) -> Any:
        """The local ids of a machine in the pairs (g, m)."""
        grouped = name in self.system.group
        return self.members.column(name, m) if grouped else self.globals.column(name, g)

    def _holds(self, looks: tuple[Look, ...]) -> Any:
        """Per global state: whether one of the looked-at states holds."""
        everywhere = np.arange(len(self.globals.rows))
        held = np.zeros(len(self.globals.rows), bool)
        for machine, states in looks:
            if machine in self.system.group:
                self.system.refuse(f"may_end names {machine} of a group.", "name a single machine")
            column = self.globals.column(machine, everywhere)
            held |= np.array(self.tables[machine].holds(states))[column]
        return held


@lru_cache(maxsize=1)
def compose(system: System) -> Composed:
    """The tables of a system; those of the last one are kept, for the next question about it."""
    return Composed(system)
