"""Liveness verdicts agree with a second opinion, and every lasso is a run that shows why."""

from copy import copy
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from automata import automaton, meet
from oracle import Oracle, Says, never_answers, never_answers_by_fixpoint
from random_systems import GROUPS, composed, oracle, sentence, system
from sleepers import sleepers
from statemachine import State

from dialonce import Machine, Read, catalog, liveness
from dialonce.check import HOLDS, UNDECIDED, VIOLATED, Checker, check
from dialonce.compose import Composed
from dialonce.explore import explore
from dialonce.graph import graph_of, pair_graph, reach, walk_back
from dialonce.property import Property
from dialonce.trace import Runner


def leads(trigger, response):
    """The claim that one sentence leads to another."""
    said = Says(trigger), Says(response)
    return Property("claim", "leads_to", (), said[0], "", "test", response=said[1])


def verdict(found, claim, members=None, symmetry=True):
    """What the verifier finds on the claim."""
    (finding,) = check(found, [claim], members, symmetry).findings[1:]
    return finding


def opinion(second, claim):
    """The verdict of the second opinion; its two ways of deciding must agree."""
    wrong = never_answers(second, claim.predicate, claim.response)
    assert wrong == never_answers_by_fixpoint(second, claim.predicate, claim.response)
    views = range(max(1, second.members))
    reached = any(second.all_that(claim.predicate, member) for member in views)
    return VIOLATED if wrong or not reached else HOLDS


def assert_lasso(trace, claim, second):
    """The trace is a run; it has the trigger and then never the response; its loop is fair."""
    where = {state: number for number, state in enumerate(second.states)}
    run = [where[tuple(state[one] for one in second.everyone)] for state in trace.states]
    runner = Runner(trace.system, trace.members)
    for position, step in enumerate(trace.steps):
        assert runner.take(step.instance, step.event).sent == step.sent
        assert runner.state == trace.states[position + 1]
    assert run[trace.loop] == run[-1]
    triggered = [second.holds(claim.predicate, state) for state in run]
    answered = [second.holds(claim.response, state) for state in run]
    last = max([-1, *(i for i, yes in enumerate(answered) if yes)])
    assert any(triggered[last + 1 : trace.loop + 1])
    loop = [(step.instance, step.event) for step in trace.steps[trace.loop :]]
    assert not any(trace.system.is_fault(instance[0], event) for instance, event in loop)
    for key in second.fair():
        assert key in loop or any(not second.can(state, key) for state in run[trace.loop :])
    for key in second.strong():
        assert key in loop or not any(second.can(state, key) for state in run[trace.loop :])


# A machine, its fair events, and whether `a` leads to `r`.
MACHINES = {
    "rests_where_nothing_is_fair": ("a go r", "", VIOLATED),
    "fairness_ends_a_rest": ("a go r", "go", HOLDS),
    "a_self_loop_is_no_way_out": ("a stay a, a go r", "stay", VIOLATED),
    "fairness_ends_a_self_loop": ("a stay a, a go r", "stay go", HOLDS),
    "fairness_breaks_a_cycle": ("a x b, b y a, a go r, b go r", "go", HOLDS),
    "weak_fairness_needs_it_all_the_time": ("a x b, b y a, a go r", "go x y", VIOLATED),
    "a_cycle_may_be_left_alone": ("a x b, b y a, a go r, b go r", "x y", VIOLATED),
    "a_trap_behind_the_response_does_no_harm": ("a go r, r on t, t x u, u y t", "go on x y", HOLDS),
    "a_trap_beside_the_response_does": ("a go r, a off t, t x u, u y t", "go off x y", VIOLATED),
    "a_deadlock_is_a_rest": ("a off d, a go r", "off go", VIOLATED),
    "two_fair_events_take_turns": ("a p b, b q a, a go r", "p q", VIOLATED),
    "fair_events_of_both_ends_lead_out": ("a p b, b q a, a go r, b go r", "p q go", HOLDS),
    "two_parts_each_left": ("a x b, b x a, a f c, b f c, c x d, d x c, c g r, d g r", "f g", HOLDS),
    "two_parts_one_kept": ("a x b, b x a, a f c, b f c, c x d, d x c, c g r", "f g x", VIOLATED),
    "two_parts_joined": ("a x b, b x a, a f c, b f c, c x d, d h a, d go r", "f x", VIOLATED),
    "proofs_at_both_ends": ("a x b, b y a, b x c, c y b, a f r, b g r, c g r", "f g", VIOLATED),
    "a_proof_in_an_inner_part": ("a x b, b y c, c z b, c w a, a f r, b f r, c f r", "f", HOLDS),
    "one_way_is_left_the_other_not": ("a f s, a h d, s g r", "f g h", VIOLATED),
    "it_takes_what_is_always_possible": ("a x b, b x a, a go r", "x", VIOLATED),
    "proofs_far_from_each_other": (
        "a x b, b x c, c x d, d x e, e x f, f x a, a g r, b g r, c g r, d g r, e g r, "
        "a h r, b h r, d h r, e h r, f h r", "g h", VIOLATED,
    ),
    "the_trigger_is_the_response": ("r go a, a x b, b y a", "go", VIOLATED),
}  # fmt: skip


