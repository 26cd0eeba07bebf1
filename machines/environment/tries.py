"""Beside the network: how often each server of a pair was tried."""

from statemachine import State

from dialonce import Data, Machine


class TryCount(Machine):
    """Counts the tries on one server of a pair.

    Data: in_a_row (ghost), tries since the other server was tried last, counted to 2; tries
    (ghost), tries since a server accepted last, counted to 3.
    Source: LES-16.
    """

    optional = frozenset({"close"})
    device = True
    in_a_row = Data(range(3), unit="tries")
    tries = Data(range(4), unit="tries")

    counting = State(initial=True)

    connect = counting.to(None, on="count")
    """The client tries this server."""
    other_tried = counting.to(None, on="break_row")
    """The client tries the other server."""
    close = counting.to(None)
    """The client closes its connection to this server, which is no try."""
    up = counting.to(None, on="begin_anew")
    """A server accepts, this one or the other one."""

    def count(self):
        self.in_a_row = min(2, self.in_a_row + 1)
        self.tries = min(3, self.tries + 1)

    def break_row(self):
        self.in_a_row = 0

    def begin_anew(self):
        self.tries = 0
