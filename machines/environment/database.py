"""Beside the rows: the count of ready records, and what CCPulse+ shows."""

from statemachine import State

from dialonce import Machine, Read


class Lists(Machine):
    """The calling lists, asked for the number of their ready records.

    Source: DB-7.
    """

    outputs = frozenset({"estimates.counted"})
    spontaneous = frozenset({"answer"})
    connected = Read("OCS and the DB Server hear each other")

    idle = State(initial=True)
    counting = State()

    count = idle.to(counting) | counting.to(None)  # DB-7
    """OCS asks how many records are ready."""
    answer = counting.to(idle, cond="connected", on="tell_count")  # DB-7
    """The answer reaches OCS."""
    disconnected = counting.to(idle)
    """The connection is gone, and with it the question."""

    def tell_count(self):
        self.emit("estimates.counted")


class Display(Machine):
    """CCPulse+, which shows what OCS tells Stat Server of its records.

    Assumes: historical reporting gets the same from Stat Server.
    Source: DB-6, DB-7.
    """

    optional = frozenset({"waiting", "supplied", "estimate"})

    normal = State(initial=True)
    shows_waiting = State()

    waiting = normal.to(shows_waiting)  # DB-6
    """OCS tells that it waits for records."""
    supplied = shows_waiting.to(normal)  # DB-6
    """OCS tells that it does not wait any more."""
    estimate = normal.to(None) | shows_waiting.to(None)  # DB-7
    """OCS tells when the campaign will be completed."""
