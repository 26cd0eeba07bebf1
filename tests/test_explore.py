"""The explorer counts exactly, finds shortest paths, and says when it stopped early."""

import pytest

from dialonce import catalog
from dialonce.compose import Composed
from dialonce.effort import Effort
from dialonce.errors import UsageError
from dialonce.explore import explore
from dialonce.trace import Runner, instances

SYSTEMS = catalog.systems()
STATES = [80, 544, 3_776, 26_752, 193_280, 1_421_824]
STEPS = [284, 2_272, 18_432, 151_424, 1_256_960, 10_516_992]
SYMMETRIC = [80, 312, 928, 2_328, 5_184, 10_560, 20_064, 36_036]


@pytest.fixture(scope="module")
def reference():
    return Composed(SYSTEMS["reference"])


def brute_force(system, members):
    """States, changing steps and depth, by nothing but cascades over plain dictionaries."""
    runner = Runner(system, members)
    everyone = instances(system, members)
    start = tuple(0 for _ in everyone)
    level, seen, steps, depth = [start], {start}, 0, -1
    while level:
        depth, following = depth + 1, []
        for state in level:
            runner.state = dict(zip(everyone, state, strict=True))
            for instance, event in runner.enabled():
                changed = runner.state | runner.peek(instance, event).changes
                after = tuple(changed[one] for one in everyone)
                steps += after != state
                if after not in seen:
                    seen.add(after)
                    following.append(after)
        level = following
    return len(seen), steps, depth


@pytest.mark.parametrize("members", range(1, 7))
def test_reference_has_the_published_states_and_steps(reference, members):
    """Without symmetry the yardstick has the published numbers, and depth 3K + 3."""
    space = explore(reference, members, symmetry=False)

    assert space.states == STATES[members - 1]
    assert space.steps == STEPS[members - 1]
    assert space.depth == 3 * members + 3
    assert space.complete


@pytest.mark.parametrize("members", range(1, 9))
def test_reference_has_the_published_symmetric_states(reference, members):
    """With symmetry the yardstick has one state for each multiset of record states."""
    assert explore(reference, members).states == SYMMETRIC[members - 1]


@pytest.mark.parametrize(
    ("name", "members"),
    [("cpd_single", 1), ("cpd_single_addp", 1), ("cpd_warm", 1), ("addp_3", 0), ("tcp", 0)],
)
def test_explore_agrees_with_brute_force(name, members):
    """The composed tables and the compiled search count what plain cascades count."""
    system = SYSTEMS[name]

    space = explore(Composed(system), members, symmetry=False)

    assert (space.states, space.steps, space.depth) == brute_force(system, members)


def test_explore_agrees_with_brute_force_on_two_members():
    """Two members that share a link are counted as plain cascades count them."""
    system = SYSTEMS["reference"]

    space = explore(Composed(system), 2, symmetry=False)

    assert (space.states, space.steps, space.depth) == brute_force(system, 2)


def test_symmetry_keeps_the_reachable_pairs():
    """Symmetric and full search reach the same pairs of global and member states."""
    composed = Composed(SYSTEMS["cpd_single_addp"])

    full = explore(composed, 2, symmetry=False)
    symmetric = explore(composed, 2)

    assert ((full.seen >= 0) == (symmetric.seen >= 0)).all()
    assert full.depth == symmetric.depth


def test_tracking_a_member_lies_between_symmetry_and_none():
    """With one member told apart there are more states than with symmetry, fewer than without."""
    composed = Composed(SYSTEMS["cpd_single_addp"])

    sizes = [
        explore(composed, 3, True, 0),
        explore(composed, 3, True, 1),
        explore(composed, 3, False),
    ]
    symmetric, tracked, full = (space.states for space in sizes)

    assert symmetric < tracked < full


def test_explore_stops_at_its_bound(reference):
    """A search that meets its bound is not complete, and says why."""
    space = explore(reference, 6, symmetry=False, effort=Effort(states=1000))

    assert not space.complete
    assert space.why == "more than 1000 states"
    assert space.states > 1000


def test_explore_keeps_what_it_found_when_interrupted(reference):
    """An interrupt ends the search with what was explored so far."""

    def interrupt(states, depth, size):
        if states > 500:
            raise KeyboardInterrupt

    space = explore(reference, 6, symmetry=False, progress=interrupt)

    assert (space.complete, space.why) == (False, "interrupted")
    assert space.states > 500


def test_invalid_too_many_members(reference):
    """More members than can be numbered are refused, with the most that fit."""
    with pytest.raises(UsageError, match=r"use --records 19 or fewer, or leave out --no-symmetry"):
        explore(reference, 40, symmetry=False)
    with pytest.raises(UsageError, match=r"use --records 1050 or fewer"):
        explore(reference, 5000)
