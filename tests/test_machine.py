"""A live machine does what its class says, says all that it did, and refuses everything else."""

import pytest
from statemachine import State

from dialonce import AnyOf, Data, Machine, Read, SpecificationError
from dialonce.engine import MICROSTEPS_MAX
from dialonce.machine import Local, data_of, event_names, reads_of, state_sets


def refuses(subject, rule, mend=""):
    """Expect a SpecificationError that names the subject, and has `rule` and `mend` in it."""
    text = rf"^{subject}: .*{rule}.* Mend: (?=.).*{mend}"
    return pytest.raises(SpecificationError, match=text)


class Lift(Machine):
    """A lift with a load, a read and some wrong ways to use them."""

    outputs = frozenset(
        {"bell.ring", "log.left", "log.went", "log.came", "log.after", "log.before"}
    )
    load = Data(range(3), unit="persons")
    mood = Data(("calm", "cross"))
    allowed = Read("the lift may move")
    there = AnyOf("upstairs", "cellar")

    ground = State(initial=True, exit="say_left")
    upstairs = State(enter="say_came")
    cellar = State(final=True)

    rise = ground.to(
        upstairs, cond="allowed", before="say_before", on="say_went", after="say_after"
    )
    sink = upstairs.to(ground) | ground.to(cellar)
    board = ground.to(None, on="take_in")
    ring = ground.to(None, on=["say_ring", "say_ring_again"])
    fault = ground.to(upstairs, on=["take_in", "fail"])
    guess = ground.to(None, cond="fails")
    assign = ground.to(None, cond="changes")
    shout = ground.to(None, cond="emits")
    forget = ground.to(None, on="remember_elsewhere")
    override = ground.to(None, on="set_read")
    call = ground.to(None, on="send_event")
    trigger = ground.to(None, on="call_event")
    nest = ground.to(None, on="drive_another")
    rewind = ground.to(None, on="restore_itself")
    leap = ground.to(None, on="set_configuration")
    spell = ground.to(None, on="emit_unknown")

    def say_left(self):
        self.emit("log.left")

    def say_came(self):
        self.emit("log.came")

    def say_before(self):
        self.emit("log.before")

    def say_went(self):
        self.emit("log.went")

    def say_after(self):
        self.emit("log.after")

    def say_ring(self):
        self.emit("bell.ring")

    def say_ring_again(self):
        self.emit("bell.ring")

    def take_in(self):
        self.load += 1

    def fail(self):
        raise ValueError("no\npower.")

    def fails(self):
        return 1 / 0

    def changes(self):
        self.load = 1
        return True

    def emits(self):
        self.emit("bell.ring")
        return True

    def remember_elsewhere(self):
        self._trips = 1

    def set_read(self):
        self.allowed = True

    def send_event(self):
        self.send("ring")

    def call_event(self):
        self.ring()

    def drive_another(self):
        Lift().react("ring")

    def restore_itself(self):
        self.restore(Local(("upstairs",), (0, "calm")))

    def set_configuration(self):
        self.configuration = {Lift.upstairs}

    def emit_unknown(self):
        self.emit("bell.rung")


class Nested(Machine):
    """Two regions, one of them with final states, beside a state without any."""

    class both(State.Parallel, initial=True):
        class left(State.Compound):
            left_off = State(initial=True)
            left_on = State()
            left_end = State(final=True)
            go_left = left_off.to(left_on)
            end_left = left_on.to(left_end)

        class right(State.Compound):
            right_off = State(initial=True)
            right_end = State(final=True)
            end_right = right_off.to(right_end)

    outside = State()
    leave = both.to(outside)
    come = outside.to(both)
    split = both.left.left_on.to(outside) | both.right.right_off.to(outside)


class Wheel(Machine):
    """Turns by itself as often as its data say."""

    turns = Data(range(2 * MICROSTEPS_MAX))

    still = State(initial=True)
    turning = State()

    spin = still.to(turning, on="wind_up")
    overspin = still.to(turning, on="wind_up_too_far")
    turning.to(None, cond="turns > 0", on="turn")
    turning.to(still, cond="turns == 0")

    def wind_up(self):
        self.turns = MICROSTEPS_MAX - 2

    def wind_up_too_far(self):
        self.turns = MICROSTEPS_MAX - 1

    def turn(self):
        self.turns -= 1


