"""A stopwatch beside the network: how long OCS has let a server rest."""

from statemachine import State

from dialonce import Data, Machine
from spec.parameters import RECONNECT_TIMEOUT_TICKS


class Stopwatch(Machine):
    """Counts the ticks since a connection was lost or a try failed; it only watches.

    Data: rested (ghost), ticks, at most one more than the Reconnect Timeout is counted.
    Source: CFG-3.
    """

    device = True
    rested = Data(range(RECONNECT_TIMEOUT_TICKS + 2), unit="ticks")

    idle = State(initial=True)
    counting = State()

    accepted = idle.to(None)
    """A try has succeeded."""
    refused = idle.to(counting)
    """A try has failed."""
    dropped = idle.to(counting)
    """A connection was lost."""
    connect = idle.to(None) | counting.to(idle, on="clear")
    """A try begins."""
    tick = counting.to(None, on="count")
    """Time passes."""

    def count(self):
        self.rested = min(RECONNECT_TIMEOUT_TICKS + 1, self.rested + 1)

    def clear(self):
        self.rested = 0
