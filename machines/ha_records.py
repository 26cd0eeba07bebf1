"""A call record in the memory of one OCS of a pair: from its retrieval to its stored outcome."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class HeldRecord(Machine):
    """What one OCS has of a row: nothing, asked for, held, requested, closed, stored.

    Assumes: a record whose result does not come is closed in the end, by its own timer (REC-8);
    retrieval and writing repeat what was not answered (DB-9, DB-10).
    Source: HA-22, HA-24, HA-26, HA-28.
    """

    outputs = frozenset({"wire.ask", "wire.update", "line.request"})
    spontaneous = frozenset({"retrieve", "dial", "expire", "write"})
    is_primary = Read("this OCS takes itself for the primary")
    in_use = AnyOf("held", "requested", "closed", "writing")

    absent = State(initial=True)
    asked = State()
    held = State()
    requested = State()
    closed = State()
    writing = State()
    stored = State()

    promoted = asked.from_(
        absent, asked, held, requested, closed, writing, stored, on="ask"
    )  # HA-22, HA-28
    """This OCS is the primary now: it knows of no record, and asks for ready ones at once."""
    forgotten = absent.from_(asked, held, requested, closed, writing, stored)  # HA-28
    """This OCS has stopped or stepped down."""
    retrieve = absent.to(asked, cond="is_primary", on="ask")  # HA-22
    """OCS asks the database again whether the row is ready."""
    arrived = asked.to(held)  # HA-22
    """The row has been retrieved, and is in the buffer."""
    nothing = asked.to(absent)  # HA-26
    """The row is not ready: the database does not give it."""
    unanswered = asked.to(absent) | writing.to(closed)
    """No answer comes any more: what became of the question is unknown."""
    dial = held.to(requested, on="request_call")
    """OCS sends the request."""
    result = requested.to(closed)
    """The result of the call arrives."""
    expire = requested.to(closed)
    """The record's timer expires."""
    write = closed.to(writing, on="send_outcome")
    """OCS sends the outcome to the database."""
    acknowledged = writing.to(stored)
    """The database has acknowledged the outcome."""

    def ask(self):
        self.emit("wire.ask")

    def request_call(self):
        self.emit("line.request")

    def send_outcome(self):
        self.emit("wire.update")
