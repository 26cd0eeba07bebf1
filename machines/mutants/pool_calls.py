"""Wrong designs of a proxy's calls: what it reports, repeats and keeps."""

from dialonce import Data, Mutant, fresh, without
from machines.pool import ProxyOrder
from machines.systems.pool_calls import pool_calls

Right = without(fresh(ProxyOrder), "lost_1", "lost_2")


class HidesLostCalls(Right):
    mutant = "The proxy tells OCS nothing of calls that were lost with a CPD Server (D-23)."

    lost_1 = Right.at_1.to(Right.idle)
    lost_2 = Right.at_2.to(Right.idle)


proxy_hides_lost_calls = Mutant(
    "proxy_hides_lost_calls",
    ("a_call_lost_with_its_cpd_server_is_reported_as_an_error_at_once",),
    pool_calls,
    {"order": HidesLostCalls},
)

Right = without(fresh(ProxyOrder), "lost_1")


class ReportsAllCalls(Right):
    mutant = "The loss of one CPD Server is reported for the calls at all of them."

    lost_1 = Right.idle.from_(Right.at_1, Right.at_2, on="report_error")


proxy_reports_all_calls = Mutant(
    "proxy_reports_all_calls",
    ("the_loss_of_a_cpd_server_leaves_calls_at_others_alone",),
    pool_calls,
    {"order": ReportsAllCalls},
)

Right = without(fresh(ProxyOrder), "lost_1")


class TriesAnother(Right):
    mutant = "The proxy gives a call of the lost CPD Server to another one (D-321)."

    lost_1 = Right.at_1.to(Right.at_2, cond="up_2", on="dial_2") | Right.at_1.to(
        Right.idle, unless="up_2", on="report_error"
    )


proxy_repeats_lost_calls = Mutant(
    "proxy_repeats_lost_calls",
    (
        "a_change_of_cpd_servers_dials_nobody_twice",
        "a_request_is_handed_on_once_to_a_cpd_server_that_is_there",
        "a_record_is_dialed_at_most_once",
    ),
    pool_calls,
    {"order": TriesAnother},
)

Right = without(fresh(ProxyOrder), "result")


class ForwardsLateResults(Right):
    mutant = "After an Error the proxy forwards the result too, when it comes (D-325)."

    result = Right.idle.from_(Right.idle, Right.at_1, Right.at_2, on="report_result")


proxy_reports_a_call_twice = Mutant(
    "proxy_reports_a_call_twice",
    ("a_call_is_reported_at_most_once",),
    pool_calls,
    {"order": ForwardsLateResults},
)

Right = without(fresh(ProxyOrder), "request_1")


class KeepsUseless(Right):
    mutant = "A request that finds no CPD Server is kept until one is there (D-324)."
    spontaneous = frozenset({"catch_up"})
    kept = Data(range(2), unit="requests")

    request_1 = Right.at_1.from_(Right.idle, cond="up_1", on="dial_1") | Right.idle.to(
        None, unless="up_1", on="keep"
    )
    catch_up = Right.idle.to(Right.at_1, cond="kept and up_1", on=["free", "dial_1"])
    """The proxy hands on the request that it has kept."""

    def keep(self):
        self.kept = 1

    def free(self):
        self.kept = 0


proxy_keeps_useless_requests = Mutant(
    "proxy_keeps_useless_requests",
    (
        "a_request_that_finds_no_cpd_server_is_answered_with_an_error",
        "a_request_is_handed_on_once_to_a_cpd_server_that_is_there",
    ),
    pool_calls,
    {"order": KeepsUseless},
)

Right = without(fresh(ProxyOrder), "died")


class ReportsWhenDying(Right):
    mutant = "A proxy that stops working is expected to report its calls first."

    died = Right.idle.from_(Right.at_1, Right.at_2, on="report_error")


dying_proxy_reports_its_calls = Mutant(
    "dying_proxy_reports_its_calls",
    ("a_proxy_that_stops_reports_nothing",),
    pool_calls,
    {"order": ReportsWhenDying},
)
