"""The composed tables and the compiled search agree with cascades over concrete states."""

import pytest
from automata import automaton, meet
from oracle import Oracle
from random_systems import GROUPS, composed, oracle
from statemachine import State

from dialonce import Data, Machine, Read, SpecificationError
from dialonce.check import HOLDS, VIOLATED, check
from dialonce.compose import Composed
from dialonce.explore import explore
from dialonce.trace import member_state

SEEDS = range(12)


def orbits(second, fixed=0):
    """The first state of each orbit, by its name."""
    firsts = {}
    for number in range(len(second.states)):
        firsts.setdefault(second.orbit(number, fixed), number)
    return firsts


def moving(second, here):
    """The moves that change a state, be it only by swapping two members."""
    return [m for m in second.moves[here] if m.after != here]


@pytest.mark.parametrize("seed", SEEDS)
def test_explore_counts_what_cascades_count(seed):
    """Without symmetry states, steps that change something, and depth are those of brute force."""
    for group, members in GROUPS:
        second = oracle(seed, group, members)

        space = explore(composed(seed, group), members, symmetry=False)

        counted = (len(second.states), second.steps, max(second.depth))
        assert (space.states, space.steps, space.depth) == counted


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("tracked", [0, 1])
def test_symmetry_keeps_one_state_of_each_orbit(seed, tracked):
    """With symmetry, and with a member told apart, there is one state for each orbit.

    A step counts that changes the state, once for each member that can take it.
    """
    for group, members in GROUPS:
        second = oracle(seed, group, members)
        firsts = orbits(second, tracked)

        space = explore(composed(seed, group), members, True, tracked)

        assert space.states == len(firsts)
        assert space.steps == sum(len(moving(second, n)) for n in firsts.values())
        assert space.depth == max(second.depth[n] for n in firsts.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_seen_is_the_first_state_of_each_pair(seed):
    """The pairs of global and member state, and how soon each is met, are those of brute force."""
    for group, members in [(group, members) for group, members in GROUPS if members]:
        second, tables = oracle(seed, group, members), composed(seed, group)
        least = {}
        for number, state in enumerate(second.states):
            local = dict(zip(second.everyone, state, strict=True))
            single = tuple(local[name, 0] for name in second.system.singles)
            for member in range(members):
                pair = tables.globals.rows.index(single), member_state(tables, local, member)
                least.setdefault(pair, second.depth[number])
        for symmetry in (True, False):
            space = explore(tables, members, symmetry)
            met = {(g, m): at for g, row in enumerate(space.seen) for m, at in enumerate(row)}
            assert {p: len(space.path(at)) for p, at in met.items() if at >= 0} == least


@pytest.mark.parametrize("seed", SEEDS)
def test_deadlock_is_found_where_cascades_find_one(seed):
    """Without symmetry the first deadlock is as deep as the first one of brute force."""
    for group, members in GROUPS:
        second = oracle(seed, group, members)
        dead = second.deadlocks()

        space = explore(composed(seed, group), members, symmetry=False)

        assert (space.deadlock >= 0) == bool(dead)
        if dead:
            assert len(space.path(space.deadlock)) == min(second.depth[n] for n in dead)


@pytest.mark.parametrize("seed", SEEDS)
def test_deadlock_is_found_up_to_names(seed):
    """With symmetry a state is a deadlock when no step changes it, not even by a swap."""
    for group, members in GROUPS:
        second = oracle(seed, group, members)
        dead = [n for n in orbits(second).values() if not moving(second, n)]

        space = explore(composed(seed, group), members)

        assert (space.deadlock >= 0) == bool(dead)
        if dead:
            assert len(space.path(space.deadlock)) == min(second.depth[n] for n in dead)


class Speaker(Machine):
    """Answers a member by telling all of them."""

    outputs = frozenset({"member.hear"})
    spontaneous = frozenset({"announce"})
    optional = frozenset({"ask"})

    calm = State(initial=True)

    announce = calm.to(None, on="tell")
    ask = calm.to(None, on="tell")

    def tell(self):
        self.emit("member.hear")


class Member(Machine):
    """Asks, and hears what is said."""

    outputs = frozenset({"speaker.ask"})
    spontaneous = frozenset({"speak"})

    new = State(initial=True)
    told = State()
    validate_trap_states = False

    speak = new.to(None, on="ask_speaker")
    hear = new.to(told)

    def ask_speaker(self):
        self.emit("speaker.ask")


def test_a_broadcast_reaches_every_member():
    """What a single machine sends to the group, all members hear in one step."""
    quiet = automaton("new hear told", heard="hear")
    found = meet({"speaker": Speaker, "member": quiet}, group=("member",), members=3)

    assert [explore(Composed(found), k, False).states for k in (1, 2, 3)] == [2, 2, 2]
    assert len(Oracle(found, 3).states) == 2


def test_invalid_broadcast_in_a_step_of_a_member():
    """A member's own step that changes the others is refused: the tables hold one member."""
    found = meet({"speaker": Speaker, "member": Member}, group=("member",), members=2)

    with pytest.raises(SpecificationError, match=r"member\.speak of one member makes speaker send"):
        Composed(found)


class Dial(Machine):
    """Counts ticks round and round."""

    count = Data(range(20))

    going = State(initial=True)

    tick = going.to(None, on="advance")

    def advance(self):
        self.count = (self.count + 1) % 20


class Beat(Machine):
    """Beats for many dials."""

    outputs = frozenset({"dials.tick"})
    spontaneous = frozenset({"beat"})

    going = State(initial=True)

    beat = going.to(None, on="tick_all")

    def tick_all(self):
        self.emit("dials.tick")


def dials(count):
    """So many dials that advance together."""
    names = [f"dial_{number}" for number in range(count)]
    return meet({"beat": Beat, **dict.fromkeys(names, Dial)}, roles={"beat.dials": " ".join(names)})


def test_compose_numbers_only_the_combinations_that_it_meets():
    """Fourteen dials of 20 states that advance together have 20 states, and not 20 to the 14th."""
    assert explore(Composed(dials(14)), 0).states == 20


def test_invalid_too_many_combinations():
    """More combinations than fit into a number are refused, not mixed up."""
    with pytest.raises(SpecificationError, match=r"too many combinations.* Mend: use contracts"):
        Composed(dials(15))


class Watcher(Machine):
    """Rings once while the other one is on."""

    spontaneous = frozenset({"ring"})
    other_on = Read("the other one is on")

    idle = State(initial=True)
    rung = State()
    validate_trap_states = False

    ring = idle.to(rung, cond="other_on")


def test_members_read_their_own_machines():
    """A member of two machines reads its own other machine, not that of another member."""
    found = meet(
        {"lamp": automaton("off switch on"), "watcher": Watcher},
        group=("lamp", "watcher"), members=2, reads={"watcher.other_on": "lamp.on"},
    )  # fmt: skip

    assert explore(Composed(found), 1).states == 3
    assert explore(Composed(found), 2, False).states == 9 == len(Oracle(found, 2).states)


class Sentry(Machine):
    """Lights the lamp or lies down in the dark, and gets up in the light."""

    outputs = frozenset({"lamp.light"})
    spontaneous = frozenset({"light", "lie_down", "get_up"})
    lit = Read("the lamp is lit")

    on_guard = State(initial=True)
    lying = State()
    up = State()
    validate_trap_states = False

    light = on_guard.to(None, on="strike")
    lie_down = on_guard.to(lying, unless="lit")
    get_up = lying.to(up, cond="lit")

    def strike(self):
        self.emit("lamp.light")


def test_steps_of_others_are_followed_wherever_a_member_comes_to():
    """Who lies in the dark sees the light that another one makes, which it cannot make itself."""
    lamp = automaton("dark light lit", heard="light")
    found = meet({"lamp": lamp, "sentry": Sentry}, group=("sentry",), members=2,
                 reads={"sentry.lit": "lamp.lit"})  # fmt: skip

    states = [explore(Composed(found), k, False).states for k in (1, 2)]

    assert states == [len(Oracle(found, k).states) for k in (1, 2)] == [3, 9]


def test_invalid_messages_that_go_round():
    """Two machines that answer each other for ever are refused, whatever piles up meanwhile."""
    ping, pong = echo("pong.hear pong.hear"), echo("ping.hear")
    found = meet({"ping": ping, "pong": pong})

    with pytest.raises(SpecificationError, match=r"the step ping\.hear does not end.* Mend: break"):
        Composed(found)


def echo(outputs):
    """Make a machine that answers what it hears with these outputs."""

    def answer(self):
        for output in outputs.split():
            self.emit(output)

    here = State(initial=True)
    body = {"here": here, "hear": here.to(None, on="answer"), "answer": answer}
    names = {"outputs": frozenset(outputs.split()), "spontaneous": frozenset({"hear"})}
    return type(Machine)("Echo", (Machine,), body | names)


def test_may_end_pardons_a_rest():
    """A state without steps is no deadlock where the system may end."""
    found = {"m": automaton("on stop off"), "n": automaton("a swap b, b swap a")}
    once = {"m": found["m"]}

    assert check(meet(found), []).findings[0].verdict == HOLDS
    assert check(meet(once), []).findings[0].verdict == VIOLATED
    assert check(meet(once, may_end="m.on"), []).findings[0].verdict == VIOLATED
    assert check(meet(once, may_end="m.on | m.off"), []).findings[0].verdict == HOLDS
    assert check(meet(once, may_end="m.off | m.on"), []).findings[0].verdict == HOLDS


def test_invalid_may_end_in_a_group():
    """An end in the state of some member is refused: which one would be meant?"""
    found = meet(
        {"m": automaton("on stop off"), "n": automaton("a b a")}, group=("m",), members=1,
        may_end="m.off",
    )  # fmt: skip

    with pytest.raises(SpecificationError, match=r"may_end names m of a group.* Mend: "):
        Composed(found)
