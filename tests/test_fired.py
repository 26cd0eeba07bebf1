"""Which transitions fire and which states are reached, in a house and in the law."""

import dataclasses
from contextlib import nullcontext

import pytest
from toys import Lamp, a_lit_lamp_goes_dark, leaky_lamp, missed_lamp, toy

from dialonce import catalog
from dialonce.arrows import arrows
from dialonce.book import Book
from dialonce.compose import compose
from dialonce.explore import explore
from dialonce.fired import use_of
from dialonce.survey import survey
from dialonce.trace import Runner


def walked(system, members):
    """The same as `use_of`, by taking every step of every state by itself."""
    fired, met = set(), {(name, 0) for name in system.machines}
    start = Runner(system, members)
    seen, waiting = {tuple(start.state.values())}, [dict(start.state)]
    while waiting:
        state = waiting.pop()
        start.state = state
        for instance, event in start.enabled():
            start.state = dict(state)
            step = start.peek(instance, event)
            for (name, _), heard, row in step.fired:
                met.add((name, row.after))
                fired |= {(name, heard, id(each)) for each in row.taken}
            after = state | step.changes
            if tuple(after.values()) not in seen:
                seen.add(tuple(after.values()))
                waiting.append(after)
            start.state = state
    return fired, met


@pytest.mark.parametrize("name", ["agents", "ocm_several"])
def test_use_is_that_of_every_step_of_every_state(name):
    """Pairs give exactly the rows and local states that a plain walk over the states meets."""
    system = catalog.system(name)
    members = 1 if system.group else 0

    uses = use_of(explore(compose(system), members, symmetry=False))

    fired = {
        (name, arrow.event, id(arrow.transition))
        for name, use in uses.items()
        for at, arrow in enumerate(arrows(system.machines[name]))
        if at in use.fired
    }
    met = {(name, local) for name, use in uses.items() for local in use.met}
    assert (fired, met) == walked(system, members)


def book(*mutants, properties=()):
    """A book about one house."""
    return Book(
        {toy.name: toy}, {p.name: p for p in properties}, {m.name: m for m in mutants}, {}
    )  # fmt: skip


def found(*mutants, properties=()):
    """What exploring the house finds."""
    return survey(book(*mutants, properties=properties), lambda text: nullcontext())


def test_a_transition_that_nothing_fires_is_a_hole():
    """No clock of this house reaches its lamps."""
    (hole,) = found().holes

    assert hole.startswith("toys/__init__.py:")
    assert hole.endswith(": Lamp: tick in lit if door_open never fires")


def test_a_wrong_design_of_the_same_machine_shows_nothing():
    """What a wrong lamp does is not done by the right one."""
    assert len(found(leaky_lamp, missed_lamp).holes) == 1


def test_a_claim_that_says_nothing_is_a_hole():
    """A promise whose answer is always there is told by its name."""
    empty = dataclasses.replace(
        a_lit_lamp_goes_dark, name="empty", response=lambda s: s.lamp.lit | s.lamp.dark
    )

    holes = found(properties=[empty]).holes

    assert "toys.empty: its answer is always there when it is triggered" in holes


def test_values_that_are_never_taken_are_told():
    """All hours of the battery are used in the house, and both states."""
    (tally,) = [t for t in found().tallies.values() if t.kind.shown is Lamp]

    assert [item.text for item in tally.unmet] == []
    assert tally.counts("value") == (3, 3)
    assert tally.counts("state") == (2, 2)