@pytest.mark.parametrize("name", MACHINES)
def test_leads_to_is_decided_on_single_machines(name):
    """Rests, cycles, traps and fairness are decided as the table says, and with a valid lasso."""
    arrows, fair, expected = MACHINES[name]
    found = meet({"m": automaton(arrows)}, fair=tuple(f"m.{event}" for event in fair.split()))
    claim, second = leads("m.a", "m.r"), Oracle(found, 0)

    finding = verdict(found, claim)

    assert finding.verdict == expected == opinion(second, claim)
    if expected == VIOLATED:
        assert_lasso(finding.trace, claim, second)


# A machine, its weakly fair and its strongly fair events, and whether `a` leads to `r`.
STRONG = {
    "strong_is_enough_now_and_then": ("a x b, b y a, a go r", "x y", "go", HOLDS),
    "strong_is_more_than_weak": ("a x b, b y a, a go r", "x y go", "", VIOLATED),
    "strong_ends_a_rest": ("a go r", "", "go", HOLDS),
    "strong_does_not_help_where_it_is_never_enabled": ("a x b, b go r, b y c, c z c, c w d, d v c",
                                                       "x y w v", "go", VIOLATED),
    "a_rest_away_from_it": ("a x b, b y a, a go r", "", "go", VIOLATED),
    "a_cycle_away_from_it": ("a x b, b y c, c z b, c w a, a go r", "x", "go", VIOLATED),
    "forced_back_to_it": ("a x b, b y c, c z b, c w a, a go r", "x y", "go w", HOLDS),
    "one_avoided_and_one_taken": ("a x b, b y c, c z b, b w a, a go r", "", "go y", VIOLATED),
    "two_avoided_leave_nothing": ("a x b, b y a, a f r, b g r", "x y", "f g", HOLDS),
    "avoiding_one_meets_the_other": ("a x b, b y a, b z c, c u b, a f r, c g r, b h r",
                                     "x y z u", "f g h", HOLDS),
    "the_inner_part_is_kept": ("a x b, b y a, b z c, c u b, a f r", "x y z u", "f", VIOLATED),
    "weakly_fair_in_the_inner_part_only": ("a x b, b y a, b z c, c u b, a f r, b w r, c w r",
                                           "x y z u w", "f", HOLDS),
    "taken_without_answer": ("a x b, b y a, a go r, b go a", "x y", "go", VIOLATED),
}  # fmt: skip


@pytest.mark.parametrize("name", STRONG)
def test_leads_to_takes_strong_fairness_into_account(name):
    """What is enabled again and again happens, unless a fair run can keep away from it."""
    arrows, fair, strong, expected = STRONG[name]
    fair, strong = ([f"m.{event}" for event in events.split()] for events in (fair, strong))
    found = meet({"m": automaton(arrows)}, fair=tuple(fair), strong=tuple(strong))
    claim, second = leads("m.a", "m.r"), Oracle(found, 0)

    finding = verdict(found, claim)

    assert finding.verdict == expected == opinion(second, claim)
    if expected == VIOLATED:
        assert_lasso(finding.trace, claim, second)


