"""Beside the network: how long a client waits between its tries, and how long it is connected."""

from statemachine import State

from dialonce import Data, Machine
from spec.parameters import RETRY_DELAY_MAX_TICKS, STABLE_CONNECTION_TICKS


class Pace(Machine):
    """A stopwatch at the network, which knows nothing of the client's own delays.

    Data: failures (ghost), tries without a stable connection, counted to 4; waited (ghost), ticks
    since the last try or connection ended; lasted (ghost), ticks for which a connection is up.
    Source: LES-6.
    """

    device = True
    failures = Data(range(5), unit="tries")
    waited = Data(range(RETRY_DELAY_MAX_TICKS + 1), unit="ticks")
    lasted = Data(range(STABLE_CONNECTION_TICKS + 1), unit="ticks")

    idle = State(initial=True)
    trying = State()
    lasting = State()
    waiting = State()

    connect = trying.from_(idle, waiting, on="begin")
    """The client tries the server."""
    refused = trying.to(waiting, on="fail")
    """The try has failed."""
    accepted = trying.to(lasting)
    """The server accepts."""
    dropped = lasting.to(waiting, on="judge")
    """The connection is gone: it was stable, or it counts as one more failure."""
    tick = (
        waiting.to(None, on="wait")
        | lasting.to(None, on="last")
    )  # fmt: skip
    """Time passes between two tries, or with a connection."""

    def begin(self):
        self.waited = 0

    def fail(self):
        self.failures = min(4, self.failures + 1)

    def judge(self):
        stable = self.lasted == STABLE_CONNECTION_TICKS
        self.failures = 0 if stable else min(4, self.failures + 1)
        self.lasted = 0

    def wait(self):
        self.waited = min(RETRY_DELAY_MAX_TICKS, self.waited + 1)

    def last(self):
        self.lasted = min(STABLE_CONNECTION_TICKS, self.lasted + 1)
