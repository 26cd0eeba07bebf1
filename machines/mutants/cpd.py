"""Wrong designs of the connection to CPD Servers."""

from dialonce import Mutant, fresh, without
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.environment.network import Wire
from machines.environment.server import Server
from machines.systems import cpd_single_addp, cpd_warm_addp

Right = without(fresh(WarmStandbyConnection), "start")


class StartsWithBackup(Right):
    mutant = "OCS starts with the backup."
    start = Right.off.to(Right.trying_backup, on="connect_backup")


starts_with_the_backup = Mutant(
    "starts_with_the_backup",
    ("ocs_connects_first_to_the_primary",),
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
Right = fresh(WarmStandbyConnection)


class ReportsTwice(Right):
    mutant = "Each loss is told twice: once by the link, and once by the session."

    def lose(self):
        super().lose()
        self.emit("management.loss")
        self.emit("statistics.loss")


reports_twice = Mutant(
    "reports_twice",
    (
        "the_management_layer_is_told_once_for_each_loss",
        "stat_server_is_told_once_for_each_loss",
        "at_most_one_report_arrives_for_a_loss",
    ),
    cpd_warm_addp,
    {"link": ReportsTwice},
)
Right = without(fresh(WarmStandbyConnection), "refused")


class ReportsRefusals(Right):
    mutant = "A try that fails is told like a loss (D-20)."
    refused = Right.trying_primary.to(
        Right.resting_for_backup, on="report"
    ) | Right.trying_backup.to(Right.resting_for_primary, on="report")

    def report(self):
        self.emit("management.loss")
        self.emit("statistics.loss")


reports_failed_tries = Mutant(
    "reports_failed_tries",
    (
        "at_most_one_report_arrives_for_a_loss",
        "the_management_layer_is_told_once_for_each_loss",
        "a_failed_try_is_told_to_nobody",
    ),
    cpd_warm_addp,
    {"link": ReportsRefusals},
)
Right = fresh(WarmStandbyConnection)


class LosesSilently(Right):
    mutant = "A loss that came with silence is not told: only a closed socket counts (D-20)."
    dropped_silently = Right.on_primary.to(
        Right.trying_backup, on=["lose_quietly", "connect_backup"]
    ) | Right.on_backup.to(Right.trying_primary, on=["lose_quietly", "connect_primary"])

    def lose_quietly(self):
        self.emit("session.lost")
        self.emit("record.connection_lost")


Right = without(fresh(Wire), "noticed")


class NoticesApart(Right):
    mutant = LosesSilently.mutant
    outputs = Right.outputs | {"link.dropped_silently"}
    noticed = Right.silent.to(Right.closed, on="tell_dropped_silently")

    def tell_dropped_silently(self):
        self.emit("call.disconnected")
        self.emit("link.dropped_silently")


silent_loss_unreported = Mutant(
    "silent_loss_unreported",
    (
        "the_management_layer_is_told_once_for_each_loss",
        "stat_server_is_told_once_for_each_loss",
    ),
    cpd_warm_addp,
    {"link": LosesSilently, "primary_wire": NoticesApart, "backup_wire": NoticesApart},
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
Right = without(fresh(Server), "crash")


class Immortal(Right):
    mutant = "The environment is too kind: no server ever crashes."
    crash = Right.up.to(None)


servers_never_crash = Mutant(
    "servers_never_crash",
    ("all_servers_can_be_down",),
    cpd_warm_addp,
    {"primary": Immortal, "backup": Immortal},
)
Right = without(fresh(Wire), "fall_silent", "fall_silent_while_sending")


class NeverSilent(Right):
    mutant = "The environment is too kind: each broken connection is noticed at once."
    fall_silent = Right.open.to(Right.closed, on="tell_dropped")
    fall_silent_while_sending = Right.open.to(Right.closed, on="tell_dropped")


connections_never_fall_silent = Mutant(
    "connections_never_fall_silent",
    ("a_silent_connection_can_be_taken_for_up",),
    cpd_warm_addp,
    {"primary_wire": NeverSilent, "backup_wire": NeverSilent},
)
