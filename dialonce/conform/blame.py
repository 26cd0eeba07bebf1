"""Whom a failing implementation resembles, and the clause that it breaks first of all."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dialonce import catalog
from dialonce.arrows import cited
from dialonce.conform.setting import Setting
from dialonce.judge.automaton import SETTLED, TICKED, Judge
from dialonce.judge.resemble import clauses_of, due_clauses, rivals, said_by, violated
from dialonce.judge.rival import Rival, Seen
from dialonce.judge.timely import judge_of
from dialonce.judge.words import Symbol
from dialonce.system import System
from dialonce.table import tabulate
from dialonce.trace import clauses_at_work

if TYPE_CHECKING:
    from dialonce.property import Property
    from dialonce.variant import Mutant

RESEMBLED_MAX = 3  # wrong designs that are named
UNLIKE_WEIGHT = 6.0  # how much less is thought of a design that is unlike in so much more runs
DUE_WEIGHT = 0.2  # of a clause of what was due, beside 1 for one that all designs break
SAID_WEIGHT = 0.2  # of a clause at all transitions that say what was said wrongly, or not at all
ELSEWHERE_WEIGHT = 0.5  # of a clause that no machine cites which the design has otherwise
LINES_WEIGHT = 0.8  # of a broken clause at all transitions that a design has otherwise; else half
LIKELY = 0.5  # of the score of the likeliest clause: what is named beside it
LIKELY_MAX = 3


@dataclass
class Likeness:
    """A wrong design that does what went wrong. `unlike`: the share of all runs in which it could
    not do all that was seen, or had an occasion to go wrong where nothing did.
    """

    mutant: Mutant
    rival: Rival
    unlike: float = 0.0


@dataclass
class Blame:
    """`alike`: wrong designs that do what went wrong, the likest first; `properties`: what those
    that are named violate; `due`: the clauses of what was due; `clauses`: all, the likeliest first,
    and `likely` those that are not much less so. `runs`: in how many they were compared.
    """

    due: list[str] = field(default_factory=list)
    alike: list[Likeness] = field(default_factory=list)
    properties: list[Property] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    likely: list[str] = field(default_factory=list)
    runs: int = 0


def blame(
    setting: Setting, judge: Judge, run: list[Symbol], runs: list[list[list[Symbol]]],
    seconds: float,
) -> Blame:  # fmt: skip
    """Who does what went wrong at the end of a run, and all that was seen in the others."""
    system, said = setting.system, Blame(due_clauses(judge, run))
    if run[-1][0] not in {*judge.seen.seen, SETTLED[0]}:  # heard, though nobody sends it here
        seen = replace(judge.seen, seen=judge.seen.seen | {run[-1][0]})
        judge = judge_of(seen, setting.members)
    found = [Likeness(*each) for each in rivals(judge, run)]
    said.alike = _standing_still(found, Seen.of(judge, run))
    said.runs = _compare(said.alike, judge, runs, time.monotonic() + seconds)
    said.alike.sort(key=lambda each: (each.unlike, each.mutant.system.name != system.name))
    said.properties = violated([each.mutant for each in said.alike[:RESEMBLED_MAX]], system)
    told = Seen.of(judge, run)
    owed = told.nodes[-2].owed() if run[-1] == SETTLED and told.nodes[-2] else [run[-1]]
    score = _score(system, said)
    if not any(score[clause] > DUE_WEIGHT for clause in score):  # no design tells more
        for clause, share in said_by(system, judge.seen.process, {name for name, _ in owed}):
            score[clause] += SAID_WEIGHT * share
    said.clauses = sorted(score, key=lambda c: (-round(score[c], 6), _place(system, c)))
    best = max(score.values(), default=0.0)
    said.likely = [c for c in said.clauses if score[c] >= LIKELY * best][:LIKELY_MAX]
    return said


def _standing_still(found: list[Likeness], run: Seen) -> list[Likeness]:
    """Where something is overdue: those that have nothing to do, unless all only dawdle."""
    if run.symbols[-1] != TICKED:
        return found
    return [each for each in found if each.rival.rests(run)] or found


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


def _score(system: System, said: Blame) -> dict[str, float]:
    """How much the clauses have in what the designs break, have otherwise, and left undone."""
    score: defaultdict[str, float] = defaultdict(float)
    concern = clauses_of(system)
    least = min((each.unlike for each in said.alike), default=0.0)
    weights = [1 / (1 + UNLIKE_WEIGHT * (each.unlike - least)) for each in said.alike]
    for each, weight in zip(said.alike, weights, strict=True):
        touched = {c for name in each.mutant.machines for c in cited(system.machines[name])}
        for clause, share in _broken(system, each):
            share *= (clause in concern) * (1 if clause in touched else ELSEWHERE_WEIGHT)
            score[clause] += share * weight / sum(weights)
    for clause in said.due:
        score[clause] += DUE_WEIGHT
    return score


def _place(system: System, clause: str) -> int:
    """The place of a clause's topic among those of the system, the closest first."""
    known, topics = catalog.clauses(), system.topics
    topic = known[clause].topic if clause in known else ""
    return topics.index(topic) if topic in topics else len(topics)


def _broken(system: System, each: Likeness) -> Iterator[tuple[str, float]]:
    """The clauses of the properties that a design violates, and of the transitions of the right one
    that it has not, each with its share: of properties, what is named first has most.
    """
    lines = [*_lacking(system, each.rival)]
    claims = [claim.clauses for claim in violated([each.mutant], system)]
    whole = sum(1 / (1 + place) for place in range(len(claims)))
    for place, clauses in enumerate(claims):
        yield from ((c, 1 / (1 + place) / whole / (1 + at)) for at, c in enumerate(clauses))
    broken = set().union(*claims)
    for clauses in lines:
        yield from ((c, LINES_WEIGHT / len(lines) / (1 + (c not in broken))) for c in clauses)


def _lacking(system: System, rival: Rival) -> Iterator[tuple[str, ...]]:
    """The clauses of each reaction of the right design that a wrong one has not."""
    for name, local, event in sorted(rival.space.design.changed):
        for row in tabulate(system.machines[name]).choices[local, event].rows.values():
            if row is not None:
                yield clauses_at_work(system, [((name, 0), event, row)])
