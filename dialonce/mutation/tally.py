"""Tally: the results of a run, by clause, and whether every survivor is explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dialonce.check import UNDECIDED
from dialonce.mutation.design import Mutant
from dialonce.mutation.judge import EQUIVALENT, KILLED, REFUSED, SURVIVED, UNREACHED, Verdict

OUTCOMES = (KILLED, REFUSED, EQUIVALENT, UNREACHED, SURVIVED, UNDECIDED)
UNMARKED = "none"  # stands for the clause of transitions that cite none


class Result(NamedTuple):
    """What became of one mutant, and the reason why it may survive, if there is one."""

    mutant: Mutant
    verdict: Verdict
    reason: str

    @property
    def new(self) -> bool:
        """Whether it is a survivor that nobody has explained."""
        return self.verdict.outcome == SURVIVED and not self.reason


class Row(NamedTuple):
    """How the mutants of a clause, or of an operator, fared; `new` are unexplained survivors."""

    name: str
    counts: Counter[str]
    new: int

    @property
    def hollow(self) -> bool:
        """Whether nothing notices when its transitions are wrong, although it shows."""
        noticed = self.counts[KILLED] + self.counts[REFUSED]
        return not noticed and bool(self.counts[SURVIVED] + self.counts[UNDECIDED])


@dataclass(frozen=True)
class Tally:
    """The results of a run. `whole`: whether everything was judged, so that what is explained
    and did not survive is stale.
    """

    results: list[Result]
    explained: Mapping[str, str]
    whole: bool

    @cached_property
    def counts(self) -> Counter[str]:
        """How many mutants had each outcome."""
        return Counter(result.verdict.outcome for result in self.results)

    def of(self, outcome: str) -> list[Result]:
        """The results with this outcome."""
        return [result for result in self.results if result.verdict.outcome == outcome]

    @cached_property
    def new(self) -> list[Result]:
        """The survivors that nobody has explained."""
        return [result for result in self.results if result.new]

    @cached_property
    def stale(self) -> list[str]:
        """What is explained, and survived nothing."""
        survived = {result.mutant.name for result in self.of(SURVIVED)}
        judged = {result.mutant.name for result in self.results}
        names = self.explained if self.whole else [n for n in self.explained if n in judged]
        return [name for name in names if name not in survived]

    @cached_property
    def by_clause(self) -> list[Row]:
        """A row for each clause that a mutated transition cites, in the order of the clauses."""
        rows = self._rows(lambda mutant: mutant.clauses or (UNMARKED,))
        return sorted(rows, key=lambda row: _place(row.name))

    @property
    def hollow(self) -> list[str]:
        """The clauses of which no mutant is noticed; told only where everything was judged."""
        return [row.name for row in self.by_clause if row.hollow and self.whole]

    @cached_property
    def by_operator(self) -> list[Row]:
        """A row for each operator."""
        return self._rows(lambda mutant: (mutant.operator,))

    def _rows(self, heads: Callable[[Mutant], tuple[str, ...]]) -> list[Row]:
        found: dict[str, list[Result]] = {}
        for result in self.results:
            for head in heads(result.mutant):
                found.setdefault(head, []).append(result)
        return [
            Row(head, Counter(r.verdict.outcome for r in mine), sum(r.new for r in mine))
            for head, mine in found.items()
        ]

    @property
    def verdict(self) -> str:
        """HOLDS without a new survivor and a stale entry; UNDECIDED where only that is left."""
        if self.new or self.stale:
            return "VIOLATED"
        return "UNDECIDED" if self.counts[UNDECIDED] else "HOLDS"


def tallied(
    judged: Iterable[tuple[Mutant, Verdict]], explained: Mapping[str, str], whole: bool
) -> Tally:
    """The tally of a run."""
    results = [Result(m, v, explained.get(m.name, "")) for m, v in judged]
    return Tally(results, explained, whole)


def _place(clause: str) -> tuple[bool, str, int]:
    """The order of clauses: by topic, then by number; what cites none comes last."""
    topic, _, number = clause.rpartition("-")
    return not topic, topic, int(number) if topic else 0
