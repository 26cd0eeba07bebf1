"""Bounded responses are decided tick by tick, with held clocks and ticks without effect."""

from random import Random

import pytest
from automata import automaton, meet
from oracle import Oracle, Says, answers_late
from random_systems import GROUPS, composed, oracle, sentence, system
from statemachine import State

from dialonce import Data, Machine, Read, SpecificationError
from dialonce.check import HOLDS, VIOLATED, Checker, check
from dialonce.explore import explore
from dialonce.property import Property
from dialonce.trace import Runner

TICK = (("clock", 0), "tick")


class Clock(Machine):
    """Lets time pass for the others, unless it is held."""

    outputs = frozenset({"timer.tick"})
    spontaneous = frozenset({"tick"})
    held = Read("time stands still")

    going = State(initial=True)

    tick = going.to(None, unless="held", on="pass_time")

    def pass_time(self):
        self.emit("timer.tick")


class Egg(Machine):
    """Is put on by a cook, and is hard at the third tick."""

    spontaneous = frozenset({"put_on"})
    minutes = Data(range(3))

    raw = State(initial=True)
    boiling = State()
    hard = State()
    validate_trap_states = False

    put_on = raw.to(boiling)
    tick = boiling.to(None, unless="last", on="count") | boiling.to(hard, cond="last")

    def last(self):
        return self.minutes == 2

    def count(self):
        self.minutes += 1


def late(trigger, response, ticks):
    """The claim that one sentence is answered by another within so many ticks."""
    said = Says(trigger), Says(response)
    return Property("claim", "within", (), said[0], "", "test", response=said[1], ticks=ticks)


def verdict(found, claim, members=None, symmetry=True):
    """What the verifier finds on the claim."""
    (finding,) = check(found, [claim], members, symmetry).findings[1:]
    return finding


def opinion(second, claim):
    """The verdict of the second opinion."""
    reached = second.all_that(claim.predicate)
    wrong = answers_late(second, claim.predicate, claim.response, claim.ticks)
    return VIOLATED if wrong or not reached else HOLDS


def assert_late(trace, claim, second):
    """The trace is a run; after the trigger so many ticks pass, and never comes the response."""
    where = {state: number for number, state in enumerate(second.states)}
    run = [where[tuple(state[one] for one in second.everyone)] for state in trace.states]
    runner = Runner(trace.system, trace.members)
    for position, step in enumerate(trace.steps):
        runner.take(step.instance, step.event)
        assert runner.state == trace.states[position + 1]
    answered = [i for i, state in enumerate(run) if second.holds(claim.response, state)]
    taken = [(step.instance, step.event) for step in trace.steps]
    assert trace.loop is None
    assert any(
        taken[start:].count(TICK) == claim.ticks and second.holds(claim.predicate, run[start])
        for start in range(max([-1, *answered]) + 1, len(run))
    )


def kitchen(reads=""):
    """An egg, a cook who looks at it, and the clock, which may be held."""
    cook = automaton("away come there, there go away")
    return meet(
        {"egg": Egg, "cook": cook, "clock": Clock},
        roles={"clock.timer": "egg"}, reads={"clock.held": reads},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ticks", "expected"), [(0, VIOLATED), (2, VIOLATED), (3, HOLDS), (4, HOLDS)]
)
def test_within_counts_ticks_exactly(ticks, expected):
    """An egg that is hard at the third tick is hard within 3 ticks, and not within 2."""
    claim, second = late("egg.boiling", "egg.hard", ticks), Oracle(kitchen(), 0)

    finding = verdict(kitchen(), claim)

    assert finding.verdict == expected == opinion(second, claim)
    if expected == VIOLATED:
        assert finding.why == f"{ticks} ticks passed"
        assert_late(finding.trace, claim, second)


def test_within_of_no_ticks_asks_for_the_response_at_once():
    """A bound of 0 holds where the trigger never comes without the response."""
    assert verdict(kitchen(), late("egg.hard", "~egg.raw", 0)).verdict == HOLDS


def test_within_counts_ticks_that_change_nothing():
    """A raw egg stays raw while time passes without any effect on anything."""
    claim, second = late("egg.raw & cook.there", "~egg.raw", 5), Oracle(kitchen(), 0)

    finding = verdict(kitchen(), claim)

    assert finding.verdict == VIOLATED == opinion(second, claim)
    assert_late(finding.trace, claim, second)


