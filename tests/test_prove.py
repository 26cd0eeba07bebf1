"""What is proved holds for any number of records, and nothing else is called proved."""

import pytest
from click.testing import CliRunner
from proofs import disagreements
from scenario import Scenario

from dialonce import catalog, leads_to
from dialonce.check import HOLDS, UNDECIDED, VIOLATED
from dialonce.cli import main
from dialonce.compose import Composed
from dialonce.explore import explore
from dialonce.prove import prove
from dialonce.show import steps
from dialonce.walk import WalkError, follow
from spec.parameters import BUFFER_RECORDS_MAX

SYSTEMS = catalog.systems()
MUTANTS = catalog.mutants()
PROPERTIES = list(catalog.properties().values())
COUNTED = "the_buffer_is_empty_only_if_nothing_waits_in_it"
# Records compete for the resources of a pool: for any number of them, others may always be first.
OPEN = {
    "pool_calls": {
        "a_claimed_record_gets_a_resource_and_is_closed",
        "a_resource_is_used_exactly_while_a_slot_is_held",
        "a_claimed_record_is_closed_in_the_end",
        "every_ready_record_is_dialed_and_closed_without_a_person",
    },
    # The model counts to 8: with 9 records it is false (see below), so that no proof can exist.
    "db_warm": {COUNTED},
    "db_single": {COUNTED},
}


@pytest.fixture(scope="module", params=SYSTEMS)
def proof(request):
    """What is proved of each system in turn; what is asked about it shares its tables."""
    return prove(SYSTEMS[request.param], PROPERTIES)


def test_every_system_is_proved(proof):
    """All invariants, steps and liveness hold for any number of records, or are known as open."""
    left = {f.property.name: f.verdict for f in proof.findings if f.verdict != HOLDS}

    assert left == dict.fromkeys(OPEN.get(proof.system.name, ()), UNDECIDED)


def test_every_open_claim_has_its_abstract_run(proof):
    """What is not proved comes with a run that begins in the initial state, and can be read."""
    for finding in proof.findings:
        if finding.verdict == UNDECIDED:
            trace = finding.trace
            assert set(trace.states[0].values()) == {0}
            assert len(trace.states) == len(trace.steps) + 1
            told = "\n".join(steps(trace))
            assert any(f"another {name}" in told for name in proof.system.group)
            assert (trace.loop is not None) == (finding.property.kind == "leads_to")


def test_proof_covers_what_is_reachable(proof):
    """Every pair that occurs with so many records, up to the usual number, is in the set."""
    system = proof.system

    for members in range(1, max(system.members, 2) + 1) if system.group else (0,):
        seen = explore(proof.composed, members).seen >= 0
        assert not (seen & ~proof.composed.pairs).any()


def test_proof_agrees_with_check(proof):
    """What is proved is found with 1 to 6 records, as far as 4,000 states go (make agreement)."""
    members = range(1, 7) if proof.system.group else (0,)

    assert disagreements(proof, members, 4_000)[0] == []


def test_proof_covers_the_reference_up_to_six_records():
    """The yardstick's inductive set has just the pairs that occur, whatever the number."""
    composed = Composed(SYSTEMS["reference"])

    for members in range(1, 7):
        assert ((explore(composed, members).seen >= 0) == composed.pairs).all()


def test_the_count_of_the_buffer_is_false_for_more_records_than_it_counts():
    """With 9 records the count has run to its end, so that no proof for any number can exist."""
    claims = [claim for claim in PROPERTIES if claim.name == COUNTED]
    run = [("link", 0, "start"), ("primary_wire", 0, "accept"), ("session", 0, "start")]

    def dialed(records):
        came = [(machine, i, event) for i in range(records)
                for machine, event in (("copy", "retrieve"), ("row", "retrieve"),
                                       ("row", "deliver"))]  # fmt: skip
        return run + came + [("record", i, "dial") for i in range(records)]

    follow(SYSTEMS["db_single"], BUFFER_RECORDS_MAX, claims, dialed(BUFFER_RECORDS_MAX))
    with pytest.raises(WalkError, match="waits in it is violated"):
        follow(SYSTEMS["db_single"], BUFFER_RECORDS_MAX + 1, claims, dialed(BUFFER_RECORDS_MAX + 1))


def test_abstract_run_is_a_real_one_up_to_where_another_one_acts():
    """The open count: one record comes into the buffer, and another one is dialed from nowhere."""
    found = prove(SYSTEMS["db_single"], PROPERTIES, tried=()).findings
    trace = next(f for f in found if f.verdict == UNDECIDED).trace
    own = [(step.instance, step.event) for step in trace.steps]

    assert own[-2:] == [(("record", 1), "dial"), (("record", 0), "dial")]
    run = Scenario("db_single", 1).take(*(f"{at[0]}.{event}" for at, event in own[:-2]))
    assert run.of("copy") == "buffered"


def test_wrong_design_is_refuted_with_few_records():
    """The double dial after a switchover is found with a single record."""
    proof = prove(MUTANTS["retry_after_switchover"].build(), PROPERTIES, tried=(1,))

    verdicts = {f.property.name: f.verdict for f in proof.findings}
    assert verdicts["a_record_is_dialed_at_most_once"] == VIOLATED


def test_wrong_design_has_an_abstract_run_where_none_is_searched():
    """An invariant and a step that fail are UNDECIDED with a shortest run, if nobody searches."""
    wrong = (("retry_after_switchover", 12), ("seeded_double_dial", 6))

    for mutant, length in wrong:
        found = prove(MUTANTS[mutant].build(), PROPERTIES, tried=()).findings
        names = {f.property.name: f for f in found if f.property.name in MUTANTS[mutant].violates}
        assert {f.verdict for f in names.values()} == {UNDECIDED}
        assert min(len(f.trace.steps) for f in names.values()) <= length


@leads_to("X-1")
def nothing_sets_this_off(s):
    """What is never so leads to what is never so."""
    return s.record.requested & ~s.record.requested, s.record.requested & ~s.record.requested


def test_claim_whose_trigger_is_never_reached_is_not_proved():
    """With any number of records it says nothing: VIOLATED as in a check, and called vacuous."""
    from dataclasses import replace

    found = prove(SYSTEMS["cpd_single"], [replace(nothing_sets_this_off, topic="record")]).findings

    assert [(f.verdict, f.trace) for f in found] == [(VIOLATED, None)]
    assert "vacuous" in found[0].why


def test_prove_names_the_check_that_shows_a_violation():
    """The command that is named shows the violation, of a wrong design too, and with records."""
    result = CliRunner().invoke(main, ["prove", "--mutant", "seeded_double_dial"])

    assert result.exit_code == 1
    assert "dialonce check --mutant seeded_double_dial --records 1" in result.stdout


def test_prove_tells_an_abstract_run_in_steps():
    """The run that could not be excluded is told with what changed, and the exit code is 3."""
    result = CliRunner().invoke(main, ["prove", "db_single", "tcp"])

    assert result.exit_code == 3
    assert "An abstract run could not be excluded." in result.stdout
    assert "another record: waiting -> dialed, dials 1" in result.stdout
    first, second = (result.stdout.index(name) for name in ("to DB Server", "TCP only: 4 of 4"))
    assert first < second
