"""Wrong designs of calls that live on: what becomes of them when their OCS is gone."""

from dialonce import Mutant, fresh, without
from machines.environment.ha_calls import AgentCall
from machines.ha_calls import make_called_record
from machines.systems.ha_calls import ha_calls

Right = without(fresh(AgentCall), "closed")


class EndsWithItsOcs(Right):
    mutant = "The calls of an OCS that stops are dropped."
    closed = Right.idle.from_(
        Right.queued, Right.answered, Right.transferred, Right.updating, on="forget"
    )


calls_end_with_their_ocs = Mutant(
    "calls_end_with_their_ocs",
    ("a_failover_leaves_calls_as_they_are", "a_call_can_be_answered_when_its_ocs_is_gone"),
    ha_calls,
    {"first_call": EndsWithItsOcs},
)
Right = without(fresh(AgentCall), "answer", "end")


class WaitsForItsOcs(Right):
    mutant = "A queued call waits for the OCS that dialed it."
    answer = Right.queued.to(Right.answered, cond="known") | Right.transferred.to(Right.answered)
    end = Right.idle.from_(Right.answered, Right.transferred, on="forget")


calls_wait_for_their_ocs = Mutant(
    "calls_wait_for_their_ocs",
    ("a_queued_call_is_answered_or_ends",),
    ha_calls,
    {"first_call": WaitsForItsOcs},
)
Right = without(fresh(AgentCall), "send_update", "end")


class NeverEnds(Right):
    mutant = "An answered call goes on until its record is updated, which its agent never does."
    end = Right.queued.to(Right.idle, on="forget")
    send_update = Right.answered.to(None)


answered_calls_never_end = Mutant(
    "answered_calls_never_end",
    (
        "an_answered_call_ends",
        "an_old_update_can_come_while_the_record_is_called_anew",
        "an_old_update_can_come_while_another_ocs_calls",
    ),
    ha_calls,
    {"first_call": NeverEnds},
)
Right = without(fresh(AgentCall), "closed", "transfer")


class TransferNeedsOcs(Right):
    mutant = "A transfer needs the OCS that dialed: without it none begins, and none goes on."
    transfer = Right.answered.to(Right.transferred, cond="known")
    closed = (
        Right.queued.to(None, on="outdate")
        | Right.answered.to(None, on="outdate")
        | Right.transferred.to(Right.idle, on="forget")
        | Right.updating.to(None, on="outdate")
    )


transfers_need_their_ocs = Mutant(
    "transfers_need_their_ocs",
    ("a_failover_leaves_calls_as_they_are", "a_transferred_call_can_outlive_its_ocs"),
    ha_calls,
    {"first_call": TransferNeedsOcs},
)



def update_by_record(dbid):
    """A record in the OCS with this DBID whose row takes each update, whatever its attempt."""
    right = without(make_called_record(dbid), "old_update")

    class WritesTheRow(right):
        mutant = "OCS writes each update for a record that it has called into the row (D-32)."
        old_update = (
            right.absent.to(None)
            | right.held.to(None)
            | right.called.to(None, on="write_outcome")
            | right.updated.to(None)
        )

    return WritesTheRow


an_update_of_an_earlier_attempt_is_written = Mutant(
    "an_update_of_an_earlier_attempt_is_written",
    ("an_update_for_a_lost_record_changes_nothing",),
    ha_calls,
    {"first_record": update_by_record(1), "second_record": update_by_record(2)},
)


def kept_at_an_order(dbid):
    """A record in the OCS with this DBID that a repeated order does not end."""
    right = without(make_called_record(dbid), "promoted")

    class KeepsWhatItCalled(right):
        mutant = "A primary that is ordered once more keeps the records that it has called."
        promoted = right.absent.from_(right.absent, right.held, right.updated) | right.called.to(
            None
        )

    return KeepsWhatItCalled


a_repeated_order_keeps_called_records = Mutant(
    "a_repeated_order_keeps_called_records",
    ("a_record_is_lost_with_the_term_of_its_ocs",),
    ha_calls,
    {"first_record": kept_at_an_order(1), "second_record": kept_at_an_order(2)},
)
