"""Wrong designs of what becomes of calls when a CPD Proxy Server is lost."""

from dialonce import Data, Mutant, fresh, without
from machines.environment.server import Server
from machines.proxy import ProxyRelay
from machines.record import CallRecord
from machines.systems.proxy import proxy_single_addp, proxy_warm_addp

Right = without(fresh(ProxyRelay), "request")


class TakesOver(Right):
    mutant = "The other proxy of a pair hands on again what the lost one had not answered (D-321)."
    spontaneous = Right.spontaneous | {"repeat"}
    kept = Data(range(2))

    request = Right.passing.to(None, on=["keep", "hand_on"])
    repeat = Right.passing.to(None, cond="kept", on=["free", "hand_on"])
    """The proxy that takes over hands the open request on."""

    def keep(self):
        self.kept = 1

    def free(self):
        self.kept = 0


backup_proxy_repeats_requests = Mutant(
    "backup_proxy_repeats_requests",
    (
        "a_change_of_proxies_dials_nobody_twice",
        "a_proxy_hands_each_request_on_once",
        "a_record_is_dialed_at_most_once",
    ),
    proxy_warm_addp,
    {"relay": TakesOver},
)

Right = without(fresh(CallRecord), "connection_lost")


class RetriesLost(Right):
    mutant = "Requests of the lost proxy are handed over again to the other one (D-11)."
    spontaneous = Right.spontaneous | {"hand_over_again"}

    connection_lost = Right.requested.to(Right.lost)
    hand_over_again = Right.lost.to(
        Right.requested, cond="session_running", on=["start_timer", "request_call"]
    )
    """OCS hands the lost request over to the proxy that accepted."""


retries_after_a_change_of_proxies = Mutant(
    "retries_after_a_change_of_proxies",
    (
        "requests_of_a_lost_proxy_are_not_sent_again",
        "a_change_of_proxies_dials_nobody_twice",
        "transactions_of_the_lost_server_are_not_retried",
    ),
    proxy_warm_addp,
    {"record": RetriesLost},
)

Right = without(fresh(CallRecord), "result")


class BelievesLateResults(Right):
    mutant = "A proxy that is back completes the records that were lost with it (D-110)."

    result = Right.requested.to(Right.completed, on="stop_timer") | Right.lost.to(
        Right.completed, on="stop_timer"
    )


proxy_that_is_back_completes_lost_records = Mutant(
    "proxy_that_is_back_completes_lost_records",
    ("a_proxy_that_is_back_closes_no_lost_record", "a_call_lost_with_a_proxy_becomes_stale"),
    proxy_single_addp,
    {"record": BelievesLateResults},
)

Right = without(fresh(Server), "crash")


class Immortal(Right):
    mutant = "The environment is too kind: no proxy ever crashes."

    crash = Right.up.to(None)


proxies_never_crash = Mutant(
    "proxies_never_crash",
    ("both_proxies_can_be_down_while_the_cpd_servers_work",),
    proxy_warm_addp,
    {"primary": Immortal, "backup": Immortal},
)

Right = without(fresh(CallRecord), "hand_over")


class NeverHandsOver(Right):
    mutant = "OCS hands no request over to a proxy."

    hand_over = Right.claimed.to(None)


no_request_reaches_a_proxy = Mutant(
    "no_request_reaches_a_proxy",
    ("a_proxy_can_be_lost_while_it_has_a_person_called",),
    proxy_single_addp,
    {"record": NeverHandsOver},
)
