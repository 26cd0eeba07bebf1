"""Wrong designs of the network, which the contract of a connection does not stand for."""

from dialonce import Mutant, fresh, without
from machines.environment.network import Wire
from machines.systems.cpd import cpd_single_addp

Right = fresh(Wire)


class Heals(Right):
    mutant = "A silent connection is whole again, with what was lost on it lost (D-102)."
    spontaneous = Right.spontaneous | {"heal"}
    heal = Right.silent.to(Right.open)
    """The connection speaks again."""


heals_silence = Mutant(
    "heals_silence",
    ("a_silent_connection_is_lost_before_it_is_whole_again",),
    cpd_single_addp,
    {"primary_wire": Heals},
)
Right = without(fresh(Wire), "accept")


class ComesUpSilent(Right):
    mutant = "OCS takes a connection for up that carries nothing from the start."
    accept = Right.opening.to(Right.silent, cond="server_up", on="tell_accepted")


comes_up_silent = Mutant(
    "comes_up_silent", ("a_connection_comes_up_whole",), cpd_single_addp,
    {"primary_wire": ComesUpSilent},
)  # fmt: skip
