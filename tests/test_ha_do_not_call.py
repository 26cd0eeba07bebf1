"""The guide's paragraph on the Do Not Call list in a failover of OCS, walked step by step."""

from scenario import Scenario

PAIR = (
    "takeover.start_first", "takeover.start_second", "second_reader.ask", "second_list.answer",
    "takeover.give_first", "first_list.answer",
)  # fmt: skip
LISTED = ("first_number.add", "first_entry_wire.commit")


def test_the_new_primary_reads_what_was_added_before_it_dials():
    """An entry that the old primary added after the backup had read the list is followed."""
    run = Scenario("ha_do_not_call").take(*PAIR, *LISTED, "takeover.stop_first")
    assert (run.of("second_reader"), run.of("second_number")) == ("complete", "unknown")

    run.take("takeover.give_second", "row.serve_second", "second_record.claim")
    assert run.of("second_reader") == "asked"
    assert not run.can("second_record.dial")

    run.take("second_list.answer", "second_record.dial")
    assert run.of("second_record") == "closed"
    assert run.sent("line.request") == 0


def test_records_are_retrieved_while_the_list_is_read():
    """The retrieval does not wait, and dialing goes on with the end of the reading."""
    run = Scenario("ha_do_not_call").take(*PAIR, "takeover.stop_first", "takeover.give_second")
    run.take("row.serve_second", "second_record.claim")
    assert not run.can("second_record.dial")

    run.take("second_list.answer", "second_record.dial")
    assert run.of("second_line") == "accepted"


def test_a_reading_that_is_cut_starts_over():
    """The connection to the DB Server is lost while the new primary reads: the gate stays shut."""
    run = Scenario("ha_do_not_call").take(*PAIR, "takeover.stop_first", "takeover.give_second")
    run.take("row.serve_second", "second_record.claim", "second_list.lose")
    assert (run.of("second_reader"), run.can("second_record.dial")) == ("unread", False)

    run.take("second_reader.ask", "second_list.answer")
    assert run.can("second_record.dial")


def test_an_answer_from_before_the_order_is_not_enough():
    """The backup is promoted while it reads: only the answer to its second question counts."""
    run = Scenario("ha_do_not_call").take(
        "takeover.start_first", "takeover.start_second", "takeover.give_first",
        "first_list.answer", "second_reader.ask", *LISTED, "takeover.pass_to_second",
        "second_list.answer",
    )  # fmt: skip
    assert run.of("second_reader") == "asked"

    run.take("second_list.answer")
    assert (run.of("second_reader"), run.of("second_number")) == ("complete", "known")


def test_a_number_that_is_listed_after_the_claim_is_not_dialed():
    """The number is looked up in the step that would send the request."""
    run = Scenario("ha_do_not_call").take(*PAIR, "row.serve_first", "first_record.claim")
    run.take("first_number.add", "first_record.dial")

    assert (run.of("first_record"), run.sent("line.request")) == ("closed", 0)


def test_a_second_failover_in_the_middle_of_the_reading_reads_again():
    """The first OCS restarts, is promoted before the second one has read, and waits too."""
    run = Scenario("ha_do_not_call").take(*PAIR, "takeover.stop_first", "takeover.give_second")
    run.take("takeover.start_first", "takeover.stop_second", "takeover.give_first")
    run.take("row.serve_first", "first_record.claim")
    assert (run.of("first_reader"), run.can("first_record.dial")) == ("asked", False)

    run.take("first_list.answer")
    assert run.can("first_record.dial")
