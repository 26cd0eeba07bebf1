"""A call record in the memory of one OCS of a pair: from its retrieval to its stored outcome."""

from statemachine import State

from dialonce import AnyOf, Machine


class HeldRecord(Machine):
    """What one OCS has of a row: nothing, a question, the record, its request, its outcome.

    Assumes: a record whose result does not come is closed in the end, by its own timer (REC-8).
    Source: HA-22, HA-26, HA-28.
    """

    outputs = frozenset({"wire.ask", "wire.update", "line.request"})
    spontaneous = frozenset({"retrieve", "dial", "expire", "write"})
    in_use = AnyOf("held", "requested", "writing")

    absent = State(initial=True)
    asked = State()
    held = State()
    requested = State()
    writing = State()
    stored = State()

    promoted = asked.from_(
        absent, asked, held, requested, writing, stored, on="ask"
    )  # HA-22, HA-28
    """This OCS is the primary now: it knows of no record, and asks for ready ones at once."""
    forgotten = absent.from_(asked, held, requested, writing, stored)  # HA-28
    """This OCS has stopped or stepped down."""
    retrieve = asked.to(None, on="ask")  # HA-22
    """OCS asks again: it has got no answer, or the row was not ready."""
    arrived = asked.to(held)  # HA-22
    """The row has been retrieved, and is in the buffer."""
    dial = held.to(requested, on="request_call")
    """OCS sends the request."""
    result = requested.to(writing, on="send_outcome")
    """The result of the call arrives: OCS writes it."""
    expire = requested.to(writing, on="send_outcome")
    """The record's timer expires: OCS writes that the record is stale."""
    write = writing.to(None, on="send_outcome")
    """OCS writes the outcome again, since it has no acknowledgement."""
    acknowledged = writing.to(stored)
    """The database has acknowledged the outcome."""

    def ask(self):
        self.emit("wire.ask")

    def request_call(self):
        self.emit("line.request")

    def send_outcome(self):
        self.emit("wire.update")
