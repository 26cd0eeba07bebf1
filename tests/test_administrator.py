"""The guide's paragraphs on Genesys Administrator, walked step by step."""

from scenario import Scenario

WIRES = ("primary_wire", "backup_wire", "other_wire")


def test_a_connection_lasts_as_long_as_an_action():
    """The connection is opened when the user acts, and closed with the answer."""
    run = Scenario("ga_actions", 0).take("primary.promote")
    assert {run.of(wire) for wire in WIRES} == {"closed"}

    run.take("task.act_on_pair", "primary_wire.accept", "request.arrive")
    assert run.of("primary_wire") == "open"
    run.take("request.answer")
    assert {run.of(wire) for wire in WIRES} == {"closed"}
    assert run.of("task") == "idle, outcome done"


def test_the_backup_is_tried_without_the_user():
    """The primary of the selected pair is down: the same action goes to the backup."""
    run = Scenario("ga_actions", 0).take("primary.crash", "backup.promote", "task.act_on_pair")
    run.take("primary_wire.refuse", "backup_wire.accept", "request.arrive", "request.answer")

    assert run.of("task") == "idle, outcome done"


def test_controls_are_unavailable_until_an_ocs_is_selected_that_accepts():
    """Only the controls of the selected OCS are concerned, and the user brings them back."""
    run = Scenario("ga_actions", 0).take(
        "task.act_on_pair", "primary_wire.refuse", "backup_wire.refuse"
    )
    assert (run.of("pair_controls"), run.of("other_controls")) == ("unavailable", "available")
    assert run.of("task") == "idle, outcome not sent"
    assert not run.can("task.act_on_pair")

    run.take("primary.promote", "task.select_pair", "primary_wire.accept")
    assert run.of("pair_controls") == "available"
    assert run.sent("request.start") == 0


def test_an_ocs_without_a_backup_is_tried_once():
    """The other OCS is down: no OCS that was not selected is tried."""
    run = Scenario("ga_actions", 0).take("primary.promote", "other.crash", "task.act_on_other")
    run.take("other_wire.refuse")

    assert (run.of("administrator"), run.of("other_controls")) == ("idle", "unavailable")


def test_a_broken_action_is_in_doubt_and_its_status_is_asked_for_once():
    """The OCS fails in the middle: its backup is asked for the status, and starts nothing."""
    run = Scenario("ga_actions", 0).take("primary.promote", "task.act_on_pair")
    run.take("primary_wire.accept", "primary.crash")
    assert run.of("task") == "seeking_status, outcome in doubt"

    run.take("primary_wire.refuse", "backup.promote", "backup_wire.accept")
    assert (run.sent("request.start"), run.sent("request.ask_status")) == (0, 1)
    run.take("request.arrive", "request.answer")
    assert run.of("task") == "idle, outcome in doubt"


def test_an_answer_that_does_not_come_ends_in_unavailable_controls():
    """Neither the action nor the question for the status is answered: the controls go."""
    run = Scenario("ga_actions", 0).take("task.act_on_other", "other_wire.accept")
    run.take("clock.tick", "other_wire.accept", "clock.tick")

    assert (run.of("administrator"), run.of("other_controls")) == ("idle", "unavailable")


def test_the_db_server_follows_the_list_in_work():
    """A lost DB Server makes the list unavailable until its user opens one again."""
    run = Scenario("ga_db", 0).take("lists.open_first", "first_wire.accept", "lists.open_second")
    assert (run.of("first_wire"), run.of("second_wire")) == ("closed", "opening")

    run.take("second_wire.accept", "second.crash")
    assert run.of("lists") == "failed"
    run.take("lists.open_first", "first_wire.accept")
