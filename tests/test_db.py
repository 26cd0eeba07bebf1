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
