"""Verdicts can be believed: shortest traces, honest bounds, and claims that say what is wrong."""

from random import Random

import numpy as np
import pytest
from automata import automaton, meet
from oracle import Says
from random_systems import EVENTS, GROUPS, composed, oracle, sentence, system
from statemachine import State

from dialonce import Machine, SpecificationError, catalog, leads_to
from dialonce.check import HOLDS, UNDECIDED, VIOLATED, Checker, Finding, check, worst
from dialonce.compose import Composed
from dialonce.effort import Effort
from dialonce.explore import explore
from dialonce.property import Property
from dialonce.refine import Refinement

SEEDS = range(16)


def claim_of(kind, predicate, response=None, ticks=0, topic="test"):
    """A claim without clauses."""
    return Property("claim", kind, (), predicate, "", topic, response=response, ticks=ticks)


def checkers(seed, group, members):
    """With symmetry, and without."""
    for symmetry in (True, False):
        yield Checker(explore(composed(seed, group), members, symmetry), symmetry)


@pytest.mark.parametrize("seed", SEEDS)
def test_invariant_has_its_shortest_counterexample(seed):
    """An invariant fails where brute force finds a state against it, by a run as short."""
    for group, members in GROUPS:
        second, rng = oracle(seed, group, members), Random(f"invariant {seed} {group} {members}")
        for checker in checkers(seed, group, members):
            said = sentence(rng, list(second.system.machines))
            everywhere = range(len(second.states))
            wrong = [
                second.depth[n]
                for n in everywhere
                for member in second.views()
                if not second.holds(said, n, member)
            ]

            finding = checker.decide(claim_of("invariant", said))

            assert finding.verdict == (VIOLATED if wrong else HOLDS)
            assert not wrong or len(finding.trace.steps) == min(wrong)


@pytest.mark.parametrize("seed", SEEDS)
def test_reachable_has_its_shortest_witness(seed):
    """A witness is found where brute force finds one, and is as short; none is a violation."""
    for group, members in GROUPS:
        second, rng = oracle(seed, group, members), Random(f"reachable {seed} {group} {members}")
        for checker in checkers(seed, group, members):
            said = sentence(rng, list(second.system.machines))
            right = [second.depth[n] for m in second.views() for n in second.all_that(said, m)]

            finding = checker.decide(claim_of("reachable", said))

            assert finding.verdict == (HOLDS if right else VIOLATED)
            assert (finding.trace is None) == (not right)
            assert not right or len(finding.trace.steps) == min(right)


def ways():
    """A short way to the end, and one by which the pair that is numbered first is met late."""
    machines = {"m": automaton("a go b, a off c"), "x": counter(3)}
    return meet(machines, group=("x",), members=1)


def test_shortest_is_not_the_first_pair():
    """Of the pairs that are wrong the one met first counts, whatever their numbers are."""
    late, both = Says("~m.b | ~x.n3"), Says("m.a | m.b & ~x.n3")

    found = [check(ways(), [claim_of("invariant", said)]).findings[1] for said in (late, both)]

    assert [len(finding.trace.steps) for finding in found] == [4, 1]


@pytest.mark.parametrize("pairs_at_once", [1, 100])
def test_shortest_step_is_not_that_of_the_first_pair(pairs_at_once, monkeypatch):
    """Of the steps that are wrong the one met first counts, also where they are asked in parts."""
    monkeypatch.setattr("dialonce.check.PAIRS_AT_ONCE", pairs_at_once)
    late, both = Says("~m.b | ~x.n3"), Says("m.a | m.b & ~x.n3")

    found = [
        check(ways(), [claim_of("step", lambda before, step, after, said=said: said(before))])
        for said in (late, both)
    ]

    assert [len(report.findings[1].trace.steps) for report in found] == [5, 2]


