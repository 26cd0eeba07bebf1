"""A campaign: every mutant of some systems is judged, several at a time."""

from __future__ import annotations

from collections.abc import Iterator

from dialonce.check import HOLDS, check
from dialonce.compose import compose
from dialonce.errors import UsageError
from dialonce.mutation.design import Mutant, mutants
from dialonce.mutation.judge import Judge, Verdict, Yard, wrong
from dialonce.parallel import spread
from dialonce.property import Property
from dialonce.system import System


class Campaign:
    """Some systems, their properties, and the mutants whose names contain `only`."""

    def __init__(self, systems: list[System], claims: list[Property], only: str = ""):
        self.systems, self.claims = systems, claims
        self.mutants = [m for m in mutants(systems) if only.lower() in m.name.lower()]

    def judged(self) -> Iterator[tuple[Mutant, Verdict]]:
        """What becomes of each mutant that is one; where two are the same, of the first.

        Errors: UsageError where a right design does not hold, since then nothing can be told.
        """
        global _here, _judge
        _here = self
        _judge = Judge(self._yards())
        seen: set[tuple[str, object]] = set()
        for mutant, verdict in zip(self.mutants, spread(_verdict, len(self.mutants)), strict=True):
            key = mutant.machine, verdict.signature
            if verdict.signature and key not in seen:
                seen.add(key)
                yield mutant, verdict

    def _yards(self) -> list[Yard]:
        found = list(spread(_right, len(self.systems)))
        for system, (verdict, _) in zip(self.systems, found, strict=True):
            if verdict != HOLDS:
                raise UsageError(
                    f"{system.name} is {verdict} in its right design, so that its mutants tell "
                    f"nothing; see dialonce check {system.name}"
                )
        pairs = zip(self.systems, found, strict=True)
        return [Yard(system, self.claims, few) for system, (_, few) in pairs]


_here: Campaign  # set before the children are forked, so that nothing need be sent to them
_judge: Judge


def _verdict(number: int) -> Verdict:
    """In a child: judge one mutant."""
    return _judge.judge(_here.mutants[number])


def _right(number: int) -> tuple[str, frozenset[str]]:
    """In a child: whether a system holds, and what does not with one member."""
    system = _here.systems[number]
    verdict = check(system, _here.claims, witnesses=False).verdict
    mine = [claim for claim in _here.claims if claim.concerns(system)]
    few = wrong(compose(system), mine, 1) if system.members > 1 else ()
    return verdict, frozenset(finding.property.name for finding in few)
