"""`explain` of a decision shows what a rejected reading would do."""

import json

import pytest
from click.testing import CliRunner

from dialonce import catalog
from dialonce.cli import main
from dialonce.runs import named_mutants

DECISIONS = [c for c in catalog.clauses().values() if named_mutants(c, catalog.mutants())]


def test_explain_shows_the_shortest_run_of_a_rejected_reading():
    """The late result that reopens a record leads, step by step, to a second call."""
    result = CliRunner().invoke(main, ["explain", "D-10"])

    assert result.exit_code == 0
    assert "It violates: The switch calls a record's person at most once." in result.stdout
    assert result.stdout.count("the switch places the call.  call.place 1") == 2


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda clause: clause.id)
def test_rejected_reading_has_a_run(decision):
    """Each wrong design that a decision names has a run that shows what is wrong."""
    facts = json.loads(CliRunner().invoke(main, ["explain", decision.id, "--json"]).stdout)

    assert [wrong["name"] for wrong in facts["rejected"]]
    assert all(wrong["run"] for wrong in facts["rejected"])
