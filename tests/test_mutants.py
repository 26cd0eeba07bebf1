"""Every wrong design violates what it says, and every property is violated by one."""

from pathlib import Path

import pytest

from dialonce import catalog, verdicts
from dialonce.check import HOLDS, VIOLATED, check
from dialonce.prove import prove
from dialonce.runs import shown

MUTANTS = catalog.mutants()
PROPERTIES = catalog.properties()
SAFETY = ("invariant", "step", "within")
KEPT = verdicts.read(Path(__file__).resolve().parent.parent / "docs" / "reference")["runs"]


@pytest.fixture(scope="module", params=MUTANTS)
def wrong(request):
    """Each wrong design and its system in turn, so that both questions share its tables."""
    mutant = MUTANTS[request.param]
    return mutant, mutant.build()


def test_mutant_violates_the_properties_it_names(wrong):
    """Each property that the mutant names is violated, and a run shows it where one can.

    Where a decision names the mutant, the reference tells the same run.
    """
    mutant, system = wrong
    claims = [p for p in PROPERTIES.values() if p.name in mutant.violates]

    report = check(system, claims, 1 if system.group else None)

    findings = {f.property.name: f for f in report.findings}
    assert {v: findings[v].verdict for v in mutant.violates} == dict.fromkeys(
        mutant.violates, VIOLATED
    )
    for violated in mutant.violates:
        assert findings[violated].trace or findings[violated].property.kind == "reachable"
    if mutant.name in KEPT:
        told = verdicts.run_facts(shown(mutant, report.findings))
        assert told == KEPT[mutant.name], "stale verdicts in docs/reference. Mend: make docs"


def test_no_wrong_design_is_proved(wrong):
    """A property that a wrong design violates is never proved for it."""
    mutant, system = wrong
    claims = [p for p in PROPERTIES.values() if p.name in mutant.violates and p.kind in SAFETY]

    proof = prove(system, claims, tried=())

    assert [f.property.name for f in proof.findings if f.verdict == HOLDS] == []


@pytest.mark.parametrize("name", PROPERTIES)
def test_property_has_a_mutant(name):
    """Some wrong design of a system that it concerns violates the property, so it can fail."""
    claim = PROPERTIES[name]
    assert [
        mutant.name
        for mutant in MUTANTS.values()
        if claim.name in mutant.violates and claim.concerns(mutant.system)
    ]


def test_retry_after_switchover_has_its_shortest_trace():
    """The shortest run in which a person is called twice has 12 steps."""
    report = check(MUTANTS["retry_after_switchover"].build(), list(PROPERTIES.values()), 2)

    finding = next(
        f for f in report.findings if f.property.name == "a_record_is_dialed_at_most_once"
    )
    assert len(finding.trace.steps) == 12


def test_the_seeded_double_dial_has_six_steps():
    """The yardstick's seeded bug needs 6 steps, with symmetry and without."""
    for symmetry in (True, False):
        report = check(
            MUTANTS["seeded_double_dial"].build(), list(PROPERTIES.values()), 3, symmetry
        )
        finding = next(f for f in report.findings if f.verdict == VIOLATED)
        assert len(finding.trace.steps) == 6


def test_a_wrong_design_may_lack_an_event_that_claims_name():
    """A claim about a step that only the right design takes is asked all the same."""
    mutant = catalog.mutant("ocm_only_shows_a_campaign")
    system = mutant.build()

    report = check(system, catalog.properties_of([system]), None)

    violated = {f.property.name for f in report.findings if f.verdict == "VIOLATED"}
    assert set(mutant.violates) <= violated