@pytest.mark.parametrize(
    ("held", "trigger", "response", "expected"),
    [
        ("egg.raw", "egg.raw", "egg.boiling", HOLDS),
        ("", "egg.raw", "egg.boiling", VIOLATED),
        ("egg.raw", "egg.boiling", "egg.hard", VIOLATED),
        ("egg.raw | egg.boiling", "egg.boiling", "egg.hard", HOLDS),
        ("cook.there", "cook.there", "cook.away", HOLDS),
        ("cook.there", "egg.boiling & cook.there", "egg.hard", VIOLATED),
    ],
)
def test_within_knows_when_time_stands_still(held, trigger, response, expected):
    """While the clock is held no tick passes; what holds it must change before time goes on."""
    claim, second = late(trigger, response, 1), Oracle(kitchen(held), 0)

    finding = verdict(kitchen(held), claim)

    assert finding.verdict == expected == opinion(second, claim)


def test_within_begins_anew_at_every_trigger():
    """The ticks are counted from any state with the trigger, not only from the first."""
    claim = late("egg.boiling & cook.there", "cook.away", 1)

    assert verdict(kitchen(), claim).verdict == VIOLATED
    assert verdict(kitchen("cook.there"), claim).verdict == HOLDS


def test_within_takes_its_bound_from_the_machines():
    """The bound may be computed from the machines of the system."""
    claim = late("egg.boiling", "egg.hard", lambda machines: len(machines["egg"].minutes.values))

    assert verdict(kitchen(), claim).verdict == HOLDS


@pytest.mark.parametrize("members", [1, 2, 3])
def test_within_follows_one_member(members):
    """Each of several eggs is hard at its own third tick."""
    eggs = meet(
        {"egg": Egg, "clock": Clock}, group=("egg",), members=2,
        roles={"clock.timer": "egg"}, reads={"clock.held": ""},
    )  # fmt: skip
    second = Oracle(eggs, members)

    for ticks, expected in ((2, VIOLATED), (3, HOLDS)):
        claim = late("egg.boiling", "egg.hard", ticks)
        for symmetry in (True, False):
            finding = verdict(eggs, claim, members, symmetry)
            assert finding.verdict == expected == opinion(second, claim)
            if expected == VIOLATED:
                assert_late(finding.trace, claim, second)


@pytest.mark.parametrize("seed", range(12))
def test_within_agrees_with_the_second_opinion(seed):
    """On systems by chance every verdict is right, with symmetry and without; traces are runs."""
    for group, members in GROUPS:
        second, found = oracle(seed, group, members), system(seed, group)
        rng, names = Random(f"within {seed} {group} {members}"), list(found.machines)
        checkers = [Checker(explore(composed(seed, group), members, s), s) for s in (True, False)]
        for ticks in (0, 1, 1, 2, 3, 4):
            said = sentence(rng, names), sentence(rng, names)
            claim = late(said[0].text, said[1].text, ticks)
            for finding in [checker.decide(claim) for checker in checkers]:
                assert finding.verdict == opinion(second, claim), (group, members, claim)
                if finding.trace:
                    assert_late(finding.trace, claim, second)


def test_invalid_within_without_a_clock():
    """A bound in ticks is refused where no clock ticks: nothing would ever be late."""
    found = meet({"m": automaton("a go b")})

    with pytest.raises(SpecificationError, match=r"it counts ticks, .*no clock\.tick.* Mend: add"):
        check(found, [late("m.a", "m.b", 1)])


@pytest.mark.parametrize(
    ("ticks", "rule"),
    [
        (-1, "its ticks are -1"),
        (lambda machines: 1.5, "its ticks are 1.5"),
        (lambda machines: machines["pan"].size, "its ticks raise KeyError: 'pan'"),
    ],
)
def test_invalid_bound(ticks, rule):
    """A bound that is no whole number, or looks at a machine that is not there, is refused."""
    with pytest.raises(SpecificationError, match=rf"property claim: {rule}.* Mend: \w+"):
        check(kitchen(), [late("egg.raw", "egg.hard", ticks)])
