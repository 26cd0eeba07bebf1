"""Who is told of a loss: the Management Layer and Stat Server, as counters of what arrives."""

from statemachine import State

from dialonce import Data, Machine


class Receiver(Machine):
    """A receiver of OCS's error messages; counts those since the connection last came up.

    Data: told (ghost), messages, at most 2 are counted.
    Assumes: its own connection to OCS is up (D-104).
    Source: CPD-11, CPD-12.
    """

    told = Data(range(3), unit="messages")

    listening = State(initial=True)

    loss = listening.to(None, on="count")
    """OCS reports that it lost a server."""
    up = listening.to(None, on="clear")
    """A connection came up: a new loss may be reported."""

    def count(self):
        self.told = min(2, self.told + 1)

    def clear(self):
        self.told = 0
