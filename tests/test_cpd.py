"""The guide's paragraphs on OCS and CPD Server, walked step by step."""

import pytest
from scenario import Scenario

CONNECTED = ("link.start", "primary_wire.accept", "session.start")
HANDED_OVER = ("record.claim", "record.hand_over")


def test_loss_of_the_primary_pauses_reports_and_turns_to_the_backup():
    """A crash of the primary pauses the session, is told to both, and the backup is tried."""
    run = Scenario("cpd_warm").take(*CONNECTED, "primary.crash")

    assert run.of("session") == "paused"
    assert (run.sent("management.loss"), run.sent("statistics.loss")) == (1, 1)
    assert run.of("link") == "trying_backup"
    assert run.of("backup_wire").startswith("opening")


def test_session_continues_when_the_switchover_is_complete():
    """As soon as the backup accepts, the paused session runs; no person takes part."""
    run = Scenario("cpd_warm").take(*CONNECTED, "primary.crash", "backup_wire.accept")

    assert (run.of("link"), run.of("session")) == ("on_backup", "running")


def test_loss_of_the_backup_leads_back_to_the_primary():
    """When the backup's connection is cut, OCS reconnects to the primary and goes on."""
    run = Scenario("cpd_warm").take(
        *CONNECTED, "primary.crash", "backup_wire.accept", "primary.recover", "backup_wire.cut",
        "primary_wire.accept",
    )  # fmt: skip

    assert (run.of("link"), run.of("session")) == ("on_primary", "running")


def test_transactions_of_the_lost_server_are_not_retried():
    """After the switchover the lost record is not dialed; its own timer makes it stale."""
    run = Scenario("cpd_warm").take(
        *CONNECTED, *HANDED_OVER, "call.place", "primary.crash", "backup_wire.accept"
    )
    assert run.of("record") == "lost, timer 2"
    assert not run.can("record.claim")
    assert not run.can("record.hand_over")

    run.take("clock.tick")
    assert run.of("record") == "lost, timer 1"
    run.take("clock.tick")

    assert run.of("record") == "stale"
    assert run.of("call") == "ringing, placed 1"


def test_a_record_whose_request_never_left_is_dialed_after_the_switchover():
    """A claimed record waits through the loss, and is handed over to the backup."""
    run = Scenario("cpd_warm").take(*CONNECTED, "record.claim", "primary_wire.cut")
    assert not run.can("record.hand_over")

    run.take("backup_wire.accept", "record.hand_over", "call.place", "call.end", "call.report")

    assert run.of("record") == "completed"


def test_a_standby_that_declines_sends_ocs_back_after_a_rest():
    """A backup in the standby role declines; OCS rests, tries the primary, and is not reported."""
    run = Scenario("cpd_warm").take(*CONNECTED, "primary_wire.cut", "backup_wire.decline")
    assert run.of("link") == "resting_for_primary"
    assert run.sent("management.loss") == 0

    run.take("clock.tick", "primary_wire.accept")

    assert (run.of("link"), run.of("session")) == ("on_primary", "running")


def test_both_down_keeps_alternating():
    """With both servers down OCS tries one after the other, as long as it takes."""
    run = Scenario("cpd_warm").take(*CONNECTED, "backup.crash", "primary.crash")

    for _ in range(3):
        run.take("backup_wire.refuse", "clock.tick", "primary_wire.refuse", "clock.tick")
    run.take("backup.recover", "backup_wire.accept")

    assert (run.of("link"), run.of("session")) == ("on_backup", "running")


def test_without_a_backup_the_same_server_is_tried_until_it_is_back():
    """The session stays paused until the configured server accepts again."""
    run = Scenario("cpd_single").take(
        *CONNECTED, "primary.crash", "primary_wire.refuse", "clock.tick", "primary_wire.refuse"
    )
    assert run.of("session") == "paused"

    run.take("primary.recover", "clock.tick", "primary_wire.accept")

    assert (run.of("link"), run.of("session")) == ("on_primary", "running")


