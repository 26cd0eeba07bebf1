"""The account of a run of `check`, from which every report is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import click

from dialonce import show
from dialonce.check import UNDECIDED, VIOLATED, Explored, Finding, Report, worst
from dialonce.property import Property
from dialonce.questions import questions
from dialonce.system import System
from dialonce.variant import Mutant


class Open(NamedTuple):
    """What no system stands for: in words, and the line of the description that has it."""

    text: str
    file: str
    line: int


@dataclass(frozen=True)
class Account:
    """What a run found. `cut` says why it ended before its end, if it did; `known`: the clauses."""

    reports: list[Report]
    known: dict[str, Any]
    mutant: Mutant | None = None
    missing: list[Open] = field(default_factory=list)
    cut: str = ""

    @property
    def subject(self) -> str:
        """What was checked, for those who keep the reports of several runs apart."""
        return f"wrong design {self.mutant.name}" if self.mutant else "systems"

    @property
    def verdict(self) -> str:
        """The worst of all verdicts; what is missing is undecided."""
        found = [report.verdict for report in self.reports]
        return worst(found + [UNDECIDED] * bool(self.missing or self.cut))


def unchecked(system: System, claims: Iterable[Property], members: int | None, why: str) -> Report:
    """The report on a system that was not come to: all is undecided."""
    nothing = Explored(0, 0, 0, False, why)
    count = (members or system.members) if system.group else 0
    findings = [Finding(each, UNDECIDED, None, why) for each in questions(system, claims)]
    return Report(system, count, True, nothing, 0.0, findings)


def names(claims: Iterable[Property]) -> dict[tuple[str, str], str]:
    """(topic, name) to what a property is called: its name, or topic.name where two share one."""
    keys = dict.fromkeys((claim.topic, claim.name) for claim in claims)
    count = Counter(name for _, name in keys)
    return {(t, n): n if count[n] == 1 else f"{t}.{n}" for t, n in keys}


def plain(finding: Finding, known: dict[str, Any]) -> str:
    """A finding that does not hold in words without colours, in lines of 100 columns at most."""
    if finding.verdict == VIOLATED:
        with show.on_paper():
            return click.unstyle("\n".join(show.violation(finding, known))).strip()
    claim = finding.property
    with show.on_paper():
        lines = [f"{finding.verdict}  {show.wrapped(claim.sentence or claim.title, 11).lstrip()}"]
        lines += [
            f"{' ' * 11}{claim.name}, {claim.kind}",
            *show.clause_lines(claim.clauses, known, 11),
        ]
    return "\n".join([*lines, "", f"  {reason(finding)}"])


def reason(finding: Finding) -> str:
    """Why it is undecided, as a sentence."""
    why = finding.why or "nothing says why"
    return f"Nobody knows whether it holds: {why}."
