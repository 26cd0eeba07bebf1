"""The library's engine, made loud: what it resolves silently is a specification error here."""

from __future__ import annotations

from typing import Any

from statemachine.engines.sync import SyncEngine

from dialonce.errors import SpecificationError

MICROSTEPS_MAX = 100


class StrictEngine(SyncEngine):
    """Raises on overlapping transitions, on conflicting regions, and on endless microsteps."""

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
                raise SpecificationError(
                    type(self.sm).__name__,
                    f"event {trigger_data.event} enables {len(enabled)} transitions: {ends}.",
                    "make their guards exclusive",
                )
            if enabled:
                return enabled[0]
        return None

    def _conditions_match(self, transition: Any, trigger_data: Any) -> Any:
        acting, self.sm._acting = self.sm._acting, False
        try:
            return super()._conditions_match(transition, trigger_data)
        finally:
            self.sm._acting = acting

    def _filter_conflicting_transitions(self, transitions: Any) -> Any:
        kept = super()._filter_conflicting_transitions(transitions)
        if len(kept) != len(transitions):
            raise SpecificationError(
                type(self.sm).__name__,
                "two regions take conflicting transitions for one event.",
                "let one of them leave the common region alone",
            )
        return kept

    def microstep(self, transitions: Any, trigger_data: Any) -> Any:
        if self._microstep_count >= MICROSTEPS_MAX:
            raise SpecificationError(
                type(self.sm).__name__,
                f"more than {MICROSTEPS_MAX} eventless microsteps follow one event.",
                "guard the eventless transitions so that they come to rest",
            )
        self.sm._taken.extend(transitions)
        return super().microstep(transitions, trigger_data)
