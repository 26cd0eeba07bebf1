"""Rows of a calling list that two OCS of a pair retrieve, and the people around them."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read


class ListRow(Machine):
    """A row of the calling list: ready, retrieved, retrieved by an OCS that is gone, or final.

    Assumes: retrieved and left look the same in the database; an OCS can tell them apart by who
    retrieved a row, and under which order (D-291).
    Source: HA-26, HA-27.
    """

    open = AnyOf("ready", "retrieved")

    ready = State(initial=True)
    retrieved = State()
    left = State()
    final = State()

    retrieve = ready.to(retrieved) | retrieved.to(None)  # HA-22
    """The database marks the row as retrieved; for the OCS that has retrieved it, once more."""
    finish = final.from_(ready, retrieved, left) | final.to(None)
    """The outcome is written; who may write is looked at before that."""
    abandoned = retrieved.to(left)  # HA-26
    """The OCS that retrieved the row is gone: the row stays as it is."""
    reset = left.to(ready)  # HA-27
    """A person sets the row back to ready."""
    close = left.to(final)  # HA-27
    """A person gives the row a final state."""


class Phone(Machine):
    """The person who is called.

    Data: calls (ghost), how often since a person last made the row ready; it stops at 2.
    Source: HA-26.
    """

    calls = Data(range(3), unit="calls")

    listening = State(initial=True)

    ring = listening.to(None, on="count")
    """The telephone rings."""
    permit = listening.to(None, on="forget")  # HA-27
    """A person has made the row ready: one more call is permitted."""

    def count(self):
        self.calls = min(2, self.calls + 1)

    def forget(self):
        self.calls = 0


class RowKeeper(Machine):
    """A person who decides about rows that were left as retrieved, or leaves them so.

    Source: HA-27.
    """

    outputs = frozenset({"row.reset", "row.close", "phone.permit"})
    spontaneous = frozenset({"reset_row", "close_row"})
    faults = frozenset({"reset_row", "close_row"})
    row_left = Read("the row is retrieved, and the OCS that retrieved it is gone")

    watching = State(initial=True)

    reset_row = watching.to(None, cond="row_left", on="reset")  # HA-27
    """A person makes the row ready to be dialed again."""
    close_row = watching.to(None, cond="row_left", on="close")  # HA-27
    """A person gives the row a final state."""

    def reset(self):
        self.emit("row.reset")
        self.emit("phone.permit")

    def close(self):
        self.emit("row.close")


class OfferedRow(Machine):
    """A ready row that the database gives once, to the OCS with the role; HA-26 says the rest.

    Source: HA-22.
    """

    outputs = frozenset({"first.arrived", "second.arrived"})
    spontaneous = frozenset({"serve_first", "serve_second"})
    first_admitted = Read("the servers accept the requests of the first OCS")
    second_admitted = Read("the servers accept the requests of the second OCS")
    served = Data(range(2))

    waiting = State(initial=True)

    serve_first = waiting.to(None, cond="first_admitted and not served", on="give_first")  # HA-22
    """The first OCS retrieves the row."""
    serve_second = waiting.to(
        None, cond="second_admitted and not served", on="give_second"
    )  # HA-22
    """The second OCS retrieves the row."""

    def give_first(self):
        self.served = 1
        self.emit("first.arrived")

    def give_second(self):
        self.served = 1
        self.emit("second.arrived")