# A machine with the fault `fail`, its fair events, and whether `a` leads to `r`.
FAULTY = {
    "no_cycle_needs_a_fault": ("a go b, b fail a, b fin r", "go fin", HOLDS),
    "a_fault_may_lead_into_a_trap": ("a go r, a fail t, t x u, u y t", "go x y", VIOLATED),
    "a_fault_may_lead_to_a_rest": ("a go r, a fail d", "go", VIOLATED),
    "a_fault_is_not_forced": ("a fail r", "", VIOLATED),
}


@pytest.mark.parametrize("name", FAULTY)
def test_leads_to_takes_faults_before_the_cycle_only(name):
    """Faults may come before the cycle, and never in it."""
    arrows, fair, expected = FAULTY[name]
    found = meet({"m": automaton(arrows, "fail")}, fair=tuple(f"m.{e}" for e in fair.split()))
    claim, second = leads("m.a", "m.r"), Oracle(found, 0)

    finding = verdict(found, claim)

    assert finding.verdict == expected == opinion(second, claim)
    if expected == VIOLATED:
        assert_lasso(finding.trace, claim, second)


def test_leads_to_goes_round_where_the_fault_is_none():
    """The same cycle is a lasso as soon as its event is no fault."""
    found = meet({"m": automaton("a go b, b fail a, b fin r")}, fair=("m.go", "m.fin"))

    finding = verdict(found, leads("m.a", "m.r"))

    assert [step.event for step in finding.trace.steps[finding.trace.loop :]] == ["go", "fail"]


def test_lasso_takes_both_fair_events_in_turn():
    """A lasso goes through the proof of fairness of every fair event."""
    found = meet({"m": automaton(MACHINES["two_fair_events_take_turns"][0])}, fair=("m.p", "m.q"))

    trace = verdict(found, leads("m.a", "m.r")).trace

    assert [step.event for step in trace.steps[trace.loop :]] == ["p", "q"]


def test_lasso_may_rest():
    """Where nothing need happen any more, the lasso ends in the state where it rests."""
    found = meet({"m": automaton("a off d, a go r")}, fair=("m.off", "m.go"))

    trace = verdict(found, leads("m.a", "m.r")).trace

    assert [step.event for step in trace.steps] == ["off"]
    assert trace.loop == len(trace.steps)


def test_leads_to_is_decided_where_nothing_happens():
    """A system without events of its own rests where it begins."""

    class Stone(Machine):
        """Could be moved, and is not."""

        optional = frozenset({"push"})

        here = State(initial=True)
        there = State()
        validate_trap_states = False

        push = here.to(there)

    found = meet({"stone": Stone})

    assert verdict(found, leads("stone.here", "stone.there")).trace.loop == 0
    assert verdict(found, leads("stone.here", "stone.here")).verdict == HOLDS


class Guest(Machine):
    """Uses the one room, again and again."""

    outputs = frozenset({"room.enter", "room.leave"})
    spontaneous = frozenset({"take", "release"})
    room_free = Read("the room is free")

    waiting = State(initial=True)
    using = State()

    take = waiting.to(using, cond="room_free", on="enter")
    release = using.to(waiting, on="leave")

    def enter(self):
        self.emit("room.enter")

    def leave(self):
        self.emit("room.leave")


def rooms(fair=("guest.take", "guest.release")):
    """Guests who share a room."""
    room = automaton("free enter taken, taken leave free", heard="enter leave")
    return meet(
        {"room": room, "guest": Guest}, group=("guest",), members=2,
        reads={"guest.room_free": "room.free"}, fair=fair,
    )  # fmt: skip


