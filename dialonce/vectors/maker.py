"""Makes cases: of the shortest runs to goals, and of runs on which a wrong design shows itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from dialonce.compose import compose
from dialonce.errors import UndecidedError
from dialonce.vectors.apart import Parting, Walk
from dialonce.vectors.effects import Effects
from dialonce.vectors.goals import Fired, places_of
from dialonce.vectors.kills import WHEN, Kill, Suspect
from dialonce.vectors.play import PATIENCE
from dialonce.vectors.script import Script, Writer
from dialonce.vectors.suite import UNKNOWN, Case, Run, Suite, goals_of

TRIES = 8  # runs of a walk that are tried against a wrong design


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
        self, taken: dict[Fired, Run], worked: dict[str, Run], suspects: list[Suspect],
        journeys: list[Run],
    ) -> None:  # fmt: skip
        """Add the cases that show more: goals, then what wrong designs fail; and journeys."""
        suite = self.suite
        found = [self._case(script) for run in dict.fromkeys([*taken.values(), *worked.values()])
                 if (script := self._script(run))]  # fmt: skip
        found.sort(key=lambda case: case.script.weight)
        for case in found:
            runs = ((c, worked.get(c.name)) for c in suite.claims)
            case.witnesses = tuple(
                c for c, run in runs if run is not None and case.script.run[: len(run)] == run
            )
        chosen = _chosen(found, set[object]().union(*map(goals_of, suite.cases)))
        for suspect in suspects:
            self._judge(suspect, chosen)
        suite.cases += chosen + self._journeys(journeys)

    def _journeys(self, runs: list[Run]) -> list[Case]:
        """Long cases, on which everything happens after everything else."""
        scripts = {script.steps: script for run in runs if (script := self._longest(run))}
        return [replace(self._case(script), journey=True) for script in scripts.values()]

    def _longest(self, run: Run) -> Script | None:
        """The script of a run, or of as much of it as can be put to an implementation."""
        try:
            return self.writer.script(run, part=True)
        except UndecidedError:
            return None

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
        wrong = suspect.composed
        for looking in (False, True):
            if (looking, suspect.mutant.name) in self.suite.alike or best <= len(WHEN) * looking:
                continue
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
                self.suite.alike.add((looking, suspect.mutant.name))
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


def _chosen(found: list[Case], shown: set[object]) -> list[Case]:
    """Greedily the case that shows most that is new for its length, until all is shown."""
    left, chosen = list(found), list[Case]()
    while left:
        best = max(left, key=lambda c: (_new(c, shown) / c.script.weight))
        if not _new(best, shown):
            return chosen
        chosen.append(best)
        left.remove(best)
        shown |= goals_of(best)
    return chosen


def _new(case: Case, shown: set[object]) -> int:
    return len(goals_of(case) - shown)
