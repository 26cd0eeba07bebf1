"""The few cases of a system that show every goal, and on which its wrong designs fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dialonce.arrows import arrows
from dialonce.judge.observation import Observation
from dialonce.property import Property
from dialonce.system import System
from dialonce.variant import Mutant
from dialonce.vectors.alike import alike
from dialonce.vectors.effects import Start
from dialonce.vectors.goals import Fired, Goals, arrow_name
from dialonce.vectors.kills import WHEN, Kill, Suspect
from dialonce.vectors.play import Wrong
from dialonce.vectors.script import Script

WORST = Kill(0, Wrong(""), WHEN[-1], True)
UNKNOWN = 2 * len(WHEN)  # more than any rank of a kill
UNFORCED = "no case can lead there: the process may always go another way"
UNTAKEN = "it is never taken in this system"
UNWORKED = "it is at work nowhere in this system"
UNSEEN = "nothing that is seen differs, whatever happens to one member"
ALIKE = "the process is as it should be: the world around it differs, or an instrument"
UNFOUND = "no case was found that it must fail"


Run = tuple[Start, ...]
Suspects = Callable[[str, bool], Suspect]


@dataclass
class Case:
    """A script, the transitions that it takes, `last` those of its last event, the claims that are
    at work in it, which wrong designs fail it, and for which of them it is the `near` miss."""

    script: Script
    fired: frozenset[Fired]
    last: frozenset[Fired]
    witnesses: tuple[Property, ...] = ()
    kills: dict[str, Kill] = field(default_factory=dict)
    near: tuple[str, ...] = ()
    journey: bool = False


@dataclass
class Suite:
    """The cases of a system; `open`: what they do not show, by kind and name, and why.

    `alike`: the wrong designs in which nothing differs, whether one looks at the machines or not.
    """

    seen: Observation
    members: int
    cases: list[Case] = field(default_factory=list)
    mutants: dict[str, Mutant] = field(default_factory=dict)
    transitions: set[Fired] = field(default_factory=set)
    claims: list[Property] = field(default_factory=list)
    open: dict[str, dict[str, str]] = field(
        default_factory=lambda: {"transitions": {}, "properties": {}, "designs": {}}
    )
    alike: set[tuple[bool, str]] = field(default_factory=set)

    @property
    def system(self) -> System:
        """The system that the cases are of."""
        return self.seen.system

    @property
    def covered(self) -> set[Fired]:
        """The transitions that the cases take."""
        return {each for case in self.cases for each in case.fired}

    @property
    def shown(self) -> set[str]:
        """The claims that are at work in some case."""
        return {claim.name for case in self.cases for claim in case.witnesses}

    def best(self, mutant: str) -> Kill | None:
        """How a wrong design fails most surely."""
        found = (case.kills[mutant] for case in self.cases if mutant in case.kills)
        return min(found, key=lambda kill: kill.rank, default=None)


def suite_of(
    seen: Observation, members: int, claims: Iterable[Property], mutants: Iterable[Mutant]
) -> Suite:
    """The suite of a system with so many members.

    First cases for every implementation; then, for what they do not show, cases for those that
    let themselves be told what they else do by themselves.
    """
    from dialonce.vectors.journeys import journeys_of
    from dialonce.vectors.maker import Maker

    suite = Suite(seen, members, claims=[c for c in claims if c.concerns(seen.system)])
    suite.mutants = {mutant.name: mutant for mutant in mutants}
    goals = Goals(seen.system, members)
    taken, worked = goals.transitions(), {c.name: goals.witness(c) for c in suite.claims}
    left = {name: run for name, run in worked.items() if run is not None}

    designs = {name: Suspect(mutant, seen, members) for name, mutant in suite.mutants.items()}

    def suspects(name: str, driven: bool) -> Suspect:
        return designs[name].driven if driven else designs[name]

    ways = (False, True) if seen.own else (False,)
    journeys = {driven: list(journeys_of(seen, driven)) for driven in ways}
    for driven in ways:
        open_runs = {each: run for each, run in taken.items() if each not in suite.covered}
        names = suite.shown
        unsure = [name for name in suite.mutants if (suite.best(name) or WORST).rank]
        open_claims = {name: run for name, run in left.items() if name not in names}
        some = [suspects(name, driven) for name in unsure]
        runs = [run for own in ways if own >= driven for run in journeys[own]]
        Maker(suite, driven).make(open_runs, open_claims, some, runs)
    _finish(suite, suspects)
    _account(suite, taken, left)
    return suite


def _finish(suite: Suite, suspects: Suspects) -> None:
    """Note all that wrong designs fail, and leave out the cases that show nothing of their own."""
    for driven in (False, True):
        cases = [case for case in suite.cases if case.script.effects.driven == driven]
        for name in suite.mutants if cases else ():
            suspect = suspects(name, driven)
            for case in cases:
                kill = suspect.kill(case.script.steps, look=not case.journey)
                if kill:
                    case.kills[name] = kill
    kept = [case for case in suite.cases if not case.journey]
    for case in sorted(kept, key=lambda c: (-c.script.weight, c.script.run)):
        others = [each for each in kept if each is not case]
        if _shown(others) >= _shown(kept):
            kept = others
    kept += [case for case in suite.cases if case.journey]
    suite.cases = sorted(kept, key=lambda c: (c.script.weight, c.script.run))
    _tell_once(suite)


def _tell_once(suite: Suite) -> None:
    """Name each claim, and each wrong design's near miss, at the shortest case that is for it."""
    told, missed = set[str](), set[str]()
    ranks = {name: (suite.best(name) or WORST).rank for name in suite.mutants}
    for case in suite.cases:
        case.witnesses = tuple(c for c in case.witnesses if c.name not in told)
        told |= {claim.name for claim in case.witnesses}
        case.near = tuple(
            name for name, kill in sorted(case.kills.items())
            if name not in missed and kill.rank == ranks[name]
        )  # fmt: skip
        missed |= {*case.near}


def _account(suite: Suite, taken: dict[Fired, Run], worked: dict[str, Run]) -> None:
    """Tell what no case shows, and why."""
    system, process = suite.system, suite.seen.process
    suite.transitions = {each for each in taken if system.process_of[each[0]] == process}
    for name, cls in system.processes[process].items():
        for number, arrow in enumerate(arrows(cls)):
            if (name, number) not in suite.covered:
                reason = UNFORCED if (name, number) in taken else UNTAKEN
                suite.open["transitions"][arrow_name(name, arrow)] = reason
    for claim in suite.claims:
        if claim.name not in suite.shown:
            reason = UNFORCED if claim.name in worked else UNWORKED
            suite.open["properties"][claim.name] = reason
    for name, mutant in suite.mutants.items():
        if suite.best(name) is None:
            unseen = all((looking, name) in suite.alike for looking in (False, True))
            reason = ALIKE if alike(mutant, suite.seen) else UNSEEN if unseen else UNFOUND
            suite.open["designs"][name] = reason


def goals_of(case: Case) -> set[object]:
    """The transitions and the claims that a case shows."""
    return {*case.fired, *(claim.name for claim in case.witnesses)}


def _shown(cases: list[Case]) -> set[object]:
    """The goals that cases show, and each wrong design with how surely it fails them."""
    best: dict[str, int] = {}
    for case in cases:
        for name, kill in case.kills.items():
            best[name] = min(kill.rank, best.get(name, kill.rank))
    ranks = {(name, rank) for name, least in best.items() for rank in range(least, UNKNOWN)}
    return {goal for case in cases for goal in goals_of(case)} | ranks
