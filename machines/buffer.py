"""OCS's own copy of a calling list row: in the buffer, then its outcome on the way back."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class BufferedCopy(Machine):
    """What OCS has of one row: nothing, asked for, in the buffer, or its outcome being written.

    Assumes: the database gives the same row again to the OCS that has retrieved it .
    Source: PATH-2, PATH-3, PATH-5, PATH-8.
    """

    outputs = frozenset({"row.ask", "row.update"})
    spontaneous = frozenset({"retrieve", "write"})
    optional = frozenset({"taken_over"})
    database_up = Read("the connection to the DB Server is up")
    record_closed = Read("the record has its outcome")
    missing = AnyOf("absent", "asked")

    absent = State(initial=True)
    asked = State()
    buffered = State()
    writing = State()
    written = State()
    validate_trap_states = False

    retrieve = absent.to(asked, cond="database_up", on="ask_for_row")  # PATH-3, PATH-6
    """OCS asks the database for the row."""
    arrived = asked.to(buffered)  # PATH-3
    """The row arrives: the record is in OCS's buffer."""
    write = buffered.to(
        writing, cond="database_up and record_closed", on="update_row"
    )  # PATH-5, PATH-6
    """OCS writes the outcome of the record, again if that was not acknowledged."""
    acknowledged = writing.to(written)  # PATH-5
    """The database has acknowledged the outcome."""
    disconnected = (
        asked.to(absent)  # PATH-3
        | writing.to(buffered)  # PATH-5
    )
    """The connection is lost: what was asked and not answered is to be asked again."""
    taken_over = absent.from_(asked, buffered, writing, written)  # PATH-8
    """Another OCS has taken over, with an empty buffer."""

    def ask_for_row(self):
        self.emit("row.ask")

    def update_row(self):
        self.emit("row.update")
