"""An observer beside the network: how still a connection is."""

from statemachine import State

from dialonce import Machine


class Stillness(Machine):
    """Knows whether a connection is silent, and whether data are in flight on it; it only watches.

    Source: OBN-3.
    """

    device = True

    hearing = State(initial=True)
    idle = State()
    sending = State()

    silence = hearing.to(idle)
    """The connection went silent with nothing in flight."""
    silence_while_sending = hearing.to(sending)
    """The connection went silent with data in flight."""
    sent = idle.to(sending)
    """OCS sends into the silent connection."""
    closed = idle.to(hearing) | sending.to(hearing)
    """The connection is gone."""
