"""Wrong designs of what one OCS of a pair keeps, loses or changes without being told."""

from dialonce import Mutant, fresh, without
from machines.ha import OcsMember
from machines.ha_sequence import PairedEstimate, PairedSequence
from machines.ha_sync import PairedSession
from machines.systems.ha import ha_lone
from machines.systems.ha_sync import ha_predictive, ha_sequence, ha_sync

Right = without(fresh(OcsMember), "promote")


class BeginsAnewAtEachOrder(Right):
    mutant = "An OCS that is ordered once more forgets its sessions, as if it had started (D-461)."
    promote = Right.backup.to(Right.primary, on="take_role") | Right.primary.to(
        None, on=["forget", "take_role"]
    )


a_repeated_order_ends_the_sessions = Mutant(
    "a_repeated_order_ends_the_sessions",
    ("a_session_changes_by_a_person_or_as_told_only",),
    ha_sync,
    {"first": BeginsAnewAtEachOrder, "second": BeginsAnewAtEachOrder},
)
Right = without(fresh(PairedSession), "load")


class StartsAtOnce(Right):
    mutant = "A session that is loaded starts at once, without a second order."
    load = Right.unloaded.to(
        Right.running, cond="is_primary", on=["tell_running", "put_running"]
    )  # fmt: skip


a_loaded_session_starts_at_once = Mutant(
    "a_loaded_session_starts_at_once",
    ("a_person_gets_what_was_asked_for",),
    ha_lone,
    {"first_session": StartsAtOnce},
)
Right = without(fresh(PairedSequence), "forgotten")


class KeepsItsSequence(Right):
    mutant = "A primary that steps down goes on with the sequence that it knew."
    forgotten = (
        Right.blank.to(None)
        | Right.blank.from_(Right.inactive, Right.active, unless="is_backup", on="begin_anew")
        | Right.inactive.to(None, cond="is_backup")
        | Right.active.to(None, cond="is_backup", on="begin_anew")
    )


a_former_primary_knows_its_sequence = Mutant(
    "a_former_primary_knows_its_sequence",
    ("an_ocs_that_steps_down_knows_no_sequence",),
    ha_sequence,
    {"first_sequence": KeepsItsSequence, "second_sequence": KeepsItsSequence},
)
Right = without(fresh(PairedSequence), "peer_found")


class CountsAnew(Right):
    mutant = "The primary counts the dials of a sequence from zero when the other OCS connects."
    peer_found = Right.inactive.to(
        None, cond="is_primary", on="tell_inactive"
    ) | Right.active.to(None, cond="is_primary", on=["begin_anew", "tell_active"])  # fmt: skip


a_connection_sets_the_count_to_zero = Mutant(
    "a_connection_sets_the_count_to_zero",
    ("an_active_sequence_loses_no_dial_that_it_counted",),
    ha_sequence,
    {"first_sequence": CountsAnew, "second_sequence": CountsAnew},
)
Right = without(fresh(PairedEstimate), "forgotten")


class KeepsItsEstimate(Right):
    mutant = "Predictive data outlive a stop and a step down, however old they are by then."
    forgotten = Right.blank.to(None) | Right.low.to(None) | Right.high.to(None)


predictive_data_outlive_their_ocs = Mutant(
    "predictive_data_outlive_their_ocs",
    ("an_ocs_that_stops_or_steps_down_has_no_predictive_data",),
    ha_predictive,
    {"first_estimate": KeepsItsEstimate, "second_estimate": KeepsItsEstimate},
)
