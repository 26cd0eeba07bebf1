"""All steps that the reachable pairs (g, m) make, as columns: a claim about steps is asked once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from dialonce.compose import Composed
from dialonce.decision import Kind
from dialonce.event import Event, Split
from dialonce.observe import Observation, StepView, ask, counter, observe_pairs
from dialonce.property import Property

PAIRS_AT_ONCE = 1 << 15  # whose steps are looked at together, so that memory stays bounded


class Transitions:
    """The steps of the pairs `g`, `m` by every event, ordered by event, then as the pairs are.

    `names` of the events; `counts` (events,) of their steps; `before`: (g, m) of each step;
    `numbers` (steps,) tells which messages it sends.
    """

    def __init__(self, composed: Composed, g: Any, m: Any):
        keys = [*composed.own_events, *composed.shared_events]
        self.system, self.names = composed.system, [".".join(key) for key in keys]
        own, shared = _own_steps(composed, g, m), _shared_steps(composed, g, m)
        columns = zip(own, shared, strict=True)
        events, g, m, then_g, then_m = (np.concatenate(column) for column in columns)
        self.before, self.counts = (g, m), np.bincount(events, minlength=len(keys))
        self.numbers, steps = _numbered(composed, keys, events, g, m)
        step = StepView(self._event(self._all), counter(self.system, steps), self.numbers)
        seen = observe_pairs(composed, g, m), observe_pairs(composed, then_g, then_m)
        self._views = (seen[0], step, seen[1])

    @property
    def _all(self) -> Any:
        """The numbers of the events by which there are steps."""
        return np.flatnonzero(self.counts)

    def _event(self, events: Any) -> Event:
        return Event([self.names[e] for e in events], self.counts[events], self.system)

    def answers(self, claim: Property) -> Any:
        """The answers of a step property, one boolean a step."""
        answers = np.empty(len(self.numbers), bool)

        def put(rows: Any, count: int, *views: Any) -> None:
            answers[rows] = ask(claim, count, claim.predicate, *views)

        self.in_parts(put)
        return answers

    def in_parts(self, put: Callable[..., None]) -> None:
        """Call `put` with all rows, their number, and the step before, by and after them.

        Where it asks for one truth of different events, it is called for each part by itself.
        """
        parts = [self._all] if len(self.numbers) else []
        while parts:
            events = parts.pop()
            rows, views = self._part(events)
            try:
                put(rows, self.counts[events].sum(), *views)
            except Split as split:
                parts += [events[split.by == each] for each in np.unique(split.by)]

    def _part(self, events: Any) -> tuple[Any, tuple[Observation, StepView, Observation]]:
        """The rows of the steps by some of the events, and what a predicate sees of them."""
        if len(events) == len(self._all):
            return slice(None), self._views
        chosen = np.zeros(len(self.counts), bool)
        chosen[events] = True
        rows = np.flatnonzero(np.repeat(chosen, self.counts))
        before, step, after = self._views
        return rows, (before.part(rows), step.part(self._event(events), rows), after.part(rows))


def _own_steps(c: Composed, g: Any, m: Any) -> tuple[Any, Any, Any, Any, Any]:
    """The steps of the member: events, g, m, and both after the step."""
    packed = c.own[:, g, m]
    events, at = np.nonzero(packed >= 0)
    after_g, after_m = np.divmod(packed[events, at].astype(np.int64), c.pairs.shape[1])
    return events, g[at], m[at], after_g, after_m


def _shared_steps(c: Composed, g: Any, m: Any) -> tuple[Any, Any, Any, Any, Any]:
    """The same for single machines, whose events are numbered after those of the member."""
    events, at = np.nonzero(c.shared[:, g] >= 0)
    g, m = g[at], m[at]
    after_g = c.shared[events, g].astype(np.int64)
    after_m = c.casts[c.cast_of[events, g], m].astype(np.int64)
    return events + len(c.own), g, m, after_g, after_m


def _numbered(
    c: Composed, keys: list[tuple[str, str]], events: Any, g: Any, m: Any
) -> tuple[Any, list[Kind]]:
    """The number of each step in the steps of all decisions, and these."""
    numbers, steps = np.empty(len(g), np.int64), list[Kind]()
    ends = np.searchsorted(events, np.arange(len(keys) + 1))
    for key, rows in zip(keys, map(slice, ends, ends[1:]), strict=True):
        numbers[rows] = c.step_of[key][g[rows], m[rows]] + len(steps)
        steps += c.decisions[key].steps
    return numbers, steps
