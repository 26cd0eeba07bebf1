"""Many guided runs; the first that goes wrong is made short."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from dialonce.conform.confirm import Confirmation
from dialonce.conform.coverage import Coverage
from dialonce.conform.fault import STOPS
from dialonce.conform.guide import Given, Guide, Looks
from dialonce.conform.places import Map
from dialonce.conform.run import Choose, Outcome, Run
from dialonce.conform.session import Session
from dialonce.conform.setting import Setting
from dialonce.conform.shorten import Shortener
from dialonce.judge.timely import judge_of
from dialonce.judge.words import Symbol

NODES_MAX = 100_000  # of the judge, before it begins to forget
RUNS_KEPT = 1_000  # to be weighed in the end


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
    """What a search came to: the failing run, made short, or the fault that ended it.

    `slow`: runs that this machine was too slow to judge; `slowest`: seconds of the latest answer;
    `given`: whether it was one run by given choices.
    """

    worst: Outcome | None = None
    broken: Outcome | None = None
    runs: int = 0
    steps: int = 0
    seconds: float = 0.0
    shrinks: int = 0
    interrupted: bool = False
    slow: int = 0
    slowest: float = 0.0
    given: bool = False
    unsupported: set[str] = field(default_factory=set)

    @property
    def failing(self) -> Outcome | None:
        """The run that failed, whoever answers for it."""
        return self.worst or self.broken

    def keep(self, outcome: Outcome) -> None:
        """Keep a run that failed: `worst` is the implementation's doing, `broken` its adapter's."""
        if outcome.fault and outcome.fault.kind not in STOPS:
            self.broken = outcome
        elif outcome.way:
            self.worst = outcome


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

    def go(self) -> Found:
        """Search, then make what was found short."""
        began = time.monotonic()
        try:
            self._explore(began + self.effort.seconds)
            self.found.seconds = time.monotonic() - began
            if self.found.failing:
                self._shorten(self.found.failing)
        except KeyboardInterrupt:
            self.found.interrupted = True
        self.found.seconds = self.found.seconds or time.monotonic() - began
        return self.found

    def replay(self, labels: Sequence[Symbol]) -> Found:
        """One run by given choices; those that are not possible are left out."""
        began, self.found.given = time.monotonic(), True
        self.found.keep(self._run(Given([*labels])))
        self.found.seconds = time.monotonic() - began
        return self.found

    def _explore(self, end: float) -> None:
        chance, looks = Random(self.effort.seed), Looks()
        while self.found.runs < self.effort.runs and time.monotonic() < end:
            guide = Guide(self.map, self.coverage, looks, chance, self.effort.steps, end)
            outcome = self._run(guide)
            if outcome.way:
                self.found.keep(outcome)
                return

    def _shorten(self, failing: Outcome) -> None:
        """Make the failing run short, in bounded time; what hangs is not waited for so long."""
        end = time.monotonic() + self.effort.shrink_seconds
        bounds, session = self.session.bounds, self.session

        def check() -> None:
            if time.monotonic() > end:
                raise Enough

        def play(choose: Choose) -> Outcome:
            self.found.shrinks += 1
            return self._run(choose)

        shortener = Shortener(play, check, self.map, failing, self.effort.seed)
        if self.setting.seen.pace:
            self.confirmation.again = 1  # the fault is known by now
        session.bounds = session.quick() if failing.way == "hang" else bounds
        with suppress(Enough):
            shortener.go()
        session.bounds = bounds
        best = shortener.best
        if best is not failing and best.way == "hang":
            best = self._run(Given(best.labels))
        if best.way == failing.way:
            self.found.keep(best)

    def _run(self, choose: Choose) -> Outcome:
        if self.map.size > NODES_MAX:
            self.map = self._new_map()
            self.coverage.forget()
        outcome = self._played(choose)
        if self.found.failing is None:
            self.found.runs += 1
            self.found.steps += len(outcome.labels)
        if outcome.wrong and self.setting.seen.pace:
            outcome = self.confirmation.of(outcome)
        if outcome.slow and self.found.failing is None:
            self.found.slow += 1
            self.found.slowest = max(self.found.slowest, outcome.slow.seconds)
        if len(self.seen) < RUNS_KEPT:
            self.seen.append(outcome.seen)
        return outcome

    def _played(self, choose: Choose) -> Outcome:
        run = Run(self.session, self.map, self.coverage, self.found.unsupported)
        return run.play(choose)

    @cached_property
    def confirmation(self) -> Confirmation:
        """What decides whether a contradiction in time stands."""
        return Confirmation(self.setting, self._played)

    def _new_map(self) -> Map:
        return Map(self.setting, judge_of(self.setting.seen, self.setting.members))
