"""Wrong designs of what an order means for a reading, a record, and its request."""

from dialonce import Mutant, fresh, without
from machines.ha_do_not_call import CheckedRecord, DoNotCallReading
from machines.systems.ha_do_not_call import ha_do_not_call

Right = without(fresh(DoNotCallReading), "promoted")


class FinishesItsReading(Right):
    mutant = "An OCS that is promoted while it reads the list does not ask anew (D-293)."
    promoted = Right.asked.from_(Right.unread, Right.complete, on="send_question") | Right.asked.to(
        None
    )


a_promoted_reader_does_not_ask_anew = Mutant(
    "a_promoted_reader_does_not_ask_anew",
    ("a_new_primary_begins_to_read_in_its_first_step", "the_reading_is_complete_in_the_end"),
    ha_do_not_call,
    {"second_reader": FinishesItsReading},
)
Right = without(fresh(CheckedRecord), "promoted")


class KeepsItsRecord(Right):
    mutant = "A record that was claimed before an order is kept through it (D-290)."
    promoted = Right.absent.from_(
        Right.absent, Right.held, Right.requested, Right.closed
    ) | Right.claimed.to(None)


keeps_a_claimed_record_through_an_order = Mutant(
    "keeps_a_claimed_record_through_an_order",
    ("an_ocs_that_begins_anew_has_no_record_to_dial",),
    ha_do_not_call,
    {"first_record": KeepsItsRecord},
)
Right = without(fresh(CheckedRecord), "dial")


class SendsNothing(Right):
    mutant = "A record is taken for requested, and its request is not sent."
    dial = Right.claimed.to(Right.requested, cond="list_read and not listed") | Right.claimed.to(
        Right.closed, cond="list_read and listed"
    )


a_request_is_never_sent = Mutant(
    "a_request_is_never_sent",
    ("a_record_counts_as_requested_exactly_with_its_request",),
    ha_do_not_call,
    {"second_record": SendsNothing},
)