def lift(*events, allowed=True):
    """A lift that was wired, and had these events."""
    machine = Lift()
    machine.wire({"allowed": allowed})
    for event in events:
        machine.react(event)
    return machine


def test_outputs_follow_the_order_of_the_microstep():
    """Outputs come in the order before, exit, on, enter, after."""
    assert lift().react("rise").outputs == (
        "log.before", "log.left", "log.went", "log.came", "log.after",
    )  # fmt: skip


def test_actions_run_in_the_order_of_the_line():
    """Two actions of a transition run in the order in which they are named."""
    assert lift().react("ring").outputs == ("bell.ring", "bell.ring")


def test_reaction_names_what_was_taken_and_consulted():
    """A reaction has the transitions taken, and the reads that the guards looked at."""
    reaction = lift().react("rise")
    assert [(t.source.id, t.target.id) for t in reaction.taken] == [("ground", "upstairs")]
    assert reaction.consulted == {"allowed"}
    assert lift().react("board").consulted == set()


def test_disabled_event_is_ignored():
    """An event without an enabled transition changes nothing, and says so by an empty reaction."""
    machine = lift(allowed=False)
    assert machine.react("rise") == ((), (), {"allowed"})
    assert machine.snapshot() == Lift().snapshot()


def test_read_is_false_until_wired():
    """A declared read answers False until it is wired, and again when it is not wired any more."""
    machine = Lift()
    assert machine.allowed is False
    machine.wire({"allowed": True})
    assert machine.allowed is True
    machine.wire({})
    assert machine.allowed is False


def test_data_begin_with_the_first_value():
    """A variable has its first declared value at the start."""
    assert Lift().snapshot() == Local(("ground",), (0, "calm"))


def test_data_keep_the_declared_value():
    """A value that only equals a declared one is kept as the declared one."""

    class Switch(Machine):
        on = Data((0, 1))
        only = State(initial=True)
        flip = only.to(None, on="turn_on")

        def turn_on(self):
            self.on = True

    machine = Switch()
    machine.react("flip")
    assert type(machine.snapshot().data[0]) is int


def test_declarations_are_listed_in_order():
    """Events, data, reads and state sets are read off the class, in the order of its lines."""
    assert event_names(Lift)[:3] == ["rise", "sink", "board"]
    assert data_of(Lift) == {"load": (0, 1, 2), "mood": ("calm", "cross")}
    assert reads_of(Lift) == {"allowed": "the lift may move"}
    assert state_sets(Lift)["there"] == ("upstairs", "cellar")
    assert state_sets(Lift)["ground"] == ("ground",)


@pytest.mark.parametrize("events", [[], ["board"], ["rise"], ["board", "board", "rise"], ["sink"]])
def test_snapshot_restores_state_and_data(events):
    """A local state that is put into another machine is the same there, final states included."""
    machine, other = lift(*events), lift("board", "rise")
    other.restore(machine.snapshot())
    assert other.snapshot() == machine.snapshot()
    assert other.is_terminated == machine.is_terminated
    for event in ("board", "ring", "sink"):
        assert other.react(event) == machine.react(event)
    assert other.snapshot() == machine.snapshot()


def test_restore_wakes_a_machine_that_had_ended():
    """A machine in a final state ignores everything, until another state is restored."""
    machine = lift("sink")
    assert machine.react("board").taken == ()
    machine.restore(Local(("ground",), (0, "calm")))
    assert machine.react("board").taken


@pytest.mark.parametrize("order", [["go_left", "end_right"], ["end_right", "go_left"]])
def test_configuration_is_in_document_order(order):
    """Active states are in document order, whatever happened first; restoring keeps that."""
    machine, other = Nested(), Nested()
    for event in order:
        machine.react(event)
    states = ("both", "left", "left_on", "right", "right_end")
    assert machine.snapshot().states == states
    assert tuple(state.id for state in machine.configuration) == states
    other.restore(Local(tuple(reversed(states)), ()))
    assert tuple(state.id for state in other.configuration) == states
    assert [t.target.id for t in other.react("end_left").taken] == ["left_end"]


