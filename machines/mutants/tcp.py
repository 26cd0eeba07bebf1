"""Wrong designs of detection by TCP."""

from dialonce import Mutant, without
from machines.systems.addp import addp, tcp
from machines.tcp import make_tcp
from spec.parameters import TCP_BOUND_TICKS

Right = without(make_tcp(TCP_BOUND_TICKS), "tick")


class KeepsAlive(Right):
    mutant = "An idle connection is probed as well, as with keep-alive (D-16)."
    tick = (
        Right.idle.to(Right.sending)
        | Right.sending.to(None, unless="bound_reached", on="count")
        | Right.sending.to(Right.lost, cond="bound_reached", on="forget")
    )


idle_connections_are_probed = Mutant(
    "idle_connections_are_probed",
    ("without_addp_an_idle_silence_is_never_noticed",),
    tcp,
    {"client_tcp": KeepsAlive},
)
Right = without(make_tcp(TCP_BOUND_TICKS), "tick")


class RetriesForEver(Right):
    mutant = "TCP retransmits without end."
    tick = Right.sending.to(None, unless="bound_reached", on="count")


tcp_retries_for_ever = Mutant(
    "tcp_retries_for_ever",
    (
        "without_addp_tcp_notices_when_data_are_in_flight",
        "tcp_notices_data_in_flight_at_its_bound",
    ),
    tcp,
    {"client_tcp": RetriesForEver},
)


class HastyTcp(make_tcp(2)):
    mutant = "TCP's bound lies below twice the ADDP timeout."
    bound = TCP_BOUND_TICKS


tcp_gives_up_early = Mutant(
    "tcp_gives_up_early", ("tcp_notices_only_at_its_bound",), tcp, {"client_tcp": HastyTcp}
)
timeout_beyond_tcp = Mutant(
    "timeout_beyond_tcp",
    ("with_addp_a_silence_is_noticed_sooner_than_by_tcp",),
    addp["addp_3"],
    {"client_tcp": HastyTcp},
)
