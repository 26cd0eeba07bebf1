"""The class rules of the machine contract, checked when a machine class is made."""

from __future__ import annotations

import ast
import inspect
import re
from types import FunctionType, NoneType
from typing import Any

from statemachine import Event, State
from statemachine.callbacks import CallbackGroup, allways_true
from statemachine.factory import StateMachineMetaclass
from statemachine.graph import iterate_states_and_transitions
from statemachine.spec_parser import operator_mapping, parse_boolean_expr, replace_operators
from statemachine.state import HistoryState
from statemachine.states import States
from statemachine.transition_list import TransitionList

from dialonce.data import AnyOf, Data, Read
from dialonce.errors import SpecificationError, nearest

CONSTANTS = (NoneType, int, float, str, bytes, tuple, frozenset, range)
GUARDS = (FunctionType, property, Data, Read, *CONSTANTS)
NAMED = (State, States, TransitionList, Event, Data, Read, AnyOf, FunctionType)
MEMBERS = (*NAMED, *CONSTANTS, property, staticmethod, classmethod)
NAME_SETS = ("outputs", "spontaneous", "faults", "by_hand", "optional")
SWITCHES = (
    "device", "validate_trap_states", "validate_disconnected_states", "validate_final_reachability",
)  # fmt: skip
LIBRARY = {"model", "state_field", "history_values", "start_value", "listeners",
           "listeners_inherit"}  # fmt: skip
UNFIT = inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR | inspect.CO_GENERATOR
OPEN_ENDED = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS
MAGIC = re.compile(r"(on|before|after)_\w+|prepare_event")
OUTPUT = re.compile(r"[^\W\d]\w*\.[^\W\d]\w*")
MENDS = {
    "outgoing transition": "give it one, mark it final=True, or state validate_trap_states = False",
    "unreachable": "lead a transition to it, or remove it",
    "from final state": "drop final=True or the transition",
}


class Namespace(dict[str, Any]):
    """A class body in which a name is given once."""

    def __setitem__(self, key: str, value: Any) -> None:
        old = self.get(key)
        if isinstance(old, NAMED) and old is not value:
            raise SpecificationError(
                self["__qualname__"].rpartition(".")[2], f"the name {key} is used twice.",
                "join the transitions with | in one line, or rename one",
            )  # fmt: skip
        super().__setitem__(key, value)


