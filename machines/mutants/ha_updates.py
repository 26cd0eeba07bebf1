"""Wrong designs of what agents send: where it goes, and what it changes."""

from dialonce import Mutant, fresh, without
from machines.environment.ha_calls import AgentCall
from machines.environment.ha_updates import OutcomeWay
from machines.ha_calls import make_called_record
from machines.systems.ha_calls import ha_calls

Right = without(make_called_record(2), "update", "old_update")


class CreatesTheRecord(Right):
    mutant = "An update for a record that OCS does not have creates it, and it is dialed (D-32)."
    update = Right.called.to(Right.updated, on="write_outcome") | Right.absent.to(
        Right.held, cond="is_primary"
    )
    old_update = Right.absent.to(Right.held, cond="is_primary")


an_update_creates_the_record = Mutant(
    "an_update_creates_the_record",
    (
        "nobody_is_called_again_for_an_update",
        "an_update_creates_no_record",
        "an_update_for_a_lost_record_changes_nothing",
    ),
    ha_calls,
    {"second_record": CreatesTheRecord},
)
Right = without(make_called_record(2), "old_update")


class WritesTheRow(Right):
    mutant = "An update for a record that OCS does not have is written to its row (D-32)."
    old_update = Right.absent.to(None, cond="is_primary", on="write_outcome")


an_update_is_written_to_the_row = Mutant(
    "an_update_is_written_to_the_row",
    (
        "an_update_leaves_a_row_that_was_left_alone",
        "an_update_for_a_lost_record_changes_nothing",
    ),
    ha_calls,
    {"second_record": WritesTheRow},
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
Right = without(fresh(AgentCall), "closed")


class GoesToTheNewOne(Right):
    mutant = "When an OCS is gone, desktops send the updates of its calls to the other one (D-37)."
    closed = Right.queued.to(None, on="turn_to_the_other") | Right.answered.to(
        None, on="turn_to_the_other"
    )

    def turn_to_the_other(self):
        self.dbid = 2
        self.known = 0


Right = without(make_called_record(2), "old_update")


class TakesItByNumber(Right):
    mutant = "The other OCS takes them by the number of the record."
    old_update = Right.called.to(Right.updated, on="write_outcome")


updates_go_to_the_new_primary = Mutant(
    "updates_go_to_the_new_primary",
    (
        "an_update_stays_with_its_ocs",
        "a_call_names_the_ocs_that_dialed_it",
        "an_update_for_a_lost_record_changes_nothing",
    ),
    ha_calls,
    {"first_call": GoesToTheNewOne, "second_record": TakesItByNumber},
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
Right = without(make_called_record(1), "promoted")


class KeepsWhatItCalled(Right):
    mutant = "An OCS that is ordered again keeps the records whose calls it had requested."
    promoted = Right.absent.from_(Right.absent, Right.held, Right.updated) | Right.called.to(None)


keeps_called_records_through_an_order = Mutant(
    "keeps_called_records_through_an_order",
    ("an_ocs_that_begins_anew_has_lost_its_records",),
    ha_calls,
    {"first_record": KeepsWhatItCalled},
)
