"""What OCS knows of one agent at the switch, and that it does not know it after a gap."""

from statemachine import State

from dialonce import AnyOf, Machine


class AgentView(Machine):
    """OCS's view of an agent: free, busy, or unknown until the T-Server has said it.

    Assumes: it is told of each loss and each return of the connection to the T-Server.
    Source: TS-11, LES-5.
    """

    outputs = frozenset({"feed.ask"})
    known = AnyOf("free", "busy")

    unknown = State(initial=True)
    free = State()
    busy = State()

    restored = unknown.to(None, on="ask")  # TS-11, LES-5
    """The connection is there: OCS asks who is free and who is busy."""
    listed_free = unknown.to(free)  # TS-11, LES-5
    """The T-Server's list says that the agent is free."""
    listed_busy = unknown.to(busy)  # TS-11, LES-5
    """The T-Server's list says that the agent is busy."""
    turned_free = busy.to(free)
    """An event says that the agent has become free."""
    turned_busy = free.to(busy)
    """An event says that the agent has become busy."""
    lost = unknown.to(None) | unknown.from_(free, busy)  # LES-5
    """The connection is lost: what OCS knew is old from now on."""

    def ask(self):
        self.emit("feed.ask")
