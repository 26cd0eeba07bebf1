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
from dialonce.decision import KEPT, Decision
from dialonce.system import Look, System
from dialonce.table import tabulate

IMPOSSIBLE = -1
PAIRS_MAX = 20_000_000
CODES_MAX = 1 << 63


class Interner:
    """Numbers combinations of local states in the order in which they are met."""

    def __init__(self, names: tuple[str, ...], tables: dict[str, Any]):
        self.names = names
        self.sizes = [len(tables[name].locals) for name in names]
        self.weights = np.cumprod([1, *self.sizes], dtype=np.int64)
        self.ids: dict[int, int] = {}
        self.rows: list[tuple[int, ...]] = []
        self._table = np.empty((len(names), 0), np.int64)

    def intern(self, codes: Any) -> Any:
        """Ids of packed combinations; the new ones are numbered."""
        unique, inverse = np.unique(codes, return_inverse=True)
        numbers = np.empty(len(unique), np.int64)
        for position, code in enumerate(unique.tolist()):
            if code not in self.ids:
                self.ids[code] = len(self.rows)
                self.rows.append(self._unpack(code))
            numbers[position] = self.ids[code]
        return numbers[inverse]

    def _unpack(self, code: int) -> tuple[int, ...]:
        parts = []
        for size in self.sizes:
            code, part = divmod(code, size)
            parts.append(part)
        return tuple(parts)

    @property
    def table(self) -> Any:
        """The local ids (machines, combinations)."""
        if self._table.shape[1] < len(self.rows):
            fresh = self.rows[self._table.shape[1] :]
            new = np.array(fresh, np.int64).reshape(len(fresh), len(self.names))
            self._table = np.concatenate([self._table, new.T], axis=1)
        return self._table

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
    `cast_of` (events, G) int32 rows of `casts` (rows, M) int32, `pairs` (G, M) bool.
    """

    def __init__(self, system: System):
        self.system = system
        self.tables = {name: tabulate(cls) for name, cls in system.machines.items()}
        self.globals = Interner(system.singles, self.tables)
        self.members = Interner(system.group, self.tables)
        react = by_table(system)
        order = {name: row for row, name in enumerate((*system.singles, *system.group))}
        width = max(len(table.locals) for table in self.tables.values())
        self.decisions = {
            key: Decision(system, react, *key, order, width) for key in system.spontaneous
        }
        self.own_events = [key for key in system.spontaneous if key[0] in system.group]
        self.shared_events = [key for key in system.spontaneous if key[0] not in system.group]
        self.moves: dict[tuple[str, str], list[Any]] = {key: [] for key in self.decisions}
        if max(prod(self.globals.sizes), prod(self.members.sizes)) > CODES_MAX:
            system.refuse("its machines have too many combinations.", "use contracts for its parts")
        self._close()
        self._check_own()
        self._lay_out()

    def _close(self) -> None:
        zero = np.zeros(1, np.int64)
        self.pairs = np.zeros((1, 1), bool)
        fresh = (self.globals.intern(zero), self.members.intern(zero))
        while len(fresh[0]):
            self._mark(fresh)
            g, m = fresh
            before = np.concatenate([self.globals.table[:, g], self.members.table[:, m]])
            found = [self._successors(key, fresh, before) for key in self.decisions]
            found.append(self._moves_of_others())
            g = np.concatenate([f[0] for f in found])
            m = np.concatenate([f[1] for f in found])
            self._grow()
            new = ~self.pairs[g, m]
            both = np.unique(g[new] * len(self.members.rows) + m[new])
            fresh = np.divmod(both, len(self.members.rows))
        if self.pairs.size > PAIRS_MAX:
            self.system.refuse("its tables would be too large.", "use contracts for its parts")

    def _check_own(self) -> None:
        group = self.system.group
        for machine, event in self.own_events:
            for sent in (s for step in self.decisions[machine, event].steps for s in step.sent):
                if sent.target and sent.target[0] in group and sent.sender[0] not in group:
                    self.system.refuse(
                        f"{machine}.{event} of one member makes {sent.sender[0]} send "
                        f"{sent.output} to all.", "let a spontaneous event send it",
                    )  # fmt: skip

    def _grow(self) -> None:
        grown = np.zeros((len(self.globals.rows), len(self.members.rows)), bool)
        grown[: self.pairs.shape[0], : self.pairs.shape[1]] = self.pairs
        self.pairs = grown

    def _mark(self, fresh: tuple[Any, Any]) -> None:
        self._grow()
        self.pairs[fresh] = True

    def _successors(
        self, key: tuple[str, str], pairs: tuple[Any, Any], before: Any
    ) -> tuple[Any, Any]:
        """The pairs after one event at each of `pairs`, whose machines are as in `before`."""
        decision, singles = self.decisions[key], len(self.globals.names)
        steps = decision.apply(before)
        enabled = decision.enabled[steps]
        steps = steps[enabled]
        effects = decision.effects[steps].T
        after = np.where(effects == KEPT, before[:, enabled], effects)
        g = self.globals.intern(self.globals.pack(after[:singles]))
        m = self.members.intern(self.members.pack(after[singles:]))
        self.moves[key].append(np.stack([pairs[0][enabled], pairs[1][enabled], g, m, steps]))
        return g, m

    def _moves_of_others(self) -> tuple[Any, Any]:
        """Another member's own step changes g while this member stays in its m."""
        self._grow()
        edges = [np.concatenate(self.moves[k], axis=1)[[0, 2]] for k in self.own_events]
        if not edges:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        both = np.unique(np.concatenate(edges, axis=1), axis=1)
        both = both[:, both[0] != both[1]]
        found = [np.nonzero(self.pairs[a] & ~self.pairs[b])[0] for a, b in both.T]
        targets = np.repeat(both[1], [len(f) for f in found])
        return targets, np.concatenate([np.empty(0, np.int64), *found])

    def _lay_out(self) -> None:
        g_count, m_count = self.pairs.shape
        self.own = np.full((len(self.own_events), g_count, m_count), IMPOSSIBLE, np.int32)
        self.shared = np.full((len(self.shared_events), g_count), IMPOSSIBLE, np.int32)
        self.cast_of = np.zeros((len(self.shared_events), g_count), np.int32)
        identity = np.arange(m_count, dtype=np.int32)
        rows = {identity.tobytes(): 0}
        self.step_of: dict[tuple[str, str], Any] = {}
        for e, key in enumerate(self.own_events):
            g, m, g2, m2, steps = np.concatenate(self.moves[key], axis=1)
            self.own[e, g, m] = g2 * m_count + m2
            self.step_of[key] = self._steps(g, m, steps)
        for e, key in enumerate(self.shared_events):
            g, m, g2, m2, steps = np.concatenate(self.moves[key], axis=1)
            self.shared[e, g] = g2
            self.step_of[key] = self._steps(g, m, steps)
            cast = np.tile(identity, (g_count, 1))
            cast[g, m] = m2
            for state in np.unique(g):
                self.cast_of[e, state] = rows.setdefault(cast[state].tobytes(), len(rows))
        self.casts = np.array([np.frombuffer(row, np.int32) for row in rows], np.int32)
        self.moves.clear()
        self.ends = self._holds(self.system.ends)

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

    def _steps(self, g: Any, m: Any, steps: Any) -> Any:
        table = np.full(self.pairs.shape, IMPOSSIBLE, np.int32)
        table[g, m] = steps
        return table


@lru_cache(maxsize=1)
def compose(system: System) -> Composed:
    """The tables of a system; those of the last one are kept, for the next question about it."""
    return Composed(system)
