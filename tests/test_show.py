"""Traces in words."""

import re

import pytest
import toys
from click import unstyle

from dialonce import show
from dialonce.trace import Runner


def walked(system, *events):
    """The trace of these events."""
    runner = Runner(system, system.members)
    for name, member, event in events:
        runner.take((name, member), event)
    return runner.trace


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    """Write in 100 columns, whatever the terminal."""
    monkeypatch.setenv("COLUMNS", "100")


def test_changes_of_members_that_are_alike_stand_together():
    """One line says it for all members; each other member has its own."""
    trace = walked(toys.toy, ("door", 0, "unlock"), ("lamp", 0, "burn"))
    first, second = trace.steps
    assert show.changes(trace, first) == ["door: shut -> ajar still", "every lamp: dark -> lit"]
    assert show.changes(trace, second) == ["lamp 1: lit -> dark, used 1"]


def test_data_are_shown_with_both_values_where_the_state_stays():
    """A changed variable alone is `before -> after`."""
    trace = walked(toys.toy, ("door", 0, "unlock"), ("lamp", 0, "burn"))
    change = trace.steps[1].changes[0]
    change.before = trace.tables["lamp"].ids[("dark",), (0,)]
    assert show.change_words(trace, change) == "used 0 -> 1"


def test_messages_name_senders_and_targets():
    """Messages of one sender stand together; what nobody hears is said, too."""
    trace = walked(toys.toy, ("door", 0, "unlock"))
    assert show.messages(trace, trace.steps[0]) == [
        "door sends shine to every lamp, hear to nobody"
    ]


def test_event_without_a_sentence_is_its_name():
    """An event whose machine says nothing about it is named by its own words."""
    trace = walked(toys.toy, ("door", 0, "unlock"), ("door", 0, "push"))
    assert "  2  door: push." in unstyle("\n".join(show.steps(trace)))


@pytest.mark.parametrize(
    ("loop", "said"),
    [
        (None, None),
        (0, "And so on: steps 1 to 3 repeat for ever."),
        (2, "And so on: step 3 repeats for ever."),
        (3, "And so it may stay for ever: nothing has to happen any more."),
    ],
)
def test_steps_say_how_a_run_goes_on(loop, said):
    """A cycle is marked where it begins, and described where it ends."""
    trace = walked(toys.switches, *[("switch", i, "flip") for i in (0, 1, 1)])
    trace.loop = loop
    lines = show.steps(trace)
    assert (lines[-1].strip() == said) == (said is not None)
    begins = [i for i, line in enumerate(lines) if line == "     From here on it goes round:"]
    assert len(begins) == (loop in (0, 2))
    for begin in begins:
        assert lines[begin + 1].startswith(f"  {loop + 1}  switch")


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
def test_lines_fit_into_the_terminal(monkeypatch, columns):
    """Steps are wrapped at the width of the terminal, between words."""
    monkeypatch.setenv("COLUMNS", str(columns))
    trace = walked(toys.toy, ("door", 0, "unlock"), ("lamp", 1, "burn"), ("clock", 0, "tick"))
    text = unstyle("\n".join(show.steps(trace)))
    assert max(map(len, text.splitlines())) <= columns
    assert re.search(r"Somebody\s+unlocks\s+the\s+door;\s+it\s+creaks\.", text)


def test_plural():
    """One is singular, and so is nothing else."""
    assert [show.plural(n, "property") for n in (0, 1, 2000)] == [
        "0 properties", "1 property", "2,000 properties"
    ]  # fmt: skip
