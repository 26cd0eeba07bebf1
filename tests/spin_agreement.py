"""Spin explores every system and every wrong design, and must agree: `make spin`.

What has more than MAX_STATES states, or takes Spin more than MAX_SECONDS or MAX_MEMORY_MB, is
skipped and listed.
"""

import os

import pytest
from spin_compare import PARTS, disagreements, ours
from spin_model import MISSING, WHY, Limit

from dialonce import catalog
from dialonce.effort import Effort

pytestmark = pytest.mark.skipif(bool(MISSING), reason=WHY)
MAX_STATES = int(os.environ.get("MAX_STATES", "3_000_000"))
MAX_SECONDS = float(os.environ.get("MAX_SECONDS", "1200"))
SYSTEMS, MUTANTS = catalog.systems(), catalog.mutants()
CASES = [(name, count) for count in (1, 2) for name, system in SYSTEMS.items()
         if system.group or count == 1]  # fmt: skip


def compared(system, members, parts=PARTS):
    """The differences; skips what is too much to compare."""
    members = members if system.group else 0
    report = ours(system, members, Effort(states=MAX_STATES))
    if not report.space.complete:
        pytest.skip(f"{members} members: {report.space.why}")
    try:
        return disagreements(system, members, report, MAX_SECONDS, parts)
    except Limit as limit:
        pytest.skip(f"{members} members, {report.space.states} states: Spin: {limit}")


@pytest.mark.parametrize(("name", "members"), CASES)
def test_spin_agrees_about_states_and_steps(name, members):
    """Spin counts the same states and steps, and finds the same in them."""
    assert compared(SYSTEMS[name], members, ("states",)) == []


@pytest.mark.parametrize(("name", "members"), CASES)
def test_spin_agrees_about_what_leads_to_what(name, members):
    """Spin finds a fair cycle where a leads_to is violated, and none where it holds."""
    assert compared(SYSTEMS[name], members, ("cycles",)) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_spin_agrees_about_every_wrong_design(name):
    """The same for wrong designs, whose named properties we find violated (tests/test_mutants)."""
    assert compared(MUTANTS[name].build(), 1) == []
