"""TCP's own detection, as the operating system of one side runs it."""

from statemachine import State

from dialonce import Data, Machine


def make_tcp(bound_ticks):
    """TCP that gives a connection up when data stay unacknowledged for the bound."""

    class Tcp(Machine):
        """TCP's detection: unacknowledged data end in a loss, an idle connection never does.

        Data: unanswered, ticks since the oldest unacknowledged data were sent.
        Assumes: no keep-alive (D-16).
        Source: ADDP-9, ADDP-10.
        """

        bound = bound_ticks
        unanswered = Data(range(bound_ticks), unit="ticks")

        idle = State(initial=True)
        sending = State()
        lost = State()
        validate_trap_states = False

        sent = idle.to(sending)  # ADDP-9
        """Data were sent."""
        acknowledged = sending.to(idle, on="forget")  # ADDP-9
        """The data arrived, and the other host says so."""
        tick = (
            sending.to(None, unless="bound_reached", on="count")  # ADDP-9
            | sending.to(lost, cond="bound_reached", on="forget")  # ADDP-9
        )
        """Time passes: data that stay unacknowledged to the bound end the connection."""

        def bound_reached(self):
            return self.unanswered == bound_ticks - 1

        def count(self):
            self.unanswered += 1

        def forget(self):
            self.unanswered = 0

    return Tcp
