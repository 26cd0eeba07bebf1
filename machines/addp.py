"""ADDP, the heartbeat inside a connection, as one side runs it."""

from statemachine import State

from dialonce import Data, Machine


def make_addp(timeout_ticks):
    """One side of ADDP with a timeout of at least one tick, its own (ADDP-8)."""

    class AddpSide(Machine):
        """One side of ADDP: polls after T ticks without a message, and gives up T ticks later.

        Data: quiet, ticks since the last message or since the poll.
        Assumes: it is told of each message that arrives.
        Source: ADDP-1 to ADDP-5, ADDP-8.
        """

        outputs = frozenset({"out.poll", "out.answer", "out.data", "kernel.sent"})
        spontaneous = frozenset({"transmit"})
        quiet = Data(range(timeout_ticks), unit="ticks")
        timeout = timeout_ticks

        watching = State(initial=True)
        polling = State()
        lost = State()
        validate_trap_states = False

        tick = (
            watching.to(None, unless="time_is_up", on="count")  # ADDP-1
            | watching.to(polling, cond="time_is_up", on=["start_again", "poll"])  # ADDP-1
            | polling.to(None, unless="time_is_up", on="count")  # ADDP-3
            | polling.to(lost, cond="time_is_up", on="start_again")  # ADDP-3, ADDP-5, ADDP-10
        )
        """Time passes: a quiet peer is polled, and a peer that stays quiet is lost."""
        received = (
            watching.to(None, on="start_again")  # ADDP-4
            | polling.to(watching, on="start_again")  # ADDP-4, ADDP-6
        )
        """A message arrives: the peer is there."""
        polled = (
            watching.to(None, on=["start_again", "answer"])  # ADDP-2, ADDP-4
            | polling.to(watching, on=["start_again", "answer"])  # ADDP-2, ADDP-4
        )
        """A poll arrives: it is answered at once."""
        transmit = (
            watching.to(None, on="send_data")  # ADDP-4
            | polling.to(None, on="send_data")  # ADDP-4
        )
        """The application sends data: that is no sign of the peer."""

        def time_is_up(self):
            return self.quiet == timeout_ticks - 1

        def count(self):
            self.quiet += 1

        def start_again(self):
            self.quiet = 0

        def poll(self):
            self.emit("out.poll")
            self.emit("kernel.sent")

        def answer(self):
            self.emit("out.answer")
            self.emit("kernel.sent")

        def send_data(self):
            self.emit("out.data")
            self.emit("kernel.sent")

    return AddpSide


class AddpOff(Machine):
    """A side on which ADDP is off: it never polls and never gives up, but answers polls.

    Source: ADDP-2, ADDP-7.
    """

    outputs = frozenset({"out.answer", "out.data", "kernel.sent"})
    spontaneous = frozenset({"transmit"})

    watching = State(initial=True)

    received = watching.to(None)  # ADDP-7
    """A message arrives."""
    polled = watching.to(None, on="answer")  # ADDP-2
    """A poll arrives: it is answered at once."""
    transmit = watching.to(None, on="send_data")  # ADDP-7
    """The application sends data."""

    def answer(self):
        self.emit("out.answer")
        self.emit("kernel.sent")

    def send_data(self):
        self.emit("out.data")
        self.emit("kernel.sent")
