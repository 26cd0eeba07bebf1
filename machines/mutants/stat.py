"""Wrong designs of what OCS sends to Stat Servers, and of what they report."""

from dialonce import Mutant, fresh, without
from machines.environment.reporting import Report
from machines.stat import StatConnection
from machines.systems.stat import stat_several

Right = without(fresh(StatConnection), "publish")


class SubmitsNothing(Right):
    mutant = "OCS connects to Stat Server, but sends the data of its extensions nowhere."
    publish = Right.connected.to(None)


submits_nothing = Mutant(
    "submits_nothing",
    (
        "each_connected_stat_server_is_sent_each_value",
        "direct_reporting_resumes_without_a_person",
    ),
    stat_several,
    {"direct_1": SubmitsNothing},
)
Right = without(fresh(StatConnection), "publish")


class FeedsOnlyTheFirst(Right):
    mutant = "OCS feeds the first Stat Server only, as if the other were its standby (D-18)."
    publish = Right.connected.to(None)


feeds_only_the_first_stat_server = Mutant(
    "feeds_only_the_first_stat_server",
    (
        "each_connected_stat_server_is_sent_each_value",
        "one_stat_server_can_report_while_another_is_down",
        "a_stat_server_is_fed_without_waiting_for_the_other_one",
        "direct_reporting_through_the_other_one_resumes_too",
    ),
    stat_several,
    {"direct_2": FeedsOnlyTheFirst},
)
Right = without(fresh(StatConnection), "accepted")


class FillsTheGap(Right):
    mutant = "When the connection is back, OCS sends the statistics of the gap (D-17)."
    accepted = Right.trying.to(Right.connected, on="submit")


statistics_of_the_gap_are_sent_later = Mutant(
    "statistics_of_the_gap_are_sent_later",
    ("nothing_of_a_gap_is_sent_later",),
    stat_several,
    {"direct_1": FillsTheGap},
)
Right = without(fresh(StatConnection), "refused")


class GivesUp(Right):
    mutant = "After a failed try OCS gives a Stat Server up, and waits for a person."
    refused = Right.trying.to(Right.off)


gives_a_stat_server_up = Mutant(
    "gives_a_stat_server_up",
    ("direct_reporting_resumes_without_a_person",),
    stat_several,
    {"direct_1": GivesUp},
)
Right = fresh(StatConnection)


class LosesAll(Right):
    mutant = "The loss of one Stat Server is taken for the loss of all."
    outputs = Right.outputs | {"direct_2.dropped"}

    def connect(self):
        super().connect()
        self.emit("direct_2.dropped")


loses_all_stat_servers = Mutant(
    "loses_all_stat_servers",
    ("the_loss_of_a_stat_server_leaves_the_other_one_alone",),
    stat_several,
    {"direct_1": LosesAll},
)
Right = without(fresh(Report), "reset")


class ReportsOn(Right):
    mutant = "A report goes on although its Stat Server is down."
    reset = Right.reporting.to(None)


reports_while_down = Mutant(
    "reports_while_down",
    ("a_stat_server_that_is_down_reports_nothing",),
    stat_several,
    {"dn_report_1": ReportsOn},
)
Right = without(fresh(Report), "value")


class WaitsForPerson(Right):
    mutant = "An interrupted report waits for a person."
    value = Right.reporting.to(None)


reporting_waits_for_a_person = Mutant(
    "reporting_waits_for_a_person",
    (
        "direct_reporting_resumes_without_a_person",
        "reporting_from_the_communication_dn_resumes_without_a_person",
    ),
    stat_several,
    {"report_1": WaitsForPerson, "dn_report_1": WaitsForPerson},
)
