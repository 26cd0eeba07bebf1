"""Contracts of detection: when a silent connection may be noticed, and when it must be.

They stand for the exact machines of `addp` and `tcp` in larger systems (D-105), and allow more.
"""

from statemachine import State

from dialonce import Data, Machine
from spec.parameters import ADDP_CONTRACT_TICKS, ADDP_TIMEOUT_TICKS, TCP_BOUND_TICKS


def make_addp_contract(timeout_ticks):
    """The contract of ADDP with a timeout of T ticks: noticed at a tick from T to 2T."""

    class AddpContract(Machine):
        """ADDP, as larger systems see it: a silence is noticed from T to 2T ticks after it began.

        Data: deaf, ticks since the silence began.
        Source: ADDP-5.
        """

        outputs = frozenset({"wire.noticed"})
        spontaneous = frozenset({"notice"})
        deaf = Data(range(2 * timeout_ticks), unit="ticks")
        timeout = timeout_ticks

        hearing = State(initial=True)
        listening = State()

        silence = hearing.to(listening)
        """The connection went silent."""
        silence_while_sending = hearing.to(listening)
        """The connection went silent while data were in flight."""
        notice = listening.to(hearing, cond="early_enough", on=["tell_wire", "forget"])  # ADDP-5
        """OCS notices the silence before its last moment."""
        tick = (
            listening.to(None, unless="last_moment", on="count")  # ADDP-5
            | listening.to(hearing, cond="last_moment", on=["tell_wire", "forget"])  # ADDP-5, TS-15
        )
        """Time passes; at 2T ticks of silence it is noticed."""
        closed = listening.to(hearing, on="forget")
        """The connection is closed for another reason."""

        def early_enough(self):
            return self.deaf >= timeout_ticks

        def last_moment(self):
            return self.deaf == 2 * timeout_ticks - 1

        def count(self):
            self.deaf += 1

        def forget(self):
            self.deaf = 0

        def tell_wire(self):
            self.emit("wire.noticed")

    return AddpContract


ADDP_CONTRACTS = {ticks: make_addp_contract(ticks) for ticks in ADDP_TIMEOUT_TICKS}
AddpContract = ADDP_CONTRACTS[ADDP_CONTRACT_TICKS]


class TcpContract(Machine):
    """TCP, as larger systems see it: noticed only when data are in flight, and late.

    Data: unanswered, ticks since data were first in flight on a silent connection.
    Source: ADDP-9.
    """

    outputs = frozenset({"wire.noticed"})
    device = True
    unanswered = Data(range(TCP_BOUND_TICKS), unit="ticks")

    hearing = State(initial=True)
    idle = State()
    sending = State()

    silence = hearing.to(idle)
    """The connection went silent with nothing in flight."""
    silence_while_sending = hearing.to(sending)
    """The connection went silent with data in flight."""
    sent = idle.to(sending)  # ADDP-9
    """OCS sends into the silent connection."""
    tick = (
        sending.to(None, unless="bound_reached", on="count")  # ADDP-9
        | sending.to(hearing, cond="bound_reached", on=["tell_wire", "forget"])  # ADDP-9, TS-15
    )
    """Time passes; at its bound TCP gives the connection up."""
    closed = (
        idle.to(hearing)
        | sending.to(hearing, on="forget")
    )  # fmt: skip
    """The connection is closed for another reason."""

    def bound_reached(self):
        return self.unanswered == TCP_BOUND_TICKS - 1

    def count(self):
        self.unanswered += 1

    def forget(self):
        self.unanswered = 0

    def tell_wire(self):
        self.emit("wire.noticed")
