"""One server of a pair, as its clients see it: it runs or not, and has the primary role or not."""

from statemachine import State

from dialonce import Machine, Read


class PairMember(Machine):
    """A server of a pair in warm standby: down, in the standby role, or in the primary role.

    Assumes: the Management Layer gives the primary role to one server at a time (D-390).
    Source: OCM-9, HA-15.
    """

    outputs = frozenset({"wire.reset"})
    spontaneous = frozenset({"crash", "recover", "promote", "step_down"})
    faults = frozenset({"crash", "step_down"})
    partner_leads = Read("the other server of the pair has the primary role")

    waiting = State(initial=True)
    leading = State()
    down = State()

    crash = (
        leading.to(down, on="reset_connections")
        | waiting.to(down)
    )  # fmt: skip
    """The server stops working."""
    recover = down.to(waiting)
    """The server runs again, in the standby role."""
    promote = waiting.to(leading, unless="partner_leads")
    """The Management Layer gives the server the primary role."""
    step_down = leading.to(waiting, on="reset_connections")
    """The Management Layer takes the primary role from the server, which drops its clients."""

    def reset_connections(self):
        self.emit("wire.reset")
