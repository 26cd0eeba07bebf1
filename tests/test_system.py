"""A system fits together, or says what does not and how to mend it."""

import pytest
from statemachine import State

from dialonce import ENVIRONMENT, AnyOf, Data, Machine, Read, SpecificationError, System
from dialonce.system import Look, Target


class Talker(Machine):
    """Says hello by itself, and hears answers."""

    outputs = frozenset({"peer.hello"})
    spontaneous = frozenset({"speak", "faint"})
    faults = frozenset({"faint"})
    optional = frozenset({"answer"})
    welcome = Read("the other one listens")

    calm = State(initial=True)
    speak = calm.to(None, cond="welcome", on="say")
    faint = calm.to(None)
    answer = calm.to(None)

    def say(self):
        self.emit("peer.hello")


class Listener(Machine):
    """Hears hello, and may answer."""

    outputs = frozenset({"speaker.answer"})
    spontaneous = frozenset({"nod"})
    heard = Data(range(2))
    ready = AnyOf("idle", "pleased")

    idle = State(initial=True)
    pleased = State()

    hello = idle.to(pleased) | pleased.to(None)
    nod = pleased.to(idle, on="say")

    def say(self):
        self.emit("speaker.answer")


ROLES = {"talker.peer": "listener", "listener.speaker": "talker"}
READS = {"talker.welcome": "listener.ready"}
UNREAD = {"talker.welcome": ""}


def system(talker=Talker, listener=Listener, listener_in="house", **changed):
    """Make a system of two machines in one process, with these changes."""
    processes = {"house": {"talker": talker}}
    processes.setdefault(listener_in, {})["listener"] = listener
    parts = {"roles": ROLES, "reads": READS, "processes": processes, "topics": ()} | changed
    return System(name="chat", client="a", server="b", mode="test", **parts)


def refuses(rule, mend):
    """Expect a SpecificationError of the system that has `rule` and `mend` in its message."""
    return pytest.raises(SpecificationError, match=rf"^system chat: .*{rule}.* Mend: .*{mend}")


def one_state(**body):
    """Make a machine with one state, one event `job` of its own, and this body."""
    here = State(initial=True)
    lines = {"here": here, "job": here.to(None), "spontaneous": frozenset({"job"})}
    return type(Machine)("Odd", (Machine,), lines | body)


def test_system_is_resolved():
    """Machines, processes, routes, looks, spontaneous and fair events are read off a system."""
    made = system(fair=("talker.speak",), may_end="listener.pleased")
    assert made.machines == {"talker": Talker, "listener": Listener}
    assert made.process_of == {"talker": "house", "listener": "house"}
    assert made.singles == ("talker", "listener")
    assert made.routes == {
        ("talker", "peer.hello"): (Target("listener", "hello"),),
        ("listener", "speaker.answer"): (Target("talker", "answer"),),
    }
    assert made.looks == {("talker", "welcome"): (Look("listener", "ready"),)}
    assert made.spontaneous == (("talker", "speak"), ("talker", "faint"), ("listener", "nod"))
    assert made.fair_events == (("talker", "speak"),)
    assert made.ends == (Look("listener", "pleased"),)
    assert made.is_fault("talker", "faint")
    assert not made.is_fault("talker", "speak")


def test_role_named_like_a_machine_needs_no_entry():
    """A role that is a machine's name is heard by that machine."""
    processes = {"house": {"talker": Talker, "peer": Listener}}
    made = system(processes=processes, roles={"peer.speaker": ""}, reads=UNREAD)
    assert made.routes["talker", "peer.hello"] == (Target("peer", "hello"),)
    assert made.routes["peer", "speaker.answer"] == ()


def test_role_of_many_machines():
    """A role may be heard by several machines, in the order of the entry."""
    processes = {"house": {"talker": Talker, "first": Listener, "second": Listener}}
    roles = {"talker.peer": "second first", "first.speaker": "", "second.speaker": "talker"}
    made = system(
        processes=processes, roles=roles, reads={"talker.welcome": "first.idle | second.ready"}
    )
    assert [t.machine for t in made.routes["talker", "peer.hello"]] == ["second", "first"]
    assert made.looks["talker", "welcome"] == (Look("first", "idle"), Look("second", "ready"))


