"""The class rules: a machine that python-statemachine would misread in silence is not made."""

from functools import cached_property
from itertools import count

import pytest
from statemachine import Event, HistoryState, State

from dialonce import AnyOf, Data, Machine, Read, SpecificationError


def refuses(rule, mend=""):
    """Expect a SpecificationError of the class Door that has `rule` and `mend` in its message."""
    return pytest.raises(SpecificationError, match=rf"^Door: .*{rule}.* Mend: (?=.).*{mend}")


def door(wire=lambda shut, ajar: {}, **body):
    """Make a door of two states; `wire(shut, ajar)` gives its further lines, `body` the rest."""
    shut, ajar = State(initial=True), State()
    lines = {"shut": shut, "ajar": ajar, "open": shut.to(ajar), "close": ajar.to(shut)}
    return type(Machine)("Door", (Machine,), lines | wire(shut, ajar) | body)


def go(**options):
    """Wire one more transition of the door."""
    return lambda shut, ajar: {"go": shut.to(ajar, **options)}


def nothing(self):
    pass


def test_valid_door():
    """The door of these tests is a machine."""
    assert door()().snapshot().states == ("shut",)


def test_invalid_name_used_twice():
    """An event name used twice is refused: the first line would fire by itself."""
    with refuses("the name open is used twice", r"join the transitions with \|"):

        class Door(Machine):
            shut = State(initial=True)
            ajar = State()
            open = shut.to(ajar)
            open = ajar.to(shut)


@pytest.mark.parametrize("first", [State(), Data([0]), Read("x"), AnyOf("shut"), nothing])
def test_invalid_member_named_twice(first):
    """A state, a variable, a read, a set or an action is not replaced by a later line."""
    with refuses("the name it is used twice"):

        class Door(Machine):
            it = first
            it = 1


def test_invalid_transition_without_event():
    """A bare transition with neither event nor guard is refused, for it fires at once."""
    with refuses("shut -> ajar has neither event nor guard"):
        door(lambda shut, ajar: (shut.to(ajar), {})[1])


def test_invalid_eventless_transition_inside_a_state():
    """Inside a compound an eventless transition is refused: there it may be a name used twice."""
    with refuses("inner_a -> inner_b has no event"):

        class Door(Machine):
            class outer(State.Compound, initial=True):
                inner_a = State(initial=True)
                inner_b = State()
                go = inner_a.to(inner_b, cond="late")
                go = inner_b.to(inner_a)

            late = Read("it is late")


def test_invalid_derived_machine():
    """A machine cannot be derived from another one unless it says what is wrong with it."""
    with refuses("cannot be derived from another one", "states `mutant`"):
        type(Machine)("Door", (door(),), {})


def test_invalid_second_mutant_of_one_class():
    """A class has one mutant: a second one would have the first one's transitions too."""
    base = door()
    type(Machine)("First", (base,), {"mutant": "It is wrong."})
    with refuses("Door has a mutant already", "fresh"):
        type(Machine)("Door", (base,), {"mutant": "It is wrong as well."})


@pytest.mark.parametrize("name", ["send", "restore", "react", "emit", "states", "name", "model"])
def test_invalid_member_named_like_a_part_of_machine(name):
    """An event, a state or a variable cannot have the name of a part of Machine."""
    for member in (State().to(State()), State(), Data(range(2)), nothing):
        with refuses(f"{name} would replace a part of Machine", "rename it"):
            door(**{name: member})


def test_invalid_event_in_a_transition_named_like_a_method():
    """An event that is named inside a transition cannot have the name of a method either."""
    with refuses("event restore would replace a part of Machine"):
        door(go(event="restore"))


@pytest.mark.parametrize("name", ["react", "late"])
def test_invalid_inner_state_named_like_another_member(name):
    """A state inside another one cannot have the name of a method or of a variable."""
    inner = State(initial=True)
    inner._set_id(name)
    outer = State(initial=True, states=[inner])
    with refuses(f"state {name} would replace another member"):
        type(Machine)("Door", (Machine,), {"outer": outer, "go": inner.to(None), "late": Read("")})


@pytest.mark.parametrize("name", ["catch_errors_as_events", "listeners", "__init__", "__eq__"])
def test_invalid_part_of_the_library(name):
    """The library's switches and listeners, and the constructor, are not a machine's to define."""
    with refuses(name):
        door(**{name: nothing})


@pytest.mark.parametrize(
    "name", ["on_enter_ajar", "on_enter_ajr", "on_open", "before_opn", "prepare_event"]
)
def test_invalid_convention_method(name):
    """A method that the library would wire by its name, spelt right or wrong, is refused."""
    with refuses(f"{name} is wired by its name", 'on="..."'):
        door(**{name: nothing})


def test_invalid_convention_method_in_a_mixin():
    """A convention method does not slip in by a plain base class."""
    mixin = type("Mixin", (), {"on_enter_ajar": nothing})
    with refuses("on_enter_ajar is wired by its name"):
        type(Machine)("Door", (mixin, Machine), {"shut": State(initial=True, final=True)})


