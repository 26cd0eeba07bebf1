"""The guide's paragraphs on OCS and DB Server, walked step by step."""

from scenario import Scenario

CONNECTED = ("link.start", "primary_wire.accept", "session.start")
IN_BUFFER = ("copy.retrieve", "row.retrieve", "row.deliver")


def test_the_buffer_is_dialed_until_it_is_empty_and_then_that_is_told():
    """The session dials on without the DB Server; with the buffer empty CCPulse+ shows it."""
    run = Scenario("db_warm").take(*CONNECTED, *IN_BUFFER, "primary.crash")
    assert (run.of("session"), run.of("link")) == ("running", "trying_backup")
    assert run.sent("management.loss") == 1
    assert not run.can("record.dial 2")

    run.take("record.dial", "buffer.run_dry")
    assert (run.of("record"), run.of("ccpulse")) == ("dialed, dials 1", "shows_waiting")


def test_a_failed_transaction_is_retried_and_takes_effect_once():
    """The outcome was stored, the acknowledgement lost: the retry changes nothing."""
    run = Scenario("db_warm").take(
        *CONNECTED, *IN_BUFFER, "record.dial", "record.close", "copy.write", "row.apply",
        "primary.crash", "backup_wire.accept",
    )  # fmt: skip
    assert run.of("copy") == "buffered"
    assert not run.can("record.dial")

    run.take("copy.write", "row.apply", "row.acknowledge")
    assert run.of("row") == "final, stored 1, effects 1"
    assert run.of("copy") == "buffered, acknowledged 1"


def test_a_cut_retrieval_gives_the_same_row_again():
    """The row was marked as retrieved and lost on its way: asked again, the same row comes."""
    run = Scenario("db_single").take(
        *CONNECTED, "copy.retrieve", "row.retrieve", "primary_wire.cut", "primary_wire.accept",
        *IN_BUFFER,
    )  # fmt: skip

    assert (run.of("row"), run.of("copy")) == ("retrieved", "buffered")


def test_history_waits_for_the_outcome():
    """A late result is sent only when the outcome before it was acknowledged."""
    run = Scenario("db_warm").take(
        *CONNECTED, *IN_BUFFER, "record.dial", "record.close", "copy.write", "record.amend",
        "primary.crash", "backup_wire.accept", "copy.write",
    )  # fmt: skip
    assert run.sent("row.update") == 1

    run.take("row.apply", "row.acknowledge", "copy.write")
    assert run.sent("row.amend") == 1


def test_a_short_loss_tells_nothing_of_waiting():
    """With a record left in the buffer OCS waits for none, and the backup is found meanwhile."""
    run = Scenario("db_warm").take(*CONNECTED, *IN_BUFFER, "primary.crash")
    assert not run.can("buffer.run_dry")

    run.take("backup_wire.accept", "record.dial")
    assert not run.can("buffer.run_dry")


def test_a_retry_that_is_cut_is_retried_again_at_the_primary():
    """Both servers stored or lost what they were sent: in the end it has one effect."""
    run = Scenario("db_warm").take(
        *CONNECTED, *IN_BUFFER, "record.dial", "record.close", "copy.write", "row.apply",
        "primary.crash", "backup_wire.accept", "copy.write", "primary.recover", "backup.crash",
        "primary_wire.accept", "copy.write", "row.apply", "row.acknowledge",
    )  # fmt: skip

    assert run.of("link") == "on_primary"
    assert run.of("row") == "final, stored 1, effects 1"


def test_the_buffer_is_dialed_while_both_db_servers_are_down():
    """The session goes on from the buffer, and OCS tries one server after the other."""
    run = Scenario("db_warm").take(
        *CONNECTED, *IN_BUFFER, "backup.crash", "primary.crash", "backup_wire.refuse",
        "clock.tick", "primary_wire.refuse", "record.dial", "clock.tick",
    )  # fmt: skip

    assert (run.of("session"), run.of("link")) == ("running", "trying_backup")
    assert run.of("record") == "dialed, dials 1"


def test_a_stopped_session_waits_for_no_records():
    """What CCPulse+ shows is taken back although the DB Server is still lost."""
    run = Scenario("db_warm").take(*CONNECTED, "primary.crash", "buffer.run_dry", "session.stop")
    run.take("buffer.stop_waiting")

    assert (run.of("ccpulse"), run.of("link")) == ("normal", "trying_backup")


def test_a_count_that_was_due_in_the_gap_is_not_made_up_for():
    """After the reconnection nothing is asked before the next count is due, and then once."""
    run = Scenario("db_estimates").take(
        "link.start", "primary_wire.accept", "estimates.fall_due", "primary_wire.cut",
        "estimates.fall_due", "primary_wire.accept",
    )  # fmt: skip
    assert run.of("lists") == "idle"

    run.take("estimates.fall_due")
    assert run.sent("lists.count") == 1
    run.take("lists.answer")
    assert run.sent("ccpulse.estimate") == 1
