"""The holes of bare python-statemachine 3.2.2 that `dialonce.Machine` closes: are they still there?

A probe that fails after an upgrade says that the library has changed: look whether the cure is
still needed, and whether it still works.
"""

import importlib.util
import pickle
import threading
import time

import pytest
import statemachine
from statemachine import Event, HistoryState, State, StateChart
from statemachine.exceptions import InvalidDefinition


class Chart(StateChart):
    validate_trap_states = False


class Regions(Chart):
    class both(State.Parallel, initial=True):
        class left(State.Compound):
            left_off = State(initial=True)
            left_on = State()
            go_left = left_off.to(left_on)

        class right(State.Compound):
            right_off = State(initial=True)
            right_on = State()
            go_right = right_off.to(right_on)

    quiet = State()
    loud = State()
    leave = both.left.left_on.to(quiet) | both.right.right_on.to(loud)


class Ended(Chart):
    a = State(initial=True)
    z = State(final=True)
    end = a.to(z)


class Remembers(Chart):
    class inside(State.Compound, initial=True):
        a = State(initial=True)
        b = State()
        last = HistoryState()
        go = a.to(b)

    outside = State()
    leave = inside.to(outside)


def active(chart):
    """The ids of the active states, in the library's own order."""
    return [state.id for state in chart.configuration]


def test_library_version():
    """The probes were taken on exactly this release."""
    assert statemachine.__version__ == "3.2.2"


def test_library_swallows_a_raising_guard():
    """By default a guard that raises counts as false, and nobody hears of it."""

    class Broken(Chart):
        a = State(initial=True)
        b = State()
        go = a.to(b, cond="broken")

        def broken(self):
            raise ValueError

    chart = Broken()
    chart.send("go")
    assert active(chart) == ["a"]


def test_library_rolls_back_the_configuration_but_not_the_data():
    """After an exception the old state is back, and what the action had changed is not."""

    class Half(Chart):
        catch_errors_as_events = False
        a = State(initial=True)
        b = State()
        go = a.to(b, on="work")

        def work(self):
            self.done = True
            raise ValueError

    chart = Half()
    with pytest.raises(ValueError):  # noqa: PT011
        chart.send("go")
    assert active(chart) == ["a"]
    assert chart.done


def test_library_drops_unknown_and_disabled_events():
    """An event that no machine knows, and one with no transition here, pass without a word."""
    chart = Ended()
    chart.send("no_such_event")
    assert active(chart) == ["a"]


def test_library_orders_regions_by_history():
    """The configuration is in insertion order: after a move a region comes last."""
    chart = Regions()
    assert active(chart) == ["both", "left", "left_off", "right", "right_off"]
    chart.send("go_left")
    assert active(chart) == ["both", "left", "right", "right_off", "left_on"]


@pytest.mark.parametrize(
    ("moves", "end"), [(["go_left", "go_right"], "quiet"), (["go_right", "go_left"], "loud")]
)
def test_library_settles_conflicts_by_history(moves, end):
    """Which of two conflicting transitions wins depends on the order of earlier events."""
    chart = Regions()
    for event in [*moves, "leave"]:
        chart.send(event)
    assert active(chart) == [end]


def test_library_numbers_nested_siblings_twice():
    """Two states of one machine have the same document order."""
    orders = [state.document_order for state in Regions.states_map.values()]
    assert len(set(orders)) < len(orders)


def test_library_takes_the_first_of_two_enabled_transitions():
    """Of two enabled transitions for one event the first wins silently."""

    class Both(Chart):
        a = State(initial=True)
        b = State()
        c = State()
        go = a.to(b) | a.to(c)

    chart = Both()
    chart.send("go")
    assert active(chart) == ["b"]


def test_library_lets_a_name_used_twice_fire_at_once():
    """The first line of an event name used twice becomes a transition that fires at the start."""

    class Twice(Chart):
        a = State(initial=True)
        b = State()
        go = a.to(b)
        go = b.to(a)

    assert active(Twice()) == ["b"]


