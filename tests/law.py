"""What `dialonce coverage` tells of the whole law: `make law`."""

import json

import pytest
from click.testing import CliRunner

from dialonce import catalog
from dialonce.cli import main


@pytest.fixture(scope="module")
def law():
    """What `dialonce coverage` tells of the law."""
    ran = CliRunner().invoke(main, ["coverage", "--json"])
    return ran.exit_code, json.loads(ran.stdout)


def test_the_law_has_no_hole(law):
    """Every state is reached, every transition fires, every part of a claim decides something."""
    code, facts = law

    assert facts["holes"] == []
    assert code == 0


def test_each_clause_tells_how_many_of_its_transitions_fire(law):
    """What fires in a wrong design only is not counted as realising a clause."""
    fired = {row["id"]: row["fired"] for row in law[1]["clauses"]}

    assert fired["CPD-6"][0] == fired["CPD-6"][1] > 0
    assert fired["POOL-16"][0] > fired["POOL-16"][1] > 0


def test_what_only_wrong_designs_use_is_told_with_one(law):
    """A second call is there to be counted: some wrong design places it."""
    shown = {
        (machine["name"], each["what"]): each["in"]
        for machine in law[1]["machines"]
        for each in machine["only_in_wrong_designs"]
    }

    assert shown["RoutedCall", "dial reported to ringing if trunk_open"] in catalog.mutants()
    for machine in law[1]["machines"]:
        assert machine["states"]["all"] == machine["states"]["reached"]