def test_output_of_a_single_machine_to_a_group_is_a_broadcast():
    """A single machine speaks to every member; a member speaks to its own, or to a single one."""
    made = system(group=("listener",), members=2, reads=UNREAD)
    assert made.routes["talker", "peer.hello"] == (
        Target("listener", "hello", broadcast=True, grouped=True),
    )
    assert made.routes["listener", "speaker.answer"] == (Target("talker", "answer", leaves=True),)
    both = system(group=("talker", "listener"), members=2)
    assert both.routes["talker", "peer.hello"] == (Target("listener", "hello", grouped=True),)
    assert made.singles == ("talker",)


def test_variant_changes_machines_only():
    """A variant has other classes for some machines, and leaves the system as it was."""

    class Deaf(Machine):
        outputs = Listener.outputs
        ready = AnyOf("only")
        only = State(initial=True)
        hello = only.to(None)

    made = system()
    other = made.variant("other", {"listener": Deaf})
    assert (other.name, other.machines) == ("other", {"talker": Talker, "listener": Deaf})
    assert other.routes == made.routes
    assert made.machines["listener"] is Listener


def test_messages_between_a_process_and_the_environment_are_allowed():
    """A process may speak to the environment, and the environment to it."""
    assert system(listener_in=ENVIRONMENT, reads=UNREAD).process_of["listener"] == ENVIRONMENT


@pytest.mark.parametrize(
    ("changed", "rule", "mend"),
    [
        (
            {"roles": ROLES | {"talker.peer": "listner"}},
            "talker emits peer.hello, but listner is no machine here",
            r'roles\["talker.peer"\]; did you mean listener',
        ),
        (
            {"roles": {"listener.speaker": ""}},
            "talker emits peer.hello, but peer is no machine here",
            "add it, or wire",
        ),
        (
            {"roles": ROLES | {"talker.peer": "talker"}},
            "talker emits peer.hello, but talker has no event hello",
            "known are|did you mean",
        ),
        ({"roles": ROLES | {"talkr.peer": ""}}, "talkr.peer names no machine", "talker"),
        ({"roles": ROLES | {"talker.pear": ""}}, "talker.pear names no role of talker", "peer"),
        ({"roles": ROLES | {"talker": ""}}, "talker names no role of talker", "peer"),
        ({"reads": {"talkr.welcome": ""}}, "talkr.welcome names no machine", "talker"),
        ({"reads": {"talker.welcom": ""}}, "names no read of talker", "did you mean welcome"),
        (
            {"reads": {"talker.welcome": "listner.idle"}},
            "talker.welcome reads listner, which is no machine",
            "listener",
        ),
        (
            {"reads": {"talker.welcome": "listener.idel"}},
            "talker.welcome reads listener.idel, which is no state",
            "did you mean idle",
        ),
        ({"reads": {"talker.welcome": "listener"}}, "reads listener., which is no state", "idle"),
        ({"may_end": "listener.idel"}, "may_end names listener.idel", "idle"),
        ({"may_end": "listner.idle"}, "may_end names listner", "listener"),
        ({"group": ("listner",)}, "group names listner", "did you mean listener"),
        ({"fair": ("talker.speek",)}, "fair names talker.speek", "spontaneous"),
        ({"fair": ("talkr.speak",)}, "fair names talkr.speak", "spontaneous"),
        ({"fair": ("talker.answer",)}, "fair names talker.answer", "name a spontaneous event"),
        ({"fair": ("talker",)}, "fair names talker.", "name a spontaneous event"),
        ({"fair": ("talker.faint",)}, "talker.faint is fair and a fault", "cannot be both"),
        ({"strong": ("talker.speek",)}, "strong names talker.speek", "spontaneous"),
        ({"strong": ("talker.answer",)}, "strong names talker.answer", "name a spontaneous event"),
        ({"strong": ("talker.faint",)}, "talker.faint is fair and a fault", "cannot be both"),
        (
            {"fair": ("talker.speak",), "strong": ("talker.speak",)},
            "talker.speak is in fair and in strong",
            "leave it in strong",
        ),
        ({"driven": ("talker.speek",)}, "driven names talker.speek", "somebody sends"),
        ({"driven": ("talker.speak",)}, "driven names talker.speak", "somebody sends"),
        ({"driven": ("talker.answer",)}, "driven names talker.answer", "spontaneous"),
    ],
)
def test_invalid_name(changed, rule, mend):
    """A name that fits nothing is refused, with the nearest one that does."""
    with refuses(rule, mend):
        system(**changed)


