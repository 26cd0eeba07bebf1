"""The guide's paragraphs on calls and agents in a failover of OCS, walked step by step."""

from scenario import Scenario

PAIR = ("takeover.start_first", "takeover.start_second", "takeover.give_first")
TALKING = (*PAIR, "row.serve_first", "first_record.dial", "first_call.answer")


def test_a_call_goes_on_and_its_update_goes_nowhere():
    """The agent talks on when OCS is gone; the update for the lost record changes nothing."""
    run = Scenario("ha_calls").take(*TALKING, "takeover.stop_first", "takeover.give_second")
    assert run.of("first_call") == "answered, dbid 1"

    run.take("first_call.send_update", "first_call.bring_update")
    assert (run.of("second_record"), run.of("row")) == ("absent", "left")


def test_an_old_update_leaves_the_new_attempt_alone():
    """A person has reset the row, and its record is called anew when the old agent sends."""
    run = Scenario("ha_calls").take(*TALKING, "takeover.stop_first", "takeover.start_first")
    run.take("takeover.give_first", "row.reset", "row.serve_first", "first_record.dial")
    assert run.of("first_record") == "called"

    run.take("first_call.send_update", "first_call.bring_update")
    assert (run.of("first_record"), run.of("row")) == ("called", "retrieved")


def test_a_call_of_the_new_primary_carries_its_dbid():
    """Agents update the records of the new primary at once, with the DBID of its calls."""
    run = Scenario("ha_calls").take(*PAIR, "takeover.stop_first", "takeover.give_second")
    run.take("row.serve_second", "second_record.dial", "second_call.answer")
    assert run.of("second_call") == "answered, dbid 2, known 1"

    run.take("second_call.send_update", "second_call.bring_update")
    assert (run.of("second_record"), run.of("row")) == ("updated", "final")


def test_a_call_is_transferred_when_its_ocs_is_gone():
    """An agent hands the call on, another one takes it, and nobody needs the old OCS."""
    run = Scenario("ha_calls").take(*TALKING, "takeover.stop_first", "first_call.transfer")
    assert run.of("first_call") == "transferred, dbid 1"

    run.take("first_call.answer", "first_call.end")
    assert run.of("first_call") == "idle"
