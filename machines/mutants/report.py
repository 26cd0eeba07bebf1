"""Wrong designs of the reports of a loss."""

from dialonce import Mutant, fresh, without
from machines.cpd import WarmStandbyConnection
from machines.environment.network import Wire
from machines.systems.cpd import cpd_warm_addp

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
    """The connection is given up because of its silence."""

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
