"""Many runs, and the shortest that goes wrong: guided ones first, then Hypothesis shrinks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from dialonce.conform.coverage import Coverage
from dialonce.conform.fault import STOPS
from dialonce.conform.guide import Given, Guide, Looks
from dialonce.conform.places import Map
from dialonce.conform.run import Outcome, Run
from dialonce.conform.session import Session
from dialonce.conform.setting import Setting
from dialonce.judge.automaton import Judge
from dialonce.judge.rival import Noting
from dialonce.judge.words import Symbol

NODES_MAX = 100_000  # of the judge, before it begins to forget
SHRINKS_MAX = 400  # runs that Hypothesis tries
RUNS_KEPT = 1_000  # to be weighed in the end
RARELY = 15  # one label in so many is left out at first


@dataclass(frozen=True)
class Effort:
    """How much: at most so many runs of at most so many steps, so many seconds, and the chance.

    Beyond `seconds`, `shrink_seconds` are for making a failing run short, and `weigh_seconds` for
    finding out what the runs show.
    """

    runs: int = 100_000
    seconds: float = 30.0
    seed: int = 0
    steps: int = 60
    shrink_seconds: float = 20.0
    weigh_seconds: float = 5.0


@dataclass
class Found:
    """What a search came to: the shortest failing run, or the fault that ended it.

    `given`: whether it was one run by given choices.
    """

    worst: Outcome | None = None
    broken: Outcome | None = None
    runs: int = 0
    steps: int = 0
    seconds: float = 0.0
    shrinks: int = 0
    interrupted: bool = False
    given: bool = False
    unsupported: set[str] = field(default_factory=set)


class Enough(BaseException):
    """The time is over. Not an Exception, which Hypothesis would take for a failing run."""


class Search:
    """Runs until something goes wrong, or enough was tried.

    `seen`: what was seen of each run, mostly in one account.
    """

    def __init__(self, session: Session, setting: Setting, effort: Effort):
        self.session, self.setting, self.effort = session, setting, effort
        self.map = self._new_map()
        self.coverage = Coverage(setting)
        self.found = Found()
        self.seen: list[list[list[Symbol]]] = []
        self._end = 0.0

    def go(self) -> Found:
        """Search, then make what was found short."""
        began = time.monotonic()
        try:
            self._explore(began + self.effort.seconds)
            self.found.seconds = time.monotonic() - began
            if self.found.worst:
                self._shrink()
                self._polish()
        except Enough:
            pass
        except KeyboardInterrupt:
            self.found.interrupted = True
        self.found.seconds = self.found.seconds or time.monotonic() - began
        return self.found

    def replay(self, labels: Sequence[Symbol]) -> Found:
        """One run by given choices; those that are not possible are left out."""
        began, self.found.given = time.monotonic(), True
        with suppress(Enough):
            self._keep(self._run(Given([*labels])))
        self.found.seconds = time.monotonic() - began
        return self.found

    def _explore(self, end: float) -> None:
        chance, looks = Random(self.effort.seed), Looks()
        while self.found.runs < self.effort.runs and time.monotonic() < end:
            guide = Guide(self.map, self.coverage, looks, chance, self.effort.steps, end)
            if self._keep(self._run(guide)):
                return

    def _shrink(self) -> None:
        """Let Hypothesis leave out labels of the failing run: 0 leaves one out."""
        import hypothesis
        from hypothesis import HealthCheck, Phase, Verbosity, strategies

        labels = self.found.worst.labels if self.found.worst else []
        keep = strategies.tuples(*[strategies.integers(0, RARELY)] * len(labels))
        settings = hypothesis.settings(
            max_examples=SHRINKS_MAX, database=None, deadline=None,
            phases=(Phase.generate, Phase.shrink), report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck), verbosity=Verbosity.quiet,
        )  # fmt: skip

        def fails(kept: tuple[int, ...]) -> None:
            chosen = [label for label, keep in zip(labels, kept, strict=True) if keep]
            if self._keep(self._run(Given(chosen))):
                raise AssertionError

        self._end = time.monotonic() + self.effort.shrink_seconds
        try:
            hypothesis.seed(self.effort.seed)(settings(hypothesis.given(keep)(fails)))()
        except Enough:
            if self.found.broken:
                raise
        except Exception:
            pass  # it fails, as it must, or Hypothesis complains that it does not always fail

    def _polish(self) -> None:
        """Leave out what the failing run does not need, one or two labels at a time."""
        self._end = time.monotonic() + self.effort.shrink_seconds
        for width in (1, 2, 1):
            position = 10**9
            while self.found.worst and position >= 0:
                labels = self.found.worst.labels
                position = min(position, len(labels) - width)
                if position < 0:
                    break
                self._keep(self._run(Given(labels[:position] + labels[position + width :])))
                position -= 1

    def _run(self, choose: Guide | Given) -> Outcome:
        if self.found.worst and time.monotonic() > self._end:
            raise Enough
        if self.map.size > NODES_MAX:
            self.map = self._new_map()
            self.coverage.forget()
        run = Run(self.session, self.map, self.coverage, self.found.unsupported)
        outcome = run.play(choose)
        if len(self.seen) < RUNS_KEPT:
            self.seen.append(outcome.seen)
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
        if worst is None or len(outcome.labels) < len(worst.labels):
            self.found.worst = outcome
        return True

    def _new_map(self) -> Map:
        return Map(self.setting, Judge(Noting(self.setting.seen, self.setting.members)))
