"""Wrong designs of the dial path: what is retrieved and dialed, and what a failover leaves."""

from dialonce import Mutant, fresh, without
from machines.buffer import BufferedCopy
from machines.do_not_call import DoNotCallReader
from machines.environment.row import Row
from machines.record import CallRecord
from machines.systems.path import dial_path, dial_path_failover

Right = without(fresh(CallRecord), "claim", "hand_over")


class DialsWithoutTheRow(Right):
    mutant = "OCS dials records that it has not retrieved."
    claim = Right.ready.to(Right.claimed, cond="session_running")
    hand_over = Right.claimed.to(
        Right.requested, cond="session_running", on=["start_timer", "request_call"]
    )


dials_without_the_row = Mutant(
    "dials_without_the_row",
    ("only_retrieved_records_are_dialed",),
    dial_path,
    {"record": DialsWithoutTheRow},
)
Right = without(fresh(BufferedCopy), "retrieve")


class UsesAnOldCopy(Right):
    mutant = "While the DB Server is lost, OCS takes rows from a copy of its own."
    retrieve = Right.absent.to(Right.buffered)


fills_the_buffer_without_the_database = Mutant(
    "fills_the_buffer_without_the_database",
    (
        "no_record_comes_into_the_buffer_without_the_database",
        "only_retrieved_records_are_dialed",
    ),
    dial_path,
    {"copy": UsesAnOldCopy},
)
Right = without(fresh(BufferedCopy), "retrieve")


class RetrievesNothing(Right):
    mutant = "OCS retrieves nothing."
    retrieve = Right.absent.to(None)


retrieves_nothing = Mutant(
    "retrieves_nothing",
    (
        "all_three_connections_can_be_lost_at_once",
        "the_buffer_can_be_dialed_without_the_database",
        "an_outcome_can_be_in_the_database_without_ocs_knowing",
        "every_ready_row_is_dialed_or_closed",
    ),
    dial_path,
    {"copy": RetrievesNothing},
)
Right = without(fresh(BufferedCopy), "taken_over")


class InheritsTheBuffer(Right):
    mutant = "The new primary goes on with the buffer of the old one."
    taken_over = Right.asked.to(Right.absent)


inherits_the_buffer = Mutant(
    "inherits_the_buffer",
    ("a_failover_leaves_nothing_in_hand",),
    dial_path_failover,
    {"copy": InheritsTheBuffer},
)
Right = without(fresh(Row), "taken_over")


class ServesAgain(Right):
    mutant = "The database gives the rows of the old primary to the new one (D-357)."
    taken_over = Right.retrieved.to(Right.ready, on="drop")


Right = without(fresh(CallRecord), "taken_over")


class StartsAgain(Right):
    mutant = "For the new primary they are new records."
    taken_over = (
        Right.claimed.to(Right.ready)
        | Right.requested.to(Right.ready, on="stop_timer")
        | Right.lost.to(Right.ready, on="stop_timer")
    )


new_primary_retrieves_what_the_old_one_had = Mutant(
    "new_primary_retrieves_what_the_old_one_had",
    ("a_record_is_dialed_at_most_once",),
    dial_path_failover,
    {"row": ServesAgain, "record": StartsAgain},
)
Right = fresh(Row)


class CleansUp(Right):
    mutant = "The database sets rows that were left behind back to ready by itself."
    spontaneous = Right.spontaneous | {"clean_up"}
    clean_up = Right.left.to(Right.ready)
    """The database cleans up."""


cleans_up_left_rows = Mutant(
    "cleans_up_left_rows",
    ("what_the_old_primary_had_stays_as_it_is",),
    dial_path_failover,
    {"row": CleansUp},
)
Right = without(fresh(CallRecord), "connection_lost")


class ForgetsAtLoss(Right):
    mutant = "A record whose server is lost is forgotten, with its timer."
    connection_lost = Right.requested.to(Right.forgotten, on="stop_timer")


forgets_records_at_a_loss = Mutant(
    "forgets_records_at_a_loss",
    ("only_a_failover_forgets_records",),
    dial_path,
    {"record": ForgetsAtLoss},
)
Right = without(fresh(DoNotCallReader), "finish")


class NeverFinishes(Right):
    mutant = "The new primary waits for a person to confirm the Do Not Call list."
    finish = Right.unread.to(None)


waits_for_a_person_after_failover = Mutant(
    "waits_for_a_person_after_failover",
    (
        "a_session_that_is_paused_goes_on_without_a_person",
        "an_ocs_can_take_over_while_a_call_rings",
    ),
    dial_path_failover,
    {"reader": NeverFinishes},
)
