"""The judge of a real clock: each timer ends by itself, in time give or take its slack."""

from dataclasses import replace

import pytest

from dialonce import catalog
from dialonce.judge.automaton import SETTLED, TICKED
from dialonce.judge.observation import Observation, Pace
from dialonce.judge.resemble import due_clauses, follow
from dialonce.judge.timely import MOMENT, judge_of

TRYING = [("link.start", None), ("primary_wire.connect", None), SETTLED]
REFUSED = [*TRYING, ("primary_wire.decline", None), ("link.refused", None), SETTLED]
AGAIN = ("backup_wire.connect", None)


def timely(name="cpd_warm", slack=3, members=1, **seen):
    """The judge of a system whose ticks have ten moments."""
    seen = Observation.of(catalog.system(name), **seen)
    return judge_of(replace(seen, pace=Pace(10, slack)), members)


@pytest.mark.parametrize("slack", [0, 3, None])
def test_timer_ends_within_its_slack(slack):
    """A rest of one tick ends from so much before to so much after; with any slack, at any time."""
    node = follow(timely(slack=slack).start, REFUSED)
    ends = [m for m in range(20) if follow(node, [*[MOMENT] * m, AGAIN])]
    assert ends == [m for m in range(20) if slack is None or abs(m - 10) <= slack]


def test_what_is_late_is_due_with_its_clause():
    """At the end of its slack, the try and the clause that demands it are named."""
    judge = timely()
    run = [*REFUSED, *[MOMENT] * 14]
    assert follow(judge.start, run) is None
    assert follow(judge.start, run[:-1]).due() == [AGAIN]
    assert due_clauses(judge, run)[0] == "CPD-8"


def test_timers_of_different_beginnings_end_apart():
    """A record that is requested later is stale later, whatever another timer does meanwhile."""
    judge = timely("cpd_by_hand", slack=1, members=2, patience=None)
    dialed = [*TRYING, ("primary_wire.accept", None), ("link.accepted", None), SETTLED,
              ("session.start", None), ("call.request", 0), SETTLED, *[MOMENT] * 5,
              ("call.request", 1), SETTLED, *[MOMENT] * 17]  # fmt: skip
    dialed[1] = ("primary_wire.connect", None)
    resets = [[("operator.reset_record", m), ("record.reset", m), SETTLED, ("call.request", m)]
              for m in (0, 1)]  # fmt: skip
    node = follow(judge.start, dialed)
    assert [bool(follow(node, reset)) for reset in resets] == [True, False]
    assert follow(node, [*[MOMENT] * 4, *resets[1]])


def test_time_of_the_world_passes_by_the_tick():
    """What the world does in a tick is told with it, and no timer of the process moves."""
    up = [*TRYING, ("primary_wire.accept", None), ("link.accepted", None), SETTLED,
          ("primary_wire.fall_silent_while_sending", None), SETTLED]  # fmt: skip
    node = follow(timely().start, up)
    told = [node]
    while not told[-1].owed():
        told.append(follow(told[-1], [TICKED, SETTLED]) or told[-1].after(TICKED))
    assert told[-1].owed() == [("link.dropped", None)]
    refused = follow(timely().start, REFUSED)
    assert follow(refused, [TICKED, SETTLED, TICKED, SETTLED, *[MOMENT] * 10, AGAIN])


def test_system_without_time_has_no_timer():
    """Where no clock is, moments pass, and change nothing."""
    start = timely("ha_records").start
    assert follow(start, [MOMENT] * 30).states() == start.states()
