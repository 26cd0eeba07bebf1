"""A search on the workers of a cluster finds what a search in one process finds."""

import os
import signal
import sys
from dataclasses import replace

import numpy as np
import pytest
from cli_run import complaint, dialonce

from dialonce import catalog
from dialonce.check import Checker, check
from dialonce.cluster import cluster_at
from dialonce.compose import Composed
from dialonce.effort import Effort
from dialonce.errors import UndecidedError
from dialonce.explore import explore

pytest.importorskip("distributed", reason="pip install 'dialonce[dask]'")

MUTANTS = catalog.mutants()


@pytest.fixture(scope="module")
def spread():
    """The effort of two workers here."""
    with cluster_at() as cluster:
        yield Effort(cluster=cluster)


@pytest.fixture(scope="module")
def reference():
    return Composed(catalog.systems()["reference"])


def depths(space):
    """How many steps each state is away from the first."""
    depth = [0]
    for parent in np.asarray(space.parents)[1:].tolist():
        depth.append(depth[parent] + 1)
    return np.array(depth)


def by_number(space):
    """The depth of each state."""
    return dict(zip(np.asarray(space.words).tolist(), depths(space).tolist(), strict=True))


@pytest.mark.parametrize("symmetry", [True, False])
def test_two_workers_find_the_same_states_at_the_same_depth(spread, reference, symmetry):
    """Counts, depths and the depth at which each pair is met first are those of one process."""
    one, two = (explore(reference, 4, symmetry, 0, effort) for effort in (Effort(), spread))

    assert (two.states, two.steps, two.depth) == (one.states, one.steps, one.depth)
    assert by_number(two) == by_number(one)
    assert ((two.seen >= 0) == (one.seen >= 0)).all()
    met = one.seen >= 0
    assert (depths(two)[two.seen[met]] == depths(one)[one.seen[met]]).all()
    assert (two.complete, two.deadlock) == (True, -1)


def test_each_worker_owns_its_share(spread, reference):
    """Neither of two workers has more than six states of ten."""
    space = explore(reference, 4, False, 0, spread)

    shares = space.words.places.ends[-1]

    assert shares.sum() == space.states
    assert shares.max() < 0.6 * space.states


@pytest.mark.parametrize("name", ["a_failed_try_is_repeated_at_once", "lost_for_ever"])
def test_violation_has_the_same_shortest_length(spread, name):
    """A wrong design gets the same verdicts, with traces of the same length; cycles are found."""
    system, claims = MUTANTS[name].build(), list(catalog.properties().values())

    one, two = (check(system, claims, 2, effort=effort) for effort in (Effort(), spread))

    assert two.verdict == "VIOLATED"
    assert [f.verdict for f in two.findings] == [f.verdict for f in one.findings]
    assert lengths(two) == lengths(one)


def lengths(report):
    """How many steps each shown trace has, where it does not go on for ever."""
    traces = {f.property.name: f.trace for f in report.findings if f.verdict == "VIOLATED"}
    return {n: t and len(t.steps) for n, t in traces.items() if t is None or t.loop is None}


def test_bound_of_states_ends_a_search_of_two_workers(spread, reference):
    """A search that meets its bound keeps what was found, and is not complete."""
    space = explore(reference, 4, False, 0, replace(spread, states=1000))

    assert (space.complete, space.why) == (False, "more than 1000 states")
    assert 1000 < space.states < 26_752
    assert (np.diff(depths(space)) >= 0).all()
    assert len(space.path(space.states - 1)) == depths(space)[-1]


def test_stop_ends_a_search_of_two_workers(spread, reference):
    """A search that is told to stop at a pair ends when a worker meets it."""
    whole = explore(reference, 3)

    space = explore(reference, 3, True, 0, spread, stop=whole.seen == whole.seen.max())

    assert (space.complete, space.why) == (False, "stopped at the first violation")


def test_interrupt_keeps_what_two_workers_found(spread, reference):
    """After an interrupt the states found so far are there, level by level."""

    def interrupt(states, depth, size):
        if states > 500:
            raise KeyboardInterrupt

    space = explore(reference, 4, False, 0, spread, interrupt)

    assert (space.complete, space.why) == (False, "interrupted")
    assert space.states > 500
    assert (np.diff(depths(space)) >= 0).all()


def test_question_about_the_whole_graph_is_undecided_beyond_the_memory(spread, reference):
    """States that the driver has no memory for leave a question about cycles open."""
    space = explore(reference, 3, True, 0, spread)
    for column in (space.words, space.parents, space.events):
        column.limit = 100
    claim = next(c for c in catalog.properties().values() if c.kind == "leads_to")
    checker = Checker(space, True)
    checker._leads_to = lambda claim: np.asarray(space.words)

    finding = checker.decide(claim)

    assert (finding.verdict, finding.why) == ("UNDECIDED", "it needs more memory than there is")


def test_invalid_worker_with_another_dialonce(spread, monkeypatch):
    """A worker with other code is refused by name."""
    address = spread.cluster.client.scheduler.address
    monkeypatch.setattr("dialonce.__version__", "9.9.9")

    result = dialonce("check", "reference", "--engine", f"dask={address}", modules=None)

    assert "has dialonce" in complaint(result)


def test_invalid_scheduler_that_does_not_answer(monkeypatch):
    """A scheduler that is not there is one line, with how to start one."""
    monkeypatch.setattr("dialonce.cluster.PATIENCE", "1s")

    result = dialonce("check", "reference", "--engine", "dask=tcp://127.0.0.1:1", modules=None)

    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in complaint(result)


def test_invalid_engine_that_is_not_installed(monkeypatch):
    """Without the package the mend is named."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    result = dialonce("check", "reference", "--engine", "dask", modules=None)

    assert "pip install 'dialonce[dask]'" in complaint(result)


def test_invalid_engine():
    """Another engine is refused, and so is a checkpoint with this one."""
    assert "use --engine dask" in complaint(dialonce("check", "--engine", "spark"))


def test_lost_worker_leaves_the_question_open(reference):
    """A worker that dies during the search ends it with a clear error."""
    with cluster_at() as cluster:
        pids = list(cluster.client.run(os.getpid).values())

        def kill(states, depth, size):
            if pids and depth == 3:
                os.kill(pids.pop(), signal.SIGKILL)

        with pytest.raises(UndecidedError, match="a worker of the cluster was lost"):
            explore(reference, 4, False, 0, Effort(cluster=cluster), kill)
