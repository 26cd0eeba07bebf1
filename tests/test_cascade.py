"""One step: messages are heard first in, first out, by the right members of one process."""

import pytest
from statemachine import State

from dialonce import ENVIRONMENT, AnyOf, Data, Machine, Read, SpecificationError, System
from dialonce.cascade import DISABLED, by_table, run


def hears(**events):
    """Make a machine with one state, and for each event the outputs that it causes, in order."""
    here = State(initial=True)
    body = {"here": here, "outputs": frozenset(o for out in events.values() for o in out.split())}
    for event, out in events.items():
        body[event] = here.to(None, on=f"act_{event}")
        body[f"act_{event}"] = emits(out.split())
    body["spontaneous"] = frozenset(events) & {"begin"}
    return type(Machine)("Hears", (Machine,), body)


def emits(outputs):
    """Make an action that emits these outputs."""

    def act(self):
        for output in outputs:
            self.emit(output)

    return act


def system(group=(), roles=None, reads=None, **processes):
    """Make a system of these processes; `env` is the environment."""
    processes = {ENVIRONMENT if p == "env" else p: m for p, m in processes.items()}
    return System(
        "trial", "a", "b", "test", processes, topics=(), group=group, members=2,
        roles=roles or {}, reads=reads or {},
    )  # fmt: skip


def take(made, machine, event="begin", member=0, members=2, states=None):
    """Run one step by table, from the initial states unless `states` says otherwise."""
    local = (states or {}).get
    return run(made, by_table(made), lambda i: local(i, 0), (machine, member), event, members)


def heard(step):
    """The (machine, member, event) that fired in a step, in order."""
    return [(machine, member, event) for (machine, member), event, _ in step.fired]


def test_messages_are_heard_first_in_first_out():
    """Two messages are both heard before what the first of them caused."""
    made = system(
        house={
            "a": hears(begin="b.x c.x"),
            "b": hears(x="d.from_b d.again"),
            "c": hears(x="d.from_c"),
            "d": hears(from_b="", again="", from_c=""),
        }
    )
    step = take(made, "a")
    assert heard(step) == [
        ("a", 0, "begin"), ("b", 0, "x"), ("c", 0, "x"),
        ("d", 0, "from_b"), ("d", 0, "again"), ("d", 0, "from_c"),
    ]  # fmt: skip
    assert [sent.output for sent in step.sent] == [
        "b.x", "c.x", "d.from_b", "d.again", "d.from_c",
    ]  # fmt: skip


def test_output_to_nobody_is_sent_all_the_same():
    """An output whose role nobody plays is seen on the wire, and heard by no one."""
    step = take(system(roles={"a.b": ""}, house={"a": hears(begin="b.x")}), "a")
    assert [(s.sender, s.output, s.target) for s in step.sent] == [(("a", 0), "b.x", None)]
    assert len(step.fired) == 1


class Counter(Machine):
    """Counts to two; then it is full."""

    spontaneous = frozenset({"begin"})
    outputs = frozenset({"other.x"})
    full = AnyOf("high")
    seen = Data(range(2))

    low = State(initial=True)
    high = State()
    validate_trap_states = False

    begin = low.to(None, cond="seen == 0", on=["count", "tell"]) | low.to(
        high, cond="seen == 1", on="tell"
    )

    def count(self):
        self.seen += 1

    def tell(self):
        self.emit("other.x")


class Reader(Machine):
    """Moves when the counter is full."""

    there = Read("the counter is full")

    waiting = State(initial=True)
    done = State()
    validate_trap_states = False

    x = waiting.to(done, cond="there")


COUNTED = system(house={"counter": Counter, "other": Reader}, reads={"other.there": "counter.full"})


def test_disabled_event_is_no_step():
    """An event that its machine ignores is no step at all."""
    assert take(COUNTED, "counter", states={("counter", 0): 2}) is DISABLED


def test_ignored_message_is_sent_and_changes_nothing():
    """A message that its hearer ignores is sent, and the rest of the step stands."""
    step = take(COUNTED, "counter")
    assert step.enabled
    assert step.changes == {("counter", 0): 1}
    assert [s.target for s in step.sent] == [("other", 0)]


def test_messages_behind_an_ignored_one_are_heard():
    """After a message that its hearer ignores, the others are heard as if it had not been sent."""
    made = system(
        house={"a": hears(begin="other.x b.y"), "other": Reader, "b": hears(y="")},
        reads={"other.there": ""},
    )
    assert heard(take(made, "a")) == [("a", 0, "begin"), ("b", 0, "y")]


def test_reads_see_what_the_step_has_changed():
    """A read sees the states as they are in the middle of the step."""
    step = take(COUNTED, "counter", states={("counter", 0): 1})
    assert step.changes == {("counter", 0): 2, ("other", 0): 1}