class Forbids:
    """The claim that no step by an event leads from one sentence to another, and sends a message.

    An empty event is any event, and an empty output no message.
    """

    def __init__(self, before, event, output, after):
        self.before, self.event, self.output, self.after = before, event, output, after

    def __call__(self, before, step, after):
        hit = self.before(before) & self.after(after)
        hit = hit & (not self.event or step.event == self.event)
        return ~(hit & (step.sent(self.output) > 0)) if self.output else ~hit

    def forbids(self, second, here, move, member):
        """Whether it forbids a move, seen from a member."""
        event = ".".join((move.instance[0], move.event))
        return (
            second.holds(self.before, here, member)
            and self.event in ("", event)
            and second.holds(self.after, move.after, member)
            and (not self.output or self.output in sent_by(second, move, member))
        )


def sent_by(second, move, member):
    """The outputs that a move sends between single machines and a member."""
    return [
        sent.output
        for sent in move.sent
        if all(
            end is None or not second.is_of(end[0]) or end[1] == member
            for end in (sent.sender, sent.target)
        )
    ]


def views_of(second, move):
    """The members from which a move is judged: the one that takes it, or all."""
    return [move.instance[1]] if second.is_of(move.instance[0]) else second.views()


@pytest.mark.parametrize("seed", SEEDS)
def test_step_has_its_shortest_violation(seed):
    """A step against the claim is found where brute force finds one, at the end of a run as short.

    Steps that change nothing count too. A member is judged in its own steps, and in those of
    single machines.
    """
    for group, members in GROUPS:
        second, rng = oracle(seed, group, members), Random(f"step {seed} {group} {members}")
        names = list(second.system.machines)
        events = [".".join(key) for key in second.system.spontaneous]
        outputs = [o for name in names for event in EVENTS[name].values() for o in event.split()]
        for number, checker in enumerate([*checkers(seed, group, members)] * 2):
            said = Forbids(
                sentence(rng, names), rng.choice(["", *events]),
                rng.choice([*outputs]) if number > 1 else "", sentence(rng, names),
            )  # fmt: skip
            wrong = [
                second.depth[here] + 1
                for here, moves in enumerate(second.moves)
                for move in moves
                if any(said.forbids(second, here, move, m) for m in views_of(second, move))
            ]

            finding = checker.decide(claim_of("step", said))

            assert finding.verdict == (VIOLATED if wrong else HOLDS)
            if wrong:
                assert len(finding.trace.steps) == min(wrong)
                assert_forbidden(said, finding.trace, second)


def assert_forbidden(said, trace, second):
    """The last step of the trace is one that the claim forbids."""
    where = {state: number for number, state in enumerate(second.states)}
    here, there = (where[tuple(s[one] for one in second.everyone)] for s in trace.states[-2:])
    last = trace.steps[-1]
    (move,) = (m for m in second.moves[here] if m[:2] == (last.instance, last.event))
    assert move.after == there
    assert any(said.forbids(second, here, move, member) for member in views_of(second, move))


@pytest.mark.parametrize("seed", SEEDS)
def test_trace_is_as_long_with_symmetry_as_without(seed):
    """Symmetry shortens the search, and no trace."""
    for group, members in [(group, members) for group, members in GROUPS if members > 1]:
        rng, names = Random(f"same {seed} {group} {members}"), list(system(seed, group).machines)
        said = [sentence(rng, names) for _ in range(3)]
        claims = [claim_of(kind, one) for one in said for kind in ("invariant", "reachable")]
        with_it, without = checkers(seed, group, members)
        for claim in claims:
            one, other = with_it.decide(claim), without.decide(claim)
            assert (one.verdict, one.trace is None) == (other.verdict, other.trace is None)
            assert one.trace is None or len(one.trace.steps) == len(other.trace.steps)


def counter(length):
    """A machine that counts up to a number, then stays, and can always be reset."""
    arrows = [f"n{i} count n{i + 1}" for i in range(length)] + [f"n{length} reset n0"]
    return automaton(", ".join(arrows))


CLOCK = automaton("going tick going")
ALWAYS = Says("m.n0 | ~m.n0")
CLAIMS = {
    "invariant": claim_of("invariant", ALWAYS),
    "step": claim_of("step", lambda before, step, after: ALWAYS(after)),
    "leads_to": claim_of("leads_to", ALWAYS, Says("m.n3")),
    "within": claim_of("within", Says("m.n0"), Says("m.n0"), 1),
}


