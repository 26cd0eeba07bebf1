"""A client that slows down while its connection fails or flaps, until it is stable again."""

from statemachine import State

from dialonce import AnyOf, Data, Machine
from spec.parameters import RETRY_DELAY_MAX_TICKS, STABLE_CONNECTION_TICKS


class PatientConnection(Machine):
    """A client's connection to one server, with a delay that grows from try to try up to a cap.

    Data: delay, ticks of the next rest, 0 for a first try at once; rest, ticks of it that are left;
    settled, ticks for which the connection has been up.
    Assumes: a connection that is lost before it was stable counts as one more failed try (D-423).
    Source: LES-6.
    """

    outputs = frozenset({"primary.connect", "management.loss"})
    spontaneous = frozenset({"start"})
    delay = Data(range(RETRY_DELAY_MAX_TICKS + 1), unit="ticks")
    rest = Data(range(RETRY_DELAY_MAX_TICKS + 1), unit="ticks")
    settled = Data(range(STABLE_CONNECTION_TICKS + 1), unit="ticks")
    seeking = AnyOf("trying", "resting")

    off = State(initial=True)
    trying = State()
    up = State()
    resting = State()

    start = off.to(trying, on=["slow_down", "connect"])  # LES-6
    """The client starts, and tries the server at once."""
    accepted = trying.to(up)  # LES-6
    """The server accepts: the delay stays as it is for now."""
    refused = trying.to(resting, on=["begin_rest", "slow_down"])  # LES-6
    """The try has failed: the client rests, and the next rest will be longer."""
    tick = (
        resting.to(None, cond="rest > 1", on="count_down")  # LES-6
        | resting.to(trying, cond="rest == 1", on=["count_down", "connect"])  # LES-6
        | up.to(None, cond="settling", on="settle")  # LES-6
        | up.to(None, cond="almost_settled", on=["settle", "restore_delay"])  # LES-6
    )
    """Time passes: a rest ends, or a connection becomes stable, and its delay is restored."""
    dropped = (
        up.to(trying, cond="delay == 0", on=["lose", "slow_down", "connect"])  # LES-6
        | up.to(resting, cond="delay > 0", on=["lose", "begin_rest", "slow_down"])  # LES-6
    )
    """The connection is lost: a stable one is tried again at once, another one after a rest."""

    def settling(self):
        return self.settled < STABLE_CONNECTION_TICKS - 1

    def almost_settled(self):
        return self.settled == STABLE_CONNECTION_TICKS - 1

    def connect(self):
        self.emit("primary.connect")

    def lose(self):
        self.settled = 0
        self.emit("management.loss")

    def begin_rest(self):
        self.rest = self.delay

    def slow_down(self):
        self.delay = min(RETRY_DELAY_MAX_TICKS, max(1, 2 * self.delay))

    def count_down(self):
        self.rest -= 1

    def settle(self):
        self.settled += 1

    def restore_delay(self):
        self.delay = 0
