"""Wrong designs of what an OCS does with sessions after a stop."""

from dialonce import Mutant, fresh, without
from machines.environment.pair import ManagementLayer
from machines.ha_sync import PairedSession
from machines.systems.ha import ha_lone
from machines.systems.ha_sync import ha_sync

Right = without(fresh(PairedSession), "forgotten")


class Remembers(Right):
    mutant = "An OCS that restarts resumes the sessions that it had before it stopped (D-24)."
    forgotten = Right.blank.to(None) | Right.running.to(None)


resumes_its_sessions_after_a_restart = Mutant(
    "resumes_its_sessions_after_a_restart",
    ("an_ocs_that_is_down_holds_no_session",),
    ha_lone,
    {"first_session": Remembers},
)
Right = without(fresh(PairedSession), "forgotten", "peer_found")


class ExPrimaryRemembers(Right):
    mutant = "A restarted former primary knows its sessions, and needs changes only (D-24)."
    forgotten = Right.blank.to(None) | Right.running.to(None)
    peer_found = Right.unloaded.to(None) | Right.loaded.to(None) | Right.running.to(None)


a_former_primary_knows_its_sessions = Mutant(
    "a_former_primary_knows_its_sessions",
    (
        "an_ocs_that_is_down_holds_no_session",
        "a_primary_and_a_backup_hold_the_same_sessions",
        "an_ocs_that_steps_down_knows_no_session",
    ),
    ha_sync,
    {"first_session": ExPrimaryRemembers, "second_session": ExPrimaryRemembers},
)
Right = without(fresh(PairedSession), "promoted")


class StartsByItself(Right):
    mutant = "An OCS that becomes the primary after a restart loads and starts its sessions."
    promoted = (
        Right.blank.to(Right.running, on="tell_running")
        | Right.unloaded.to(None, on="tell_unloaded")
        | Right.loaded.to(None, on="tell_loaded")
        | Right.running.to(None, on="tell_running")
    )  # fmt: skip


starts_sessions_after_a_restart = Mutant(
    "starts_sessions_after_a_restart",
    (
        "a_new_primary_without_a_status_has_nothing_loaded",
        "a_session_runs_only_by_a_person_or_as_told",
    ),
    ha_lone,
    {"first_session": StartsByItself},
)
Right = without(fresh(ManagementLayer), "choose_first")


class NeverChooses(Right):
    mutant = "The Management Layer gives a lone OCS no role, since there is nothing to choose."
    choose_first = Right.vacant.to(None)


a_lone_ocs_gets_no_role = Mutant(
    "a_lone_ocs_gets_no_role",
    (
        "an_ocs_that_runs_is_accepted_as_primary_in_the_end",
        "a_restarted_ocs_can_wait_for_a_person",
    ),
    ha_lone,
    {"layer": NeverChooses},
)
