"""A wrong design, followed beside the right one, goes where it goes alone, and shows itself."""

from dataclasses import replace

import pytest
from conform_loop import searching

from dialonce import catalog
from dialonce.judge.automaton import Judge
from dialonce.judge.design import design_of
from dialonce.judge.resemble import follow
from dialonce.judge.rival import Rival, Seen
from dialonce.judge.space import Concrete

WRONG = {  # whether the runs of the right design would show it
    "starts_with_the_backup": True,
    "stays_paused": True,
    "retry_after_switchover": True,
    "never_stale": False,
    "timer_from_disconnect": False,
}


@pytest.fixture(scope="module")
def runs():
    """The judge of the right design, and what was seen in runs of it and of a wrong one."""
    system = catalog.system("cpd_warm")
    search = searching(system, members=1, runs=16, steps=40)
    search.go()
    wrong = catalog.mutant("stays_paused").build()
    other = searching(system, wrong, members=1, runs=40, steps=40, shrink_seconds=0)
    assert other.go().worst
    return search.map.judge, [each for run in search.seen for each in run], other.seen[-1]


@pytest.mark.parametrize("name", WRONG)
def test_a_rival_does_beside_the_right_design_what_it_does_alone(runs, name):
    """Of each run, also one that only a wrong design can do, both say whether it is possible."""
    judge, right, wrong = runs
    system, machines = judge.seen.system, catalog.mutant(name).machines
    seen = replace(judge.seen, system=system.variant(system.name, machines))
    rival, alone = Rival(judge, design_of(system, machines)), Judge(Concrete(seen, 1)).start

    for run in (*right, *wrong):
        assert rival.can(Seen.of(judge, run)) == (follow(alone, run) is not None)


@pytest.mark.parametrize("name", WRONG)
def test_a_rival_shows_where_something_that_is_seen_depends_on_it(runs, name):
    """A design without a stale timer shows nowhere in cpd_warm; one that retries would have."""
    judge, right, _ = runs
    rival = Rival(judge, design_of(judge.seen.system, catalog.mutant(name).machines))

    assert any(rival.shows(Seen.of(judge, run)) for run in right) == WRONG[name]
