"""A table says exactly what the live machine does, and a machine that no table fits is refused."""

from itertools import count, product

import pytest
from statemachine import State

from dialonce import AnyOf, Data, Machine, Read, SpecificationError
from dialonce.catalog import systems
from dialonce.engine import StrictEngine
from dialonce.machine import Local
from dialonce.table import tabulate


class Phone(Machine):
    """A telephone that rings three times at most, if it is plugged in and not muted."""

    outputs = frozenset({"room.ring", "caller.silence"})
    rings = Data(range(4), unit="rings")
    plugged = Read("the phone is plugged in")
    muted = Read("the phone is muted")
    busy = AnyOf("ringing", "talking")

    idle = State(initial=True)
    ringing = State()
    talking = State()

    call = idle.to(ringing, cond="plugged and not muted", on="ring") | idle.to(
        None, unless="plugged", on="tell_caller"
    )
    again = ringing.to(None, cond="rings < 3", on="ring") | ringing.to(
        idle, cond="rings == 3", on=["stop", "tell_caller"]
    )
    lift = ringing.to(talking, on="stop")
    hang_up = talking.to(idle)

    def ring(self):
        self.rings += 1
        self.emit("room.ring")

    def stop(self):
        self.rings = 0

    def tell_caller(self):
        self.emit("caller.silence")


@pytest.fixture(scope="module")
def table():
    """The table of the telephone."""
    return tabulate(Phone)


def one_state(**body):
    """Make a machine with one state, an event `go` with the action `act`, and this body."""
    here = State(initial=True)
    go = here.to(None, cond=body.pop("cond", None), on="act")
    body = {"here": here, "go": go, "act": lambda self: None, **body}
    return type(Machine)("Odd", (Machine,), body)


def test_table_has_every_reachable_local_state_once(table):
    """The local states are those that events can reach, the initial one first."""
    assert table.locals == [
        Local(("idle",), (0,)),
        Local(("ringing",), (1,)),
        Local(("ringing",), (2,)),
        Local(("talking",), (0,)),
        Local(("ringing",), (3,)),
    ]
    assert [table.ids[local] for local in table.locals] == [0, 1, 2, 3, 4]


def test_table_has_a_choice_for_every_state_and_event(table):
    """There is one choice for each local state and event."""
    assert set(table.choices) == set(product(range(5), ["call", "again", "lift", "hang_up"]))


def test_choice_has_only_the_reads_that_it_consults(table):
    """A choice depends on the reads that a guard looked at there, and on no others."""
    assert table.choices[0, "call"].reads == ("plugged", "muted")
    assert set(table.choices[0, "call"].rows) == set(product((False, True), repeat=2))
    others = {choice.reads for key, choice in table.choices.items() if key != (0, "call")}
    assert others == {()}


def test_rows_tell_ignored_from_taken(table):
    """An ignored event has no row; a transition that changes nothing has one."""
    rows = table.choices[0, "call"].rows
    assert rows[True, True] is None
    assert rows[True, False][:2] == (1, ("room.ring",))
    assert rows[False, False][:2] == rows[False, True][:2] == (0, ("caller.silence",))
    assert table.choices[0, "lift"].rows == {(): None}


def test_takes_tells_for_each_answer_of_the_reads(table):
    """Whether an event is taken depends on all that some state asks about it."""
    assert (table.reads("call"), table.reads("lift")) == (["muted", "plugged"], [])
    assert table.takes("call") == [[True, True, True, False], *[[False] * 4] * 4]
    assert table.takes("lift") == [[False], [True], [True], [False], [True]]


def test_rows_keep_the_order_of_outputs_and_the_transitions(table):
    """A row has the outputs in order, and the transitions that were taken."""
    (row,) = table.choices[4, "again"].rows.values()
    assert (row.after, row.outputs) == (0, ("caller.silence",))
    assert [(t.source.id, t.target.id) for t in row.taken] == [("ringing", "idle")]


def test_table_agrees_with_the_live_machine(table):
    """Every row is what a new machine does in that state with those reads."""
    for local, event, reads, row in table.rows():
        machine = Phone()
        machine.restore(table.locals[local])
        machine.wire({name: reads.get(name, False) for name in ("plugged", "muted")})
        reaction = machine.react(event)
        after = table.ids[machine.snapshot()]
        assert (row or (local, (), ())) == (after, reaction.outputs, reaction.taken)


def test_table_is_the_same_again(table):
    """Tabulating twice gives the same states in the same order, and the same rows."""
    tabulate.cache_clear()
    again = tabulate(Phone)
    assert again is not table
    assert again.locals == table.locals
    assert again.choices == table.choices
    assert tabulate(Phone) is again


