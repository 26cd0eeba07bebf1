"""Which wrong designs fail which cases, and by what they are known."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from dialonce.compose import Composed
from dialonce.errors import UndecidedError
from dialonce.judge.observation import Observation
from dialonce.variant import Mutant
from dialonce.vectors.effects import Effects
from dialonce.vectors.play import Element, Play, Step, Wrong

ALWAYS, HASTY, PERHAPS = "always", "when it acts at once", "perhaps"
WHEN = (ALWAYS, HASTY, PERHAPS)


class Kill(NamedTuple):
    """How a wrong design fails a case: in which step, by what, and when (one of WHEN).

    `looking`: it is known only to one who looks at the states of the machines.
    """

    step: int
    wrong: Wrong
    when: str
    looking: bool

    @property
    def rank(self) -> int:
        """The lower, the surer; 0 is the best."""
        return WHEN.index(self.when) + len(WHEN) * self.looking


class _Past(NamedTuple):
    """What became of a wrong design in some steps: where it passed, its first fault."""

    passed: frozenset[Element]
    fault: tuple[int, Wrong] | None
    open: bool

    @property
    def fails(self) -> bool:
        """Whether no way of it passes, or leaves the case open."""
        return not (self.passed or self.open)


_Way = tuple[bool, bool]  # whether one looks at the states; whether the design is hasty


class Suspect:
    """A wrong design of a process, put through cases. What two cases begin with is kept."""

    def __init__(self, mutant: Mutant, seen: Observation, members: int):
        self.mutant = mutant
        wrong = seen.system.variant(seen.system.name, mutant.machines)
        self._begin(Effects(replace(seen, system=wrong), members, False, seen.system))

    def _begin(self, effects: Effects) -> None:
        self.effects = effects
        start = _Past(frozenset({Element(self.effects.start)}), None, False)
        ways = [(looking, hasty) for looking in (False, True) for hasty in (False, True)]
        self._past: dict[tuple[_Way, tuple[Step, ...]], _Past] = {(way, ()): start for way in ways}

    @cached_property
    def driven(self) -> Suspect:
        """The same design, that does only what it is told."""
        found = copy(self)
        found._begin(self.effects.told())
        return found

    @cached_property
    def composed(self) -> Composed:
        """Its tables, composed."""
        return Composed(self.effects.system)

    def kill(self, steps: tuple[Step, ...], look: bool = True) -> Kill | None:
        """How the design fails a case; None if it passes, or too much is possible.

        `look`: also at the states of the machines.
        """
        found = [self._kill(steps, looking) for looking in (False, True)[: 1 + look]]
        return min((k for k in found if k), key=lambda kill: kill.rank, default=None)

    def _kill(self, steps: tuple[Step, ...], looking: bool) -> Kill | None:
        try:
            past = self._after(steps, (looking, False))
            if past.fault is None:
                return None
            if past.fails:
                return Kill(*past.fault, ALWAYS, looking)
            hasty = self._after(steps, (looking, True))
        except UndecidedError:
            return None
        if hasty.fault and hasty.fails:
            return Kill(*hasty.fault, HASTY, looking)
        return Kill(*past.fault, PERHAPS, looking)

    def _after(self, steps: tuple[Step, ...], way: _Way) -> _Past:
        key = (way, steps)
        if key not in self._past:
            before = self._after(steps[:-1], way)
            self._past[key] = self._taken(before, steps, *way)
        return self._past[key]

    def _taken(
        self, before: _Past, steps: tuple[Step, ...], looking: bool, hasty: bool
    ) -> _Past:
        if not before.passed:
            return before
        outcome = Play(self.effects, steps[-1], hasty=hasty).run(before.passed)
        passed, more = self._asked(outcome.passed, steps[-1])
        wrong = [*outcome.wrong, *more]
        if looking:
            fitting = {element for element in passed if self._fits(element, steps[-1])}
            wrong += [Wrong("is")] * (len(fitting) < len(passed))
            passed = fitting
        fault = before.fault or ((len(steps) - 1, wrong[0]) if wrong else None)
        # A step that the world cannot take leaves nothing, and tells nothing.
        return _Past(frozenset(passed), fault, before.open or outcome.open or not (passed or wrong))

    def _asked(
        self, elements: Iterable[Element], step: Step
    ) -> tuple[set[Element], list[Wrong]]:
        """What becomes of a driven design that is told to do what is not due."""
        passed, wrong = set[Element](), list[Wrong]()
        for element in elements:
            for start in step.not_due if self.effects.driven else ():
                effect = self.effects.effect(element.state, start)
                if effect and effect.says:
                    wrong.append(Wrong("shows", (effect.says[0].symbol,)))
                    break
                element = Element(effect.after) if effect else element
            else:
                passed.add(element)
        return passed, wrong

    def _fits(self, element: Element, step: Step) -> bool:
        words = self.effects.words(element.state)
        return all(words[at] == states for at, states in step.state)
