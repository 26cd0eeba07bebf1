"""The guide's paragraphs on CPD Server and T-Server, walked step by step."""

from scenario import Scenario

CONNECTED = (
    "line.come_back", "switch_link.start", "primary_wire.accept", "line.deliver", "session.start",
)  # fmt: skip
HANDED_OVER = ("record.claim", "record.hand_over")


def test_loss_of_the_primary_t_server_turns_the_cpd_server_to_the_backup():
    """The CPD Server tries the backup in the step of the loss, and OCS does not know yet."""
    run = Scenario("ct_warm").take(*CONNECTED, "primary.crash")

    assert run.of("switch_link") == "trying_backup"
    assert run.of("session") == "running"


def test_the_session_pauses_with_the_notice_and_continues_after_the_switchover():
    """OCS is told of the loss and pauses; it is told of the backup and goes on."""
    run = Scenario("ct_warm").take(*CONNECTED, "primary.crash", "line.deliver")
    assert run.of("session") == "paused"

    run.take("backup_wire.accept")
    assert run.of("session") == "paused"
    run.take("line.deliver")

    assert (run.of("switch_link"), run.of("session")) == ("on_backup", "running")


def test_loss_of_the_backup_t_server_leads_back_to_the_primary():
    """The CPD Server reconnects to the primary, and no person takes part."""
    run = Scenario("ct_warm").take(
        *CONNECTED, "primary.crash", "backup_wire.accept", "primary.recover", "backup_wire.cut",
        "primary_wire.accept", *["line.deliver"] * 2,
    )  # fmt: skip

    assert (run.of("switch_link"), run.of("session")) == ("on_primary", "running")


def test_a_call_lost_with_the_t_server_becomes_stale():
    """The record is lost with the notice, dialed by nobody, and stale by its own timer."""
    run = Scenario("ct_warm").take(
        *CONNECTED, *HANDED_OVER, "call.deliver", "primary.crash", "line.deliver",
        "backup_wire.accept", "line.deliver",
    )  # fmt: skip
    assert run.of("record") == "lost, timer 2"
    assert not run.can("record.claim")

    run.take("clock.tick", "clock.tick")

    assert run.of("record") == "stale"
    assert run.of("call") == "ringing, placed 1"


def test_a_request_that_finds_no_t_server_is_dropped():
    """OCS has not heard of the loss, and hands over in vain; nothing is placed later."""
    run = Scenario("ct_single").take(
        *CONNECTED, "primary_wire.cut", *HANDED_OVER, "call.deliver", "primary_wire.accept"
    )

    assert run.of("call") == "idle"
    assert run.of("record") == "requested, timer 2"


def test_without_a_standby_the_same_t_server_is_tried_until_it_is_back():
    """The session stays paused while the only T-Server refuses, and goes on when it accepts."""
    run = Scenario("ct_single").take(*CONNECTED, "primary.crash", "line.deliver")
    for _ in range(3):
        run.take("primary_wire.refuse", "clock.tick")
    assert run.of("session") == "paused"

    run.take("primary.recover", "primary_wire.accept", "line.deliver")

    assert (run.of("switch_link"), run.of("session")) == ("on_primary", "running")


def test_a_notice_is_lost_with_the_connection_and_ocs_is_told_anew():
    """The line breaks with a notice on it; connected again, OCS is told of the T-Server."""
    run = Scenario("ct_single").take(*CONNECTED, "primary_wire.cut", "line.cut")
    assert run.of("session") == "paused"

    run.take("primary_wire.accept", "line.come_back", "line.deliver")

    assert run.of("session") == "running"


def test_a_connection_that_is_back_without_a_t_server_resumes_nothing():
    """OCS lost the CPD Server, which had lost its T-Server: both must be back."""
    run = Scenario("ct_warm").take(*CONNECTED, "primary.crash", "line.cut", "line.come_back")
    assert run.of("session") == "paused"

    run.take("backup_wire.accept", "line.deliver")
    assert run.of("session") == "running"
