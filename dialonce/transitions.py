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
        self.composed = composed
        keys = [*composed.own_events, *composed.shared_events]
        found = [_steps_by(composed, number, key, g, m) for number, key in enumerate(keys)]
        self.names = [".".join(key) for key in keys]
        self.counts = np.array([part.shape[1] for part in found])
        kinds = [composed.decisions[key].steps for key in keys]
        starts = np.cumsum([0, *map(len, kinds)])
        self.numbers = np.concatenate([p[4] + s for p, s in zip(found, starts, strict=False)])
        g, m, then_g, then_m, _ = np.concatenate(found, axis=1)
        self.before = (g, m)
        seen = (observe_pairs(composed, g, m), observe_pairs(composed, then_g, then_m))
        count = counter(composed.system, [step for steps in kinds for step in steps])
        self._views = (seen[0], StepView(self._event(self._all), count, self.numbers), seen[1])

    @property
    def _all(self) -> Any:
        """The numbers of the events by which there are steps."""
        return np.flatnonzero(self.counts)

    def _event(self, events: Any) -> Event:
        return Event([self.names[e] for e in events], self.counts[events], self.composed.system)

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


def _steps_by(c: Composed, number: int, key: tuple[str, str], g: Any, m: Any) -> Any:
    """g, m, both after the event, and the number of the step, where the event is enabled."""
    own = len(c.own_events)
    packed = c.own[number, g, m] if number < own else c.shared[number - own, g]
    g, m, packed = (column[packed >= 0] for column in (g, m, packed))
    if number < own:
        after_g, after_m = np.divmod(packed, c.pairs.shape[1])
    else:
        after_g, after_m = packed, c.casts[c.cast_of[number - own, g], m]
    return np.stack([g, m, after_g, after_m, c.step_of[key][g, m]])
