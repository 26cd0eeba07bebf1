"""The contract of a connection: whole, silent or gone, with all servers and tries left out."""

from statemachine import State

from dialonce import Machine


class Line(Machine):
    """A connection of OCS as the network sees it; it stands for the exact ones (D-351).

    Assumes: it comes back in the end, and a silence is noticed in the end.
    Source: SES-2, SES-4, ADDP-5.
    """

    outputs = frozenset({"link.accepted", "link.dropped", "call.disconnected"})
    spontaneous = frozenset({"come_back", "cut", "fall_silent", "notice"})
    faults = frozenset({"cut", "fall_silent"})

    gone = State(initial=True)
    open = State()
    silent = State()

    come_back = gone.to(open, on="tell_accepted")
    """A server accepts."""
    cut = gone.from_(open, silent, on="tell_dropped")
    """The connection breaks, and that is seen at once."""
    fall_silent = open.to(silent)
    """The connection goes silent: nobody notices yet."""
    notice = silent.to(gone, on="tell_dropped")
    """The silence of the connection is noticed."""

    def tell_accepted(self):
        self.emit("link.accepted")

    def tell_dropped(self):
        self.emit("call.disconnected")
        self.emit("link.dropped")