def test_library_runs_eventless_loops_without_a_cap():
    """Nothing counts microsteps: a loop that a guard ends after 300 runs to its end."""

    class Loop(Chart):
        turns = 0
        a = State(initial=True)
        b = State()
        a.to(b, cond="more", on="turn")
        b.to(a, cond="more", on="turn")

        def more(self):
            return self.turns < 300

        def turn(self):
            self.turns += 1

    assert Loop().turns == 300


def test_library_breaks_on_equal_ids_in_two_regions():
    """With equal state ids in two regions an event in one of them is lost."""

    class Twins(Chart):
        class both(State.Parallel, initial=True):
            class left(State.Compound):
                off = State(initial=True)
                on = State()
                go = off.to(on)

            class right(State.Compound):
                off = State(initial=True)
                on = State()
                come = off.to(on)

    chart = Twins()
    chart.send("go")
    assert "on" not in chart.configuration_values


def test_library_shares_states_with_a_subclass():
    """A transition added in a subclass changes the base class."""

    class Base(Chart):
        a = State(initial=True)
        b = State()
        go = a.to(b)

    class Sub(Base):
        come = Base.b.to(Base.a)

    assert [str(t.event) for t in Base.b.transitions] == ["come"]


def test_library_lets_an_event_replace_a_method():
    """An event named `add_listener` replaces that method."""

    class Replaced(Chart):
        a = State(initial=True)
        b = State()
        add_listener = a.to(b)

    assert isinstance(Replaced.add_listener, Event)


def test_library_ignores_mistyped_convention_names():
    """`on_enter_bb` for a state `b` is never reported, and never runs."""

    class Typo(Chart):
        a = State(initial=True)
        b = State()
        go = a.to(b)

        def on_enter_bb(self):
            raise AssertionError

    chart = Typo()
    chart.send("go")
    assert active(chart) == ["b"]


def test_library_reports_a_mistyped_action_only_at_instance_creation():
    """A class with a mistyped callback name is made without complaint; its instance is not."""

    class Typo(Chart):
        a = State(initial=True)
        b = State()
        go = a.to(b, on="no_such_action")

    with pytest.raises(InvalidDefinition, match="no_such_action"):
        Typo()


@pytest.mark.parametrize(("guard", "end"), [("In('typo')", "a"), ("In(typo)", "b")])
def test_library_accepts_in_with_a_typo(guard, end):
    """`In('typo')` is accepted and false; without quotes it is accepted and true."""

    class Typo(Chart):
        a = State(initial=True)
        b = State()
        go = a.to(b, cond=guard)

    chart = Typo()
    chart.send("go")
    assert active(chart) == [end]


def test_library_runs_properties_at_construction():
    """A property that is named by a guard runs while the machine is made."""
    looks = []

    class Curious(Chart):
        a = State(initial=True)
        b = State()
        go = a.to(b, cond="ready")

        @property
        def ready(self):
            looks.append(1)

    Curious()
    assert looks


def test_library_runs_a_send_to_another_machine_inside_the_step():
    """An event sent to another machine in an action is over before the action goes on."""
    order = []

    class Inner(Chart):
        a = State(initial=True)
        b = State()
        go = a.to(b, on="work")

        def work(self):
            order.append("inner")

    class Outer(Inner):
        def work(self):
            Inner().send("go")
            order.append("outer")

    Outer().send("go")
    assert order == ["inner", "outer"]


def test_library_delays_events_in_real_time():
    """A delayed event blocks `send` for as long."""
    chart, start = Ended(), time.monotonic()
    chart.send("end", delay=20)
    assert time.monotonic() - start >= 0.019


def test_library_invokes_in_a_thread():
    """What a state invokes runs in another thread."""
    threads, done = [], threading.Event()

    def work():
        threads.append(threading.current_thread())
        done.set()

    class Invokes(Chart):
        a = State(initial=True, invoke=work)

    chart = Invokes()
    assert done.wait(5)
    assert threads[0] is not threading.main_thread()
    assert active(chart) == ["a"]


def test_library_enters_again_by_an_internal_self_transition():
    """`to.itself(internal=True)` runs the entry action."""
    entries = []

    class Again(Chart):
        a = State(initial=True, enter="enter")
        go = a.to.itself(internal=True)

        def enter(self):
            entries.append(1)

    Again().send("go")
    assert len(entries) == 2


