"""A checker of certificates that shares nothing with the search, short enough to be read in full.

It takes the tables of the machines and the wiring of the system, and runs every event in every
pair of the set with a small interpreter of its own. docs/prove.md says why that is a proof.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

import numpy as np

from dialonce.certificate import CERTIFIED, Pair, certificate
from dialonce.observe import Observation, observe
from dialonce.property import Property
from dialonce.system import System
from dialonce.table import tabulate

REASONS_MAX = 10


def objections(system: System, found: dict[str, Any], claims: list[Property]) -> list[str]:
    """Why the set does not prove what it claims of this system, a few reasons; [] if it does."""
    checker, right = Recheck(system), certificate(system, [], [])
    if any(found.get(part) != right[part] for part in ("system", "single", "member")):
        return ["it is of other machines than those of this system"]
    try:
        pairs = sorted({(tuple(g), tuple(m)) for g, m in found["pairs"]})
        claimed = dict.fromkeys(found["claims"])
        if not checker.fits(pairs) or certificate(system, pairs, [*claimed]) != found:
            return ["it is damaged"]
    except (KeyError, TypeError, ValueError):
        return ["it is damaged"]
    about = [c for c in claims if c.kind in CERTIFIED and c.concerns(system) and c.name in claimed]
    reasons = [f"{n} is no claim about it" for n in sorted({*claimed} - {c.name for c in about})]
    try:
        return [*islice(chain(reasons, checker.reasons(pairs, about)), REASONS_MAX)]
    except LookupError as error:
        return [str(error)]


class Move(NamedTuple):
    """A step of the single machines and one member, with the outputs that were heard."""

    before: Pair
    after: Pair
    sent: list[str]


class Said:
    """What a property may ask of steps: their event, and how often each sent an output."""

    def __init__(self, event: str, moves: list[Move]):
        self.event, self.moves = event, moves

    def by(self, *events: str) -> bool:  # noqa: D102
        return self.event in events

    def sent(self, output: str) -> Any:
        """How many messages `output` each step sent."""
        return np.array([move.sent.count(output) for move in self.moves])


class Recheck:
    """A small interpreter of steps, and what must be true of them."""

    def __init__(self, system: System):
        self.system = system
        self.tables = {name: tabulate(cls) for name, cls in system.machines.items()}
        self.names = [*system.singles, *system.group]

    def fits(self, pairs: list[Pair]) -> bool:
        """Whether the pairs are numbers of local states. Errors: ValueError, TypeError."""
        sizes = [len(self.tables[name].locals) for name in self.names]
        return all(type(n) is int and 0 <= n < size and len(g) == len(self.system.singles)
                   for g, m in pairs for n, size in zip(g + m, sizes, strict=True))  # fmt: skip

    def reasons(self, pairs: list[Pair], claims: list[Property]) -> Iterator[str]:
        """Why the pairs are no inductive set on which the claims are true."""
        if ((0,) * len(self.system.singles), (0,) * len(self.system.group)) not in pairs[:1]:
            yield "the initial pair is missing"
        invariants = [claim for claim in claims if claim.kind == "invariant"]
        yield from self._untrue(invariants, "on it", self.observe(pairs))
        steps = [claim for claim in claims if claim.kind == "step"]
        for machine, event in self.system.spontaneous:
            tried = [(pair, self.step(*pair, machine, event)) for pair in pairs]
            moves = [Move(pair, *found) for pair, found in tried if found]
            said = Said(f"{machine}.{event}", moves)
            grouped = machine in self.system.group
            yield from self._ways_out(said, set(pairs), grouped)
            ways = {(g, found and found[0][0]) for (g, _), found in tried}
            if not grouped and len(ways) > len(dict(ways)):
                yield f"{said.event} depends on the member"
            ends = [m.before for m in moves], [m.after for m in moves]
            views = self.observe(ends[0]), said, self.observe(ends[1])
            yield from self._untrue(steps if moves else [], f"of {said.event}", *views)

    def _untrue(self, claims: list[Property], where: str, *views: Any) -> Iterator[str]:
        for claim in claims:
            if not np.all(claim.predicate(*views)):
                yield f"{claim.name} is not true {where}"

    def _ways_out(self, said: Said, known: set[Pair], grouped: bool) -> Iterator[str]:
        """Steps of the member or a single machine, and of another member, that leave the set."""
        if any(move.after not in known for move in said.moves):
            yield f"{said.event} leads out of it"
        ways: dict[Any, set[Any]] = {}
        for move in said.moves if grouped else ():
            ways.setdefault(move.before[0], set()).add(move.after[0])
        if any((after, m) not in known for g, m in known for after in ways.get(g, ())):
            yield f"{said.event} of another member leads out of it"

    def step(
        self, g: tuple[int, ...], m: tuple[int, ...], machine: str, event: str
    ) -> tuple[Pair, list[str]] | None:
        """The pair after an event and what was sent, or None where it is not possible."""
        state: dict[str, int] = dict(zip(self.names, (*g, *m), strict=True))
        queue, sent, first = deque([(machine, event, False)]), list[str](), True
        while queue:
            name, heard, spread = queue.popleft()
            choice = self.tables[name].choices[state[name], heard]
            row = choice.rows[tuple(self._reads(state, name, read) for read in choice.reads)]
            if row is None and first:
                return None
            first = False
            state[name] = row.after if row else state[name]
            for output in row.outputs if row else ():
                targets = self.system.routes[name, output]
                sent += [output] * max(1, len(targets))
                for target in targets:
                    if target.broadcast and machine in self.system.group:
                        raise LookupError(f"{machine}.{event} is broadcast by a member")
                    if spread and name in self.system.group and not target.grouped:
                        raise LookupError(f"{name} answers a broadcast outside of its member")
                    queue.append((target.machine, target.event, spread or target.broadcast))
        after = tuple(state.values())
        return (after[: len(g)], after[len(g) :]), sent

    def _reads(self, state: dict[str, int], name: str, read: str) -> bool:
        looks = self.system.looks.get((name, read), ())
        return any(self.tables[x.machine].holds(x.states)[state[x.machine]] for x in looks)

    def observe(self, pairs: list[Pair]) -> Observation:
        """An observation of pairs."""
        table = np.array([g + m for g, m in pairs], np.int64).reshape(-1, len(self.names))
        return observe(self.tables, self.system.looks, lambda n: table[:, self.names.index(n)])
