"""How each clause of the process stands after a search: judged, passed, not reached, impossible."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from dialonce import catalog
from dialonce.arrows import arrows, cited
from dialonce.conform.coverage import Line
from dialonce.conform.evidence import Evidence, evidence
from dialonce.conform.setting import Setting
from dialonce.judge.automaton import Judge
from dialonce.judge.resemble import clauses_of
from dialonce.judge.rival import Seen
from dialonce.system import ENVIRONMENT, System

ELSEWHERE_MAX = 3  # systems that are named


@dataclass
class Standing:
    """The clauses of the process that the properties of its system speak of.

    `judged`, `unseen`: reached, each with what evidence says; `unreached`: by no run;
    `impossible`: here, with systems in which it can happen; `cut`: as `unseen`, but only the first
    `examined` runs were looked at in time.
    """

    judged: dict[str, str] = field(default_factory=dict)
    unseen: dict[str, str] = field(default_factory=dict)
    unreached: list[str] = field(default_factory=list)
    impossible: dict[str, list[str]] = field(default_factory=dict)
    cut: dict[str, str] = field(default_factory=dict)
    examined: int = 0


def standing(
    setting: Setting, judge: Judge, runs: list[list[Seen]], passed: set[Line], seconds: float
) -> Standing:
    """How the clauses stand, after at most so many seconds."""
    system, process = setting.system, setting.seen.process
    named = clauses_of(system)
    here = _clauses(system, _lines(system, process)) & named
    reached = _clauses(system, passed) & named
    every = set().union(*map(cited, system.processes[process].values()))
    said = evidence(judge, runs, reached, seconds) if seconds else Evidence(open=reached)
    return Standing(
        {c: said.judged[c].name for c in in_order(said.judged)},
        {c: _passing(said, c) for c in in_order(said.passing.keys() - said.open)},
        in_order(here - reached),
        elsewhere(system, process, in_order((every & named) - here - reached), seconds),
        {c: _passing(said, c) for c in in_order(said.open)},
        said.examined,
    )


def possible_lines(setting: Setting) -> set[Line]:
    """The transitions that the process can take in its system, with any number of records."""
    return _lines(setting.system, setting.seen.process)


def elsewhere(
    system: System, process: str, clauses: list[str], seconds: float
) -> dict[str, list[str]]:
    """By clause systems in which the same machines come to it, as far as there is time to look."""
    end = time.monotonic() + seconds
    found: dict[str, list[str]] = {clause: [] for clause in clauses}
    mine = {*system.processes[process].values()}
    for other in catalog.systems().values():
        open_ones = {c for c, names in found.items() if len(names) < ELSEWHERE_MAX}
        shared = mine & {*other.machines.values()}
        if not other.default or not any(open_ones & cited(machine) for machine in shared):
            continue
        if time.monotonic() > end:
            break
        there = _clauses(other, set().union(*(
            _lines(other, each) for each in other.processes if each != ENVIRONMENT
        )))  # fmt: skip
        for clause in open_ones & there:
            found[clause].append(other.name)
    return found


def in_order(clauses: Iterable[str]) -> list[str]:
    """Clauses by topic, then by number."""
    return sorted(clauses, key=lambda c: (c.rpartition("-")[0], int(c.rpartition("-")[2])))


def _passing(said: Evidence, clause: str) -> str:
    suspect = said.passing.get(clause)
    return suspect.sentence if suspect else ""


def _clauses(system: System, lines: set[Line]) -> set[str]:
    """The clauses at some transitions."""
    machines = {name: system.machines[name] for name, *_ in lines}
    return {
        clause
        for name, machine in machines.items()
        for arrow in arrows(machine)
        if (name, arrow.event, id(arrow.transition)) in lines
        for clause in arrow.clauses
    }


def _lines(system: System, process: str) -> set[Line]:
    from dialonce.compose import compose
    from dialonce.fired import use_at_most

    uses = use_at_most(compose(system))
    found = set()
    for name, machine in system.processes[process].items():
        known = arrows(machine)
        fired = (known[at] for at in uses[name].fired)
        found |= {(name, each.event, id(each.transition)) for each in fired}
    return found
