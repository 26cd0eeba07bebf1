"""Detectors and servers behind a proxy that are not what they should be."""

from dialonce import Mutant, fresh, without
from machines.environment.detection import make_addp_contract
from machines.environment.pooled_call import PooledCall
from machines.environment.server import Server
from machines.systems.pool import pool_single_addp, pool_warm_addp
from machines.systems.pool_calls import pool_calls
from spec.parameters import ADDP_CONTRACT_TICKS

Right = without(make_addp_contract(ADDP_CONTRACT_TICKS), "tick")


class NeverPolls(Right):
    mutant = "The proxy does not poll: ADDP to CPD Servers stands in the configuration only."

    tick = Right.listening.to(None, unless="last_moment", on="count")


proxy_does_not_poll = Mutant(
    "proxy_does_not_poll",
    ("a_proxy_with_addp_notices_a_silence_in_time",),
    pool_single_addp,
    {"detector": NeverPolls},
)

Right = without(fresh(Server), "crash")


class Immortal(Right):
    mutant = "The environment is too kind: no CPD Server ever crashes."

    crash = Right.up.to(None)


cpd_servers_never_crash = Mutant(
    "cpd_servers_never_crash",
    ("both_cpd_servers_of_a_pair_can_be_down_while_the_session_runs",),
    pool_warm_addp,
    {"primary": Immortal, "backup": Immortal},
)

Right = without(fresh(PooledCall), "disconnected")


class KeepsMail(Right):
    mutant = "Requests and reports of a lost connection arrive over the next one (D-326)."

    disconnected = Right.idle.to(None)


mail_survives_its_connection = Mutant(
    "mail_survives_its_connection",
    ("what_was_under_way_dies_with_the_connection_to_the_proxy",),
    pool_calls,
    {"call": KeepsMail},
)
