"""Wrong designs of calls that live on: what becomes of them, and of what agents send."""

from dialonce import Mutant, fresh, without
from machines.environment.ha_calls import AgentCall, OutcomeWay
from machines.ha_calls import make_called_record
from machines.systems.ha_calls import ha_calls

Right = without(fresh(AgentCall), "closed")


class EndsWithItsOcs(Right):
    mutant = "The calls of an OCS that stops are dropped."
    closed = Right.idle.from_(Right.queued, Right.answered, Right.updating, on="forget")


calls_end_with_their_ocs = Mutant(
    "calls_end_with_their_ocs",
    ("a_failover_leaves_calls_as_they_are", "a_call_can_be_answered_when_its_ocs_is_gone"),
    ha_calls,
    {"first_call": EndsWithItsOcs},
)
Right = without(fresh(AgentCall), "answer", "end")


class WaitsForItsOcs(Right):
    mutant = "A queued call waits for the OCS that dialed it."
    answer = Right.queued.to(Right.answered, cond="known")
    end = Right.answered.to(Right.idle, on="forget")


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
Right = without(make_called_record(2), "update", "old_update")


class CreatesTheRecord(Right):
    mutant = "An update for a record that OCS does not have creates it, and it is dialed (D-32)."
    update = Right.called.to(Right.updated, on="write_outcome") | Right.absent.to(Right.held)
    old_update = Right.absent.to(Right.held)


an_update_creates_the_record = Mutant(
    "an_update_creates_the_record",
    (
        "an_update_creates_no_record",
        "an_update_for_a_lost_record_changes_nothing",
        "nobody_is_called_again_for_an_update",
    ),
    ha_calls,
    {"second_record": CreatesTheRecord},
)
Right = without(make_called_record(1), "old_update")


class TakesAnyUpdate(Right):
    mutant = "An update is taken by the number of its record, whatever attempt it names (D-32)."
    old_update = Right.called.to(Right.updated, on="write_outcome")


an_update_counts_for_any_attempt = Mutant(
    "an_update_counts_for_any_attempt",
    ("an_update_for_a_lost_record_changes_nothing",),
    ha_calls,
    {"first_record": TakesAnyUpdate},
)
Right = fresh(AgentCall)


class GoesToTheNewOne(Right):
    mutant = "Desktops send every update to the OCS that was named last (D-37)."

    def hand_update(self):
        self.emit(f"ocs_2.{'update' if self.known else 'old_update'}")


Right = without(make_called_record(2), "old_update")


class WritesIt(Right):
    mutant = "An OCS writes an update to the row of its record, whether it has that or not (D-32)."
    old_update = Right.absent.to(None, on="write_outcome") | Right.called.to(
        Right.updated, on="write_outcome"
    )


updates_go_to_the_new_primary = Mutant(
    "updates_go_to_the_new_primary",
    (
        "an_update_leaves_a_row_that_was_left_alone",
        "an_update_for_a_lost_record_changes_nothing",
        "an_update_reaches_the_ocs_that_has_the_record",
    ),
    ha_calls,
    {"first_call": GoesToTheNewOne, "second_record": WritesIt},
)


class NamesTheOldOne(make_called_record(1)):
    mutant = "The calls of a new primary carry the DBID of the OCS that was the primary (D-37)."


calls_carry_the_old_dbid = Mutant(
    "calls_carry_the_old_dbid",
    (
        "a_call_names_the_ocs_that_dialed_it",
        "an_update_reaches_the_ocs_that_has_the_record",
        "a_record_of_a_new_primary_can_be_updated",
    ),
    ha_calls,
    {"second_record": NamesTheOldOne},
)
Right = without(fresh(OutcomeWay), "write")


class WritesForAll(Right):
    mutant = "The database takes what an OCS writes that has lost the role."
    write = Right.open.to(None, on="store")


updates_at_a_thawed_primary_are_written = Mutant(
    "updates_at_a_thawed_primary_are_written",
    ("an_update_leaves_a_row_that_was_left_alone",),
    ha_calls,
    {"first_way": WritesForAll},
)
