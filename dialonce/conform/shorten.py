"""A failing run made short: by direct ways in the specification, and by leaving out.

What remains need not be the shortest run there is: every run is tried on the implementation, whose
states nobody knows, and there is time for some only.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from dialonce.conform.guide import Given
from dialonce.conform.places import Map
from dialonce.conform.run import Choose, Outcome
from dialonce.judge.automaton import Node
from dialonce.judge.space import State
from dialonce.judge.words import Symbol

STATES_MAX = 800  # that are visited for direct ways from one place
SHRINKS_MAX = 200  # runs that Hypothesis tries
RARELY = 15  # one label in so many is left out at first


@dataclass
class Shortener:
    """Makes the run of `best` shorter; `check` raises when the time is over."""

    play: Callable[[Choose], Outcome]
    check: Callable[[], None]
    places: Map
    best: Outcome
    seed: int

    def __post_init__(self) -> None:
        self._tried: set[tuple[Symbol, ...]] = set()

    def go(self) -> None:
        """Until nothing makes it shorter."""
        length = 0
        while length != len(self.best.labels):
            length = len(self.best.labels)
            self._leave_out()
            self._go_straight()
            if length == len(self.best.labels):
                self._exchange()
        self._draw()

    def fails(self, labels: list[Symbol]) -> bool:
        """Whether a run fails in the same way; it is kept if it is shorter."""
        self._tried.add((*labels,))
        self.check()
        outcome = self.play(Given(labels))
        alike = outcome.way == self.best.way
        if alike and len(outcome.labels) < len(self.best.labels):
            self.best = outcome
        return alike

    def _shorter(self, labels: list[Symbol]) -> bool:
        """Whether a run that was not tried yet is kept."""
        if (*labels,) in self._tried or len(labels) >= len(self.best.labels):
            return False
        before = self.best
        self.fails(labels)
        return self.best is not before

    def _go_straight(self) -> None:
        """Replace parts of the run by shorter ways between the same states, long parts first."""
        first = 0
        while first < len(self.best.places):
            first = 0 if any(map(self._shorter, self._direct(first))) else first + 1

    def _direct(self, first: int) -> Iterator[list[Symbol]]:
        """The run with a shorter way from one place up to another, the farthest one first."""
        best, ways = self.best, self._ways(self._states(self.best.places[first]))
        for last in range(len(best.places) - 1, first + 1, -1):
            reached = (ways[state] for state in self._states(best.places[last]) if state in ways)
            way = min(reached, key=len, default=None)
            if way is not None and len(way) < last - first:
                yield [*best.labels[:first], *way, *best.labels[last:]]

    def _states(self, node: Node) -> set[State]:
        return {*self.places.states(node)}

    def _ways(self, start: set[State]) -> dict[State, tuple[Symbol, ...]]:
        """The shortest way to each state near these; what the process does by itself is free."""
        playable = {*self.places.setting.labels}
        ways: dict[State, tuple[Symbol, ...]] = dict.fromkeys(start, ())
        pending, done = deque(start), set[State]()
        while pending and len(done) < STATES_MAX:
            state = pending.popleft()
            if state in done:
                continue
            done.add(state)
            self.check()
            for move in self.places.moves(state):
                steps = (move.event,) if move.event in playable else () if move.own else None
                way = (*ways[state], *(steps or ()))
                known = ways.get(move.after)
                if steps is not None and (known is None or len(way) < len(known)):
                    ways[move.after] = way
                    (pending.append if steps else pending.appendleft)(move.after)
        return ways

    def _leave_out(self) -> None:
        """Leave out labels: many together at first, then one by one, from the end."""
        width = max(1, len(self.best.labels) // 2)
        while width:
            position = len(self.best.labels) - width
            while position >= 0:
                labels = self.best.labels
                self._shorter(labels[:position] + labels[position + width :])
                position = min(position - 1, len(self.best.labels) - width)
            width = 1 if width == 2 else width // 2

    def _exchange(self) -> None:
        """Replace several labels by one that may happen there, until that makes it shorter."""
        labels, places = self.best.labels, self.best.places
        for width in (4, 3, 2):
            for i in range(len(labels) - width, -1, -1):
                for label in self.places.labels(places[i]):
                    if self._shorter([*labels[:i], label, *labels[i + width :]]):
                        return

    def _draw(self) -> None:
        """Let Hypothesis leave out labels: 0 leaves one out."""
        import hypothesis
        from hypothesis import HealthCheck, Phase, Verbosity, strategies

        labels = self.best.labels
        keep = strategies.tuples(*[strategies.integers(0, RARELY)] * len(labels))
        settings = hypothesis.settings(
            max_examples=SHRINKS_MAX, database=None, deadline=None,
            phases=(Phase.generate, Phase.shrink), report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck), verbosity=Verbosity.quiet,
        )  # fmt: skip

        def holds(kept: tuple[int, ...]) -> None:
            if self.fails([label for label, keep in zip(labels, kept, strict=True) if keep]):
                raise AssertionError

        with suppress(Exception):  # it fails, as it must, or Hypothesis says: not always
            hypothesis.seed(self.seed)(settings(hypothesis.given(keep)(holds)))()
