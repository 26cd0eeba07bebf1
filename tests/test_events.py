"""The vocabulary: the page of all events is fresh, and the verb lists those of one system."""

import json
from pathlib import Path

import pytest
from cli_run import complaint, dialonce

from dialonce import catalog
from dialonce.judge.lexicon import entries, page
from dialonce.judge.vocabulary import vocabulary

ROOT = Path(__file__).parent.parent
SYSTEMS = catalog.systems()


def name_of(machine):
    """Which class it is; those that one function makes count as one."""
    return machine.__module__, machine.__qualname__


def test_page_of_events_is_fresh():
    """spec/events.md is what the machines say now; `make docs` writes it."""
    assert (ROOT / "spec/events.md").read_text(encoding="utf-8") == page(SYSTEMS.values())


def test_page_of_events_has_every_event_of_every_system():
    """Each event of each system is in the row of its machine's class."""
    rows = {(name_of(entry.machine), entry.event): entry for entry in entries(SYSTEMS.values())}
    for system in SYSTEMS.values():
        for term in vocabulary(system).values():
            entry = rows[name_of(system.machines[term.machine]), term.event]
            assert term.direction in entry.directions
            assert term.machine in entry.names
            assert entry.sentence.endswith(".")


def test_events_lists_a_system():
    """The events of a system are listed by direction, for people and for programs."""
    text = dialonce("events", "cpd_warm", modules=None)
    assert text.exit_code == 0
    assert "in: the process hears it from another one" in text.stdout
    assert "link.dropped" in text.stdout
    facts = json.loads(dialonce("events", "cpd_warm", "--json", modules=None).stdout)
    ways = {each["event"]: each["direction"] for each in facts["events"]}
    assert ways == {name: t.direction for name, t in vocabulary(SYSTEMS["cpd_warm"]).items()}
    assert facts["process"] == "ocs"


def test_events_speaks_for_another_process():
    """What one process sends the other hears."""
    first = vocabulary(SYSTEMS["ha_roles"], "ocs_1")
    second = vocabulary(SYSTEMS["ha_roles"], "ocs_2")
    assert first["first.promote"].direction == "in"
    assert second["first.promote"].direction == "inner"


@pytest.mark.parametrize(
    ("args", "word"),
    [
        ([], "dialonce systems"),
        (["cpd_wram"], "cpd_warm"),
        (["cpd_warm", "--process", "ocx"], "ocs"),
        (["cpd_warm", "--page", "x.md"], "leave out the name"),
    ],
)
def test_invalid_choice_of_events(args, word):
    """A wrong choice is one line with the mend, and exit code 2."""
    assert word in complaint(dialonce("events", *args, modules=None))


def test_events_tells_timers_in_ticks():
    """The reconnect delay is one tick, the stale timer two, each with its states."""
    text = dialonce("events", "cpd_warm", modules=None).stdout
    facts = json.loads(dialonce("events", "cpd_warm", "--json", modules=None).stdout)["timers"]

    assert "record, after 2 ticks in requested or lost:" in text
    found = {(each["machine"], each["ticks"]): each["states"] for each in facts}
    assert found == {("link", 1): ["resting_for_backup", "resting_for_primary"],
                     ("record", 2): ["requested", "lost"]}  # fmt: skip