def test_invalid_event_named_like_a_convention():
    """An event `on_open` is refused: the library would send it with every `open`."""
    with refuses("on_open is wired by its name"):
        door(lambda shut, ajar: {"on_open": ajar.to(shut)})


@pytest.mark.parametrize("name", ["done_state_outer", "error_found"])
def test_invalid_event_with_a_dotted_twin(name):
    """Event names for which the library makes a dotted twin are refused."""
    with refuses(rf"event id {name.replace('_', '.')} is no plain name"):
        door(lambda shut, ajar: {name: shut.to(ajar)})


@pytest.mark.parametrize("name", ["job.done", "*", "job.*"])
def test_invalid_dotted_event(name):
    """Event ids with a dot or a star are refused, for they match other events."""
    with refuses("is no plain name", "only outputs have a dot"):
        door(lambda shut, ajar: {"go": Event(shut.to(ajar), id=name)})


@pytest.mark.parametrize("options", [{"delay": 10}, {"internal": True}])
def test_invalid_delayed_or_internal_event(options):
    """Delayed events and internal ones are refused: time is the event tick."""
    with refuses("event job is delayed or internal", "count ticks"):
        door(lambda shut, ajar: {"go": Event(shut.to(ajar), id="job", **options)})


def test_invalid_event_without_transition():
    """An event that no transition has is refused."""
    with refuses("event job has no transition"):
        door(job=Event(id="job"))


def test_invalid_internal_transition():
    """An internal self transition is refused, for it runs entry actions all the same."""
    with refuses("shut -> shut is internal", r"x\.to\(None"):
        door(lambda shut, ajar: {"go": shut.to.itself(internal=True)})


def test_invalid_validators():
    """Validators are refused, for they raise at the caller."""
    with refuses("has validators", "use cond"):
        door(go(validators="nothing"), nothing=nothing)


def test_invalid_history():
    """History states are refused: what is remembered is data."""
    with refuses("uses history", "as Data"):

        class Door(Machine):
            class outer(State.Compound, initial=True):
                inner = State(initial=True)
                last = HistoryState()
                go = inner.to(None)


def test_invalid_invoke():
    """A state that invokes something is refused, for it would start a thread."""
    with refuses("state job invokes", "tick"):
        door(lambda shut, ajar: {"job": (job := State(invoke=nothing)), "go": shut.to(job)},
             validate_trap_states=False)  # fmt: skip


def test_invalid_state_id_twice():
    """A state id that occurs in two regions is refused."""
    with refuses("state id off occurs twice", "its own id"):

        class Door(Machine):
            class both(State.Parallel, initial=True):
                class left(State.Compound):
                    off = State(initial=True)
                    go = off.to(None)

                class right(State.Compound):
                    off = State(initial=True)
                    come = off.to(None)


def test_invalid_state_value():
    """A state with a value of its own is refused: two of them could share it."""
    with refuses("state job has a value of its own"):
        door(lambda shut, ajar: {"job": (job := State(value=1)), "go": shut.to(job) | job.to(ajar)})


@pytest.mark.parametrize(("initial", "number"), [(False, 0), (True, 2)])
def test_invalid_number_of_initial_states(initial, number):
    """Exactly one state is marked as initial, also inside a compound: no silent default."""
    with refuses(f"{number} of its states are initial", "initial=True"):
        type(Machine)("Door", (Machine,), {n: State(initial=initial) for n in "ab"})
    with refuses(f"{number} of a, b are initial"):

        class Door(Machine):
            class outer(State.Compound, initial=True):
                a = State(initial=initial)
                b = State(initial=initial)


def test_invalid_target_in_another_machine():
    """A transition does not lead into another machine."""
    with refuses("leads out of the machine"):
        door(lambda shut, ajar: {"go": shut.to(door().ajar)})


@pytest.mark.parametrize("name", ["nothng", "shut", "open", "late", "emit", "number"])
def test_invalid_action_name(name):
    """An action that names nothing, a state, an event, a read or a part of Machine is refused."""
    with refuses(f"names {name}, which is no action", "nothing"):
        door(go(on=name), nothing=nothing, late=Read("it is late"), number=1)


def test_invalid_spelling():
    """The mend of a misspelt callback name is the nearest right one."""
    with refuses("names lat, which is no guard", "did you mean late"):
        door(go(cond="lat"), late=Read("it is late"))
    with refuses("names nothin, which is no action", "did you mean nothing"):
        door(go(on="nothin"), nothing=nothing)


@pytest.mark.parametrize("name", ["lat", "shut", "open", "moving", "snapshot", "Late and lat"])
def test_invalid_guard_name(name):
    """A guard that names nothing, a state, an event, a set or a part of Machine is refused."""
    with refuses("which is no guard"):
        door(go(cond=name), Late=nothing, late=Read("it is late"), moving=AnyOf("ajar"))


@pytest.mark.parametrize("callback", [nothing, lambda: True])
@pytest.mark.parametrize("place", ["on", "before", "after", "cond", "unless"])
def test_invalid_callback_function(place, callback):
    """A function or a lambda as a callback is refused: callbacks are named."""
    with refuses("shut -> ajar is wired to a function", "by their name"):
        door(go(**{place: callback}))


