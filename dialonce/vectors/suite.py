"""The few cases of a system that show every goal, and on which its wrong designs fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from dialonce.arrows import arrows
from dialonce.compose import Composed, compose
from dialonce.errors import UndecidedError
from dialonce.judge.observation import Observation
from dialonce.property import Property
from dialonce.system import System
from dialonce.variant import Mutant
from dialonce.vectors.apart import Parting, Walk
from dialonce.vectors.effects import Effects, Start
from dialonce.vectors.goals import Fired, Goals, arrow_name, places_of
from dialonce.vectors.kills import WHEN, Kill, Suspect
from dialonce.vectors.play import PATIENCE, Wrong
from dialonce.vectors.script import Script, Writer

TRIES = 8  # runs of a walk that are tried against a wrong design
WORST = Kill(0, Wrong(""), WHEN[-1], True)
UNKNOWN = 2 * len(WHEN)  # more than any rank of a kill
UNFORCED = "no case can lead there: the process may always go another way"
UNTAKEN = "it is never taken in this system"
UNWORKED = "it is at work nowhere in this system"
UNSEEN = "nothing that is seen differs, whatever happens to one member"
UNFOUND = "no case was found that it must fail"


Run = tuple[Start, ...]


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


@dataclass
class Suite:
    """The cases of a system; `open`: what they do not show, by kind and name, and why."""

    seen: Observation
    members: int
    cases: list[Case] = field(default_factory=list)
    mutants: dict[str, Mutant] = field(default_factory=dict)
    transitions: set[Fired] = field(default_factory=set)
    claims: list[Property] = field(default_factory=list)
    open: dict[str, dict[str, str]] = field(
        default_factory=lambda: {"transitions": {}, "properties": {}, "designs": {}}
    )
    reasons: dict[str, str] = field(default_factory=dict)

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


class Maker:
    """Makes cases of a system, for any implementation, or for one that lets itself be driven."""

    def __init__(self, suite: Suite, driven: bool):
        self.suite, self.seen, self.driven = suite, suite.seen, driven
        self.effects = Effects(self.seen, suite.members, driven)
        self.writer = Writer(self.effects)
        self.right = compose(self.seen.system)
        self.places = {name: places_of(cls) for name, cls in self.seen.system.machines.items()}
        self._scripts: dict[Run, Script | None] = {}

    def make(
        self, taken: dict[Fired, Run], worked: dict[str, Run], suspects: list[Suspect]
    ) -> None:
        """Add the cases that show more: goals, then what wrong designs fail."""
        suite = self.suite
        found = [self._case(script) for run in dict.fromkeys([*taken.values(), *worked.values()])
                 if (script := self._script(run))]  # fmt: skip
        found.sort(key=lambda case: case.script.weight)
        for case in found:
            runs = ((c, worked.get(c.name)) for c in suite.claims)
            case.witnesses = tuple(
                c for c, run in runs if run is not None and case.script.run[: len(run)] == run
            )
        chosen = _chosen(found, set[object]().union(*map(_goals, suite.cases)))
        for suspect in suspects:
            self._judge(suspect, chosen)
        suite.cases += chosen

    def _script(self, run: Run) -> Script | None:
        if run not in self._scripts:
            try:
                self._scripts[run] = self.writer.script(run) if run else None
            except UndecidedError:
                self._scripts[run] = None
        return self._scripts[run]

    def _case(self, script: Script) -> Case:
        """A case, with what it takes of the process, and of others where that is noticed."""
        state, fired, last = self.effects.start, set[Fired](), set[Fired]()
        for start in script.run:
            effect = self.effects.effect(state, start)
            assert effect is not None
            state = effect.after
            noticed = bool(effect.told or effect.says)
            last = {
                (name, self.places[name][event, id(transition)])
                for (name, _), event, row in effect.fired
                if noticed or self._mine(name)
                for transition in row.taken
            }
            fired |= last
        return Case(script, frozenset(fired), frozenset(last))

    def _mine(self, name: str) -> bool:
        return self.seen.system.process_of[name] == self.seen.process

    def _judge(self, suspect: Suspect, chosen: list[Case]) -> None:
        """Note which cases a wrong design fails, and look for a surer one where none is sure."""
        best = UNKNOWN
        for case in chosen:
            kill = suspect.kill(case.script.steps)
            if kill:
                case.kills[suspect.mutant.name] = kill
                best = min(best, kill.rank)
        if best == 0:
            return
        made = self._apart(suspect, best)
        if made:
            chosen.append(made)

    def _apart(self, suspect: Suspect, best: int) -> Case | None:
        """The case that a wrong design fails most surely, if it is surer than others."""
        found: tuple[int, int, Script, Kill] | None = None
        wrong = Composed(suspect.effects.system)
        for looking in (False, True):
            walk, tried = Walk(self.right, wrong, self.seen, looking, self.driven), 0
            for parting in islice(walk.partings(), TRIES):
                tried += 1
                for script in self._tried(parting):
                    kill = suspect.kill(script.steps)
                    if kill and (kill.rank, script.weight) < (found[:2] if found else (best, 0)):
                        found = kill.rank, script.weight, script, kill
                if found and found[0] == len(WHEN) * looking:
                    break
            if not tried and walk.whole:
                self.suite.reasons[suspect.mutant.name] = UNSEEN
            if found and found[0] < len(WHEN):
                break
        if found is None:
            return None
        case = self._case(found[2])
        case.kills[suspect.mutant.name] = found[3]
        return case

    def _tried(self, parting: Parting) -> Iterator[Script]:
        """Scripts of a run, and of how it goes on while the wrong design has time to act."""
        tick = self.effects.tick
        waits = range(PATIENCE + 2) if parting.acts and tick else range(1)
        for count in waits:
            if tick is None or self._possible(parting.run + (tick,) * count):
                script = self._script(parting.run + ((tick,) * count if tick else ()))
                if script:
                    yield script

    def _possible(self, run: Run) -> bool:
        state = self.effects.start
        for start in run:
            effect = self.effects.effect(state, start)
            if effect is None:
                return False
            state = effect.after
        return True


def suite_of(
    seen: Observation, members: int, claims: Iterable[Property], mutants: Iterable[Mutant]
) -> Suite:
    """The suite of a system with so many members.

    First cases for every implementation; then, for what they do not show, cases for those that
    let themselves be told what they else do by themselves.
    """
    suite = Suite(seen, members, claims=[c for c in claims if c.concerns(seen.system)])
    suite.mutants = {mutant.name: mutant for mutant in mutants}
    goals = Goals(seen.system, members)
    taken, worked = goals.transitions(), {c.name: goals.witness(c) for c in suite.claims}
    left = {name: run for name, run in worked.items() if run is not None}
    for driven in (False, True) if seen.own else (False,):
        open_runs = {each: run for each, run in taken.items() if each not in suite.covered}
        names = suite.shown
        unsure = [m for name, m in suite.mutants.items() if (suite.best(name) or WORST).rank]
        suspects = [Suspect(m, seen, members, driven) for m in unsure]
        Maker(suite, driven).make(
            open_runs, {n: run for n, run in left.items() if n not in names}, suspects
        )
    _finish(suite)
    _account(suite, taken, left)
    return suite


def _finish(suite: Suite) -> None:
    """Note all that wrong designs fail, and leave out the cases that show nothing of their own."""
    for driven in (False, True):
        cases = [case for case in suite.cases if case.script.effects.driven == driven]
        for mutant in suite.mutants.values() if cases else ():
            suspect = Suspect(mutant, suite.seen, suite.members, driven)
            for case in cases:
                kill = suspect.kill(case.script.steps)
                if kill:
                    case.kills[mutant.name] = kill
    kept = list(suite.cases)
    for case in sorted(kept, key=lambda c: (-c.script.weight, c.script.run)):
        others = [each for each in kept if each is not case]
        if _shown(others) >= _shown(kept):
            kept = others
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
    for mutant in suite.mutants:
        if suite.best(mutant) is None:
            suite.open["designs"][mutant] = suite.reasons.get(mutant, UNFOUND)


def _chosen(found: list[Case], shown: set[object]) -> list[Case]:
    """Greedily the case that shows most that is new for its length, until all is shown."""
    left, chosen = list(found), list[Case]()
    while left:
        best = max(left, key=lambda c: (_new(c, shown) / c.script.weight))
        if not _new(best, shown):
            return chosen
        chosen.append(best)
        left.remove(best)
        shown |= _goals(best)
    return chosen


def _goals(case: Case) -> set[object]:
    return {*case.fired, *(claim.name for claim in case.witnesses)}


def _new(case: Case, shown: set[object]) -> int:
    return len(_goals(case) - shown)


def _shown(cases: list[Case]) -> set[object]:
    """The goals that cases show, and each wrong design with how surely it fails them."""
    best: dict[str, int] = {}
    for case in cases:
        for name, kill in case.kills.items():
            best[name] = min(kill.rank, best.get(name, kill.rank))
    ranks = {(name, rank) for name, least in best.items() for rank in range(least, UNKNOWN)}
    return {goal for case in cases for goal in _goals(case)} | ranks
