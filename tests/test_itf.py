"""Traces as ITF: the form, and that it says what the trace says."""

import json

import pytest
import toys
from toys import falsehoods

from dialonce import itf
from dialonce.check import check
from dialonce.compose import Composed
from dialonce.explore import explore
from dialonce.property import Property
from dialonce.trace import Runner, trace_to

CLAIMS = [claim for claim in vars(falsehoods).values() if isinstance(claim, Property)]
TRACES = {f.property.name: f.trace for f in check(toys.broken, CLAIMS).findings if f.trace}


def assert_expression(value):
    """Fail unless `value` is an expression of ITF; whole numbers are written as #bigint."""
    if isinstance(value, dict) and any(key.startswith("#") for key in value):
        ((key, inside),) = value.items()
        assert key in ("#bigint", "#set", "#tup", "#map")
        assert isinstance(inside, str if key == "#bigint" else list)
        for each in inside if key != "#bigint" else ():
            assert_expression(each)
    elif isinstance(value, dict):
        for each in value.values():
            assert_expression(each)
    else:
        assert isinstance(value, (bool, str))


@pytest.mark.parametrize("name", TRACES)
def test_itf_has_the_form(name):
    """A trace file has the variables in every state, numbered states, and legal expressions."""
    found = json.loads(itf.dumps(TRACES[name], "why"))

    assert found["#meta"]["format"] == "ITF"
    assert found["#meta"]["description"] == "why"
    assert [state.pop("#meta") for state in found["states"]] == [
        {"index": i} for i in range(len(found["states"]))
    ]
    assert all(list(state) == found["vars"] for state in found["states"])
    for state in found["states"]:
        assert_expression(state)


def test_itf_names_actions_and_picks():
    """Each state says which event led to it, and which member took it."""
    runner = Runner(toys.toy, 2)
    runner.take(("door", 0), "unlock")
    runner.take(("lamp", 1), "burn")

    states = itf.to_itf(runner.trace)["states"]

    assert [s["mbt::actionTaken"] for s in states] == ["init", "door.unlock", "lamp.burn"]
    none, some = {"tag": "None", "value": {"#tup": []}}, {"tag": "Some", "value": {"#bigint": "2"}}
    assert [s["mbt::nondetPicks"]["member"] for s in states] == [none, none, some]


def test_itf_variables_are_records():
    """A flat machine has a state, one with nested states a set of them; data stand beside."""
    runner = Runner(toys.toy, 1)
    runner.take(("door", 0), "unlock")

    state = itf.to_itf(runner.trace)["states"][1]

    assert state["door"] == {"state": {"#set": ["ajar", "still"]}}
    assert state["lamp_1"] == {"state": "lit", "used": {"#bigint": "0"}}


def test_itf_loop_is_where_a_lasso_returns():
    """`loop` is the index of a state that equals the last one; a finite trace has none."""
    rests = TRACES["an_open_door_is_shut_in_the_end"]
    assert itf.to_itf(rests)["loop"] == len(rests.steps)
    assert "loop" not in itf.to_itf(TRACES["a_lit_lamp_goes_dark_within_two_hours"])
    assert "loop" not in itf.to_itf(TRACES["the_door_stays_shut"])


def test_itf_loop_closes_although_members_swap_places():
    """A cycle up to symmetry is repeated until every member is back in its own state."""
    space = explore(Composed(toys.switches), 2)
    flip_the_one_on, flip_one_off = 1, 0

    trace = trace_to(space, 1, None, [flip_the_one_on, flip_one_off])

    assert trace.states[trace.loop] == trace.states[-1]
    assert trace.loop < len(trace.steps)
