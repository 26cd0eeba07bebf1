"""Wrong designs of a CPD Server that does not see what becomes of its T-Server."""

from dialonce import Mutant, fresh, without
from machines.cpd import WarmStandbyConnection
from machines.systems.switch_link import ct_warm

Right = without(fresh(WarmStandbyConnection), "dropped")


class NoticesNothing(Right):
    mutant = "A CPD Server does not notice the loss of the primary T-Server."
    dropped = Right.on_primary.to(None) | Right.on_backup.to(
        Right.trying_primary, on=["lose", "connect_primary"]
    )


deaf_on_the_primary_t_server = Mutant(
    "deaf_on_the_primary_t_server",
    ("a_cpd_server_takes_a_t_server_for_there_exactly_while_it_is",),
    ct_warm,
    {"switch_link": NoticesNothing},
)
