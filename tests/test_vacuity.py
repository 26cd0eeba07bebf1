"""A claim that may say nothing is told, by what no system dispels."""

import pytest
from toys import toy

from dialonce import invariant, leads_to, step, within
from dialonce.compose import compose
from dialonce.explore import explore
from dialonce.vacuity import Doubt, Inquiry


@pytest.fixture(scope="module")
def inquiry():
    """A house with one lamp, explored."""
    return Inquiry(explore(compose(toy), 1, symmetry=False))


def left(inquiry, claim, grave=True):
    """The texts of the doubts that the house does not dispel."""
    found = inquiry.doubts(claim)
    return {d.text for d, dispelled in found.items() if d.grave == grave and not dispelled}


@invariant()
def never_met(s):
    """The lamp never burns three hours, so that nothing is said of the door."""
    return ~(s.lamp.used == 3) | s.door.shut


@invariant()
def always_so(s):
    """The lamp is lit or dark, whatever the door does."""
    return ~s.door.shut | (s.lamp.lit | s.lamp.dark)


@invariant()
def two_conditions(s):
    """A lamp that has burnt twice is dark; that it is not lit is said twice."""
    return ~((s.lamp.used == 2) & ~s.lamp.lit) | s.lamp.dark


def test_a_premise_that_is_never_met_is_told(inquiry):
    """The conclusion is not needed, since its premise is never true."""
    assert left(inquiry, never_met) == {"it holds without: s.door.shut"}


def test_a_conclusion_that_always_holds_is_told(inquiry):
    """The premise is not needed where the conclusion is always true."""
    assert "it holds without: ~s.door.shut" in left(inquiry, always_so)


def test_a_condition_that_is_not_needed_makes_a_claim_narrow_only(inquiry):
    """It is told, and it is no hole."""
    assert "it holds without the condition: s.lamp.used == 2" in left(
        inquiry, two_conditions, grave=False
    )


@step()
def about_an_hour_of_light(before, step, after):
    """The lamp is dark once it has burnt for an hour."""
    return (step.event != "lamp.burn") | after.lamp.dark


@step()
def by_the_door(before, step, after):
    """Each event is asked about by itself."""
    if step.event == "door.unlock":
        return after.door.ajar
    return ~before.lamp.lit | after.lamp.lit | after.lamp.dark


def test_a_claim_about_steps_that_decides_something_is_left_alone(inquiry):
    """Both its event and its conclusion are needed."""
    assert left(inquiry, about_an_hour_of_light) == set()


def test_events_that_are_asked_as_one_truth_are_told_apart(inquiry):
    """The branch of an event counts as taken, and the formula of the others is judged."""
    found = inquiry.doubts(by_the_door)

    assert found[Doubt("never true: step.event == 'door.unlock'")]
    assert found[Doubt("always true: step.event == 'door.unlock'")]


@leads_to()
def answered_at_once(s):
    """A shut door is shut in the end."""
    return s.door.shut, s.door.shut


@leads_to()
def with_an_excuse(s):
    """A lit lamp goes dark, or has burnt three hours."""
    return s.lamp.lit, s.lamp.dark | (s.lamp.used == 3)


@within(ticks=2)
def never_asked(s):
    """A lamp that has burnt three hours, or is lit, is dark."""
    return (s.lamp.used == 3) | s.lamp.lit, s.lamp.dark


def test_a_promise_that_waits_for_nothing_is_told(inquiry):
    """Its answer is always there when it is triggered."""
    assert left(inquiry, answered_at_once) == {"its answer is always there when it is triggered"}


def test_an_answer_that_no_run_needs_is_told(inquiry):
    """Without the excuse the promise is kept as well, and without the answer it is not."""
    doubts = left(inquiry, with_an_excuse)

    assert "it is answered without: s.lamp.used == 3" in doubts
    assert "it is answered without: s.lamp.dark" not in doubts


def test_a_way_in_which_a_promise_is_never_triggered_is_told(inquiry):
    """Each alternative of a trigger must be true somewhere."""
    assert "never true: s.lamp.used == 3" in left(inquiry, never_asked)


def test_what_is_dispelled_elsewhere_is_not_searched_for_again(inquiry, monkeypatch):
    """A known doubt costs no search."""
    known = {d for d, dispelled in inquiry.doubts(with_an_excuse).items() if dispelled}
    asked = []
    monkeypatch.setattr(Inquiry, "_fails", lambda *arguments: asked.append(arguments))

    inquiry.doubts(with_an_excuse, known)

    assert len(asked) == 1
