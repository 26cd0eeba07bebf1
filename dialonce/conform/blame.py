"""Whom a failing implementation resembles, and the clause that it breaks first of all."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dialonce.arrows import cited
from dialonce.conform.setting import Setting
from dialonce.judge.automaton import SETTLED, TICKED, Judge
from dialonce.judge.resemble import clauses_of, due_clauses, rivals, violated
from dialonce.judge.rival import Noting, Rival, Seen
from dialonce.judge.words import Symbol
from dialonce.system import System
from dialonce.table import tabulate
from dialonce.trace import clauses_at_work

if TYPE_CHECKING:
    from dialonce.property import Property
    from dialonce.variant import Mutant

RESEMBLED_MAX = 3  # wrong designs that are named
UNLIKE_WEIGHT = 4.0  # of a design that is unlike in all runs: one fifth of one that is in none
DUE_WEIGHT = 0.5  # of a clause of what was due, beside 1 for one that all designs break


@dataclass
class Likeness:
    """A wrong design that does what went wrong. `unlike`: the share of all runs in which it could
    not do all that was seen, or had an occasion to go wrong where nothing did.
    """

    mutant: Mutant
    rival: Rival
    unlike: float = 0.0

    @property
    def weight(self) -> float:
        """How much is thought of it."""
        return 1 / (1 + UNLIKE_WEIGHT * self.unlike)


@dataclass
class Blame:
    """`alike`: wrong designs that do what went wrong, the likest first; `properties`: what those
    that are named violate; `due`: the clauses of what was due; `clauses`: all, the one that fits
    best first. `runs`: in how many they were compared.
    """

    due: list[str] = field(default_factory=list)
    alike: list[Likeness] = field(default_factory=list)
    properties: list[Property] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    runs: int = 0


def blame(
    setting: Setting, judge: Judge, run: list[Symbol], runs: list[list[list[Symbol]]],
    seconds: float,
) -> Blame:  # fmt: skip
    """Who does what went wrong at the end of a run, and all that was seen in the others."""
    system, said = setting.system, Blame(due_clauses(judge, run))
    if run[-1][0] not in {*judge.seen.seen, SETTLED[0]}:  # heard, though nobody sends it here
        seen = replace(judge.seen, seen=judge.seen.seen | {run[-1][0]})
        judge = Judge(Noting(seen, setting.members))
    found = [Likeness(*each) for each in rivals(judge, run)]
    said.alike = _standing_still(found, Seen.of(judge, run))
    said.runs = _compare(said.alike, judge, runs, time.monotonic() + seconds)
    said.alike.sort(key=lambda each: (each.unlike, each.mutant.system.name != system.name))
    said.properties = violated([each.mutant for each in said.alike[:RESEMBLED_MAX]], system)
    said.clauses = _ranked(system, said)
    return said


def _standing_still(found: list[Likeness], run: Seen) -> list[Likeness]:
    """Where something is overdue: those that have nothing to do, unless all only dawdle."""
    if run.symbols[-1] != TICKED:
        return found
    ends = ((each, each.rival.end(run)) for each in found)
    return [each for each, end in ends if end and each.rival.rests(end)] or found


def _compare(
    found: list[Likeness], judge: Judge, runs: list[list[list[Symbol]]], end: float
) -> int:
    """Note the unlikeness in all runs, as far as there is time, and in how many that is."""
    told = [[Seen.of(judge, account) for account in each] for each in runs]
    told.sort(key=lambda each: any(account.nodes[-1] for account in each))  # what failed first
    unlike: Counter[str] = Counter()
    number = 0
    for accounts in told if len(found) > 1 else ():
        if time.monotonic() > end:
            break
        number += 1
        right = any(account.nodes[-1] for account in accounts)
        for each in found:
            can = any(map(each.rival.can, accounts))
            unlike[each.mutant.name] += not can or (right and all(map(each.rival.shows, accounts)))
    for each in found if number else ():
        each.unlike = unlike[each.mutant.name] / number
    return number


def _ranked(system: System, said: Blame) -> list[str]:
    """The clauses of what the designs violate and have otherwise, and of what was due, in order of
    likelihood.
    """
    score: defaultdict[str, float] = defaultdict(float)
    concern, total = clauses_of(system), sum(each.weight for each in said.alike)
    for each in said.alike:
        touched = {c for name in each.mutant.machines for c in cited(system.machines[name])}
        for clause, share in _broken(system, each):
            if clause in concern and clause in touched:
                score[clause] += share * each.weight / total
    for clause in said.due:
        score[clause] += DUE_WEIGHT
    claims = violated([each.mutant for each in said.alike], system)
    rest = (clause for claim in claims for clause in claim.clauses)
    return sorted(dict.fromkeys([*score, *rest]), key=lambda clause: -score[clause])


def _broken(system: System, each: Likeness) -> Iterator[tuple[str, float]]:
    """The clauses of the properties that a design violates, and of the transitions of the right one
    that it has not, each kind with its share.
    """
    claims = violated([each.mutant], system)
    for claim in claims:
        yield from ((clause, 1 / len(claims)) for clause in claim.clauses)
    lines = [*_lacking(system, each.rival)]
    for clauses in lines:
        yield from ((clause, 1 / len(lines)) for clause in clauses)


def _lacking(system: System, rival: Rival) -> Iterator[tuple[str, ...]]:
    """The clauses of each reaction of the right design that a wrong one has not."""
    for name, local, event in sorted(rival.space.design.changed):
        for row in tabulate(system.machines[name]).choices[local, event].rows.values():
            if row is not None:
                yield clauses_at_work(system, [((name, 0), event, row)])
