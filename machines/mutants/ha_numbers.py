"""Wrong designs of looking numbers up, and of adding them to the Do Not Call list."""

from dialonce import AnyOf, Mutant, fresh, without
from machines.environment.ha_requests import AcceptedRequest
from machines.ha_do_not_call import CheckedRecord, KnownNumber
from machines.systems.ha_do_not_call import ha_do_not_call

Right = without(fresh(CheckedRecord), "claim", "dial")


class LooksUpAtTheClaim(Right):
    mutant = "A number is looked up when its record is claimed, and not again (D-28)."
    claim = Right.held.to(Right.claimed, cond="list_read and not listed") | Right.held.to(
        Right.closed, cond="list_read and listed"
    )
    dial = Right.claimed.to(Right.requested, cond="list_read", on="request_call")


looks_a_number_up_at_the_claim = Mutant(
    "looks_a_number_up_at_the_claim",
    (
        "a_listed_number_is_not_dialed",
        "a_number_that_was_just_listed_is_not_dialed",
        "a_record_can_be_claimed_before_the_reading_is_complete",
    ),
    ha_do_not_call,
    {"first_record": LooksUpAtTheClaim, "second_record": LooksUpAtTheClaim},
)
Right = without(fresh(CheckedRecord), "arrived")


class WaitsToRetrieve(Right):
    mutant = "A new primary takes no row before it has read the list (D-1)."
    arrived = Right.absent.to(Right.held, cond="list_read")


retrieval_waits_for_do_not_call = Mutant(
    "retrieval_waits_for_do_not_call",
    (
        "the_buffer_is_filled_while_the_list_is_read",
        "a_record_can_be_claimed_before_the_reading_is_complete",
    ),
    ha_do_not_call,
    {"second_record": WaitsToRetrieve},
)
Right = without(fresh(CheckedRecord), "dial")


class KeepsListedRecords(Right):
    mutant = "A record whose number is listed waits in the buffer."
    dial = Right.claimed.to(Right.requested, cond="list_read and not listed", on="request_call")


listed_records_wait_for_ever = Mutant(
    "listed_records_wait_for_ever",
    (
        "a_retrieved_record_is_requested_or_closed_in_the_end",
        "a_listed_record_can_be_closed_by_the_new_primary",
    ),
    ha_do_not_call,
    {"second_record": KeepsListedRecords},
)
Right = without(fresh(CheckedRecord), "dial")


class ClosesWhileItReads(Right):
    mutant = "A record that cannot be dialed at once is closed as if its number were listed."
    dial = Right.claimed.to(
        Right.requested, cond="list_read and not listed", on="request_call"
    ) | Right.claimed.to(Right.closed, unless="list_read and not listed")


closes_records_while_it_reads = Mutant(
    "closes_records_while_it_reads",
    ("a_record_is_closed_without_a_call_only_if_its_number_is_listed",),
    ha_do_not_call,
    {"second_record": ClosesWhileItReads},
)
Right = fresh(KnownNumber)


class TellsTheDatabaseFirst(Right):
    mutant = "OCS follows a new entry when the database has acknowledged it (D-284)."
    listed = AnyOf("known")


follows_an_entry_when_it_is_acknowledged = Mutant(
    "follows_an_entry_when_it_is_acknowledged",
    ("a_listed_number_is_not_dialed", "a_number_that_was_just_listed_is_not_dialed"),
    ha_do_not_call,
    {"first_number": TellsTheDatabaseFirst},
)
Right = without(fresh(KnownNumber), "write_again")


class WritesOnce(Right):
    mutant = "OCS writes an entry to the database once (D-284)."
    write_again = Right.adding.to(None)


writes_an_entry_once = Mutant(
    "writes_an_entry_once",
    ("every_entry_is_in_the_table_in_the_end",),
    ha_do_not_call,
    {"second_number": WritesOnce},
)
Right = without(fresh(KnownNumber), "add")


class AddsNothing(Right):
    mutant = "The environment is too kind: nobody ever asks not to be called."
    add = Right.unknown.to(None)


nobody_is_listed = Mutant(
    "nobody_is_listed",
    (
        "a_number_can_be_listed_while_its_record_is_claimed",
        "a_new_primary_can_lack_an_entry",
        "an_ocs_without_the_role_can_send_a_request_from_an_old_list",
    ),
    ha_do_not_call,
    {"first_number": AddsNothing, "second_number": AddsNothing},
)
Right = without(fresh(AcceptedRequest), "request")


class AcceptsAll(Right):
    mutant = "The servers accept requests of an OCS that has lost the role."
    request = Right.none.to(Right.accepted)


a_thawed_primary_dials_from_an_old_list = Mutant(
    "a_thawed_primary_dials_from_an_old_list",
    ("a_listed_number_is_not_dialed",),
    ha_do_not_call,
    {"first_line": AcceptsAll},
)
