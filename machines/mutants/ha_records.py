"""Wrong designs of a failover: what becomes of rows, and of what an OCS had in memory."""

from dialonce import Mutant, fresh, without
from machines.environment.ha_records import ListRow
from machines.ha_records import HeldRecord
from machines.systems.ha_records import ha_records

Right = without(fresh(ListRow), "abandoned")


class SetsBack(Right):
    mutant = "A failover sets the rows of the old primary back to ready."
    abandoned = Right.retrieved.to(Right.ready)


failover_sets_rows_back = Mutant(
    "failover_sets_rows_back",
    ("only_a_person_makes_a_row_ready", "nobody_is_called_twice_without_a_person"),
    ha_records,
    {"row": SetsBack},
)
Right = without(fresh(ListRow), "abandoned")


class GivesThemAgain(Right):
    mutant = "The database gives the rows of the old primary to the next OCS that asks (D-291)."
    abandoned = Right.retrieved.to(None)


Right = fresh(ListRow)


class CleansUp(Right):
    mutant = "The database frees rows that nobody works on by itself."
    spontaneous = frozenset({"clean_up"})
    clean_up = Right.left.to(Right.retrieved)
    """The database cleans up."""


rows_of_the_old_primary_are_given_again = Mutant(
    "rows_of_the_old_primary_are_given_again",
    (
        "nobody_is_called_twice_without_a_person",
        "a_row_can_be_left_though_its_person_was_called",
        "a_row_can_be_made_ready_while_its_old_ocs_believes_in_it",
    ),
    ha_records,
    {"row": GivesThemAgain},
)
rows_that_were_left_are_freed = Mutant(
    "rows_that_were_left_are_freed",
    ("only_a_person_changes_a_row_that_was_left", "nobody_is_called_twice_without_a_person"),
    ha_records,
    {"row": CleansUp},
)
STATES = ("absent", "asked", "held", "requested", "writing", "stored")
Right = without(fresh(HeldRecord), "promoted")


class IsToldOfRecords(Right):
    mutant = "The backup is told of records in hand, and goes on with them when it is promoted."
    promoted = Right.absent.to(Right.held) | Right.asked.from_(
        *(Right.states_by_id[name] for name in STATES[1:]), on="ask"
    )


backup_takes_over_records_in_hand = Mutant(
    "backup_takes_over_records_in_hand",
    (
        "an_ocs_that_stops_steps_down_or_is_ordered_knows_no_record",
        "a_row_that_is_in_use_is_retrieved",
        "a_new_primary_has_nothing_to_do_with_a_row_that_was_left",
        "nobody_is_called_twice_without_a_person",
    ),
    ha_records,
    {"second_record": IsToldOfRecords},
)
Right = without(fresh(HeldRecord), "forgotten")


class KeepsOnDisk(Right):
    mutant = "An OCS finds its records again when it restarts or steps down."
    forgotten = Right.asked.to(Right.absent)


memory_survives_a_stop = Mutant(
    "memory_survives_a_stop",
    (
        "an_ocs_that_stops_steps_down_or_is_ordered_knows_no_record",
        "an_ocs_without_the_role_learns_no_record",
    ),
    ha_records,
    {"first_record": KeepsOnDisk},
)
Right = without(fresh(HeldRecord), "promoted")


class KeepsWhenOrdered(Right):
    mutant = "An order leaves the memory of an OCS alone that takes itself for the primary (D-290)."
    promoted = Right.asked.from_(Right.absent, Right.asked, on="ask")


memory_survives_an_order = Mutant(
    "memory_survives_an_order",
    (
        "an_ocs_that_stops_steps_down_or_is_ordered_knows_no_record",
        "a_new_primary_has_nothing_to_do_with_a_row_that_was_left",
        "a_row_that_is_in_use_is_retrieved",
        "nobody_is_called_twice_without_a_person",
        "a_new_primary_asks_for_records_in_its_first_step",
    ),
    ha_records,
    {"first_record": KeepsWhenOrdered},
)