def test_a_stopped_session_stays_stopped_through_a_reconnection():
    """A person's stop during the outage counts after it."""
    run = Scenario("cpd_warm").take(
        *CONNECTED, "primary.crash", "session.stop", "backup_wire.accept"
    )

    assert (run.of("link"), run.of("session")) == ("on_backup", "stopped")


def test_an_idle_silent_connection_is_never_noticed_by_tcp():
    """With nothing in flight, TCP alone lets any time pass without a loss."""
    run = Scenario("cpd_single").take(*CONNECTED, "primary_wire.fall_silent", *["clock.tick"] * 9)

    assert (run.of("link"), run.of("session")) == ("on_primary", "running")


def test_a_silent_connection_is_noticed_by_tcp_once_data_are_in_flight():
    """A request into the silence starts TCP's bound; at its end the loss is told."""
    run = Scenario("cpd_single").take(
        *CONNECTED, "primary_wire.fall_silent", *HANDED_OVER, "clock.tick", "clock.tick"
    )
    assert run.of("link") == "on_primary"
    assert run.of("record") == "stale"

    run.take("clock.tick")

    assert run.of("session") == "paused"
    assert run.sent("management.loss") == 1


def test_addp_notices_the_same_silence_sooner():
    """With ADDP the silence is noticed after at most twice its timeout, with nothing in flight."""
    run = Scenario("cpd_single_addp").take(
        *CONNECTED, "primary_wire.fall_silent", "clock.tick", "clock.tick"
    )

    assert (run.of("session"), run.sent("management.loss")) == ("paused", 1)


def test_a_late_result_changes_nothing_for_a_stale_record():
    """A result that comes after the timer's end leaves the record stale."""
    run = Scenario("cpd_single").take(
        *CONNECTED, *HANDED_OVER, "call.place", "clock.tick", "clock.tick", "call.end"
    )
    assert run.of("record") == "stale"

    run.take("call.report")

    assert run.of("record") == "stale"


def test_a_person_can_permit_a_second_call():
    """A record that a person resets is dialed again, although its first call still lives."""
    run = Scenario("cpd_by_hand").take(
        *CONNECTED, *HANDED_OVER, "call.place", "clock.tick", "clock.tick",
        "operator.reset_record", *HANDED_OVER, "call.place",
    )  # fmt: skip

    assert run.of("call") == "ringing, placed 2"
    assert not run.can("operator.reset_record")


def test_only_the_sessions_of_the_lost_server_pause():
    """With a session bound to each of two CPD Servers, the loss of one pauses one."""
    run = Scenario("cpd_several", 0).take(
        *CONNECTED, "link_2.start", "server_2_wire.accept", "session_2.start", "primary.crash"
    )

    assert (run.of("session"), run.of("session_2")) == ("paused", "running")


def test_invalid_event_is_not_enabled():
    """No request can be handed over before the session runs."""
    run = Scenario("cpd_warm").take("link.start")

    with pytest.raises(ValueError, match="not enabled"):
        run.take("record.claim")


def test_a_result_under_way_dies_with_its_connection():
    """The call has ended, and its result is cut off: the record is lost, and later stale."""
    run = Scenario("cpd_warm").take(
        *CONNECTED, *HANDED_OVER, "call.place", "call.end", "primary_wire.cut",
        "backup_wire.accept", "clock.tick", "clock.tick",
    )  # fmt: skip

    assert run.of("record") == "stale"


def test_timers_run_in_a_pause():
    """With both servers down the record becomes stale while the session is paused."""
    run = Scenario("cpd_warm").take(
        *CONNECTED, *HANDED_OVER, "backup.crash", "primary.crash", "backup_wire.refuse",
        "clock.tick", "primary_wire.refuse", "clock.tick",
    )  # fmt: skip

    assert (run.of("record"), run.of("session")) == ("stale", "paused")


def test_what_the_backup_had_is_not_redialed_by_the_primary():
    """The way back retries nothing either."""
    run = Scenario("cpd_warm").take(
        *CONNECTED, "primary.crash", "backup_wire.accept", *HANDED_OVER, "call.place",
        "primary.recover", "backup.crash", "primary_wire.accept",
    )  # fmt: skip

    assert (run.of("record"), run.of("session")) == ("lost, timer 2", "running")
    assert not run.can("record.claim")