@pytest.mark.parametrize(("members", "expected"), [(1, HOLDS), (2, VIOLATED), (3, VIOLATED)])
def test_leads_to_sees_a_member_starve(members, expected):
    """A guest who waits gets the room when alone; others can take it again and again before."""
    claim, second = leads("guest.waiting", "guest.using"), Oracle(rooms(), members)

    findings = [verdict(rooms(), claim, members, symmetry) for symmetry in (True, False)]

    assert opinion(second, claim) == expected
    for finding in findings:
        assert finding.verdict == expected
        if expected == VIOLATED:
            assert_lasso(finding.trace, claim, second)
            assert {step.instance for step in finding.trace.steps[finding.trace.loop :]} <= {
                ("guest", 1), ("guest", 2)
            }  # fmt: skip


@pytest.mark.parametrize(("members", "expected"), [(1, HOLDS), (2, VIOLATED), (3, VIOLATED)])
def test_leads_to_sees_others_disable_a_fair_event(members, expected):
    """What a member alone could do all the time, others make impossible now and then."""
    found = sleepers()
    claim, second = leads("lamp.dark & sleeper.awake", "sleeper.asleep"), Oracle(found, members)

    findings = [verdict(found, claim, members, symmetry) for symmetry in (True, False)]

    assert [f.verdict for f in findings] == [expected] * 2 == [opinion(second, claim)] * 2
    for finding in findings:
        if finding.trace:
            assert_lasso(finding.trace, claim, second)


@pytest.mark.parametrize("members", [1, 2, 3])
def test_fairness_is_claimed_of_every_member(members):
    """Whoever of several guests has the room leaves it in the end, also when one is followed."""
    claim, second = leads("room.taken", "room.free"), Oracle(rooms(), members)

    findings = [verdict(rooms(), claim, members, symmetry) for symmetry in (True, False)]

    assert [f.verdict for f in findings] == [HOLDS, HOLDS] == [opinion(second, claim)] * 2


@pytest.mark.parametrize("members", [2, 3])
def test_strong_fairness_keeps_a_member_from_starving(members):
    """A guest for whom the room is free again and again gets it, if taking it is strongly fair."""
    found = replace(rooms(("guest.release",)), strong=("guest.take",))
    claim, second = leads("guest.waiting", "guest.using"), Oracle(found, members)

    findings = [verdict(found, claim, members, symmetry) for symmetry in (True, False)]

    assert [f.verdict for f in findings] == [HOLDS, HOLDS] == [opinion(second, claim)] * 2


def test_too_large_to_tell_all_members_apart_is_undecided(monkeypatch):
    """Where the search for a run that is fair to all is too large, nothing is decided."""
    monkeypatch.setattr("dialonce.check.APART_MAX", 3)

    finding = verdict(rooms(), leads("room.taken", "room.free"), 3)

    assert (finding.verdict, finding.trace) == (UNDECIDED, None)
    assert finding.why == "more than 3 states with members told apart"


@pytest.mark.parametrize("kind", ["leads_to", "within"])
def test_a_trigger_that_is_never_reached_is_a_violation(kind):
    """A claim whose premise never comes is VIOLATED, and says so."""
    found = meet({"m": automaton("a go b"), "clock": automaton("on tick on")}, fair=("m.go",))
    said = Says("m.a & m.b"), Says("m.b")
    claim = Property("claim", kind, (), said[0], "", "test", response=said[1], ticks=1)

    finding = verdict(found, claim)

    assert (finding.verdict, finding.why) == (VIOLATED, "its trigger is never reached")
    assert finding.trace is None


@pytest.mark.parametrize(
    ("trigger", "response"), [("guest.using", "room.free"), ("room.taken", "guest.waiting")]
)
def test_leads_to_tells_a_member_apart_for_either_sentence(trigger, response):
    """Whether the trigger or the response speaks of a member, it is one member that is followed."""
    claim, found = leads(trigger, response), rooms(fair=())

    finding = verdict(found, claim, 2)

    assert finding.verdict == VIOLATED == opinion(Oracle(found, 2), claim)
    assert_lasso(finding.trace, claim, Oracle(found, 2))


