"""Which wrong designs fail which cases, and by what they are known."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from dialonce.errors import UndecidedError
from dialonce.judge.observation import Observation
from dialonce.vectors.effects import Effects
from dialonce.vectors.play import Element, Play, Step, Wrong
from dialonce.variant import Mutant


class Kill(NamedTuple):
    """How a wrong design fails a case: in which step, by what, whether it always does.

    `looking`: it is known only to one who looks at the states of the machines.
    """

    step: int
    wrong: Wrong
    always: bool
    looking: bool

    @property
    def rank(self) -> tuple[bool, bool]:
        """The lower, the surer."""
        return self.looking, not self.always


class _Past(NamedTuple):
    """What became of a wrong design in some steps: where it passed, its first fault."""

    passed: frozenset[Element]
    fault: tuple[int, Wrong] | None
    open: bool


class Suspect:
    """A wrong design of a process, put through cases. What two cases begin with is kept."""

    def __init__(self, mutant: Mutant, seen: Observation, members: int):
        self.mutant = mutant
        wrong = seen.system.variant(seen.system.name, mutant.machines)
        self.effects = Effects(replace(seen, system=wrong), members, seen.system)
        start = _Past(frozenset({Element(self.effects.start)}), None, False)
        self._past: dict[tuple[bool, tuple[Step, ...]], _Past] = {
            (looking, ()): start for looking in (False, True)
        }

    def kill(self, steps: tuple[Step, ...]) -> Kill | None:
        """How the design fails a case; None if it passes, or too much is possible."""
        found = [self._kill(steps, looking) for looking in (False, True)]
        return min((k for k in found if k), key=lambda kill: kill.rank, default=None)

    def passed(self, steps: tuple[Step, ...]) -> frozenset[Element]:
        """Where it may be after steps that it passes."""
        return self._after(steps, False).passed

    def _kill(self, steps: tuple[Step, ...], looking: bool) -> Kill | None:
        try:
            past = self._after(steps, looking)
        except UndecidedError:
            return None
        if past.fault is None:
            return None
        return Kill(*past.fault, not (past.passed or past.open), looking)

    def _after(self, steps: tuple[Step, ...], looking: bool) -> _Past:
        key = (looking, steps)
        if key not in self._past:
            before = self._after(steps[:-1], looking)
            self._past[key] = self._taken(before, steps, looking)
        return self._past[key]

    def _taken(self, before: _Past, steps: tuple[Step, ...], looking: bool) -> _Past:
        if not before.passed:
            return before
        outcome = Play(self.effects, steps[-1]).run(before.passed)
        passed, wrong = outcome.passed, list(outcome.wrong)
        if looking:
            passed = {element for element in passed if self._fits(element, steps[-1])}
            wrong += [Wrong("is")] * (len(passed) < len(outcome.passed))
        fault = before.fault or ((len(steps) - 1, wrong[0]) if wrong else None)
        # A step that the world cannot take leaves nothing, and tells nothing.
        return _Past(frozenset(passed), fault, before.open or outcome.open or not (passed or wrong))

    def _fits(self, element: Element, step: Step) -> bool:
        words = self.effects.words(element.state)
        return all(words[at] == states for at, states in step.state)
