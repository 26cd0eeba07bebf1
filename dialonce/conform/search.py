"""Many runs, and the shortest that goes wrong: Hypothesis draws plans, and shrinks what fails."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from dialonce.conform.coverage import WAYS, Coverage
from dialonce.conform.fault import STOPS
from dialonce.conform.run import Map, Outcome, Run
from dialonce.conform.session import Session
from dialonce.conform.setting import Setting
from dialonce.judge.automaton import Judge
from dialonce.judge.space import Concrete
from dialonce.judge.words import Symbol

MUTED_SHARE = 0.4
SWARMS = 1 << 16
NODES_MAX = 100_000  # of the judge, before it begins to forget


@dataclass(frozen=True)
class Effort:
    """How much: at most so many runs of at most so many steps, so many seconds, and the chance.

    `shrink_seconds` are for making a failing run short, beyond `seconds`.
    """

    runs: int = 10_000
    seconds: float = 30.0
    seed: int = 0
    steps: int = 60
    shrink_seconds: float = 20.0


@dataclass
class Found:
    """What a search came to: the shortest failing run, or the fault that ended it."""

    worst: Outcome | None = None
    broken: Outcome | None = None
    runs: int = 0
    steps: int = 0
    seconds: float = 0.0
    shrinks: int = 0
    exhausted: bool = False
    interrupted: bool = False
    unsupported: set[str] = field(default_factory=set)


class Enough(BaseException):
    """The time is over. Not an Exception, which Hypothesis would take for a failing run."""


class Search:
    """Runs until something goes wrong, or enough was tried."""

    def __init__(self, session: Session, setting: Setting, effort: Effort):
        self.session, self.setting, self.effort = session, setting, effort
        self.map = self._new_map()
        self.coverage = Coverage(self.map)
        self.found = Found()
        self._end = 0.0

    def go(self) -> Found:
        """Search, then make what was found short."""
        began = time.monotonic()
        self._end = began + self.effort.seconds
        try:
            self._drawn()
            self.found.exhausted = self.found.worst is None
        except Enough:
            pass
        except KeyboardInterrupt:
            self.found.interrupted = True
        self.found.seconds = time.monotonic() - began
        if self.found.worst and not self.found.interrupted:
            self._polish()
        return self.found

    def replay(self, labels: Sequence[Symbol]) -> Found:
        """One run by given choices; those that are not possible are left out."""
        began = time.monotonic()
        self._keep(self._run(Given(labels)))
        self.found.seconds = time.monotonic() - began
        return self.found

    def _drawn(self) -> None:
        """Let Hypothesis draw plans, and shrink the first that fails."""
        import hypothesis
        from hypothesis import HealthCheck, Phase, Verbosity, strategies

        top = (1 + WAYS) * len(self.setting.labels)
        swarms = strategies.integers(0, SWARMS)
        numbers = strategies.integers(0, top)
        plans = strategies.lists(numbers, min_size=self.effort.steps, max_size=self.effort.steps)
        settings = hypothesis.settings(
            max_examples=max(1, self.effort.runs), database=None, deadline=None,
            phases=(Phase.generate, Phase.shrink), report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck), verbosity=Verbosity.quiet,
        )  # fmt: skip

        def fails(swarm: int, plan: list[int]) -> None:
            if time.monotonic() > self._end:
                raise Enough
            outcome = self._run(Drawn(swarm, plan, self.setting, self.coverage))
            if self._keep(outcome):
                raise AssertionError

        try:
            hypothesis.seed(self.effort.seed)(settings(hypothesis.given(swarms, plans)(fails)))()
        except Enough:
            raise
        except Exception:  # the failing run, or Hypothesis's word that it does not always fail
            if self.found.worst is None:
                raise

    def _polish(self) -> None:
        """Leave out what the failing run does not need, choice by choice, from the end."""
        worst = self.found.worst
        assert worst is not None
        self._end = time.monotonic() + self.effort.shrink_seconds / 2
        position = len(worst.labels) - 1
        while position >= 0 and time.monotonic() < self._end:
            labels = self.found.worst.labels if self.found.worst else []
            position = min(position, len(labels) - 1)
            if position >= 0:
                self._keep(self._run(Given(labels[:position] + labels[position + 1 :])))
            position -= 1

    def _run(self, choose: Drawn | Given) -> Outcome:
        if self.map.size > NODES_MAX:
            self.map = self._new_map()
            self.coverage.forget(self.map)
        outcome = Run(self.session, self.map, self.found.unsupported).play(choose)
        good = outcome.wrong is None and outcome.fault is None
        self.coverage.end_run(count=good and self.found.worst is None)
        if self.found.worst is None:
            self.found.runs += 1
            self.found.steps += len(outcome.labels)
        else:
            self.found.shrinks += 1
        return outcome

    def _keep(self, outcome: Outcome) -> bool:
        """Keep the shortest run that goes wrong; whether this one does. Errors: Enough."""
        if outcome.fault and outcome.fault.kind not in STOPS:
            self.found.broken = outcome
            raise Enough
        if outcome.wrong is None and outcome.fault is None:
            return False
        worst = self.found.worst
        if worst is None:
            self._end = time.monotonic() + self.effort.shrink_seconds
        if worst is None or len(outcome.labels) < len(worst.labels):
            self.found.worst = outcome
        return True

    def _new_map(self) -> Map:
        return Map(self.setting, Judge(Concrete(self.setting.seen, self.setting.members)))


class Drawn:
    """Chooses by a plan of numbers: 0 is nothing; the others name a label, or the next one that is
    possible; the higher ones ask for what was seen least often.

    A swarm mutes some events for a whole run, so that others have a chance; swarm 0 mutes none.
    """

    def __init__(self, swarm: int, plan: list[int], setting: Setting, coverage: Coverage):
        self.rest, self.labels, self.coverage = iter(plan), setting.labels, coverage
        chance = Random(swarm)
        names = dict.fromkeys(name for name, _ in self.labels)
        self.muted = {name for name in names if swarm and chance.random() < MUTED_SHARE}

    def __call__(self, run: Run) -> Symbol | None:
        for number in self.rest:
            if number:
                return self._chosen(number - 1, run)
        return None

    def _chosen(self, number: int, run: Run) -> Symbol | None:
        possible, node = run.possible(), run.belief.nodes[0]
        possible = [label for label in possible if label[0] not in self.muted] or possible
        count = len(self.labels)
        if number >= count:
            possible = self.coverage.rarest(number // count - 1, node, possible)
        wanted = {*possible}
        for offset in range(count):
            label = self.labels[(number + offset) % count]
            if label in wanted:
                self.coverage.note(node, label)
                return label
        return None


class Given:
    """Chooses given labels, as far as they are possible."""

    def __init__(self, labels: Sequence[Symbol]):
        self.rest = iter(labels)

    def __call__(self, run: Run) -> Symbol | None:
        possible = run.possible()
        return next((label for label in self.rest if label in possible), None)