def counting(**more):
    """Two counters and a clock: 36 states."""
    machines = {"m": counter(5), "o": counter(5), "clock": CLOCK}
    return meet(machines, fair=("m.count", "m.reset"), **more)


@pytest.mark.parametrize("kind", CLAIMS)
def test_bound_leaves_undecided_what_would_hold(kind):
    """What holds in the whole space is undecided where a bound ended the search, and says why."""
    whole = check(counting(), [CLAIMS[kind]])
    bounded = check(counting(), [CLAIMS[kind]], effort=Effort(20))

    assert whole.findings[1].verdict == HOLDS == whole.verdict
    assert [f.verdict for f in bounded.findings] == [UNDECIDED, UNDECIDED]
    assert {f.why for f in bounded.findings} == {"more than 20 states"}
    assert bounded.verdict == UNDECIDED


def test_bound_of_just_the_states_decides():
    """A search that needs all that it may use is complete."""
    assert check(counting(), [CLAIMS["invariant"]], effort=Effort(36)).verdict == HOLDS
    assert check(counting(), [CLAIMS["invariant"]], effort=Effort(35)).verdict == UNDECIDED


def test_bound_keeps_what_was_found_before():
    """A violation or a witness that was found before the bound stays what it is."""
    claims = [
        claim_of("invariant", Says("~m.n2")),
        claim_of("step", lambda before, step, after: ~after.m.n2),
        claim_of("reachable", Says("m.n2")),
    ]

    report = check(counting(), claims, effort=Effort(20))

    assert [f.verdict for f in report.findings] == [UNDECIDED, VIOLATED, VIOLATED, HOLDS]
    assert [len(f.trace.steps) for f in report.findings[1:]] == [2, 2, 2]
    assert report.verdict == VIOLATED


def test_bound_keeps_what_was_found_last():
    """A state that was found, and not gone on from, is judged as any other one."""
    found = meet({"m": automaton("a go b, b go c, c go a")})
    claims = [claim_of("invariant", Says("~m.b")), claim_of("invariant", Says("~m.c"))]

    report = check(found, claims, effort=Effort(1))

    assert [f.verdict for f in report.findings] == [UNDECIDED, VIOLATED, UNDECIDED]


def test_bound_leaves_undecided_what_was_not_found():
    """A witness, a late or a missing answer beyond the bound are neither there nor not there."""
    claims = [
        claim_of("reachable", Says("m.n5 & o.n5")),
        claim_of("leads_to", Says("m.n0"), Says("m.n5 & o.n5")),
        claim_of("within", Says("m.n0"), Says("m.n5 & o.n5"), 1),
        claim_of("leads_to", Says("m.n5 & o.n5"), Says("m.n0")),
    ]

    report = check(counting(), claims, effort=Effort(20))

    assert {f.verdict for f in report.findings} == {UNDECIDED}


def test_bound_keeps_a_deadlock_that_was_found():
    """A deadlock before the bound stays a violation; one beyond it is undecided."""
    found = meet({"m": automaton("a stop b"), "o": automaton("a stop b")})

    assert check(found, [], effort=Effort(3)).findings[0].verdict == UNDECIDED
    assert check(found, []).findings[0].verdict == VIOLATED
    assert len(check(found, []).findings[0].trace.steps) == 2


def test_bound_leaves_a_refinement_undecided():
    """A contract that allows everything explored is undecided where the search met its bound."""
    allow = automaton("quiet heard quiet, quiet tell quiet", heard="heard", says={"tell": "x.told"})
    allow_none = automaton("quiet heard quiet, still tell still, still heard quiet",
                           heard="heard", says={"tell": "x.told"})  # fmt: skip
    verdicts = []
    for contract in (allow, allow_none):
        real = Refinement(contract, {"m.count": ("heard",)}, "m.n3", "x.told")
        for bound in (None, 20):
            report = check(counting(refines=real), [], effort=Effort(bound))
            verdicts.append(report.findings[1].verdict)

    assert verdicts == [HOLDS, UNDECIDED, VIOLATED, VIOLATED]


