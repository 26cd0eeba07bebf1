"""All steps that the reachable pairs (g, m) make, as columns: a claim about steps is asked once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from dialonce.compose import Composed
from dialonce.event import Event, Split
from dialonce.observe import Observation, StepView, ask, counter
from dialonce.property import Property


class Transitions:
    """The steps of the pairs `g`, `m` by every event, ordered by event, then as the pairs are.

    `names` of the events; `counts` (events,) of their steps; `before` and `after`: (g, m) of the
    steps; `numbers` (steps,) positions in `steps`.
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
        self.before, self.after = (g, m), (then_g, then_m)
        self._count = counter(composed.system, [step for steps in kinds for step in steps])
        self._views: dict[bytes, Any] = {}

    def answers(self, claim: Property) -> Any:
        """The answers of a step property, one boolean a step."""
        answers = np.empty(len(self.numbers), bool)
        parts = [np.flatnonzero(self.counts)] if len(answers) else []
        while parts:
            events = parts.pop()
            rows, views = self._seen(events)
            try:
                answers[rows] = ask(claim, self.counts[events].sum(), claim.predicate, *views)
            except Split as split:
                parts += [events[split.by == each] for each in np.unique(split.by)]
        return answers

    def _seen(self, events: Any) -> Any:
        """The rows of the steps by some of the events, and what a predicate sees of them."""
        key = events.tobytes()
        if key not in self._views:
            chosen = np.zeros(len(self.counts), bool)
            chosen[events] = True
            rows = np.flatnonzero(np.repeat(chosen, self.counts))
            rows = slice(None) if len(rows) == len(self.numbers) else rows
            event = Event([self.names[e] for e in events], self.counts[events], self.composed.system)
            views = (
                self._observe(self.before, rows),
                StepView(event, self._count, self.numbers[rows]),
                self._observe(self.after, rows),
            )
            self._views[key] = rows, views
        return self._views[key]

    def _observe(self, pairs: Any, rows: Any) -> Observation:
        g, m = pairs[0][rows], pairs[1][rows]
        return Observation(self.composed.tables, lambda name: self.composed.column(name, g, m))


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
