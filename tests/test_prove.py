"""What is proved holds for any number of records, and nothing else is called proved."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from dialonce import catalog
from dialonce.certificate import certificate, objections
from dialonce.check import HOLDS, UNDECIDED, VIOLATED
from dialonce.cli import main
from dialonce.compose import Composed, compose
from dialonce.explore import explore
from dialonce.prove import prove

SYSTEMS = catalog.systems()
MUTANTS = catalog.mutants()
PROPERTIES = list(catalog.properties().values())
# Records compete for the resources of a pool: for any number of them, others may always be first.
OPEN = {
    "pool_calls": {
        "a_claimed_record_is_closed_in_the_end",
        "every_ready_record_is_dialed_and_closed_without_a_person",
    },
    # It compares a count with one record: for any number of them, another may have been counted.
    "db_warm": {"the_buffer_is_empty_only_if_nothing_waits_in_it"},
    "db_single": {"the_buffer_is_empty_only_if_nothing_waits_in_it"},
}


@pytest.fixture(scope="module", params=SYSTEMS)
def system(request):
    """Each system in turn, so that what is asked about it shares its tables."""
    return SYSTEMS[request.param]


def test_every_system_is_proved(system):
    """All invariants, steps and liveness hold for any number of records, or are known as open."""
    proof = prove(system, PROPERTIES)

    left = {f.property.name: f.verdict for f in proof.findings if f.verdict != HOLDS}
    assert left == dict.fromkeys(OPEN.get(system.name, ()), UNDECIDED)


def test_proof_covers_what_is_reachable(system):
    """Every pair that occurs with so many records, up to the usual number, is in the set."""
    composed = compose(system)

    for members in range(1, max(system.members, 2) + 1) if system.group else (0,):
        seen = explore(composed, members).seen >= 0
        assert not (seen & ~composed.pairs).any()


def test_proof_covers_the_reference_up_to_six_records():
    """The yardstick's inductive set has just the pairs that occur, whatever the number."""
    composed = Composed(SYSTEMS["reference"])

    for members in range(1, 7):
        assert ((explore(composed, members).seen >= 0) == composed.pairs).all()


def test_wrong_design_is_refuted_with_few_records():
    """The double dial after a switchover is found with a single record."""
    proof = prove(MUTANTS["retry_after_switchover"].build(), PROPERTIES, tried=(1,))

    verdicts = {f.property.name: f.verdict for f in proof.findings}
    assert verdicts["a_record_is_dialed_at_most_once"] == VIOLATED


def written(name):
    """The certificate of a system, as read back from JSON."""
    composed = Composed(SYSTEMS[name])
    ids = zip(*(found.tolist() for found in np.nonzero(composed.pairs)), strict=True)
    pairs = [(composed.globals.rows[g], composed.members.rows[m]) for g, m in ids]
    return json.loads(json.dumps(certificate(SYSTEMS[name], pairs)))


@pytest.mark.parametrize("name", ["reference", "cpd_single", "cpd_warm_addp"])
def test_certificate_is_confirmed_by_its_own_checker(name):
    """The separate checker finds the set inductive and the invariants true on it."""
    assert objections(SYSTEMS[name], written(name), PROPERTIES) == []


def test_invalid_certificate_without_a_pair():
    """A certificate that lacks any one of its pairs is refused."""
    found = written("reference")

    for position in range(len(found["pairs"])):
        lacking = found | {"pairs": found["pairs"][:position] + found["pairs"][position + 1 :]}
        assert objections(SYSTEMS["reference"], lacking, PROPERTIES)


def test_invalid_certificate_with_a_bad_pair():
    """A set that allows what an invariant forbids does not prove it, even if it is inductive."""
    wrong = MUTANTS["uncounted_call"].build()
    composed = Composed(wrong)
    ids = zip(*(found.tolist() for found in np.nonzero(composed.pairs)), strict=True)
    pairs = [(composed.globals.rows[g], composed.members.rows[m]) for g, m in ids]

    reasons = objections(wrong, json.loads(json.dumps(certificate(wrong, pairs))), PROPERTIES)

    assert reasons == ["a_done_yardstick_record_was_placed_once is not true on it"]


def test_invalid_certificate_of_another_system():
    """A certificate is refused for a system with other machines."""
    reasons = objections(SYSTEMS["cpd_single"], written("cpd_single_addp"), PROPERTIES)

    assert reasons == ["it is of other machines than those of this system"]


def test_prove_writes_a_certificate_that_verifies(tmp_path):
    """The command writes a certificate, and confirms it in a second run."""
    first = CliRunner().invoke(main, ["prove", "cpd_single", "-o", str(tmp_path)])
    path = tmp_path / "cpd_single.certificate.json"
    second = CliRunner().invoke(main, ["prove", "--verify", str(path)])

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "for any number of records" in first.stdout
    assert second.stdout.startswith("The certificate of cpd_single holds:")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "other"}', "\x00"])
def test_invalid_certificate_file(tmp_path, text):
    """A file that is no certificate is one clear line and exit code 2."""
    path = tmp_path / "bad.json"
    path.write_text(text)

    result = CliRunner().invoke(main, ["prove", "--verify", str(path)])

    assert result.exit_code == 2
    assert "is no certificate" in result.stderr
