"""Stories of a loss are found by searching, and are the shortest of their kind."""

import pytest
import toys

from dialonce import catalog
from dialonce.compose import Composed
from dialonce.story import story_of, tell
from dialonce.verdicts import events

SYSTEMS = catalog.systems()


def test_story_loses_a_connection_when_most_is_at_stake():
    """A warm standby loses its server with a request under way, and goes on with the backup."""
    assert events(story_of(Composed(SYSTEMS["cpd_warm"]))) == [
        "link.start", "session.start", "primary_wire.accept", "record.claim", "record.hand_over",
        "primary.crash", "clock.tick", "clock.tick", "backup_wire.accept",
    ]  # fmt: skip


def test_story_waits_for_the_only_server_without_a_backup():
    """Without a backup the same server must come back before the story ends."""
    story = events(story_of(Composed(SYSTEMS["cpd_single"])))

    assert story.index("primary.crash") < story.index("primary.recover")
    assert story[-1] == "primary_wire.accept"


def test_story_is_of_the_topic_of_the_system():
    """Where OCS has several connections, the one that the system is about is lost."""
    trace = tell(SYSTEMS["config_pair"], story_of(Composed(SYSTEMS["config_pair"])))
    changed = {change.instance[0] for step in trace.steps for change in step.changes}

    assert "config" in changed
    assert "link" not in changed


def test_story_ends_with_the_loss_where_nothing_comes_back():
    """A cable that is silent for good has a loss, and no way back."""
    story = events(story_of(Composed(SYSTEMS["addp_1"])))

    assert story == ["cable.break_silently", *["clock.tick"] * 4]


def test_system_without_faults_has_no_story():
    """Where nothing can fail, nothing is told."""
    assert story_of(Composed(toys.switches)) == []


def test_invalid_story_is_refused():
    """A story with an event that is not enabled is none."""
    with pytest.raises(ValueError, match="accept is not enabled"):
        tell(SYSTEMS["cpd_warm"], [("primary_wire", "accept")])