def test_library_cannot_pickle_recorded_history():
    """A machine cannot be pickled any more once it has recorded history."""
    chart = Remembers()
    pickle.dumps(chart)
    chart.send("leave")
    with pytest.raises(TypeError, match="weakref"):
        pickle.dumps(chart)


def test_library_forgets_by_pickling_that_it_has_ended():
    """A pickled machine in a final state comes back as one that runs."""
    chart = Ended()
    chart.send("end")
    assert chart.is_terminated
    assert not pickle.loads(pickle.dumps(chart)).is_terminated


@pytest.mark.parametrize(("pattern", "sent"), [("job", "job.done"), ("*", "whatever")])
def test_library_matches_events_by_prefix_and_star(pattern, sent):
    """An event id is a pattern: a dotted prefix, or `*`, matches other events."""

    class Matches(Chart):
        a = State(initial=True)
        b = State()
        go = Event(a.to(b), id=pattern)

    chart = Matches()
    chart.send(sent)
    assert active(chart) == ["b"]


def test_library_raises_validator_errors_at_the_caller():
    """What a validator raises comes out of `send`, while errors of actions do not."""

    class Validates(Chart):
        a = State(initial=True)
        b = State()
        go = a.to(b, validators="check")

        def check(self):
            raise KeyError

    with pytest.raises(KeyError):
        Validates().send("go")


@pytest.mark.skipif(importlib.util.find_spec("pydot") is not None, reason="pydot is installed")
def test_library_needs_pydot_to_draw():
    """DOT output is not there without the extra package pydot."""
    with pytest.raises(ImportError, match="pydot"):
        format(Ended(), "dot")


def test_library_reads_scxml_and_writes_none():
    """Of SCXML, JSON and YAML the library has readers only."""
    import statemachine.io as io

    assert hasattr(io, "load")
    assert not any(name.startswith(("dump", "export", "save", "write")) for name in dir(io))


def test_library_fires_an_event_that_is_named_like_a_convention():
    """An event `on_start` runs by itself whenever `start` does."""

    class Fires(Chart):
        a = State(initial=True)
        b = State()
        c = State()
        start = a.to(b)
        on_start = b.to(c)

    chart = Fires()
    chart.send("start")
    assert active(chart) == ["c"]


def test_library_fires_an_event_that_is_named_by_a_guard():
    """A guard that names an event sends that event."""

    class Fires(Chart):
        a = State(initial=True)
        b = State()
        c = State()
        go = a.to(b, cond="leap")
        leap = a.to(c)

    chart = Fires()
    chart.send("go")
    assert active(chart) == ["c"]


def test_library_takes_a_nested_state_for_a_guard_that_holds():
    """A guard that names a state inside another one is always true."""

    class Holds(Chart):
        a = State(initial=True)

        class b(State.Compound):
            inside = State(initial=True)

        go = a.to(b, cond="inside")

    chart = Holds()
    chart.send("go")
    assert active(chart) == ["b", "inside"]


def test_library_starts_in_the_first_state_when_none_is_initial():
    """Without any `initial=True` the first state is taken silently."""

    class First(Chart):
        a = State()
        b = State()
        go = a.to(b)

    assert active(First()) == ["a"]


def test_library_ends_a_parallel_machine_by_a_hidden_flag():
    """When all regions of the outermost state are final, events are dropped from then on."""

    class Parallel(Chart):
        class both(State.Parallel, initial=True):
            class left(State.Compound):
                left_a = State(initial=True)
                left_z = State(final=True)
                end_left = left_a.to(left_z)

            class right(State.Compound):
                right_z = State(initial=True, final=True)

        out = State()
        leave = both.to(out)

    chart = Parallel()
    chart.send("end_left")
    chart.send("leave")
    assert chart.is_terminated
    assert "out" not in active(chart)


def test_library_runs_an_action_named_twice_once():
    """`on=["act", "act"]` runs the action once: the second is dropped silently."""
    runs = []

    class Twice(Chart):
        a = State(initial=True)
        b = State()
        go = a.to(b, on=["act", "act"])

        def act(self):
            runs.append(1)

    Twice().send("go")
    assert runs == [1]
