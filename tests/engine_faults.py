"""Every fault of the engine is noticed by the test that exists for it: `make faults`."""

import pytest
from faults import FAULTS
from faults.trial import outcome


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_of_the_engine_is_noticed(fault):
    """On the engine with the fault in it, the test that is there for it fails by a statement."""
    found = outcome([fault.test], fault)

    assert found.noticed, f"{fault.sentence}\n{found.failures}\n{found.report}"


@pytest.mark.parametrize("test", sorted({fault.test for fault in FAULTS}))
def test_engine_as_it_is_passes(test):
    """The test that notices a fault passes without it."""
    found = outcome([test])

    assert found.code == pytest.ExitCode.OK, found.report