def test_invalid_callback_of_a_state():
    """Entry and exit actions of states obey the same rules."""
    with refuses("state job is wired to a function"):
        door(lambda s, a: {"job": (job := State(enter=nothing)), "go": s.to(job) | job.to(a)})
    with refuses("state job names nothin, which is no action"):
        door(lambda s, a: {"job": (job := State(exit="nothin")), "go": s.to(job) | job.to(a)},
             nothing=nothing)  # fmt: skip


async def wait(self):
    pass


def produce(self):
    yield


@pytest.mark.parametrize("function", [wait, produce])
@pytest.mark.parametrize("place", ["on", "cond"])
def test_invalid_async_or_generator(place, function):
    """An async callback is refused, and a generator, which would never run."""
    with refuses("act is async or a generator"):
        door(go(**{place: "act"}), act=function)


@pytest.mark.parametrize("function", [lambda self, event: 0, lambda self, **more: 0, lambda: 0])
def test_invalid_callback_arguments(function):
    """A callback takes self and nothing that the library might inject."""
    with refuses("act takes arguments", "only self"):
        door(go(on="act"), act=function)


@pytest.mark.parametrize(
    "guard", ["In('typo')", "In(ajar)", "In()", "not In('shut', 'ajr')", "late and In('v')"]
)
def test_invalid_state_in_a_guard(guard):
    """A guard In("...") names existing states, and at least one."""
    with refuses("is no state"):
        door(go(cond=guard), late=Read("it is late"))


@pytest.mark.parametrize("guard", ["late and", "late + 1", "print(late)", "late.real", ""])
def test_invalid_guard_expression(guard):
    """A guard that the library cannot read is refused when the class is made."""
    with refuses("cannot be read", "write a method"):
        door(go(cond=guard), late=Read("it is late"))


@pytest.mark.parametrize("value", [[], {}, set(), count(), object(), cached_property(nothing)])
def test_invalid_hidden_state(value):
    """A class attribute that could hold hidden state is refused."""
    with refuses("memory can hold hidden state", "declare it as Data"):
        door(memory=value)


@pytest.mark.parametrize("name", ["outputs", "spontaneous", "faults", "optional"])
@pytest.mark.parametrize("value", ["role.event", {"role.event"}, frozenset({1})])
def test_invalid_name_set(name, value):
    """Outputs and the named sets of events are frozensets of names."""
    with refuses(f"{name} is no frozenset of names", "write"):
        door(**{name: value})


@pytest.mark.parametrize("output", ["event", "a.b.c", "role.", "a b.c"])
def test_invalid_output(output):
    """An output has the form role.event."""
    with refuses("is not of the form role.event"):
        door(outputs=frozenset({output}))


def test_invalid_set_of_states():
    """An AnyOf that names no state of the machine is refused."""
    with refuses("AnyOf moving names no state ajr", "did you mean ajar"):
        door(moving=AnyOf("shut", "ajr"))


@pytest.mark.parametrize(
    ("wire", "rule", "mend"),
    [
        (lambda shut, ajar: {"lone": State()}, "unreachable states", "lead a transition to it"),
        (
            lambda s, a: {"end": (e := State()), "go": s.to(e)},
            "at least one outgoing",
            "final=True",
        ),
        (
            lambda s, a: {"end": (e := State(final=True)), "go": s.to(e) | e.to(s)},
            "transitions from final state",
            "drop final=True",
        ),
    ],
)
def test_invalid_for_the_library(wire, rule, mend):
    """What the library itself refuses comes as a SpecificationError with the library's rule."""
    with refuses(rule, mend):
        door(wire)


def test_states_are_numbered_depth_first():
    """The document order of nested states is depth first, and without gaps or doubles."""

    class Nested(Machine):
        class both(State.Parallel, initial=True):
            class left(State.Compound):
                left_a = State(initial=True)
                left_b = State()
                go = left_a.to(left_b)
                come = left_b.to(left_a)

            class right(State.Compound):
                right_a = State(initial=True)
                stay = right_a.to(None)

    ids = ["both", "left", "left_a", "left_b", "right", "right_a"]
    assert [(s.id, s.document_order) for s in Nested.ordered_states] == [
        (one, number) for number, one in enumerate(ids, start=1)
    ]


def test_mutant_may_cut_states_off():
    """A wrong design may leave states unreachable or without a way out."""
    base = door()
    wrong = type(Machine)("Wrong", (base,), {"mutant": "It has a dead end.", "lone": State()})
    assert wrong().snapshot().states == ("shut",)


def test_guards_may_use_methods_properties_data_reads_numbers_and_states():
    """A guard is an expression over methods, properties, data, reads, constants and In()."""
    made = door(
        go(cond="(nothing or ready) and late and n == LIMIT and In('shut')", unless="In('ajar')"),
        nothing=nothing,
        ready=property(nothing),
        late=Read("it is late"),
        n=Data(range(2)),
        LIMIT=1,
    )
    assert made().react("go").taken == ()
