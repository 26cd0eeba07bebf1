"""Wrong designs of what passes between OCS and a CPD Server that loses its T-Server."""

from dialonce import Data, Mutant, fresh, without
from machines.record import CallRecord
from machines.session import DialingSession
from machines.switch_link import DialOrder, SwitchView, TServerWatch
from machines.systems.switch_link import ct_single, ct_warm

Right = without(fresh(DialOrder), "request", "restored")


class Keeps(Right):
    mutant = "The CPD Server keeps what arrives without a T-Server, and places it later (D-303)."
    kept = Data(range(2))

    request = Right.passing.to(None, cond="connected", on="hand_on") | Right.passing.to(
        None, unless="connected", on="keep"
    )
    restored = Right.passing.to(None, cond="kept", on=["free", "hand_on"])

    def keep(self):
        self.kept = 1

    def free(self):
        self.kept = 0


cpd_server_keeps_requests = Mutant(
    "cpd_server_keeps_requests",
    ("a_request_is_handed_on_only_when_it_arrives",),
    ct_single,
    {"order": Keeps},
)

Right = without(fresh(DialOrder), "request")


class HandsOnBlindly(Right):
    mutant = "The CPD Server hands requests on although it has no T-Server."

    request = Right.passing.to(None, on="hand_on")


hands_requests_to_no_t_server = Mutant(
    "hands_requests_to_no_t_server",
    ("a_request_that_finds_no_t_server_is_dropped",),
    ct_single,
    {"order": HandsOnBlindly},
)

Right = fresh(TServerWatch)


class HidesReturn(Right):
    mutant = "The CPD Server does not tell OCS that it has a T-Server again."

    def tell_up(self):
        self.emit("order.restored")


cpd_server_hides_a_regained_t_server = Mutant(
    "cpd_server_hides_a_regained_t_server",
    (
        "ocs_learns_of_a_t_server_that_is_back",
        "a_session_goes_on_after_the_switchover_of_t_servers",
    ),
    ct_single,
    {"watch": HidesReturn},
)

Right = fresh(SwitchView)


class IgnoresLoss(Right):
    mutant = "OCS takes the loss of the T-Server for a matter of the CPD Server, and dials on."

    def lose(self):
        pass


session_ignores_a_lost_t_server = Mutant(
    "session_ignores_a_lost_t_server",
    (
        "a_notice_of_a_lost_t_server_pauses_the_session_and_loses_open_calls",
        "a_loss_pauses_the_running_session",
    ),
    ct_warm,
    {"link": IgnoresLoss},
)

Right = fresh(DialingSession)


class ResumesAlone(Right):
    mutant = "The session goes on before the switchover of the T-Servers is complete."
    spontaneous = Right.spontaneous | {"resume"}

    resume = Right.paused.to(Right.running)
    """The session goes on, since there should be a backup by now."""


session_resumes_before_the_t_server_is_back = Mutant(
    "session_resumes_before_the_t_server_is_back",
    ("a_session_goes_on_only_with_the_notice_of_a_t_server",),
    ct_warm,
    {"session": ResumesAlone},
)

Right = without(fresh(CallRecord), "tick")


class NeverStale(Right):
    mutant = "Calls that are lost with the T-Server are left to the CPD Server, and never stale."

    tick = Right.requested.to(None, cond="timer > 1", on="count_down")


calls_of_the_lost_t_server_are_forgotten = Mutant(
    "calls_of_the_lost_t_server_are_forgotten",
    ("a_call_lost_with_the_t_server_becomes_stale",),
    ct_single,
    {"record": NeverStale},
)

Right = without(fresh(CallRecord), "connection_lost")


class RedialsLost(Right):
    mutant = "OCS dials calls again that were lost with the T-Server."

    connection_lost = Right.requested.to(Right.ready, on="stop_timer")


redials_calls_of_the_lost_t_server = Mutant(
    "redials_calls_of_the_lost_t_server",
    ("a_change_of_t_servers_dials_nobody_twice", "a_record_is_dialed_at_most_once"),
    ct_single,
    {"record": RedialsLost},
)
