"""The contract of a connection to a pair: which member it leads to, with all tries left out."""

from statemachine import State

from dialonce import AnyOf, Machine


class PairLine(Machine):
    """A connection of OCS to a pair of servers as the network sees it (D-351).

    Assumes: it comes back in the end, to either member, and a silence is noticed in the end.
    Source: SES-2, SES-4, ADDP-5.
    """

    outputs = frozenset({"link.accepted", "link.dropped", "call.disconnected"})
    spontaneous = frozenset({"reach_primary", "reach_backup", "cut", "fall_silent", "notice"})
    faults = frozenset({"cut", "fall_silent"})
    open = AnyOf("on_primary", "on_backup")

    gone = State(initial=True)
    on_primary = State()
    on_backup = State()
    silent = State()

    reach_primary = gone.to(on_primary, on="tell_accepted")
    """The primary accepts."""
    reach_backup = gone.to(on_backup, on="tell_accepted")
    """The backup accepts."""
    cut = gone.from_(on_primary, on_backup, silent, on="tell_dropped")
    """The connection breaks, and OCS sees it at once."""
    fall_silent = silent.from_(on_primary, on_backup)
    """The connection goes silent: nobody notices yet."""
    notice = silent.to(gone, on="tell_dropped")
    """OCS notices that the connection is silent."""

    def tell_accepted(self):
        self.emit("link.accepted")

    def tell_dropped(self):
        self.emit("call.disconnected")
        self.emit("link.dropped")
