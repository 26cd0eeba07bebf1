"""A server process and its host."""

from statemachine import State

from dialonce import Machine


class Server(Machine):
    """A server that runs or does not; with it die its connections.

    Assumes: the host closes the sockets of a process that died, so that its clients notice.
    Source: CPD-8, CPD-14.
    """

    outputs = frozenset({"wire.reset"})
    spontaneous = frozenset({"crash", "recover"})
    faults = frozenset({"crash"})

    up = State(initial=True)
    down = State()

    crash = up.to(down, on="reset_connections")
    """The server stops working."""
    recover = down.to(up)
    """The server runs again."""

    def reset_connections(self):
        self.emit("wire.reset")