def test_parallel_machine_does_not_end():
    """Final states in every region do not end a machine: what is seen is all there is."""
    machine, other = Nested(), Nested()
    for event in ("go_left", "end_left", "end_right"):
        machine.react(event)
    other.restore(machine.snapshot())
    for one in (machine, other):
        assert not one.is_terminated
        one.react("leave")
        assert one.snapshot().states == ("outside",)


def test_microsteps_up_to_the_cap_are_taken():
    """Eventless transitions run to rest: 100 microsteps belong to one event."""
    machine = Wheel()
    assert len(machine.react("spin").taken) == MICROSTEPS_MAX
    assert machine.snapshot() == Local(("still",), (0,))


def test_invalid_endless_microsteps():
    """The 101st microstep of an event is an error."""
    with refuses("Wheel", "more than 100 microsteps", "come to rest"):
        Wheel().react("overspin")


def test_invalid_read_that_wakes():
    """A read alone does not move a machine: an eventless transition must not rest on it."""

    class Sleeper(Machine):
        light = Read("it is light")
        asleep = State(initial=True)
        awake = State()
        asleep.to(awake, cond="light")
        nod = asleep.to(None) | awake.to(asleep)

    machine = Sleeper()
    machine.wire({"light": True})
    with refuses("Sleeper", "a read enabled an eventless transition", "message"):
        machine.react("nod")


def test_invalid_overlap():
    """Two enabled transitions for one event are an error that names both."""

    class Fork(Machine):
        late = Read("it is late")
        here = State(initial=True)
        left = State()
        right = State()
        go = here.to(left) | here.to(right, cond="late")
        come = here.from_(left, right)

    assert Fork().react("go").taken
    machine = Fork()
    machine.wire({"late": True})
    with refuses("Fork", "go enables 2 transitions: here -> left, here -> right", "exclusive"):
        machine.react("go")


def test_inner_transition_goes_before_an_outer_one():
    """An inner state's transition for an event hides that of a state around it."""

    class Room(Machine):
        class inside(State.Compound, initial=True):
            desk = State(initial=True)
            bed = State()
            go = desk.to(bed)

        outside = State(final=True)
        go = inside.to(outside)

    machine = Room()
    machine.react("go")
    assert machine.snapshot().states == ("inside", "bed")
    machine.react("go")
    assert machine.snapshot().states == ("outside",)


def test_invalid_conflict_of_regions():
    """Two regions that leave for one event by different transitions are an error."""
    machine = Nested()
    machine.react("go_left")
    with refuses("Nested", "two regions take conflicting transitions", "one of them"):
        machine.react("split")


@pytest.mark.parametrize(
    ("event", "rule", "mend"),
    [
        ("fault", "fault raised ValueError: no power", "mend the action"),
        ("guess", "guess raised ZeroDivisionError", "mend the action or the guard"),
        ("forget", "_trips is undeclared data", r"declare _trips = Data\("),
        ("call", r"send\('ring'\) by-passes the system", "use emit"),
        ("trigger", r"send\('ring'\) by-passes the system", "use emit"),
        ("nest", "driven from inside a machine's step", "use emit"),
        ("rewind", "driven from inside a machine's step", "use emit"),
        ("leap", "configuration is undeclared data", ""),
        ("shout", "bell.ring is emitted outside an action", "never from a guard"),
        ("spell", "bell.rung is not declared", "outputs"),
    ],
)
def test_invalid_action(event, rule, mend):
    """What an action or a guard must not do is an error of the class, and the machine stays."""
    machine = lift("board")
    before = machine.snapshot()
    with refuses("Lift", rule, mend):
        machine.react(event)
    assert machine.snapshot() == before
    assert machine.react("rise").taken


