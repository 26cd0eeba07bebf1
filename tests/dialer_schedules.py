"""The example dialer at length: real schedules with faults, and every faulty variant.

Not in `make test`: `make schedules` runs it. RUNS=50 plays fewer schedules.
"""

import os

import pytest
from dialer_judged import RealWorld, clauses, real_judge, run_at_random, search

from asyncio_dialer.core.dialer import Parts
from asyncio_dialer.words import REAL, SUBJECTS
from asyncio_dialer.wrong import VARIANTS

RUNS = int(os.environ.get("RUNS") or 240)
STEPS = 60
MEMBERS = 2


@pytest.mark.parametrize("system", REAL)
def test_real_schedules_dial_nobody_twice_and_lose_nothing(system):
    """What is seen on the wires is allowed, and the switch has called each person once at most.

    That nothing is lost is the judge's, too: what the dialer owes, it may not leave undone.
    """
    judge, world = real_judge(system), RealWorld(system, MEMBERS, Parts())
    calls = 1 if system != "cpd_by_hand" else 2  # a person may have a record dialed again
    try:
        for seed in range(-(-RUNS // len(REAL))):
            run = run_at_random(judge, world, seed, STEPS)
            assert not run.fault, (seed, run.fault, run.seen)
            placed = [len(world.store.calls(record)) for record in range(MEMBERS)]
            assert max(placed) <= calls, (seed, placed, run.seen)
    finally:
        world.end()


@pytest.mark.parametrize("system", SUBJECTS)
def test_the_dialer_conforms_in_many_runs(system):
    """Nothing that the dialer does is refused, in many random runs of the kit's world."""
    run = search(system, Parts(), runs=RUNS)
    assert run is None, (run.fault, run.seen)


@pytest.mark.parametrize("name", VARIANTS)
def test_each_mistake_is_found_and_named(name):
    """A faulty variant is noticed, and one of the clauses that it breaks is named."""
    variant = VARIANTS[name]
    run = search(variant.system, variant.parts, runs=2000)
    assert run is not None
    assert {*clauses(run)} & {*variant.clauses}, (clauses(run), run.fault)