class Door(Machine):
    """Lets a second dancer in two turns after the first one, and turns for ever then."""

    outputs = frozenset({"dancer.turn"})
    spontaneous = frozenset({"turn"})

    none_in = State(initial=True)
    one_in = State()
    turned = State()
    turned_twice = State()
    two_in = State()
    validate_trap_states = False

    enter = none_in.to(one_in) | turned_twice.to(two_in)
    turn = (
        one_in.to(turned, on="tell")
        | turned.to(turned_twice, on="tell")
        | two_in.to(None, on="tell")
    )

    def tell(self):
        self.emit("dancer.turn")


class Dancer(Machine):
    """Goes round four places."""

    outputs = frozenset({"door.enter"})
    spontaneous = frozenset({"begin"})
    may_enter = Read("the door is open")

    outside = State(initial=True)
    north = State()
    east = State()
    south = State()
    west = State()

    begin = outside.to(north, cond="may_enter", on="go_in")
    turn = north.to(east) | east.to(south) | south.to(west) | west.to(north)

    def go_in(self):
        self.emit("door.enter")


@pytest.mark.parametrize("symmetry", [True, False])
def test_lasso_goes_round_until_everybody_is_back(symmetry):
    """After two turns two dancers have swapped places; the lasso shows the four that they need."""
    found = meet(
        {"door": Door, "dancer": Dancer}, group=("dancer",), members=2, fair=("door.turn",),
        reads={"dancer.may_enter": "door.none_in | door.turned_twice"},
    )  # fmt: skip
    claim = leads("door.two_in", "door.none_in")

    trace = verdict(found, claim, 2, symmetry).trace

    assert [step.event for step in trace.steps[trace.loop :]] == ["turn"] * 4
    assert_lasso(trace, claim, Oracle(found, 2))


class Switch(Machine):
    """Is flipped once at most, and ends the show whichever way the lamp is."""

    outputs = frozenset({"lamp.flip", "show.end"})
    spontaneous = frozenset({"flip", "end_lit", "end_dark"})
    lit = Read("the lamp is lit")

    fresh = State(initial=True)
    used = State()
    validate_trap_states = False

    flip = fresh.to(used, on="flip_lamp")
    end_lit = fresh.to(None, cond="lit", on="end_show") | used.to(None, cond="lit", on="end_show")
    end_dark = fresh.to(None, unless="lit", on="end_show") | used.to(
        None, unless="lit", on="end_show"
    )

    def flip_lamp(self):
        self.emit("lamp.flip")

    def end_show(self):
        self.emit("show.end")


def shows(fair):
    """Switches that flip a lamp, each once, and can end the show."""
    lamp = automaton("dark flip lit, lit flip dark", heard="flip")
    show = automaton("open end over, over end over", heard="end")
    return meet(
        {"lamp": lamp, "show": show, "switch": Switch}, group=("switch",), members=2,
        reads={"switch.lit": "lamp.lit"}, fair=fair,
    )  # fmt: skip


@pytest.mark.parametrize("symmetry", [True, False])
@pytest.mark.parametrize(
    ("fair", "expected"), [(("switch.end_lit", "switch.end_dark"), HOLDS), ((), VIOLATED)]
)
def test_leads_to_is_decided_where_pairs_do_not_suffice(symmetry, fair, expected):
    """Each switch flips once, so the lamp comes to rest, and a fair event ends the show.

    The graph of pairs flips for ever; a claim about single machines needs a member told apart.
    """
    claim, found = leads("show.open", "show.over"), shows(fair)

    finding = verdict(found, claim, 2, symmetry)

    checker = Checker(explore(Composed(found), 2), True)
    assert pairs_find(checker, claim)
    assert finding.verdict == expected == opinion(Oracle(found, 2), claim)


def pairs_find(checker, claim):
    """What the search in the graph of pairs finds."""
    seen = checker.observe(checker.g, checker.m)
    answers = claim.predicate(seen), claim.response(seen)
    return liveness.never_answers(pair_graph(checker.space), *answers)