@pytest.mark.parametrize(
    ("event", "subject", "rule"),
    [
        ("assign", "Lift.load", "data change only in actions"),
        ("override", "Lift.allowed", "a declared read cannot be assigned"),
    ],
)
def test_invalid_assignment(event, subject, rule):
    """A guard does not change data, and nobody assigns a read."""
    with refuses(subject, rule):
        lift().react(event)


def test_invalid_value_outside_the_bound():
    """A value outside the declared ones is an error, and the machine stays as it was."""
    machine = lift("board", "board")
    with refuses("Lift.load", r"3 is outside the declared values \(0, 1, 2\)", "bound the action"):
        machine.react("board")
    assert machine.snapshot() == Local(("ground",), (2, "calm"))


def test_invalid_last_action_leaves_the_machine_running():
    """An action that fails after the final state was entered does not end the machine."""

    class Breaks(Machine):
        begun = State(initial=True)
        ended = State(final=True)
        end = begun.to(ended, after="fail")
        wait = begun.to(None)
        fail = Lift.fail

    machine = Breaks()
    with refuses("Breaks", "end raised ValueError"):
        machine.react("end")
    assert not machine.is_terminated
    assert machine.react("wait").taken


def test_invalid_assignment_from_outside():
    """Nobody outside changes a machine's data, or gives it new ones."""
    with refuses("Lift.load", "never in guards, at the start or outside"):
        Lift().load = 1
    with refuses("Lift", "trips is undeclared data"):
        Lift().trips = 1
    with refuses("Lift", "ground is undeclared data"):
        Lift().ground = 1


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ([], "at least one value"),
        ([1, 1], "no value twice"),
        ([0, False], "no value twice"),
        ([None], "not all integers or strings"),
        ([[]], "not all integers or strings"),
        ([0.5], "not all integers or strings"),
    ],
)
def test_invalid_data(values, rule):
    """A variable has at least one value, all different, integers or strings."""
    with refuses("Data", rule):
        Data(values)


def test_invalid_event_name():
    """An unknown event is an error that offers the nearest one."""
    with refuses("Lift", "rize is no event of this machine", "did you mean rise"):
        lift().react("rize")


@pytest.mark.parametrize("way_in", [
    lambda machine: machine.send("ring"),
    lambda machine: machine.send("ring", delay=10),
    lambda machine: machine.raise_("ring"),
    lambda machine: machine.ring(),
])  # fmt: skip
def test_invalid_way_in(way_in):
    """`react` is the only way in: sending and calling an event are refused."""
    with refuses("Lift", "by-passes the system", "react outside"):
        way_in(lift())


def test_invalid_wiring():
    """Wiring a read that is not declared is an error that offers the nearest one."""
    with refuses("Lift", "alowed is no declared read", "did you mean allowed"):
        Lift().wire({"alowed": True})


@pytest.mark.parametrize("local", [
    Local((), (0, "calm")), Local(("attic",), (0, "calm")), Local(("ground",), (0,)),
])  # fmt: skip
def test_invalid_restore(local):
    """A local state of another machine cannot be restored."""
    with refuses("Lift", "is not its local state", "snapshot"):
        Lift().restore(local)


@pytest.mark.parametrize("action", ["emits", "changes"])
def test_invalid_initial_action(action):
    """Entering the initial state neither sends nor changes data: nobody would hear of it."""

    class Eager(Machine):
        outputs = frozenset({"bell.ring"})
        load = Data(range(2))
        only = State(initial=True, enter=action)
        stay = only.to(None)
        emits = Lift.emits
        changes = Lift.changes

    with refuses("Eager.*", "(at the start or outside|outside an action)"):
        Eager()


def test_invalid_machine_without_states():
    """A machine without any state cannot be run."""

    class Abstract(Machine):
        pass

    with refuses("Abstract", "it cannot start: .*no states"):
        Abstract()


def test_invalid_nested_steps_of_two_machines():
    """After a refused nested step both machines can run again."""
    with refuses("Lift", "driven from inside"):
        lift().react("nest")
    assert lift().react("ring").outputs
