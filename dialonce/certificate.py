"""A certificate: the inductive set of a proof, written out, and a checker of its own.

The checker shares nothing with cascade, decision, compose, explore or graph: it takes the tables
of the machines and the wiring of the system, and runs every event in every pair of the set with a
small interpreter of its own. It is short so that it can be read in full.
"""

from __future__ import annotations

import json
from collections import deque
from pathlib import Path
from typing import Any

import numpy as np

from dialonce.errors import UsageError
from dialonce.observe import observe
from dialonce.property import Property
from dialonce.system import System
from dialonce.table import tabulate

FORMAT = "dialonce inductive set 1"
REASONS_MAX = 10
Pair = tuple[tuple[int, ...], tuple[int, ...]]


def certificate(system: System, pairs: list[Pair]) -> dict[str, Any]:
    """Write a set of pairs (local ids of the single machines, of one member's) as plain values."""
    tables = {name: tabulate(cls) for name, cls in system.machines.items()}

    def locals_of(names: tuple[str, ...]) -> dict[str, list[Any]]:
        return {name: [list(map(list, local)) for local in tables[name].locals] for name in names}

    return {
        "format": FORMAT,
        "system": system.name,
        "single": locals_of(system.singles),
        "member": locals_of(system.group),
        "pairs": [[list(g), list(m)] for g, m in sorted(pairs)],
    }


def read(path: Path) -> dict[str, Any]:
    """Read a certificate. Errors: UsageError when it is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} is no certificate: {error}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise UsageError(f"{path} is no certificate: its format is not {FORMAT!r}")
    return found


def objections(system: System, found: dict[str, Any], claims: list[Property]) -> list[str]:
    """Why the set does not prove the invariants of this system, a few reasons; none if it does."""
    checker = Recheck(system)
    try:
        pairs = {(tuple(g), tuple(m)) for g, m in found["pairs"]}
        same = certificate(system, sorted(pairs)) == found
    except (KeyError, TypeError, ValueError):
        return ["it is damaged"]
    if not same:
        return ["it is of other machines than those of this system"]
    start = (tuple(0 for _ in system.singles), tuple(0 for _ in system.group))
    reasons = [] if start in pairs else ["the initial pair is missing"]
    try:
        reasons += _ways_out(checker, pairs)
    except LookupError as error:
        reasons.append(str(error))
    return reasons[:REASONS_MAX] or checker.untrue(sorted(pairs), claims)


def _ways_out(checker: Recheck, pairs: set[Pair]) -> list[str]:
    """Steps of the member, of a single machine, or of another member, that leave the set."""
    reasons: dict[str, None] = {}
    together: dict[Any, list[Any]] = {}
    for g, m in pairs:
        together.setdefault(g, []).append(m)
    for g, m in sorted(pairs):
        for machine, event in checker.system.spontaneous:
            after = checker.step(g, m, machine, event)
            if after is None:
                continue
            if after not in pairs:
                reasons[f"{machine}.{event} leads out of it"] = None
            moves = together[g] if machine in checker.system.group and after[0] != g else []
            if any((after[0], other) not in pairs for other in moves):
                reasons[f"{machine}.{event} of another member leads out of it"] = None
    return list(reasons)


class Recheck:
    """A small interpreter of steps, for the single machines and one member."""

    def __init__(self, system: System):
        self.system = system
        self.tables = {name: tabulate(cls) for name, cls in system.machines.items()}
        self.names = [*system.singles, *system.group]

    def step(self, g: tuple[int, ...], m: tuple[int, ...], machine: str, event: str) -> Pair | None:
        """The pair after an event, or None where it is not possible."""
        state = dict(zip(self.names, (*g, *m), strict=True))
        queue, first = deque([(machine, event, False)]), True
        while queue:
            name, heard, spread = queue.popleft()
            choice = self.tables[name].choices[state[name], heard]
            row = choice.rows[tuple(self._reads(state, name, read) for read in choice.reads)]
            if row is None and first:
                return None
            first = False
            if row is not None:
                state[name] = row.after
                for target in (t for o in row.outputs for t in self.system.routes[name, o]):
                    if target.broadcast and machine in self.system.group:
                        raise LookupError(f"{machine}.{event} is broadcast by a member")
                    if spread and self._leaves(name, target.machine):
                        raise LookupError(f"{name} answers a broadcast outside of its member")
                    queue.append((target.machine, target.event, spread or target.broadcast))
        after = tuple(state.values())
        return after[: len(g)], after[len(g) :]

    def _reads(self, state: dict[str, int], name: str, read: str) -> bool:
        looks = self.system.looks.get((name, read), ())
        return any(self.tables[x.machine].holds(x.states)[state[x.machine]] for x in looks)

    def _leaves(self, sender: str, target: str) -> bool:
        return sender in self.system.group and target not in self.system.group

    def untrue(self, pairs: list[Pair], claims: list[Property]) -> list[str]:
        """The invariants that some pair of the set does not satisfy."""
        table = np.array([g + m for g, m in pairs], np.int64)
        columns = dict(zip(self.names, table.T, strict=True))
        mine = [c for c in claims if c.kind == "invariant" and c.concerns(self.system)]
        seen = [np.all(c.predicate(observe(self.tables, columns.__getitem__))) for c in mine]
        return [
            f"{c.name} is not true on it" for c, true in zip(mine, seen, strict=True) if not true
        ]