@pytest.mark.parametrize("seed", [1, 2, 4, 5])  # those with many states
def test_graph_leads_to_every_state_as_the_search_does(seed):
    """The graph of a space has its changing steps, and leads to each state as soon as it does."""
    for group, members in GROUPS:
        space = explore(composed(seed, group), members, False)
        graph = graph_of(space, np.arange(space.states))

        found, parents = reach(graph, None, np.array([0]))

        assert len(graph.targets) == space.steps
        assert sorted(found) == list(range(space.states))
        for state in range(space.states):
            assert len(walk_back(graph, parents, state)[1]) == len(space.path(state))


def claims_of(seed, group, members):
    """Claims by chance: half of them about single machines only."""
    rng, found = Random(f"leads {seed} {group} {members}"), system(seed, group)
    for number in range(6):
        names = list(found.singles if number % 2 else found.machines)
        trigger, response = sentence(rng, names), sentence(rng, names)
        yield Property(f"claim_{number}", "leads_to", (), trigger, "", "random", response=response)


@pytest.mark.parametrize("seed", range(12))
def test_leads_to_agrees_with_the_second_opinion(seed):
    """On systems by chance every verdict is right, with symmetry and without; lassos are runs.

    What holds in the graph of pairs holds.
    """
    for group, members in GROUPS:
        second, space = oracle(seed, group, members), explore(composed(seed, group), members, False)
        checker = Checker(space, False)
        claims = list(claims_of(seed, group, members))
        findings = check(system(seed, group), claims, members).findings[1:]
        for claim, finding in zip(claims, findings, strict=True):
            other, expected = checker.decide(claim), opinion(second, claim)
            assert finding.verdict == other.verdict == expected, (group, members, claim)
            for trace in filter(None, (finding.trace, other.trace)):
                assert expected == VIOLATED
                assert_lasso(trace, claim, second)
                assert pairs_find(checker, claim)


@pytest.mark.parametrize("members", [1, 2, 3])
@pytest.mark.parametrize(
    ("fair", "strong", "expected"),
    [
        (("record.expire",), (), HOLDS),
        ((), ("record.expire",), HOLDS),
        ((), (), VIOLATED),
        (("link.connect_p",), (), VIOLATED),
    ],
)
def test_the_yardstick_is_decided_alike_with_and_without_symmetry(fair, strong, members, expected):
    """One record told apart gives the verdict of the second opinion, which has no symmetry."""
    yardstick = replace(catalog.systems()["reference"], fair=fair, strong=strong, topics=("test",))
    claim = leads("record.lost_req | record.lost_call", "record.stale")
    second = Oracle(yardstick, members)

    findings = [verdict(yardstick, claim, members, symmetry) for symmetry in (True, False)]

    assert [f.verdict for f in findings] == [expected] * 2 == [opinion(second, claim)] * 2
    for finding in findings:
        if finding.trace:
            assert_lasso(finding.trace, claim, second)


def strengthened(seed, group):
    """A system by chance in which one or two of the fair events are strongly fair."""
    found, rng = system(seed, group), Random(f"strong {seed} {group}")
    strong = set(rng.sample(found.fair, min(len(found.fair), rng.choice([1, 2]))))
    fair = tuple(event for event in found.fair if event not in strong)
    return replace(found, fair=fair, strong=tuple(sorted(strong)))


@pytest.mark.parametrize("seed", range(12))
def test_strong_fairness_agrees_with_the_second_opinion(seed):
    """On systems by chance with strongly fair events every verdict is right, and lassos are runs.

    With symmetry one member at a time is told apart; the second opinion knows no symmetry.
    """
    for group, members in GROUPS:
        second, tables = copy(oracle(seed, group, members)), copy(composed(seed, group))
        second.system = tables.system = strengthened(seed, group)
        checkers = [Checker(explore(tables, members, s), s) for s in (True, False)]
        for claim in list(claims_of(seed, group, members))[:4]:
            expected = opinion(second, claim)
            for checker in checkers:
                finding = checker.decide(claim)
                assert finding.verdict == expected, (group, members, claim)
                if finding.trace:
                    assert_lasso(finding.trace, claim, second)
                    assert pairs_find(checker, claim)