def test_invalid_machine_name_twice():
    """A machine name in two processes is refused."""
    processes = {"house": {"talker": Talker}, ENVIRONMENT: {"talker": Listener}}
    with refuses("a machine name is used in two processes", "rename one"):
        system(processes=processes)


def test_invalid_message_into_another_process():
    """A message straight into another process is refused: the network carries it."""
    with refuses("talker emits peer.hello straight into another process", "network machine"):
        system(listener_in="shop", reads=UNREAD)


@pytest.mark.parametrize("place", ["shop", ENVIRONMENT])
def test_invalid_read_of_another_process(place):
    """A read of a machine of another process is refused, be it the environment."""
    silent = one_state(ready=AnyOf("here"))
    with refuses("talker.welcome reads listener of another process", "send a message"):
        system(listener=silent, listener_in=place, roles={"talker.peer": ""})


def test_invalid_read_of_a_group():
    """A single machine does not read a group: which member would it be?"""
    with refuses("talker.welcome reads a group", "let the members report"):
        system(group=("listener",), members=2)


def test_invalid_event_that_nobody_sends():
    """An event that nobody sends, and that is not spontaneous, is refused unless it is optional."""
    with refuses("nobody sends listener.hello, and it is not spontaneous", "as optional"):
        system(roles=ROLES | {"talker.peer": ""})
    assert system(roles=ROLES | {"listener.speaker": ""})


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"spontaneous": frozenset({"job", "jib"})}, "jib"),
        ({"spontaneous": frozenset({"job"}), "faults": frozenset({"jib"})}, "jib"),
        ({"optional": frozenset({"jib"})}, "jib"),
        ({"spontaneous": frozenset(), "faults": frozenset({"job"})}, "job"),
        ({"spontaneous": frozenset(), "by_hand": frozenset({"job"})}, "job"),
    ],
)
def test_invalid_spontaneous_or_fault(body, named):
    """These events are the machine's own; a fault, or what is by hand, is spontaneous."""
    odd = one_state(**body)
    with refuses(rf"Odd declares \['{named}'\] as spontaneous, fault, by hand or", "name events"):
        System("chat", "a", "b", "test", {ENVIRONMENT: {"odd": odd}}, topics=())


def test_invalid_read_wired_to_nothing():
    """A declared read must be wired, to "" where it is never true."""
    with refuses("talker.welcome is read, but wired to nothing", 'to "" if it is never true'):
        system(reads={})


class Porter(Machine):
    """Opens when rung for, and by itself."""

    outputs = frozenset({"peer.hello"})
    spontaneous = frozenset({"ring"})
    tired = Read("the other one sleeps", optional=True)

    shut = State(initial=True)

    ring = shut.to(None, unless="tired", on="open_up")

    def open_up(self):
        self.emit("peer.hello")


class Visitor(Machine):
    """Rings."""

    outputs = frozenset({"door.ring"})
    spontaneous = frozenset({"come"})
    optional = frozenset({"hello"})

    outside = State(initial=True)

    come = outside.to(None, on="pull")
    hello = outside.to(None)

    def pull(self):
        self.emit("door.ring")


def house(**changed):
    """Make a system of a porter and a visitor."""
    processes = {"house": {"porter": Porter, "visitor": Visitor}}
    roles = {"porter.peer": "visitor", "visitor.door": "porter"}
    return System(name="chat", client="a", server="b", mode="test", processes=processes,
                  roles=roles, topics=(), **changed)  # fmt: skip


def test_driven_event_does_not_happen_by_itself():
    """An event that another machine drives here is none of the spontaneous ones."""
    assert house().spontaneous == (("porter", "ring"), ("visitor", "come"))
    assert house(driven=("porter.ring",)).spontaneous == (("visitor", "come"),)
    with refuses("fair names porter.ring", "spontaneous"):
        house(driven=("porter.ring",), fair=("porter.ring",))


def test_optional_read_may_stay_unwired():
    """A read that is optional needs no wiring, and is wired like any other."""
    assert ("porter", "tired") not in house().looks
    made = house(reads={"porter.tired": "visitor.outside"})
    assert made.looks["porter", "tired"] == (Look("visitor", "outside"),)
