"""The library's engine, made loud: what it resolves silently is a specification error here."""

from __future__ import annotations

from typing import Any

from statemachine.engines.base import _processing_step
from statemachine.engines.sync import SyncEngine
from statemachine.orderedset import OrderedSet

MICROSTEPS_MAX = 100


class StrictEngine(SyncEngine):
    """Raises on overlapping transitions, on conflicting regions, and on endless microsteps.

    An event matches by its whole name, and eventless transitions are looked for where there are
    any: that is what the contract allows, and faster.
    """

    microsteps = 0

    def take(self, trigger_data: Any) -> None:
        """Run one event, and what follows from it inside the machine.

        The library's loop does the same with queues, delays and invocations, which no machine has.
        """
        eventless = type(self.sm)._has_eventless
        if not self.running or not (eventless or self._hears(trigger_data.event)):
            return
        with _processing_step(self):
            try:
                if eventless:
                    self._run_macrostep()
                self._take_external_event(trigger_data)
                if self.running:
                    self._run_macrostep()
            except Exception:
                self.clear()
                raise

    def _hears(self, event: Any) -> bool:
        """Whether a transition of an active state names the event."""
        levels = (level for s in self.sm.configuration for level in [s, *s.ancestors()])
        return any(event in t.events for level in levels for t in level.transitions)

    def _first_transition_that_matches(self, state: Any, trigger_data: Any, predicate: Any) -> Any:
        for level in [state, *state.ancestors()]:
            enabled = [
                t
                for t in level.transitions
                if not t.initial
                and predicate(t, trigger_data.event)
                and self._conditions_match(t, trigger_data)
            ]
            if len(enabled) > 1:
                ends = ", ".join(f"{t.source.id} -> {t.target and t.target.id}" for t in enabled)
                self.sm._refuse(
                    f"{_cause(trigger_data)} enables {len(enabled)} transitions: {ends}.",
                    "make their guards exclusive",
                )
            if enabled:
                return enabled[0]
        return None

    def select_transitions(self, trigger_data: Any) -> Any:
        """The transitions that an event takes."""
        return self._select_transitions(trigger_data, lambda t, event: event in t.events)

    def select_eventless_transitions(self, trigger_data: Any) -> Any:
        """The transitions that are taken without any event."""
        if type(self.sm)._has_eventless:
            return super().select_eventless_transitions(trigger_data)
        return OrderedSet()

    def _get_args_kwargs(self, transition: Any, trigger_data: Any, **_: Any) -> Any:
        """What callbacks are given: a machine's take only self, and In("...") asks the machine."""
        return (), {"machine": self.sm, "event": trigger_data.event}

    def _conditions_match(self, transition: Any, trigger_data: Any) -> Any:
        acting, self.sm._acting = self.sm._acting, False
        try:
            return super()._conditions_match(transition, trigger_data)
        finally:
            self.sm._acting = acting

    def _filter_conflicting_transitions(self, transitions: Any) -> Any:
        if len(transitions) < 2:
            return transitions
        kept = super()._filter_conflicting_transitions(transitions)
        if len(kept) != len(transitions):
            self.sm._refuse(
                "two regions take conflicting transitions for one event.",
                "let one of them leave the common region alone",
            )
        return kept

    def _check_root_final_state(self) -> None:
        """A parallel state whose regions are all final does not end the machine, as in SCXML.

        The library would end it by a flag that no configuration shows.
        """

    def _run_macrostep(self) -> bool:
        idle = not type(self.sm)._has_eventless and self.internal_queue.is_empty()
        return False if idle else super()._run_macrostep()

    def microstep(self, transitions: Any, trigger_data: Any) -> Any:
        """Take transitions together, and remember them."""
        if trigger_data.event is None and self.sm._acting and not self.sm._taken:
            self.sm._refuse(
                "a read enabled an eventless transition between two events.",
                "let a message cause it: a read wakes nobody",
            )
        self.microsteps += 1
        if self.microsteps > MICROSTEPS_MAX:
            self.sm._refuse(
                f"more than {MICROSTEPS_MAX} microsteps follow one event.",
                "guard the eventless transitions so that they come to rest",
            )
        self.sm._taken.extend(transitions)
        return super().microstep(transitions, trigger_data)


def _cause(trigger_data: Any) -> str:
    return f"event {trigger_data.event}" if trigger_data.event else "a state without any event"
