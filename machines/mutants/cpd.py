"""Wrong designs of the connection to CPD Servers."""

from dialonce import Mutant, fresh, without
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.systems.cpd import cpd_single_addp, cpd_warm_addp

Right = without(fresh(WarmStandbyConnection), "start")


class StartsWithBackup(Right):
    mutant = "OCS starts with the backup."
    start = Right.off.to(Right.trying_backup, on="connect_backup")


starts_with_the_backup = Mutant(
    "starts_with_the_backup",
    ("the_first_try_goes_to_the_primary",),
    cpd_warm_addp,
    {"link": StartsWithBackup},
)
Right = without(fresh(WarmStandbyConnection), "dropped")


class ClingsToLast(Right):
    mutant = "After a loss OCS tries the server that it has just lost, and then the other one."
    dropped = Right.on_primary.to(
        Right.trying_primary, on=["lose", "connect_primary"]
    ) | Right.on_backup.to(Right.trying_backup, on=["lose", "connect_backup"])


tries_the_lost_server_first = Mutant(
    "tries_the_lost_server_first",
    (
        "loss_of_the_primary_leads_straight_to_the_backup",
        "loss_of_the_backup_leads_straight_to_the_primary",
        "primary_and_backup_are_tried_in_alternation",
    ),
    cpd_warm_addp,
    {"link": ClingsToLast},
)
Right = without(fresh(WarmStandbyConnection), "refused")


class StaysWithPrimary(Right):
    mutant = "When the primary refuses, OCS tries the primary again, and never the backup."
    refused = Right.trying_primary.to(Right.resting_for_primary) | Right.trying_backup.to(
        Right.resting_for_primary
    )


never_tries_the_backup = Mutant(
    "never_tries_the_backup",
    (
        "primary_and_backup_are_tried_in_alternation",
        "the_backup_is_tried_in_the_end",
        "reconnection_happens_without_an_operator",
    ),
    cpd_warm_addp,
    {"link": StaysWithPrimary},
)
Right = without(fresh(WarmStandbyConnection), "refused")


class GivesUp(Right):
    mutant = "After one round over both servers OCS gives up, and waits for a person (D-31)."
    refused = Right.trying_primary.to(Right.resting_for_backup) | Right.trying_backup.to(Right.off)


gives_up_after_one_round = Mutant(
    "gives_up_after_one_round",
    (
        "reconnection_happens_without_an_operator",
        "the_primary_is_tried_in_the_end",
        "a_paused_session_runs_again",
    ),
    cpd_warm_addp,
    {"link": GivesUp},
)
Right = without(fresh(WarmStandbyConnection), "refused")


class Hurries(Right):
    mutant = "A refused try is followed by the next one at once: OCS floods both servers."
    refused = Right.trying_primary.to(
        Right.trying_backup, on="connect_backup"
    ) | Right.trying_backup.to(Right.trying_primary, on="connect_primary")


tries_without_rest = Mutant(
    "tries_without_rest",
    ("a_failed_try_is_followed_by_a_rest", "a_standby_server_can_send_ocs_back"),
    cpd_warm_addp,
    {"link": Hurries},
)
Right = without(fresh(NoBackupConnection), "dropped")


class RestsFirst(Right):
    mutant = "Without a backup, OCS waits before it tries the server that it lost."
    dropped = Right.on_primary.to(Right.resting_for_primary, on="lose")


waits_before_the_first_try = Mutant(
    "waits_before_the_first_try",
    ("without_a_backup_a_loss_leads_straight_to_the_same_server",),
    cpd_single_addp,
    {"link": RestsFirst},
)
Right = without(fresh(WarmStandbyConnection), "dropped")


class DeafOnBackup(Right):
    mutant = "OCS does not notice the loss of the backup."
    dropped = Right.on_primary.to(Right.trying_backup, on=["lose", "connect_backup"])


deaf_on_the_backup = Mutant(
    "deaf_on_the_backup",
    ("the_link_is_up_only_on_a_whole_or_silent_connection",),
    cpd_warm_addp,
    {"link": DeafOnBackup},
)
