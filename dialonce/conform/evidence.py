"""Whether the runs judge a clause: a wrong design that breaks it would have shown in them.

Wrong designs are those of the catalog that violate a property with the clause by a machine that
cites it; for a clause without any, those that lack one of its transitions.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from dialonce import catalog
from dialonce.arrows import Arrow, arrows, cited
from dialonce.errors import SpecificationError
from dialonce.judge.automaton import Judge
from dialonce.judge.design import Design, design_of, without
from dialonce.judge.observation import Observation
from dialonce.judge.resemble import fits
from dialonce.judge.rival import Rival, Seen
from dialonce.system import System
from dialonce.table import Choice, Row, Table, tabulate
from dialonce.variant import Mutant

SLICE_SECONDS, SLICE_GROWTH = 0.02, 4  # how long each wrong design is looked at, in turn


@dataclass
class Suspect:
    """A wrong design that breaks some clauses, each with the share of it in what is broken.

    `shown`: whether the runs would have shown it, if known.
    """

    name: str
    sentence: str
    clauses: Mapping[str, float]
    design: Callable[[], Design]
    shown: bool | None = None
    rival: Rival | None = None
    examined: int = 0

    def examine(self, judge: Judge, runs: Sequence[list[Seen]], end: float) -> None:
        """Go on until it shows, or all runs are examined, or time `end` (monotonic)."""
        try:
            self.rival = self.rival or Rival(judge, self.design())
        except SpecificationError:
            self.shown = False
            return
        while self.examined < len(runs):
            if all(map(self.rival.shows, runs[self.examined])):
                self.shown = True
                return
            self.examined += 1
            if time.monotonic() > end:
                return
        self.shown = False
        self.rival = None if self.rival.unfit else self.rival


@dataclass
class Evidence:
    """By clause the wrong design that would have shown, or one that would have passed, too.

    `open`: the clauses of which not all runs were examined in time; `examined`: how many were.
    """

    judged: dict[str, Suspect] = field(default_factory=dict)
    passing: dict[str, Suspect | None] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    examined: int = 0


def evidence(
    judge: Judge, runs: Sequence[list[Seen]], clauses: Collection[str], seconds: float
) -> Evidence:
    """What the runs say of these clauses. A run is what may have been seen of it, mostly one."""
    found, suspects = Evidence(), _suspects(judge.seen, clauses)
    end = time.monotonic() + seconds  # from now on: what is installed is loaded
    slice_seconds = SLICE_SECONDS
    while time.monotonic() < end:
        left = [s for s in suspects if s.shown is None and s.clauses.keys() - found.judged.keys()]
        if not left:
            break
        for suspect in left:
            if suspect.clauses.keys() - found.judged.keys():
                suspect.examine(judge, runs, min(end, time.monotonic() + slice_seconds))
            if suspect.shown:
                for clause in suspect.clauses:
                    found.judged.setdefault(clause, suspect)
        slice_seconds *= SLICE_GROWTH
    for clause in set(clauses) - found.judged.keys():
        mine = [s for s in suspects if clause in s.clauses]
        passed = [s for s in mine if s.rival and s.examined]
        found.passing[clause] = max(passed, key=lambda s: s.clauses[clause], default=None)
        if any(suspect.shown is None for suspect in mine):
            found.open.add(clause)
    late = (s.examined for s in suspects if s.shown is None and s.clauses.keys() & found.open)
    found.examined = min(late, default=len(runs))
    return found


def _suspects(seen: Observation, clauses: Collection[str]) -> list[Suspect]:
    broken = list(_breakers(seen, clauses))
    rest = set(clauses).difference(*(suspect.clauses for suspect in broken))
    return [*broken, *_omissions(seen, rest)]


def _breakers(seen: Observation, clauses: Collection[str]) -> Iterator[Suspect]:
    """The wrong designs of the catalog that break some of these clauses."""
    system = seen.system
    claims = {c.name: c for c in catalog.properties_of([system]) if c.concerns(system)}
    for mutant in catalog.mutants().values():
        if fits(mutant, seen):
            broken = [claims[each].clauses for each in mutant.violates if each in claims]
            touched = {c for name in mutant.machines for c in cited(system.machines[name])}
            shares = {
                clause: sum(clause in each for each in broken) / len(broken)
                for clause in touched.intersection(clauses).intersection(chain(*broken))
            }
            if shares:
                yield Suspect(mutant.name, mutant.sentence, shares, _of_mutant(system, mutant))


def _of_mutant(system: System, mutant: Mutant) -> Callable[[], Design]:
    return lambda: design_of(system, mutant.machines)


def _omissions(seen: Observation, clauses: set[str]) -> Iterator[Suspect]:
    """The designs that lack a transition of some of these clauses."""
    system = seen.system
    for name, machine in system.processes[seen.process].items():
        table = tabulate(machine)
        for arrow in arrows(machine):
            mine = clauses.intersection(arrow.clauses)
            key = (name, arrow.event)
            told = key in system.spontaneous and key not in seen.own
            gone = _lacking(table, arrow, told) if mine else {}
            if gone:
                title = f"{name}.{arrow.event}: {_ends(arrow)}"
                shares = dict.fromkeys(mine, 1.0)
                yield Suspect(title, f"{title} is left out.", shares, _of_lack(system, name, gone))


def _of_lack(system: System, name: str, gone: Mapping[tuple[int, str], Choice]
             ) -> Callable[[], Design]:  # fmt: skip
    return lambda: without(system, name, gone)


def _lacking(table: Table, arrow: Arrow, told: bool) -> dict[tuple[int, str], Choice]:
    """The reactions without a transition, where that is another reaction.

    Who is told to, and does it not, has heard it nevertheless.
    """
    found: dict[tuple[int, str], Choice] = {}
    for (local, event), choice in table.choices.items():
        instead = Row(local, (), ()) if told else None
        rows = {
            values: instead
            if row and arrow.transition in row.taken and (row.after != local or row.outputs)
            else row
            for values, row in choice.rows.items()
        }
        if event == arrow.event and rows != choice.rows:
            found[local, event] = choice._replace(rows=rows)
    return found


def _ends(arrow: Arrow) -> str:
    guard = f" if {arrow.guard}" if arrow.guard else ""
    return (f"{arrow.source} to {arrow.target}" if arrow.target else f"in {arrow.source}") + guard
