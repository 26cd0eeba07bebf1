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
    """Each wrong design that a decision names has a run, the one that the reference tells."""
    facts = json.loads(CliRunner().invoke(main, ["explain", decision.id, "--json"]).stdout)

    assert [wrong["name"] for wrong in facts["rejected"]]
    for wrong in facts["rejected"]:
        kept = verdicts.of(verdicts.read(REFERENCE), "runs", wrong["name"])["run"]
        taken = [step["event"].partition(" ")[0] for step in wrong["run"]]
        assert taken == kept != [], "stale verdicts in docs/reference. Mend: make docs"
