"""Wrong designs of what one OCS of a pair tells the other one, and whether it may."""

from dialonce import Mutant, fresh, without
from machines.ha_sequence import PairedEstimate, PairedSequence
from machines.ha_sync import PairedSession
from machines.systems.ha_sync import ha_dn, ha_predictive, ha_sequence, ha_sync

Right = without(fresh(PairedSession), "stop")


class PutsTheOldStatus(Right):
    mutant = "When a session is stopped, the Communication DN says that it runs."
    stop = Right.running.to(Right.loaded, cond="is_primary", on=["tell_loaded", "put_running"])


puts_the_old_status_on_the_dn = Mutant(
    "puts_the_old_status_on_the_dn",
    ("the_dn_carries_the_status_that_a_person_gave",),
    ha_dn,
    {"first_session": PutsTheOldStatus, "second_session": PutsTheOldStatus},
)
Right = without(fresh(PairedSession), "peer_found")


class TellsSessionsAsABackup(Right):
    mutant = "When two OCS connect, each tells its sessions, the backup too."
    peer_found = (
        Right.unloaded.to(None, on="tell_unloaded")
        | Right.loaded.to(None, on="tell_loaded")
        | Right.running.to(None, on="tell_running")
    )


a_backup_tells_its_sessions = Mutant(
    "a_backup_tells_its_sessions",
    ("only_a_primary_tells_sessions",),
    ha_sync,
    {"first_session": TellsSessionsAsABackup, "second_session": TellsSessionsAsABackup},
)
Right = without(fresh(PairedSequence), "peer_found")


class TellsSequencesAsABackup(Right):
    mutant = "When two OCS connect, each tells its sequences, the backup too."
    peer_found = Right.inactive.to(None, on="tell_inactive") | Right.active.to(
        None, on="tell_active"
    )


a_backup_tells_its_sequences = Mutant(
    "a_backup_tells_its_sequences",
    ("only_a_primary_tells_sequences",),
    ha_sequence,
    {"first_sequence": TellsSequencesAsABackup, "second_sequence": TellsSequencesAsABackup},
)
Right = without(fresh(PairedSequence), "forgotten")


class StartsWithASequence(Right):
    mutant = "An OCS that stops leaves a sequence behind that nobody told it of."
    forgotten = Right.inactive.from_(Right.blank) | Right.blank.from_(
        Right.inactive, Right.active, on="begin_anew"
    )


a_stop_leaves_a_sequence = Mutant(
    "a_stop_leaves_a_sequence",
    ("an_ocs_that_is_down_knows_no_sequence",),
    ha_sequence,
    {"first_sequence": StartsWithASequence, "second_sequence": StartsWithASequence},
)
Right = without(fresh(PairedEstimate), "peer_found")


class TellsEstimatesAsABackup(Right):
    mutant = "When two OCS connect, each tells its estimate, the backup too."
    peer_found = Right.low.to(None, on="tell_low") | Right.high.to(None, on="tell_high")


a_backup_tells_its_estimate = Mutant(
    "a_backup_tells_its_estimate",
    ("only_a_primary_tells_predictive_data",),
    ha_predictive,
    {"first_estimate": TellsEstimatesAsABackup, "second_estimate": TellsEstimatesAsABackup},
)
Right = without(fresh(PairedEstimate), "measure")


class ForgetsWhatItMeasured(Right):
    mutant = "An OCS that measures anew has no estimate until it has measured once more."
    measure = (
        Right.blank.to(Right.low, cond="is_primary", on="tell_low")
        | Right.low.to(Right.blank, cond="is_primary")
        | Right.high.to(Right.low, cond="is_primary", on="tell_low")
    )


measures_from_nothing_each_time = Mutant(
    "measures_from_nothing_each_time",
    ("a_measurement_gives_an_estimate",),
    ha_predictive,
    {"first_estimate": ForgetsWhatItMeasured, "second_estimate": ForgetsWhatItMeasured},
)