def test_bound_counts_for_the_search_with_a_member_told_apart():
    """A claim about a member needs a larger space; where that meets the bound, it is undecided."""
    members = meet({"m": counter(3), "o": automaton("a swap b, b swap a")}, group=("m",), members=3)
    claim = claim_of("leads_to", Says("m.n0"), Says("m.n3"))

    assert sizes(members) == (40, 80)
    assert check(members, [claim]).findings[1].verdict == VIOLATED
    finding = check(members, [claim], effort=Effort(60)).findings[1]
    assert (finding.verdict, finding.why) == (
        UNDECIDED, "more than 60 states with members told apart"
    )  # fmt: skip


def sizes(found):
    """The states with symmetry, and with one member told apart."""
    return explore(Composed(found), 3).states, explore(Composed(found), 3, True, 1).states


def test_interrupt_leaves_undecided_what_it_met():
    """An interrupt while a claim is decided leaves it undecided, and what follows too."""

    def interrupted(s):
        raise KeyboardInterrupt

    report = check(counting(), [claim_of("invariant", interrupted), CLAIMS["invariant"]])

    assert [f.verdict for f in report.findings] == [HOLDS, UNDECIDED, UNDECIDED]
    assert report.findings[1].why == "interrupted"


@pytest.mark.parametrize("kind", CLAIMS)
def test_claim_without_memory_is_undecided(kind):
    """A claim for which there is no memory is undecided, and the claims after it are decided."""

    def too_large(*views):
        raise MemoryError

    claim = claim_of(kind, too_large, ALWAYS, 1)

    found = check(counting(), [claim, CLAIMS["invariant"]]).findings

    assert [f.verdict for f in found] == [HOLDS, UNDECIDED, HOLDS]
    assert found[1].why == "it needs more memory than there is"


@pytest.mark.parametrize("kind", ["leads_to", "within"])
@pytest.mark.parametrize("response", ["m.n0", "m.n5"])
def test_trigger_that_is_never_reached_is_a_violation(kind, response):
    """A claim whose trigger no state has says nothing, and does not hold."""
    claim = claim_of(kind, Says("m.n1 & m.n2"), Says(response), 3)

    finding = check(counting(), [claim]).findings[1]

    assert (finding.verdict, finding.trace) == (VIOLATED, None)
    assert finding.why == "its trigger is never reached"


def test_worst_of_the_verdicts_counts():
    """One violation outweighs everything, and one open question all that holds."""
    assert worst([HOLDS, UNDECIDED, VIOLATED]) == VIOLATED
    assert worst([HOLDS, UNDECIDED, HOLDS]) == UNDECIDED
    assert worst([HOLDS]) == worst([]) == HOLDS
    assert Finding(CLAIMS["step"], HOLDS).why == ""


def test_check_leaves_out_other_topics():
    """A claim about another topic, or that needs what is not there, is not asked."""
    other = claim_of("invariant", lambda s: s.nowhere.known, topic="weather")

    assert len(check(counting(), [other]).findings) == 1


class Stammerer(Machine):
    """Says everything twice."""

    outputs = frozenset({"room.hear"})
    spontaneous = frozenset({"speak"})

    here = State(initial=True)

    speak = here.to(None, on="say")

    def say(self):
        self.emit("room.hear")
        self.emit("room.hear")


def test_messages_are_counted():
    """A message that a step sends twice counts as two."""
    found = meet({"stammerer": Stammerer}, roles={"stammerer.room": ""}, may_end="stammerer.here")
    claims = [
        claim_of("step", lambda before, step, after, n=n: step.sent("room.hear") == n)
        for n in (1, 2)
    ]

    assert [f.verdict for f in check(found, claims).findings] == [HOLDS, VIOLATED, HOLDS]


def test_a_constant_answer_is_one_for_every_case():
    """A predicate may answer with a plain truth, for instance where a machine is not there."""
    claims = [claim_of("invariant", lambda s: s.has("m")), claim_of("invariant", lambda s: False)]

    assert [f.verdict for f in check(counting(), claims).findings[1:]] == [HOLDS, VIOLATED]


