"""The guide's paragraphs on OCS and Configuration Server, walked step by step."""

from scenario import Scenario

CONNECTED = ("config.start", "config_primary_wire.accept")
DIALING = ("link.start", "primary_wire.accept", "session.start")


def test_a_loss_is_one_message_and_a_wait():
    """A crash is told once to the Management Layer, and no server is tried yet."""
    run = Scenario("config_pair").take(*CONNECTED, "config_primary.crash")

    assert run.sent("management.loss") == 1
    assert run.of("config") == "waiting_for_backup, rest 2"
    assert run.of("config_backup_wire").startswith("closed")


def test_the_backup_is_tried_when_the_reconnect_timeout_is_over():
    """One tick is too short; at the end of the timeout OCS tries the backup."""
    run = Scenario("config_pair").take(*CONNECTED, "config_primary.crash", "clock.tick")
    assert run.of("config") == "waiting_for_backup, rest 1"

    run.take("clock.tick")
    assert run.of("config") == "trying_backup"
    run.take("config_backup_wire.accept")

    assert run.of("config") == "on_backup"


def test_with_both_down_ocs_alternates_and_waits_before_every_try():
    """Backup and primary are tried in turn, each after a full timeout, as long as it takes."""
    run = Scenario("config_pair").take(*CONNECTED, "config_backup.crash", "config_primary.crash")

    for _ in range(3):
        run.take("clock.tick", "clock.tick", "config_backup_wire.refuse")
        assert run.sent("management.loss") == 0
        run.take("clock.tick", "clock.tick", "config_primary_wire.refuse")
    run.take("config_backup.recover", "clock.tick", "clock.tick", "config_backup_wire.accept")

    assert run.of("config") == "on_backup"


def test_without_a_backup_the_primary_is_tried_after_the_timeout():
    """OCS waits, and tries the only server again."""
    run = Scenario("config_single").take(*CONNECTED, "config_primary_wire.cut")
    assert run.of("config") == "waiting_for_primary, rest 2"

    run.take("clock.tick", "clock.tick", "config_primary_wire.accept")

    assert run.of("config") == "on_primary"


def test_a_session_runs_through_the_loss_of_configuration_server():
    """The session neither pauses at the loss nor notices the return."""
    run = Scenario("config_pair").take(*CONNECTED, *DIALING, "config_primary.crash")
    assert run.of("session") == "running"

    run.take("clock.tick", "clock.tick", "config_backup_wire.accept")

    assert run.of("session") == "running"


def test_addp_notices_a_silent_configuration_server():
    """With ADDP an idle silence ends in a loss within twice the timeout."""
    run = Scenario("config_pair").take(
        *CONNECTED, "config_primary_wire.fall_silent", "clock.tick", "clock.tick"
    )

    assert run.sent("management.loss") == 1


def test_without_addp_a_silence_is_noticed_only_with_data_in_flight():
    """Nine idle ticks change nothing; something sent starts the bound of TCP."""
    run = Scenario("config_single").take(
        *CONNECTED, "config_primary_wire.fall_silent", *["clock.tick"] * 9
    )
    assert run.of("config") == "on_primary"

    run.take("config.transmit", *["clock.tick"] * 3)

    assert run.sent("management.loss") == 1
