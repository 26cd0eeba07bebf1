"""Environments that are too kind, so that a witness shows whether faults can happen at all."""

from dialonce import Mutant, fresh, without
from machines.environment.network import Wire
from machines.environment.server import Server
from machines.systems.cpd import cpd_warm_addp

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
