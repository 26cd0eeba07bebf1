"""Every machine and system in its JSON and SCXML form, replayed and walked: `make exports`."""

import pytest
from test_export_json import needs_node, replay
from test_export_scxml import assert_form, assert_same_rows, assert_same_run
from wander import wander

from dialonce import catalog, itf
from dialonce.export import scxml

MACHINES, SYSTEMS = catalog.machine_classes(), catalog.systems()
MUTANTS = {name: mutant.build() for name, mutant in catalog.mutants().items()}


@pytest.mark.parametrize("number", range(len(MACHINES)))
def test_scxml_of_a_machine_walks_in_step_with_its_table(number):
    """Every row of every machine, also of those that a function made of one name."""
    assert_form(scxml.text(MACHINES[number]))
    assert_same_rows(MACHINES[number])


@pytest.mark.parametrize("name", SYSTEMS)
def test_scxml_of_a_system_walks_in_step_with_its_tables(name):
    """Every system, for a hundred steps."""
    assert_form(scxml.text(SYSTEMS[name]))
    assert_same_run(SYSTEMS[name], 100)


@needs_node
@pytest.mark.parametrize("name", SYSTEMS)
def test_javascript_replays_a_run(name, tmp_path):
    """Every system, for three hundred steps."""
    *_, runner = wander(SYSTEMS[name], 3, 300)
    assert replay(tmp_path, SYSTEMS[name], itf.to_itf(runner.trace))[0] == 0


@needs_node
@pytest.mark.parametrize("name", MUTANTS)
def test_javascript_replays_a_run_of_a_wrong_design(name, tmp_path):
    """Every wrong design, for a hundred steps."""
    *_, runner = wander(MUTANTS[name], 2, 100)
    assert replay(tmp_path, MUTANTS[name], itf.to_itf(runner.trace))[0] == 0
