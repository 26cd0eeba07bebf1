"""What is no proof is not taken for one: shown on systems of a few states."""

from itertools import product

from automata import automaton, meet
from oracle import Says
from sleepers import sleepers

from dialonce.certificate import certificate
from dialonce.check import UNDECIDED, VIOLATED
from dialonce.property import Property
from dialonce.prove import prove
from dialonce.recheck import objections
from dialonce.table import tabulate


def claim_of(kind, predicate, response=None):
    """A claim without clauses."""
    return Property("claim", kind, (), predicate, "", "test", response=response)


def test_claim_that_is_not_true_is_left_open():
    """An invariant and a step that fail on the set are UNDECIDED, with a shortest abstract run."""
    dark = Says("lamp.dark")
    step = claim_of("step", lambda before, step, after: dark(after))

    found = prove(sleepers(), [claim_of("invariant", dark), step], tried=()).findings

    assert [finding.verdict for finding in found] == [UNDECIDED, UNDECIDED]
    assert [len(finding.trace.steps) for finding in found if finding.trace] == [1, 2]


def test_claim_that_others_prevent_is_not_proved():
    """A claim that is true of one member alone, and not of two, is left open, then refuted."""
    claim = claim_of("leads_to", Says("lamp.dark & sleeper.awake"), Says("sleeper.asleep"))

    found = [prove(sleepers(), [claim], tried).findings[0] for tried in ((), (1,), (1, 2))]

    assert [finding.verdict for finding in found] == [UNDECIDED, UNDECIDED, VIOLATED]


def test_invalid_certificate_without_the_beginning():
    """A set that no step leaves proves nothing where the initial pair is not in it."""
    found = meet({"m": automaton("a go b, b stay b")})

    reasons = objections(found, certificate(found, [((1,), ())], []), [])

    assert reasons == ["the initial pair is missing"]


def test_invalid_certificate_that_others_leave():
    """A set that no step of the member leaves proves nothing where others lead out of it."""
    found = sleepers()
    pairs = [((0,), (0,)), ((0,), (1,)), ((1,), (1,))]  # but not one awake in the light

    reasons = objections(found, certificate(found, pairs, []), [])

    assert reasons == ["sleeper.turn of another member leads out of it"]


def everything(system):
    """A certificate of all pairs of local states, which no step can leave."""
    sizes = [range(len(tabulate(cls).locals)) for cls in system.machines.values()]
    count = len(system.singles)
    return certificate(system, [(p[:count], p[count:]) for p in product(*sizes)], [])


def speaking(speaker, member):
    """A speaker who exists once, and members."""
    return meet({"speaker": speaker, "member": member}, group=("member",), members=2)


def test_invalid_certificate_of_members_who_move_each_other():
    """A set of pairs proves nothing where a member makes a single machine speak to all."""
    speaker = automaton("calm ask calm", heard="ask", says={"ask": "member.hear"})
    member = automaton("new speak new, new hear told", heard="hear", says={"speak": "speaker.ask"})
    found = speaking(speaker, member)

    assert objections(found, everything(found), []) == ["member.speak is broadcast by a member"]


def test_invalid_certificate_of_members_who_answer_a_broadcast():
    """Nor where members answer a broadcast, each in its turn, to a single machine."""
    speaker = automaton("calm announce calm, calm ask calm", heard="ask",
                        says={"announce": "member.hear"})  # fmt: skip
    member = automaton("new hear new, new rest new", heard="hear", says={"hear": "speaker.ask"})
    found = speaking(speaker, member)

    assert objections(found, everything(found), []) == [
        "member answers a broadcast outside of its member"
    ]
