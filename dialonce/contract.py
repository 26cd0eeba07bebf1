"""The class rules of the machine contract, checked when a machine class is made."""

from __future__ import annotations

import re
from typing import Any

from statemachine import Event, State
from statemachine.factory import StateMachineMetaclass
from statemachine.state import HistoryState
from statemachine.transition_list import TransitionList

from dialonce.errors import SpecificationError

MAGIC = re.compile(r"(on|before|after)_(enter_|exit_)?\w+|prepare_event")
IN_STATE = re.compile(r"""\bIn\(\s*['"]?(\w+)""")


class Namespace(dict):  # type: ignore[type-arg]
    """A class body in which a state or an event is named once."""

    def __setitem__(self, key: str, value: Any) -> None:
        old = self.get(key)
        if isinstance(old, (TransitionList, Event, State)) and old is not value:
            raise SpecificationError(
                self.get("__qualname__", "?"), f"the name {key} is used twice.",
                "join the transitions with | in one line, or rename one",
            )  # fmt: skip
        super().__setitem__(key, value)


class Contract(StateMachineMetaclass):
    """Checks the contract at class creation, and numbers states depth first."""

    @classmethod
    def __prepare__(mcs, name: str, bases: tuple[type, ...], **keywords: Any) -> Namespace:
        return Namespace()

    def __init__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> None:
        concrete = [base for base in bases if getattr(base, "states_map", None)]
        if concrete and not attrs.get("mutant"):
            cls._reject(
                "a machine cannot be derived from another one: they would share their states.",
                "make variants in a function; a wrong variant of a fresh class states `mutant`",
            )
        cls._check_names(bases, attrs)
        super().__init__(name, bases, attrs)
        if cls.states_map:
            cls._check_states()
            cls._check_transitions()

    def _reject(cls, rule: str, mend: str) -> None:
        raise SpecificationError(cls.__name__, rule, mend)

    def _check_names(cls, bases: tuple[type, ...], attrs: dict[str, Any]) -> None:
        for key, value in attrs.items():
            if isinstance(value, (TransitionList, Event)):
                inherited = any(key in map(str, getattr(base, "_events", ())) for base in bases)
                if not inherited and any(callable(getattr(base, key, None)) for base in bases):
                    cls._reject(f"event {key} would replace a method.", "rename the event")
                if not key.isidentifier() or "." in str(getattr(value, "id", "")):
                    cls._reject(f"event id {key} has a dot.", "use a plain identifier")
            elif callable(value) and MAGIC.fullmatch(key):
                cls._reject(
                    f"method {key} is wired by its name.",
                    'name the action freely and wire it in the transition line with on="..."',
                )

    def _check_states(cls) -> None:
        found: list[Any] = []

        def visit(states: Any) -> None:
            for state in states:
                found.append(state)
                state.document_order = len(found)
                if isinstance(state, HistoryState) or state.history:
                    cls._reject(f"{state.id} uses history.", "keep what is remembered as Data")
                visit(state.states)

        visit(cls.states)
        ids = [state.id for state in found]
        for twice in {i for i in ids if ids.count(i) > 1}:
            cls._reject(f"state id {twice} occurs twice.", "give each state its own id")
        cls.ordered_states = found
        cls.states_by_id = {state.id: state for state in found}

    def _check_transitions(cls) -> None:
        ids = {state.id for state in cls.ordered_states}
        for state in cls.ordered_states:
            if any(not spec.is_convention for spec in state.invoke):
                cls._reject(f"state {state.id} invokes.", "time is the event tick; use emit")
            for t in state.transitions:
                if t.initial:
                    continue
                cls._check_transition(t)
                for spec in t._specs:
                    for used in IN_STATE.findall(str(spec.func)):
                        if used not in ids:
                            cls._reject(f"In({used}) names no state.", "correct the name")
        for event in cls._events:
            if getattr(event, "delay", 0) or event.internal:
                cls._reject(f"event {event.id} is delayed or internal.", "count ticks in Data")

    def _check_transition(cls, t: Any) -> None:
        where = f"{t.source.id} -> {t.target and t.target.id}"
        own = [spec for spec in t._specs if not spec.is_convention]
        if t.is_eventless and not any(spec.expected_value is not None for spec in own):
            cls._reject(
                f"{where} has neither event nor guard, so it fires at once.",
                "assign it to an event name that is used once",
            )
        if t.internal:
            cls._reject(f"{where} is internal, yet runs entry actions.", "write x.to(None, on=...)")
        if any("VALIDATOR" in str(spec.group) for spec in own):
            cls._reject(f"{where} has validators, which raise at the caller.", "use cond")
        if any(not isinstance(spec.func, str) for spec in own):
            cls._reject(f"{where} is wired to a function.", "wire methods by their name")
