"""A search on the workers of a cluster finds what a search in one process finds."""

import os
import signal

import numpy as np
import pytest
from cli_run import complaint, dialonce

from dialonce import catalog, cluster, part
from dialonce.check import check
from dialonce.compose import Composed
from dialonce.errors import UndecidedError, UsageError
from dialonce.explore import explore

pytest.importorskip("distributed", reason="pip install 'dialonce[dask]'")


SYSTEMS, MUTANTS = catalog.systems(), catalog.mutants()


@pytest.fixture(scope="module")
def spread():
    """An explorer on two workers here."""
    with cluster.clustered() as explorer:
        yield explorer


@pytest.fixture(scope="module")
def reference():
    return Composed(SYSTEMS["reference"])


def depths(space):
    """How many steps each state is away from the first."""
    depth = [0]
    for parent in np.asarray(space.parents)[1:].tolist():
        depth.append(depth[parent] + 1)
    return dict(zip(np.asarray(space.words).tolist(), depth, strict=True))


@pytest.mark.parametrize("symmetry", [True, False])
def test_two_workers_find_the_same_states_at_the_same_depth(spread, reference, symmetry):
    """Counts, pairs and the depth of every state are those of one process."""
    one, two = (search(reference, 4, symmetry) for search in (explore, spread))

    assert (two.states, two.steps, two.depth) == (one.states, one.steps, one.depth)
    assert depths(two) == depths(one)
    assert ((two.seen >= 0) == (one.seen >= 0)).all()
    assert len(two.path(two.states - 1)) == two.depth
    assert (two.complete, two.deadlock) == (True, -1)


def test_first_state_of_a_pair_is_as_near_as_in_one_process(spread, reference):
    """No pair is met first at a greater depth, so that counterexamples stay the shortest."""
    one, two = (search(reference, 3, False) for search in (explore, spread))

    near, also = (
        [len(space.path(int(index))) for index in space.seen[space.seen >= 0]]
        for space in (one, two)
    )

    assert also == near
