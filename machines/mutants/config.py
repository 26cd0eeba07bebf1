"""Wrong designs of the connection to Configuration Server."""

from dialonce import Mutant, fresh, without
from machines.config import PairedConfigConnection, SingleConfigConnection
from machines.systems.config import config_pair, config_single

Right = without(fresh(PairedConfigConnection), "start")


class StartsWithBackup(Right):
    mutant = "OCS tries the backup Configuration Server first."
    start = Right.off.to(Right.trying_backup, on="connect_backup")


starts_with_the_backup_configuration_server = Mutant(
    "starts_with_the_backup_configuration_server",
    ("the_primary_configuration_server_is_tried_first",),
    config_pair,
    {"config": StartsWithBackup},
)
Right = without(fresh(PairedConfigConnection), "dropped")


class SwapsAtOnce(Right):
    mutant = "A loss is followed at once by a try on the other Configuration Server (D-19)."
    dropped = Right.on_primary.to(
        Right.trying_backup, on=["lose", "connect_backup"]
    ) | Right.on_backup.to(Right.trying_primary, on=["lose", "connect_primary"])


tries_configuration_server_at_once = Mutant(
    "tries_configuration_server_at_once",
    (
        "a_configuration_server_is_tried_when_the_reconnect_timeout_is_over",
        "a_lost_primary_configuration_server_leads_to_the_backup",
    ),
    config_pair,
    {"config": SwapsAtOnce},
)
Right = without(fresh(PairedConfigConnection), "refused")


class BackupOnly(Right):
    mutant = "Once the primary is lost, OCS tries the backup Configuration Server only (D-19)."
    refused = Right.trying_primary.to(
        Right.waiting_for_backup, on="begin_rest"
    ) | Right.trying_backup.to(Right.waiting_for_backup, on="begin_rest")


tries_the_backup_configuration_server_only = Mutant(
    "tries_the_backup_configuration_server_only",
    (
        "configuration_servers_are_tried_in_alternation",
        "the_primary_configuration_server_is_tried_in_the_end",
        "configuration_server_is_regained_without_a_person",
    ),
    config_pair,
    {"config": BackupOnly},
)
Right = without(fresh(PairedConfigConnection), "dropped", "refused")


class PrimaryOnly(Right):
    mutant = "OCS never turns to the backup Configuration Server."
    dropped = Right.on_primary.to(Right.waiting_for_primary, on=["lose", "begin_rest"])
    refused = Right.trying_primary.to(Right.waiting_for_primary, on="begin_rest")


never_tries_the_backup_configuration_server = Mutant(
    "never_tries_the_backup_configuration_server",
    (
        "the_backup_configuration_server_is_tried_in_the_end",
        "a_lost_primary_configuration_server_leads_to_the_backup",
    ),
    config_pair,
    {"config": PrimaryOnly},
)
Right = without(fresh(SingleConfigConnection), "tick")


class NeverRestsEnough(Right):
    mutant = "The Reconnect Timeout starts again before it is over, and no try ever comes."
    tick = Right.waiting_for_primary.to(None, cond="rest > 1", on="count_down") | (
        Right.waiting_for_primary.to(None, cond="rest == 1", on="begin_rest")
    )


waits_for_configuration_server_for_ever = Mutant(
    "waits_for_configuration_server_for_ever",
    (
        "a_configuration_server_is_tried_within_the_reconnect_timeout",
        "the_primary_configuration_server_is_tried_in_the_end",
        "configuration_server_is_regained_without_a_person",
    ),
    config_single,
    {"config": NeverRestsEnough},
)
Right = without(fresh(SingleConfigConnection), "refused")


class ReportsTries(Right):
    mutant = "Each failed try on Configuration Server is told like a loss (D-20)."
    refused = Right.trying_primary.to(Right.waiting_for_primary, on=["lose", "begin_rest"])


reports_failed_tries_on_configuration_server = Mutant(
    "reports_failed_tries_on_configuration_server",
    (
        "the_loss_of_configuration_server_is_told_once_to_the_management_layer",
        "one_error_message_at_most_arrives_for_a_loss_of_configuration_server",
    ),
    config_single,
    {"config": ReportsTries},
)
Right = fresh(PairedConfigConnection)


class PausesSession(Right):
    mutant = "The loss of Configuration Server pauses the session (D-261)."
    outputs = Right.outputs | {"session.lost"}

    def lose(self):
        super().lose()
        self.emit("session.lost")


configuration_loss_pauses_the_session = Mutant(
    "configuration_loss_pauses_the_session",
    ("a_session_never_changes_because_of_configuration_server",),
    config_pair,
    {"config": PausesSession},
)
Right = without(fresh(PairedConfigConnection), "dropped")


class DeafOnBackup(Right):
    mutant = "OCS does not notice the loss of the backup Configuration Server."
    dropped = Right.on_primary.to(Right.waiting_for_backup, on=["lose", "begin_rest"])


deaf_on_the_backup_configuration_server = Mutant(
    "deaf_on_the_backup_configuration_server",
    ("configuration_server_counts_as_connected_only_on_a_connection",),
    config_pair,
    {"config": DeafOnBackup},
)