WRONG = {
    "raises": (lambda *s: 1 // 0, "its predicate raises ZeroDivisionError: .* Mend: combine"),
    "nothing": (lambda *s: None, "its predicate answers with object.* Mend: combine"),
    "number": (lambda *s: s[0].m.n0 * 1, "its predicate answers with int64.* Mend: combine"),
    "negated_truth": (lambda *s: -2 | s[0].m.n0, "answers with int64.* Mend: combine"),
    "and": (lambda *s: s[0].m.n0 and s[0].m.n1, "raises ValueError: The truth .* Mend: combine"),
    "machine_for_state": (lambda *s: s[0].m, "answers with object.* Mend: combine"),
    "observation": (lambda *s: s[0], "answers with object.* Mend: combine"),
    "other_shape": (lambda *s: np.array([True, True]), "case by case.* Mend: return"),
    "all_at_once": (lambda *s: s[0].m.n0.any(), "case by case.* Mend: return"),
    "unknown_state": (lambda *s: s[0].m.n9, r" m\.n9: there is no such state.* Mend: did you"),
    "unknown_machine": (lambda *s: s[0].mm.n0, " mm: the system has no such machine.* Mend: add"),
}


@pytest.mark.parametrize("kind", ["invariant", "step", "reachable", "leads_to", "within"])
@pytest.mark.parametrize("wrong", WRONG)
def test_invalid_predicate(kind, wrong):
    """A predicate that fails, or answers with anything but a truth a case, is refused by name."""
    predicate, rule = WRONG[wrong]
    claim = claim_of(kind, predicate, ALWAYS, 1)

    with pytest.raises(SpecificationError, match=rf"^property (claim|reading).*{rule}"):
        check(counting(), [claim])


@pytest.mark.parametrize("kind", ["leads_to", "within"])
def test_invalid_response(kind):
    """A response is refused for the same reasons as a trigger."""
    with pytest.raises(SpecificationError, match=r"property reading m\.n9: "):
        check(counting(), [claim_of(kind, ALWAYS, Says("m.n9"), 1)])


def test_invalid_leads_to_with_one_answer():
    """A leads_to that returns one comparison, where two are asked for, is refused."""

    @leads_to()
    def a_counter_counts(s):
        """A counter counts."""
        return s.m.n0

    claim = claim_of("leads_to", a_counter_counts.predicate, a_counter_counts.response)

    with pytest.raises(SpecificationError, match=r"case by case.* Mend: return one .* and two"):
        check(counting(), [claim])


def test_invalid_group_without_members():
    """A group in which nobody is would make every claim about a member hold."""
    found = meet({"m": counter(2), "clock": CLOCK}, group=("m",))

    with pytest.raises(SpecificationError, match=r"a group without members.* Mend: state how"):
        check(found, [])
    assert check(found, [], members=1).space.states == 3


def test_first_ends_at_the_first_violation():
    """With `first` the search ends early, at the same shortest trace; what is open is UNDECIDED."""
    wrong = catalog.mutants()["seeded_double_dial"].build()
    claims = list(catalog.properties().values())
    whole = {f.property.name: f for f in check(wrong, claims, 4).findings}

    report = check(wrong, claims, 4, effort=Effort(first=True))

    found = {f.property.name: f for f in report.findings}
    placed = found.pop("a_yardstick_record_is_placed_at_most_once")
    assert placed.verdict == VIOLATED
    assert len(placed.trace.steps) == 6
    assert report.space.why == "stopped at the first violation"
    assert report.space.states < 1000
    for name, finding in found.items():
        assert finding.verdict in {UNDECIDED, whole[name].verdict}
    assert UNDECIDED in {finding.verdict for finding in found.values()}


@pytest.mark.parametrize("kind", ["invariant", "step"])
def test_first_ends_for_every_kind_that_can_be_seen_at_once(kind):
    """A violated invariant ends the search, and so does a violated step."""
    wrong = {
        "invariant": claim_of("invariant", Says("~m.n2")),
        "step": claim_of("step", lambda before, step, after: ~after.m.n2),
    }

    found = [check(counting(), [c[kind]], effort=Effort(first=True)) for c in (wrong, CLAIMS)]

    assert [report.findings[1].verdict for report in found] == [VIOLATED, HOLDS]
    assert [report.space.complete for report in found] == [False, True]