class Contract(StateMachineMetaclass):
    """Checks the contract at class creation, and numbers states depth first."""

    @classmethod
    def __prepare__(mcs, name: str, bases: tuple[type, ...], **keywords: Any) -> Namespace:
        return Namespace()

    def __init__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> None:
        strict = [base for base in cls.__mro__[1:] if isinstance(base, Contract)]
        cls._spent = cls._derived = False
        cls._root = strict[-1] if strict else cls
        if strict:
            cls._check_base([base for base in strict if base.states_map], attrs)
            mixins = [base for base in cls.__mro__[1:] if base not in cls._root.__mro__]
            for base in [base for base in mixins if not isinstance(base, Contract)]:
                cls._check_body(dict(vars(base)))
            cls._check_body(attrs)
        if attrs.get("mutant"):  # what is cut off in a wrong design is part of what is wrong
            cls.validate_disconnected_states = cls.validate_trap_states = False
        try:
            super().__init__(name, bases, attrs)
        except Exception as error:
            text = " ".join(str(error).split()).rstrip(".")
            mend = next((m for part, m in MENDS.items() if part in text), "correct the class body")
            cls._reject(f"the library refuses it: {text}.", mend)
        cls._number_states()
        cls._members = cls._own_members()
        if cls.states_map:
            cls._check_states()
            cls._check_events()
            cls._check_transitions()

    def _reject(cls, rule: str, mend: str) -> None:
        raise SpecificationError(cls.__name__, rule, mend)

    def _reserved(cls, name: str) -> bool:
        """Whether the name means something to the base class or to the library."""
        return hasattr(cls._root, name) or name in LIBRARY

    def _own_members(cls) -> dict[str, Any]:
        """What the class and its bases define beside Machine and the library."""
        bases = [base for base in reversed(cls.__mro__) if base not in cls._root.__mro__]
        found = {name: member for base in bases for name, member in vars(base).items()}
        return {name: member for name, member in found.items() if not cls._reserved(name)}

    def _check_base(cls, concrete: list[Any], attrs: dict[str, Any]) -> None:
        if not concrete:
            cls._check_initial([s for s in attrs.values() if isinstance(s, (State, States))])
            return
        if not attrs.get("mutant"):
            cls._reject(
                "a machine cannot be derived from another one: they would share their states.",
                "make variants in a function; a wrong variant of a fresh class states `mutant`",
            )
        if concrete[0]._derived:
            cls._reject(
                f"{concrete[0].__name__} has a mutant already: they would share their states.",
                "derive each mutant from its own fresh() copy",
            )
        concrete[0]._derived = concrete[0]._spent = True

    def _check_initial(cls, states: list[Any], parent: Any = None) -> None:
        states = [s for g in states for s in (g._states.values() if isinstance(g, States) else [g])]
        initial = [state for state in states if state.initial]
        if states and len(initial) != 1 and not (parent and parent.parallel):
            where = ", ".join(state.id for state in states) if parent else "its states"
            cls._reject(
                f"{len(initial)} of {where} are initial.", "mark exactly one with initial=True"
            )
        for state in states:
            cls._check_initial(list(state.states), state)

    def _check_body(cls, attrs: dict[str, Any]) -> None:
        for key, value in attrs.items():
            if key in NAME_SETS:
                cls._check_name_set(key, value)
            elif key == "mutant" or key in SWITCHES:
                if not isinstance(value, str if key == "mutant" else bool):
                    cls._reject(f"{key} cannot be {value!r}.", "give a sentence, or True or False")
            elif key.startswith("__") and key.endswith("__"):
                if callable(value):
                    cls._reject(f"{key} is not its own to define.", "use Data, events and actions")
            elif cls._reserved(key):
                cls._reject(f"{key} would replace a part of Machine.", "rename it")
            elif not isinstance(value, MEMBERS):
                cls._reject(
                    f"{key} can hold hidden state: it is a {type(value).__name__}.",
                    "declare it as Data, or make it a number, a string or a tuple",
                )

    def _check_name_set(cls, key: str, value: Any) -> None:
        if not isinstance(value, frozenset) or not all(isinstance(name, str) for name in value):
            cls._reject(f"{key} is no frozenset of names.", f'write {key} = frozenset({{"..."}})')
        for name in sorted(value):
            if key == "outputs" and not OUTPUT.fullmatch(name):
                cls._reject(f"output {name!r} is not of the form role.event.", "add the role")

    def _number_states(cls) -> None:
        """Number the states depth first: the library gives some of them the same number."""
        found: list[Any] = []

        def visit(states: Any) -> None:
            for state in states:
                found.append(state)
                state.document_order = len(found)
                visit(state.states)

        visit(cls.states)
        cls.ordered_states = found
        cls.states_by_id = {state.id: state for state in found}
        cls.events_by_id = {event.id: event for event in cls._events}

    def _check_states(cls) -> None:
        ids = [state.id for state in cls.ordered_states]
        for state in cls.ordered_states:
            if isinstance(state, HistoryState) or state.history:
                cls._reject(f"{state.id} uses history.", "keep what is remembered as Data")
            if ids.count(state.id) > 1:
                cls._reject(f"state id {state.id} occurs twice.", "give each state its own id")
            if state.value != state.id:
                cls._reject(f"state {state.id} has a value of its own.", "drop value=...")
            member = cls._members.get(state.id, state)
            if cls._reserved(state.id) or not isinstance(member, State):
                cls._reject(f"state {state.id} would replace another member.", "rename the state")
            if any(not spec.is_convention for spec in state.invoke):
                cls._reject(f"state {state.id} invokes.", "time is the event tick; use emit")
            cls._check_callbacks(f"state {state.id}", state._specs)
        for name, member in cls._members.items():
            for one in member.states if isinstance(member, AnyOf) else ():
                if one not in ids:
                    cls._reject(f"AnyOf {name} names no state {one}.", nearest(one, ids))

    def _check_events(cls) -> None:
        fired = {event for s in cls.ordered_states for t in s.transitions for event in t.events}
        for event in cls._events:
            if not event.id.isidentifier():
                cls._reject(
                    f"event id {event.id} is no plain name (done_state_x and error_x make such).",
                    "rename the event; only outputs have a dot",
                )
            if cls._reserved(event.id):
                cls._reject(f"event {event.id} would replace a part of Machine.", "rename it")
            if event.delay or event.internal:
                cls._reject(f"event {event.id} is delayed or internal.", "count ticks in Data")
            if event not in fired:
                cls._reject(f"event {event.id} has no transition.", "give it one, or remove it")
        parts = [cls, *iterate_states_and_transitions(cls.states)]
        conventions = {spec.func for part in parts for spec in part._specs if spec.is_convention}
        for name, member in cls._members.items():
            magic = MAGIC.fullmatch(name) and isinstance(member, FunctionType)
            if magic or (name in conventions and not isinstance(member, State)):
                cls._reject(
                    f"{name} is wired by its name.",
                    'name it freely, and wire actions in the transition line with on="..."',
                )

    def _check_transitions(cls) -> None:
        known = {id(state) for state in cls.ordered_states}
        cls._has_eventless = False
        for state in cls.ordered_states:
            for t in state.transitions:
                where = f"{t.source.id} -> {t.target and t.target.id}"
                if any(id(target) not in known for target in t.targets):
                    cls._reject(f"{where} leads out of the machine.", "lead it to an own state")
                if t.internal:
                    cls._reject(f"{where} is internal, yet enters.", "write x.to(None, on=...)")
                if not t.initial and t.is_eventless:
                    cls._has_eventless = True
                    cls._check_eventless(where, t)
                cls._check_callbacks(where, t._specs)

    def _check_eventless(cls, where: str, t: Any) -> None:
        if not any(spec.group is CallbackGroup.COND for spec in t._specs):
            cls._reject(
                f"{where} has neither event nor guard, so it fires at once.",
                "assign it to an event name that is used once",
            )
        if t.source.parent:
            cls._reject(
                f"{where} has no event: inside a state that may be an event name used twice.",
                "join the transitions of an event with |; keep eventless ones to outer states",
            )

    def _check_callbacks(cls, where: str, specs: Any) -> None:
        for spec in [spec for spec in specs if not spec.is_convention]:
            if spec.group is CallbackGroup.VALIDATOR:
                cls._reject(f"{where} has validators, which raise at the caller.", "use cond")
            if not isinstance(spec.func, str):
                cls._reject(f"{where} is wired to a function.", "wire methods by their name")
            guard = spec.group is CallbackGroup.COND
            for name in cls._names_in(where, spec.func) if guard else [spec.func]:
                cls._check_callback(where, name, GUARDS if guard else (FunctionType,))

    def _names_in(cls, where: str, guard: str) -> list[str]:
        """The names that a guard looks up, once the library can read it."""
        names: list[str] = []

        def look_up(name: str) -> Any:
            names.append(name)
            return allways_true

        try:
            parse_boolean_expr(guard, look_up, operator_mapping)
        except (SyntaxError, ValueError, TypeError):
            cls._reject(f"the guard {guard!r} of {where} cannot be read.", "write a method for it")
        if not guard.isidentifier():
            cls._check_in(guard, where)
        return names

    def _check_in(cls, guard: str, where: str) -> None:
        """Check the state names in In("..."): the library takes any, and none at all."""
        for call in ast.walk(ast.parse(replace_operators(guard), mode="eval")):
            if isinstance(call, ast.Call):
                names = [getattr(arg, "value", None) for arg in call.args] or [None]
                for name in [name for name in names if name not in cls.states_by_id]:
                    offer = nearest(str(name), list(cls.states_by_id))
                    cls._reject(f"{guard!r} of {where}: {name!r} is no state.", offer)

    def _check_callback(cls, where: str, name: str, kinds: tuple[type, ...]) -> None:
        member = cls._members.get(name, cls)
        if not isinstance(member, kinds) or isinstance(member, Event):
            usable = [n for n, m in cls._members.items() if isinstance(m, kinds)]
            rule = f"{where} names {name}, which is no {'action' if len(kinds) == 1 else 'guard'}."
            cls._reject(rule, nearest(name, usable))
        function = member.fget if isinstance(member, property) else member
        if not isinstance(function, FunctionType):
            return
        code = function.__code__
        if code.co_flags & UNFIT:
            cls._reject(f"{name} is async or a generator.", "write a plain method")
        if code.co_argcount != 1 or code.co_kwonlyargcount or code.co_flags & OPEN_ENDED:
            cls._reject(f"{name} takes arguments.", "take only self; what it needs is Data")
