"""The tests notice when the engine is wrong: a fault in each of its files; all by `make faults`."""

import ast

import pytest
from faults import FAULTS, first_of_each_file
from faults.trial import ENGINE, TESTS, outcome


@pytest.mark.parametrize("fault", first_of_each_file(), ids=lambda fault: fault.name)
def test_fault_of_the_engine_is_noticed(fault):
    """On the engine with the fault in it, the test that exists to notice it fails by a statement.

    An error, in the engine or in the trial, would be no proof that the test looks.
    """
    found = outcome([fault.test], fault)

    assert found.noticed, f"{fault.sentence}\n{found.failures}\n{found.report}"


def test_trial_of_the_engine_as_it_is_passes():
    """Without a fault the same way of running tests ends well."""
    found = outcome([FAULTS[0].test])

    assert (found.code, found.noticed) == (pytest.ExitCode.OK, False), found.report


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_fits_the_engine(fault):
    """Each fault names a text that is there once, still is Python, and a test that exists."""
    text = (ENGINE / fault.file).read_text(encoding="utf-8")
    file, _, name = fault.test.partition("::")
    tests = ast.parse((TESTS / file).read_text(encoding="utf-8")).body

    assert ast.dump(ast.parse(fault.seeded(text))) != ast.dump(ast.parse(text))
    assert name.partition("[")[0] in [each.name for each in tests if hasattr(each, "name")]


def test_faults_have_names_of_their_own():
    """No two faults share a name."""
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
