"""The parts of a search find together what one search finds; here they work one after the other."""

from inspect import iscoroutine

import numpy as np
import pytest
from random_systems import GROUPS, composed

from dialonce import part
from dialonce.cluster import Cluster
from dialonce.effort import Effort
from dialonce.explore import explore


class Done:
    """A call of Dask that is done."""

    status = "finished"

    def __init__(self, value):
        self.value = value

    def result(self, timeout):
        return self.value


class Actor:
    """A part, whose methods are called at once."""

    def __init__(self, made):
        self.made = made

    def __getattr__(self, name):
        def call(*arguments):
            found = getattr(self.made, name)(*arguments)
            return Done(finished(found) if iscoroutine(found) else found)

        return call


def finished(task):
    """What a task returns that waits for nothing."""
    try:
        task.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it waits")


class Client:
    """A client of Dask whose workers are all here."""

    def submit(self, kind, **where):
        return Done(Actor(kind()))


@pytest.fixture(params=[2, 3])
def spread(request, monkeypatch):
    """The effort of some workers that take small turns and remember little of what they sent."""
    for name, size in {"BLOCK": 2, "TURN": 4, "DEALT": 16}.items():
        monkeypatch.setattr(part, name, size)
    return Effort(cluster=Cluster(Client(), ["worker"] * request.param, 1 << 40))


def depths(space):
    """How many steps each state is away from the first."""
    depth = [0]
    for parent in np.asarray(space.parents)[1:].tolist():
        assert parent < len(depth), "a parent comes before what it leads to"
        depth.append(depth[parent] + 1)
    return depth


def by_number(space):
    """The depth of each state."""
    return dict(zip(np.asarray(space.words).tolist(), depths(space), strict=True))


@pytest.mark.parametrize("seed", [1, 2, 4, 5])  # those with many states
def test_parts_find_the_same_states_at_the_same_depth(spread, seed):
    """Counts, depths, pairs and deadlocks are those of one search, on systems by chance."""
    for group, members in GROUPS:
        tables = composed(seed, group)
        one, all_ = (explore(tables, members, False, 0, effort) for effort in (Effort(), spread))
        assert (all_.states, all_.steps, all_.depth) == (one.states, one.steps, one.depth)
        assert by_number(all_) == by_number(one)
        assert first_depths(all_) == first_depths(one)
        assert all_.complete
        assert (all_.deadlock >= 0) == (one.deadlock >= 0)
        if one.deadlock >= 0:
            assert depths(all_)[all_.deadlock] == depths(one)[one.deadlock]


def first_depths(space):
    """How many steps away each pair is met first; -1 for none."""
    depth = [*depths(space), -1]
    return [depth[at] for at in space.seen.ravel().tolist()]