@pytest.mark.parametrize("system", ["ha_pair", "cpd_warm", "addp_1"])
def test_table_is_that_of_the_loop_of_the_library(system, monkeypatch):
    """Running one event without queues does what the library's own loop does."""

    def take(engine, trigger_data):
        engine.put(trigger_data)
        engine.processing_loop()

    machines = [*systems()[system].machines.values(), Phone]
    ours = [tabulate(machine) for machine in machines]
    monkeypatch.setattr(StrictEngine, "take", take)
    monkeypatch.delattr(StrictEngine, "_run_macrostep")
    monkeypatch.delattr(StrictEngine, "_get_args_kwargs")
    for machine, table in zip(machines, ours, strict=True):
        theirs = tabulate.__wrapped__(machine)
        assert (theirs.locals, theirs.choices) == (table.locals, table.choices)


def test_table_has_columns_for_observers(table):
    """States, sets of states and data are columns over the local states."""
    assert table.holds("ringing") == [False, True, True, False, True]
    assert table.holds("busy") == [False, True, True, True, True]
    assert table.values("rings") == [0, 1, 2, 0, 3]
    assert [table.describe(local) for local in (0, 1)] == ["idle", "ringing, rings 1"]


def test_nested_machine_has_all_its_regions_in_the_table():
    """The local states of parallel regions are their combinations, in document order."""

    class Pair(Machine):
        class both(State.Parallel, initial=True):
            class left(State.Compound):
                left_off = State(initial=True)
                left_on = State()
                flip_left = left_off.to(left_on) | left_on.to(left_off)

            class right(State.Compound):
                right_off = State(initial=True)
                right_on = State()
                flip_right = right_off.to(right_on, cond="In('left_on')")
                drop_right = right_on.to(right_off)

    table = tabulate(Pair)
    assert [local.states[2::2] for local in table.locals] == [
        ("left_off", "right_off"), ("left_on", "right_off"), ("left_on", "right_on"),
        ("left_off", "right_on"),
    ]  # fmt: skip
    assert all(local.states[:4:3] == ("both", "right") for local in table.locals)


def test_reads_are_found_one_behind_the_other():
    """A read that only shows when another one is true is found as well."""
    odd = one_state(cond="a and b and c", a=Read("a"), b=Read("b"), c=Read("c"))
    (choice,) = tabulate(odd).choices.values()
    assert choice.reads == ("a", "b", "c")
    assert [values for values, row in choice.rows.items() if row] == [(True, True, True)]


def test_invalid_overlap_for_some_reads():
    """Two transitions that are enabled together for some values of the reads are found."""

    class Odd(Machine):
        a = Read("a")
        b = Read("b")
        here = State(initial=True)
        there = State()
        go = here.to(there, cond="a") | here.to(None, cond="b")
        come = there.to(here)

    with pytest.raises(SpecificationError, match="go enables 2 transitions"):
        tabulate(Odd)


def test_invalid_value_that_some_run_reaches():
    """An action that leaves the bound only after several events is found."""
    odd = one_state(n=Data(range(3)), act=lambda self: setattr(self, "n", self.n + 1))
    with pytest.raises(SpecificationError, match=r"Odd.n: 3 is outside .* Mend: widen"):
        tabulate(odd)


def test_invalid_number_of_local_states(monkeypatch):
    """A machine with too many local states is refused, instead of running for hours."""
    monkeypatch.setattr("dialonce.table.LOCALS_MAX", 100)
    odd = one_state(n=Data(range(300)), act=lambda self: setattr(self, "n", (self.n + 1) % 300))
    with pytest.raises(SpecificationError, match=r"Odd: it has more than 100 local .* Mend: "):
        tabulate(odd)


CLOCK = count()


@pytest.mark.parametrize(
    "body",
    [
        {"act": lambda self: setattr(self, "n", next(CLOCK) % 5)},
        {"act": lambda self: next(CLOCK) % 3 and self.emit("role.event")},
        {"cond": "chance", "chance": lambda self: next(CLOCK) % 3 == 0},
        {"cond": "chance", "chance": lambda self: next(CLOCK) > 0 and self.late, "late": Read("")},
    ],
    ids=["data", "outputs", "taken", "consulted"],
)
def test_invalid_chance(body):
    """A machine whose data, outputs, transitions or looks vary from run to run is refused."""
    global CLOCK
    CLOCK = count()
    odd = one_state(n=Data(range(5)), outputs=frozenset({"role.event"}), **body)
    with pytest.raises(SpecificationError, match=r"Odd: it is not deterministic: go .* Mend: keep"):
        tabulate(odd)


def test_invalid_memory_outside_the_data():
    """A machine that remembers earlier events elsewhere than in its data is refused."""
    seen = []

    class Odd(Machine):
        outputs = frozenset({"role.event"})
        here = State(initial=True)
        hear = here.to(None, on="remember")
        speak = here.to(None, on="tell")

        def remember(self):
            seen.append(1)

        def tell(self):
            if seen:
                self.emit("role.event")
                seen.clear()

    with pytest.raises(SpecificationError, match="Odd: it is not deterministic: speak in here"):
        tabulate(Odd)
