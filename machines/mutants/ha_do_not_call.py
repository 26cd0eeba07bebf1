"""Wrong designs of the Do Not Call list in a failover: what is read, and when that is enough."""

from dialonce import Mutant, fresh, without
from machines.ha_do_not_call import CheckedRecord, DoNotCallReading
from machines.systems.ha_do_not_call import ha_do_not_call

Right = without(fresh(CheckedRecord), "dial")


class DialsAtOnce(Right):
    mutant = "A new primary dials at once, while it reads the list (D-1)."
    dial = Right.claimed.to(Right.requested, unless="listed", on="request_call") | Right.claimed.to(
        Right.closed, cond="listed"
    )


dials_without_a_gap = Mutant(
    "dials_without_a_gap",
    ("no_request_is_sent_before_the_reading_is_complete", "a_listed_number_is_not_dialed"),
    ha_do_not_call,
    {"first_record": DialsAtOnce, "second_record": DialsAtOnce},
)
Right = without(fresh(DoNotCallReading), "promoted")


class ReadsOnFailback(Right):
    mutant = "Only the primary of the configuration reads new entries, when it takes over (D-25)."
    promoted = Right.asked.from_(Right.unread, Right.asked, on="send_question") | Right.complete.to(
        None
    )


reads_new_entries_only_on_failback = Mutant(
    "reads_new_entries_only_on_failback",
    (
        "a_new_primary_begins_to_read_in_its_first_step",
        "a_list_that_was_read_lacks_no_entry",
        "a_listed_number_is_not_dialed",
    ),
    ha_do_not_call,
    {"second_reader": ReadsOnFailback},
)
Right = without(fresh(DoNotCallReading), "promoted")


class TrustsItsList(Right):
    mutant = "A new primary goes on with the list that it has (D-26)."
    promoted = Right.complete.from_(Right.unread, Right.asked, Right.complete)


goes_on_with_the_list_that_it_has = Mutant(
    "goes_on_with_the_list_that_it_has",
    (
        "a_new_primary_begins_to_read_in_its_first_step",
        "a_list_that_was_read_lacks_no_entry",
        "a_listed_number_is_not_dialed",
        "a_new_primary_can_lack_an_entry",
        "a_record_can_be_claimed_before_the_reading_is_complete",
    ),
    ha_do_not_call,
    {"first_reader": TrustsItsList, "second_reader": TrustsItsList},
)
Right = without(fresh(DoNotCallReading), "answered_before")


class CountsTheOldAnswer(Right):
    mutant = "An answer to a question from before the order completes the reading (D-293)."
    answered_before = Right.asked.to(Right.complete)


an_older_answer_completes_the_reading = Mutant(
    "an_older_answer_completes_the_reading",
    ("a_list_that_was_read_lacks_no_entry", "a_listed_number_is_not_dialed"),
    ha_do_not_call,
    {"second_reader": CountsTheOldAnswer},
)
Right = without(fresh(DoNotCallReading), "unanswered")


class TakesItForRead(Right):
    mutant = "A reading that the connection cuts short counts as complete."
    unanswered = Right.asked.to(Right.complete)


a_cut_reading_counts_as_complete = Mutant(
    "a_cut_reading_counts_as_complete",
    ("a_list_that_was_read_lacks_no_entry", "a_listed_number_is_not_dialed"),
    ha_do_not_call,
    {"second_reader": TakesItForRead},
)
Right = without(fresh(DoNotCallReading), "unanswered")


class WaitsForAPerson(Right):
    mutant = "A reading that the connection cuts short is not begun again."
    unanswered = Right.asked.to(None)


a_cut_reading_is_not_begun_again = Mutant(
    "a_cut_reading_is_not_begun_again",
    (
        "the_reading_is_complete_in_the_end",
        "a_retrieved_record_is_requested_or_closed_in_the_end",
    ),
    ha_do_not_call,
    {"second_reader": WaitsForAPerson},
)
