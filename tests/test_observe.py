"""What a property asks of a machine is true of the observed state, in each way to observe one."""

from itertools import product

import numpy as np
import pytest

from dialonce import catalog
from dialonce.compose import compose
from dialonce.nearest.judge import seen_by
from dialonce.observe import observe_pairs
from dialonce.recheck import Recheck
from dialonce.trace import Runner


def possible(composed):
    """Each spontaneous event by name, and in which of the pairs (g, m) it is possible."""
    g, m = np.nonzero(composed.pairs)
    for key, steps in zip(composed.own_events, composed.own, strict=True):
        yield key, steps[g, m] >= 0
    for key, steps in zip(composed.shared_events, composed.shared, strict=True):
        yield key, steps[g] >= 0


@pytest.mark.parametrize("name", ["ha_lone", "ha_sequence", "tserver_refused", "reference"])
def test_may_is_whether_the_event_is_possible(name):
    """`may_` is true in just those pairs in which the event happens, by what it reads there."""
    composed = compose(catalog.system(name))
    pairs = np.nonzero(composed.pairs)
    half = np.arange(0, len(pairs[0]), 2)
    rows = [
        (composed.globals.rows[g], composed.members.rows[m]) for g, m in zip(*pairs, strict=True)
    ]
    seen, again = observe_pairs(composed, *pairs), Recheck(composed.system).observe(rows)

    for (machine, event), expected in possible(composed):
        may = f"may_{event}"
        assert np.array_equal(getattr(getattr(seen, machine), may), expected)
        assert np.array_equal(getattr(getattr(again, machine), may), expected)
        assert np.array_equal(getattr(getattr(seen.part(half), machine), may), expected[half])


def test_may_of_a_run_is_whether_the_event_was_possible():
    """In a run, each member is seen with its own state, and with what it reads of the others."""
    runner, able = Runner(catalog.system("ha_lone"), 2), []
    singles = ["first_host.start", "layer.choose_first", "layer.deliver"]
    for step in [*singles, "first_session.load", "first_session.start", "first_host.crash"]:
        runner.take((step.split(".")[0], 0), step.split(".")[1])
        able.append({(number, event) for (name, number), event in runner.enabled()
                     if name == "first_session"})  # fmt: skip

    asked = {event for _, event in set().union(*able)}
    assert asked == {"load", "start", "unload", "stop"}
    for member, event in product((0, 1), asked):
        may = getattr(seen_by(runner.trace, member).first_session, f"may_{event}")
        assert may[1:].tolist() == [(member, event) in each for each in able]
