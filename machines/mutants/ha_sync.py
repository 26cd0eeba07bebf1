"""Wrong designs of what two OCS tell each other about sessions."""

from dialonce import Mutant, fresh, without
from machines.ha_sync import PairedSession
from machines.systems.ha_sync import ha_sync

Right = without(fresh(PairedSession), "stop")


class StopIsSecret(Right):
    mutant = "The backup is not told that a session was stopped."
    stop = Right.running.to(Right.loaded, cond="is_primary")


a_stop_is_not_told = Mutant(
    "a_stop_is_not_told",
    (
        "a_change_of_a_session_is_told_at_once",
        "a_primary_and_a_backup_hold_the_same_sessions",
        "a_backup_learns_every_session_in_the_end",
    ),
    ha_sync,
    {"first_session": StopIsSecret, "second_session": StopIsSecret},
)
Right = without(fresh(PairedSession), "peer_found")


class ChangesOnly(Right):
    mutant = "An OCS that connects is told later changes, and not what it missed (D-24)."
    peer_found = Right.unloaded.to(None) | Right.loaded.to(None) | Right.running.to(None)


joins_with_changes_only = Mutant(
    "joins_with_changes_only",
    (
        "an_ocs_that_connects_is_told_every_session",
        "a_primary_and_a_backup_hold_the_same_sessions",
        "a_backup_learns_every_session_in_the_end",
    ),
    ha_sync,
    {"first_session": ChangesOnly, "second_session": ChangesOnly},
)
Right = without(fresh(PairedSession), "promoted")


class PromotedInSilence(Right):
    mutant = "An OCS that is promoted tells the other one nothing until a person changes something."
    promoted = (
        Right.blank.to(Right.unloaded)
        | Right.unloaded.to(None)
        | Right.loaded.to(None)
        | Right.running.to(None)
    )  # fmt: skip


a_promotion_is_told_to_nobody = Mutant(
    "a_promotion_is_told_to_nobody",
    ("a_new_primary_tells_every_session", "a_primary_and_a_backup_hold_the_same_sessions"),
    ha_sync,
    {"first_session": PromotedInSilence, "second_session": PromotedInSilence},
)
Right = without(fresh(PairedSession), "heard_running")


class DoesNotListen(Right):
    mutant = "A backup takes what it is told only for sessions that it knows already."
    heard_running = Right.running.from_(Right.unloaded, Right.loaded, cond="is_backup")


a_backup_takes_no_new_session = Mutant(
    "a_backup_takes_no_new_session",
    ("a_backup_holds_what_it_was_told", "a_primary_and_a_backup_hold_the_same_sessions"),
    ha_sync,
    {"first_session": DoesNotListen, "second_session": DoesNotListen},
)
Right = without(fresh(PairedSession), "promoted")


class WaitsForAPerson(Right):
    mutant = "A running session stops at the promotion, and a person starts it again (D-1)."
    promoted = (
        Right.blank.to(Right.unloaded, on="tell_unloaded")
        | Right.unloaded.to(None, on="tell_unloaded")
        | Right.loaded.to(None, on="tell_loaded")
        | Right.running.to(Right.loaded, on="tell_loaded")
    )  # fmt: skip


promotion_waits_for_a_person = Mutant(
    "promotion_waits_for_a_person",
    ("a_promoted_ocs_keeps_every_session", "a_running_session_runs_on_without_a_person"),
    ha_sync,
    {"first_session": WaitsForAPerson, "second_session": WaitsForAPerson},
)
Right = without(fresh(PairedSession), "heard_running")


class ListensAsPrimary(Right):
    mutant = "An OCS that believes to be the primary takes over what the other one tells (D-287)."
    heard_running = Right.running.from_(Right.blank, Right.unloaded, Right.loaded, Right.running)


primaries_listen_to_each_other = Mutant(
    "primaries_listen_to_each_other",
    ("a_primary_hears_nothing_from_the_other_ocs",),
    ha_sync,
    {"first_session": ListensAsPrimary, "second_session": ListensAsPrimary},
)
