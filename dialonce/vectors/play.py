"""What becomes of a design that is put through a case: it passes, it fails, or the case ends open.

A design may do what it does by itself sooner or later, so all it may do is followed at once. The
rules are those of the reading loop in docs/vectors.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dialonce.cascade import Instance
from dialonce.errors import UndecidedError
from dialonce.judge.words import Symbol, symbol_of
from dialonce.vectors.effects import Effect, Effects, Said, Start, State

PATIENCE = 1  # ticks for which a process may leave undone what it does by itself in the end
FOR_EVER = 1 << 20  # ticks: the process may do it whenever it likes
WAIT_MAX = 12  # ticks
ELEMENTS_MAX = 20_000
Words = tuple[tuple[Instance, tuple[str, ...]], ...]


class Item(NamedTuple):
    """What must be said: after what other item (its number, or -1), and within how many ticks.

    `sure`: whether every right design says it, so that its absence is a fault.
    """

    symbol: Symbol
    after: int = -1
    within: int = 0
    sure: bool = True


class Step(NamedTuple):
    """A step of a case: what happens, what the process is told, what it must and what it may say.

    `start`: the event that begins it, None where nothing happens but what the process does by
    itself; `own`: that, in order; `state`: what its machines are in afterwards, where it is known;
    `not_due`: what it does by itself elsewhere, and may not do then.
    """

    start: Start | None
    told: tuple[Symbol, ...] = ()
    own: tuple[Start, ...] = ()
    expect: tuple[Item, ...] = ()
    may: frozenset[Symbol] = frozenset()
    state: Words = ()
    not_due: tuple[Start, ...] = ()


class Element(NamedTuple):
    """One possibility: a state, and for how many ticks something was left undone."""

    state: State
    waited: int = 0


class Wrong(NamedTuple):
    """What is wrong in a step: a symbol `shows` that must not be, or `lacks` what must be said,
    or the command is `refused`, or a machine `is` in another state."""

    kind: str
    symbols: tuple[Symbol, ...] = ()


@dataclass
class Outcome:
    """What may become of a step: where it may pass, what may be wrong, whether it may end open.

    `late`: by item, after how many ticks it was said at the latest.
    """

    passed: set[Element] = field(default_factory=set)
    wrong: dict[Wrong, None] = field(default_factory=dict)
    open: bool = False
    late: dict[int, int] = field(default_factory=dict)


class _At(NamedTuple):
    state: State
    waited: int
    happened: bool
    ticks: int
    pending: tuple[int, ...]
    acted: frozenset[Start] = frozenset()  # by itself, since something happened; if it is hasty


class Play:
    """One step, from some elements, in all ways in which it can go.

    `hasty`: a design that does at once what it may do by itself, each thing once, whenever it is
    told something or time passes.
    """

    def __init__(self, effects: Effects, step: Step, patience: int = PATIENCE, hasty: bool = False):
        self.effects, self.step, self.patience = effects, step, patience
        self.hasty = hasty
        self.outcome = Outcome()
        self._known: set[_At] = set()
        self._todo: list[_At] = []

    def run(self, elements: Iterable[Element]) -> Outcome:
        """Take the step. Errors: UndecidedError where there are too many ways."""
        every = tuple(range(len(self.step.expect)))
        for state, waited in elements:
            self._add(_At(state, waited, self.step.start is None, 0, every))
        while self._todo:
            at = self._todo.pop()
            acts = self._acts(at)
            for start in acts:
                effect = self.effects.effect(at.state, start)
                assert effect is not None
                acted = at.acted | {start} if self.hasty else at.acted
                self._said(at._replace(acted=acted), effect, 0)
            if acts and self.hasty:
                continue
            if at.happened:
                self._settle(at)
            else:
                self._happen(at)
        return self.outcome

    def _acts(self, at: _At) -> list[Start]:
        """What the process may do now by itself: it acts after what it is told, never before."""
        if not at.happened or (self.hasty and not self._wakes(at)):
            return []
        return [start for start, _ in self.effects.likes(at.state) if start not in at.acted]

    def _wakes(self, at: _At) -> bool:
        """Whether the process is told something, or time passes."""
        return bool(self.step.told or at.ticks or self.step.start == self.effects.tick)

    def _add(self, at: _At) -> None:
        if at.waited and not self.effects.eager(at.state):
            at = at._replace(waited=0)
        if at not in self._known:
            self._known.add(at)
            self._todo.append(at)
            if len(self._known) > ELEMENTS_MAX:
                raise UndecidedError(f"more than {ELEMENTS_MAX} ways to take a step")

    def _happen(self, at: _At) -> None:
        """What the step begins with happens, or the tick for which the case waits."""
        effects, step = self.effects, self.step
        start = effects.tick if at.ticks else step.start
        assert start is not None
        effect = effects.effect(at.state, start)
        commanded = not at.ticks and step.told[:1] == (symbol_of(effects.system, *start),)
        if effect is None and commanded:
            self.outcome.wrong[Wrong("refused")] = None
        if effect is None or not (commanded or effect.told == (() if at.ticks else step.told)):
            return
        waited = self._late(at) if start == effects.tick else at.waited
        if waited is not None:
            self._said(at._replace(happened=True, acted=frozenset()), effect, waited)

    def _settle(self, at: _At) -> None:
        """The process says no more for now: what is due is missing, and other things may come."""
        expect, tick = self.step.expect, self.effects.tick
        due = [n for n in at.pending if expect[n].within <= at.ticks]
        if self._doomed(at):
            return
        if not at.pending:
            self.outcome.passed.add(Element(at.state, at.waited))
        elif due and all(expect[n].sure for n in due):
            lacks = tuple(expect[n].symbol for n in due)
            self.outcome.wrong[Wrong("lacks", lacks)] = None
        elif due or at.ticks > WAIT_MAX or not self._passes_time(at.state, tick):
            self.outcome.open = True
        else:
            self._add(at._replace(happened=False, ticks=at.ticks + 1))

    def _doomed(self, at: _At) -> bool:
        """Whether it has left undone for so long what it does by itself that a tick is too much.

        No right design is ever there, since a tick may come next.
        """
        eager = at.waited >= self.patience and self.effects.eager(at.state)
        return eager and self._passes_time(at.state, self.effects.tick)

    def _passes_time(self, state: State, tick: Start | None) -> bool:
        """Whether a tick may pass here of which the process is told nothing but that."""
        effect = self.effects.effect(state, tick) if tick else None
        return effect is not None and not effect.told

    def _late(self, at: _At) -> int | None:
        """For how long something is left undone when one more tick is over; None for too long."""
        if not self.effects.eager(at.state):
            return 0
        return at.waited + 1 if at.waited < self.patience else None

    def _said(self, at: _At, effect: Effect, waited: int) -> None:
        """The step goes on with what is said, if that is expected."""
        pending = list(at.pending)
        for said in effect.says:
            number = self._awaited(said, pending, at)
            if number is None:
                if said.symbol in self.step.may:
                    self.outcome.open = True
                else:
                    self.outcome.wrong[Wrong("shows", (said.symbol,))] = None
                return
            pending.remove(number)
            self.outcome.late[number] = max(at.ticks, self.outcome.late.get(number, 0))
        self._add(at._replace(state=effect.after, waited=waited, pending=tuple(pending)))

    def _awaited(self, said: Said, pending: list[int], at: _At) -> int | None:
        """The number of the item that this is: the one that is due first."""
        expect = self.step.expect
        found = [n for n in pending if expect[n].symbol == said.symbol
                 and expect[n].after not in pending and expect[n].within >= at.ticks
                 and (at.happened or at.ticks or expect[n].within)]  # fmt: skip
        return min(found, key=lambda n: expect[n].within, default=None)
