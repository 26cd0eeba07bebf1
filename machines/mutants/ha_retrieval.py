"""Wrong designs of a failover: when a new primary retrieves, and whose requests have an effect."""

from dialonce import Mutant, fresh, without
from machines.environment.ha_records import RowKeeper
from machines.environment.ha_requests import DialWire, RowExchange
from machines.ha_records import HeldRecord
from machines.systems.ha_records import ha_records

STATES = ("absent", "asked", "held", "requested", "writing", "stored")
Right = without(fresh(HeldRecord), "promoted")


class WaitsToRetrieve(Right):
    mutant = "A new primary retrieves when its next period comes."
    promoted = Right.asked.from_(*(Right.states_by_id[name] for name in STATES))


retrieves_at_the_next_period = Mutant(
    "retrieves_at_the_next_period",
    ("a_new_primary_asks_for_records_in_its_first_step",),
    ha_records,
    {"first_record": WaitsToRetrieve},
)
Right = without(fresh(HeldRecord), "promoted", "retrieve")


class RetrievesByHand(Right):
    mutant = "After a failover a person has to make OCS retrieve records."
    spontaneous = Right.spontaneous | {"retrieve_by_hand"}
    promoted = Right.asked.from_(*(Right.states_by_id[name] for name in STATES))
    retrieve = Right.held.to(None)
    """OCS retrieves nothing by itself."""
    retrieve_by_hand = Right.asked.to(None, on="ask")
    """A person makes OCS retrieve."""


retrieves_when_a_person_says_so = Mutant(
    "retrieves_when_a_person_says_so",
    (
        "a_ready_row_is_finished_without_a_person",
        "a_new_primary_asks_for_records_in_its_first_step",
    ),
    ha_records,
    {"first_record": RetrievesByHand},
)
Right = without(fresh(HeldRecord), "dial")


class NeverDials(Right):
    mutant = "The second OCS dials nothing."
    dial = Right.held.to(None)


second_ocs_dials_nothing = Mutant(
    "second_ocs_dials_nothing",
    (
        "the_second_ocs_can_finish_a_row",
        "two_ocs_can_both_take_themselves_for_the_primary",
        "a_ready_row_is_finished_without_a_person",
    ),
    ha_records,
    {"second_record": NeverDials},
)
Right = without(fresh(DialWire), "request")


class DialsForAll(Right):
    mutant = "The switch places calls for whatever OCS is connected, as long as it is connected."
    request = Right.idle.to(Right.carrying)


calls_are_placed_for_a_thawed_primary = Mutant(
    "calls_are_placed_for_a_thawed_primary",
    ("only_the_accepted_ocs_has_an_effect", "nobody_is_called_twice_without_a_person"),
    ha_records,
    {"first_line": DialsForAll},
)
Right = without(fresh(DialWire), "refused")


class ServesTheQueue(Right):
    mutant = "What the old primary had sent before it lost the role still has its effect."
    refused = Right.calling.to(Right.idle)


requests_under_way_outlive_the_role = Mutant(
    "requests_under_way_outlive_the_role",
    ("only_the_accepted_ocs_has_an_effect", "nobody_is_called_twice_without_a_person"),
    ha_records,
    {"first_line": ServesTheQueue},
)
Right = without(fresh(RowExchange), "ask", "update")


class ServesAll(Right):
    mutant = "The database serves whatever OCS is connected."
    ask = Right.idle.to(Right.asking)
    update = Right.idle.to(Right.updating)


rows_are_served_to_a_thawed_primary = Mutant(
    "rows_are_served_to_a_thawed_primary",
    ("only_the_accepted_ocs_has_an_effect", "only_a_person_changes_a_row_that_was_left"),
    ha_records,
    {"first_wire": ServesAll},
)
Right = without(fresh(RowKeeper), "reset_row", "close_row")


class LooksAway(Right):
    mutant = "The environment is too kind: nobody ever decides about rows that were left."
    reset_row = Right.watching.to(None)
    close_row = Right.watching.to(None)


nobody_keeps_rows = Mutant(
    "nobody_keeps_rows",
    (
        "a_row_can_be_made_ready_while_its_old_ocs_believes_in_it",
        "two_ocs_can_both_take_themselves_for_the_primary",
        "what_a_person_decides_about_a_row_is_done",
    ),
    ha_records,
    {"keeper": LooksAway},
)
