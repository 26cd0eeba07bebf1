"""All steps that the reachable pairs (g, m) make, as columns: a claim about steps is asked once."""

from __future__ import annotations

from typing import Any

import numpy as np

from dialonce.compose import Composed
from dialonce.event import Event, Split
from dialonce.observe import Observation, StepView, ask, counter, observe_pairs
from dialonce.property import Property


class Transitions:
    """The steps of the pairs `g`, `m` by every event, ordered by event, then as the pairs are.

    `names` of the events; `counts` (events,) of their steps; `before`: (g, m) of each step;
    `numbers` (steps,) tells which messages it sends.
    """

    def __init__(self, composed: Composed, g: Any, m: Any):
        self.system, keys = composed.system, [*composed.own_events, *composed.shared_events]
        own, shared = _own_steps(composed, g, m), _shared_steps(composed, g, m)
        self.names = [".".join(key) for key in keys]
        self.counts = np.concatenate([own[0], shared[0]])
        columns = zip(own[1:], shared[1:], strict=True)
        g, m, then_g, then_m = (np.concatenate(column) for column in columns)
        self.before = (g, m)
        decisions = [composed.decisions[key].steps for key in keys]
        self.numbers, last, known = np.empty(len(g), np.int64), np.cumsum(self.counts), 0
        for key, count, end, found in zip(keys, self.counts, last, decisions, strict=True):
            rows = slice(end - count, end)
            self.numbers[rows] = composed.step_of[key][g[rows], m[rows]] + known
            known += len(found)
        seen = (observe_pairs(composed, g, m), observe_pairs(composed, then_g, then_m))
        count = counter(self.system, [step for found in decisions for step in found])
        self._views = (seen[0], StepView(self._event(self._all), count, self.numbers), seen[1])

    @property
    def _all(self) -> Any:
        """The numbers of the events by which there are steps."""
        return np.flatnonzero(self.counts)

    def _event(self, events: Any) -> Event:
        return Event([self.names[e] for e in events], self.counts[events], self.system)

    def answers(self, claim: Property) -> Any:
        """The answers of a step property, one boolean a step."""
        answers = np.empty(len(self.numbers), bool)
        parts = [self._all] if len(answers) else []
        while parts:
            events = parts.pop()
            rows, views = self._part(events)
            try:
                answers[rows] = ask(claim, self.counts[events].sum(), claim.predicate, *views)
            except Split as split:
                parts += [events[split.by == each] for each in np.unique(split.by)]
        return answers

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
    """How many steps each event of the member makes; g, m, and both after the step."""
    packed = c.own[:, g, m]
    events, at = np.nonzero(packed >= 0)
    after_g, after_m = np.divmod(packed[events, at].astype(np.int64), c.pairs.shape[1])
    return np.bincount(events, minlength=len(packed)), g[at], m[at], after_g, after_m


def _shared_steps(c: Composed, g: Any, m: Any) -> tuple[Any, Any, Any, Any, Any]:
    """The same for the events of single machines."""
    events, at = np.nonzero(c.shared[:, g] >= 0)
    g, m = g[at], m[at]
    after_m = c.casts[c.cast_of[events, g], m].astype(np.int64)
    counts = np.bincount(events, minlength=len(c.shared))
    return counts, g, m, c.shared[events, g].astype(np.int64), after_m