def test_any_of_several_looks_is_enough():
    """A read that is wired to several states is true when one of them holds."""
    made = system(
        house={"one": Counter, "two": Counter, "other": Reader},
        reads={"other.there": "one.full | two.full"},
    )
    changes = take(made, "one", states={("one", 0): 1}).changes
    assert changes == {("one", 0): 2, ("other", 0): 1}
    assert take(made, "one").changes == {("one", 0): 1}
    changes = take(made, "one", states={("two", 0): 2}).changes
    assert changes == {("one", 0): 1, ("other", 0): 1}


def test_member_speaks_to_its_own_number():
    """Member i of one group machine hears member i of the others, and single machines hear it."""
    made = system(
        group=("record", "call"),
        house={"record": hears(begin="call.x session.y"), "session": hears(y="")},
        env={"call": hears(x="")},
    )
    step = take(made, "record", member=1)
    assert heard(step) == [("record", 1, "begin"), ("call", 1, "x"), ("session", 0, "y")]


def test_member_reads_its_own_number():
    """Member i reads member i."""
    made = system(
        group=("counter", "other"),
        house={"counter": Counter, "other": Reader},
        reads={"other.there": "counter.full"},
    )
    full, not_full = (
        take(made, "counter", member=1, states={("counter", 0): first, ("counter", 1): second})
        for first, second in [(0, 1), (2, 0)]
    )
    assert full.changes == {("counter", 1): 2, ("other", 1): 1}
    assert not_full.changes == {("counter", 1): 1}


@pytest.mark.parametrize("members", [0, 1, 3])
def test_single_machine_speaks_to_every_member(members):
    """A single machine's output to a group is heard by all its members, in order."""
    made = system(
        group=("record", "call"),
        house={"session": hears(begin="record.x"), "record": hears(x="call.y")},
        env={"call": hears(y="")},
    )
    step = take(made, "session", members=members)
    assert heard(step) == [
        ("session", 0, "begin"),
        *(("record", member, "x") for member in range(members)),
        *(("call", member, "y") for member in range(members)),
    ]


def test_invalid_answer_to_a_broadcast():
    """A member does not answer a broadcast to a machine that exists once."""
    made = system(
        group=("record",),
        house={"session": hears(begin="record.x", y=""), "record": hears(x="session.y")},
    )
    with pytest.raises(
        SpecificationError,
        match=r"^system trial: record answers a broadcast with session.y to session.* Mend: let",
    ):
        take(made, "session")


def test_invalid_answer_to_a_broadcast_by_another_machine_of_the_member():
    """Nor does another machine of that member, which heard of the broadcast from it."""
    made = system(
        group=("record", "timer"),
        house={
            "session": hears(begin="record.x", y=""),
            "record": hears(x="timer.z"),
            "timer": hears(z="session.y"),
        },
    )
    with pytest.raises(SpecificationError, match=r"timer answers a broadcast with session.y"):
        take(made, "session")


@pytest.mark.parametrize("target", ["there", "home"])
def test_invalid_relay_within_one_step(target):
    """The network does not pass a message of a process on within one step, not even back to it."""
    made = system(
        roles={"net.target": target},
        house={"here": hears(begin="net.x"), "home": hears(y="", begin="net.back")},
        shop={"there": hears(y="")},
        env={"net": hears(x="target.y", back="home.y there.y")},
    )
    with pytest.raises(
        SpecificationError,
        match=rf"net passes a message of house on to {target} within one step.* Mend: keep it as",
    ):
        take(made, "here")


def test_environment_may_speak_within_itself_and_to_one_process():
    """What the environment begins may pass through it to a process, and end in it again."""
    made = system(
        house={"ocs": hears(x="other.y net.z"), "other": hears(y="")},
        env={
            "clock": hears(begin="net.x"),
            "net": hears(x="ocs.x", z="log.note"),
            "log": hears(note=""),
        },
    )
    assert heard(take(made, "clock")) == [
        ("clock", 0, "begin"), ("net", 0, "x"), ("ocs", 0, "x"), ("other", 0, "y"),
        ("net", 0, "z"), ("log", 0, "note"),
    ]  # fmt: skip


def test_invalid_relay_to_a_second_process():
    """What the environment begins reaches one process, and not through it another one."""
    made = system(
        house={"ocs": hears(x="net.z")},
        shop={"server": hears(y="")},
        env={"clock": hears(begin="ocs.x"), "net": hears(z="server.y")},
    )
    with pytest.raises(SpecificationError, match="net passes a message of house on to server"):
        take(made, "clock")


def test_invalid_endless_step():
    """Two machines that answer each other for ever are an error that names the step's event."""
    made = system(house={"a": hears(begin="b.x", y="b.x"), "b": hears(x="a.y")})
    with pytest.raises(
        SpecificationError, match=r"the step a.begin does not end.* Mend: break the message loop"
    ):
        take(made, "a")
