"""`explain` of a decision shows what a rejected reading would do."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dialonce import catalog, verdicts
from dialonce.cli import main
from dialonce.runs import named_mutants

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
DECISIONS = [c for c in catalog.clauses().values() if named_mutants(c, catalog.mutants())]


def test_explain_shows_the_shortest_run_of_a_rejected_reading():
    """The late result that reopens a record leads, step by step, to a second call."""
    result = CliRunner().invoke(main, ["explain", "D-10"])

    assert result.exit_code == 0
    assert "It violates: The switch calls a record's person at most once." in result.stdout
    assert result.stdout.count("the switch places the call.  call.place 1") == 2


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda clause: clause.id)
def test_rejected_reading_has_a_run(decision):
    """Each wrong design that a decision names has a run, which the tests of mutants find again."""
    for mutant in named_mutants(decision, catalog.mutants()):
        kept = verdicts.of(verdicts.read(REFERENCE), "runs", mutant.name)
        assert kept["run"], f"nothing but an absence shows {mutant.name}"
        assert kept["violates"] in mutant.violates


@pytest.mark.parametrize("decision", ["D-202", "D-304"])
def test_explain_tells_the_run_of_the_reference(decision):
    """What `explain` shows is what the reference tells."""
    facts = json.loads(CliRunner().invoke(main, ["explain", decision, "--json"]).stdout)

    assert facts["rejected"]
    for wrong in facts["rejected"]:
        taken = [step["event"].partition(" ")[0] for step in wrong["run"]]
        kept = verdicts.of(verdicts.read(REFERENCE), "runs", wrong["name"])
        assert taken == kept["run"], "stale verdicts in docs/reference. Mend: make docs"
