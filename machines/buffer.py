"""OCS's own copy of a calling list row, and the buffer of all that wait to be dialed."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read
from spec.parameters import BUFFER_RECORDS_MAX

OUTCOME, HISTORY = 1, 2  # the transactions of a record, in their order


class BufferedCopy(Machine):
    """What OCS has of one row: nothing, asked for, in the buffer, or a transaction under way.

    Data: acknowledged, how many of the record's transactions the database has acknowledged.
    Assumes: the database gives the same row again to the OCS that has retrieved it (D-5).
    Source: PATH-2, PATH-3, PATH-5, PATH-8, DB-5, DB-9 to DB-12.
    """

    outputs = frozenset({
        "row.ask", "row.update", "row.amend", "buffer.put", "detector.sent",
    })  # fmt: skip
    spontaneous = frozenset({"retrieve", "write"})
    optional = frozenset({"taken_over"})
    acknowledged = Data(range(3), unit="transactions")
    database_up = Read("the connection to the DB Server is up")
    record_closed = Read("the record has its outcome")
    record_amended = Read("a late result is to be kept as history", optional=True)
    missing = AnyOf("absent", "asked")

    absent = State(initial=True)
    asked = State()
    buffered = State()
    writing = State()

    retrieve = absent.to(asked, cond="database_up", on="ask_for_row")  # PATH-3, PATH-6, DB-9, LES-5
    """OCS asks the database for the row."""
    arrived = asked.to(buffered, on="fill_buffer")  # PATH-3, DB-9
    """The row arrives: the record is in OCS's buffer."""
    write = buffered.to(
        writing, cond="database_up and transaction_open", on="send_transaction"
    )  # PATH-5, PATH-6, DB-10, DB-11, LES-1, LES-5
    """OCS sends the oldest transaction of the record that was not acknowledged."""
    acknowledged_once = writing.to(buffered, on="note_acknowledgement")  # PATH-5, DB-10
    """The database has acknowledged the transaction."""
    disconnected = (
        asked.to(absent)  # PATH-3, DB-9
        | writing.to(buffered)  # PATH-5, DB-10
    )
    """The connection is lost: what was not answered is unknown, and is to be sent again."""
    taken_over = absent.from_(asked, buffered, writing, on="forget")  # PATH-8
    """Another OCS has taken over, with an empty buffer."""

    def transaction_open(self):
        if self.acknowledged < OUTCOME:
            return self.record_closed
        return self.acknowledged < HISTORY and self.record_amended

    def ask_for_row(self):
        self.emit("row.ask")
        self.emit("detector.sent")

    def fill_buffer(self):
        self.emit("buffer.put")

    def send_transaction(self):
        self.emit("row.update" if self.acknowledged < OUTCOME else "row.amend")
        self.emit("detector.sent")

    def note_acknowledgement(self):
        self.acknowledged += 1

    def forget(self):
        self.acknowledged = 0


class RecordBuffer(Machine):
    """OCS's buffer of retrieved records, and what it tells when that has run dry.

    Data: count, records in the buffer that are not dialed yet.
    Source: DB-4 to DB-6.
    """

    outputs = frozenset({"ccpulse.waiting", "ccpulse.supplied"})
    spontaneous = frozenset({"run_dry", "stop_waiting"})
    count = Data(range(BUFFER_RECORDS_MAX + 1), unit="records")
    database_lost = Read("OCS is not connected to the DB Server")
    session_running = Read("the dialing session runs")

    supplied = State(initial=True)
    waiting = State()

    put = (
        supplied.to(None, on="add")
        | waiting.to(supplied, on=["add", "tell_supplied"])  # DB-6, LES-13
    )
    """A record comes into the buffer."""
    take = supplied.to(None, on="remove") | waiting.to(None, on="remove")  # DB-4, DB-5
    """A record is dialed from the buffer."""
    run_dry = supplied.to(
        waiting, cond="count == 0 and database_lost and session_running", on="tell_waiting"
    )  # DB-6, LES-13
    """The buffer is empty and the DB Server still lost: OCS waits for records."""
    stop_waiting = waiting.to(
        supplied, unless="session_running", on="tell_supplied"
    )  # DB-6, LES-13
    """A person has stopped the session: OCS waits for no records."""

    def add(self):
        self.count = min(BUFFER_RECORDS_MAX, self.count + 1)

    def remove(self):
        self.count = max(0, self.count - 1)

    def tell_waiting(self):
        self.emit("ccpulse.waiting")

    def tell_supplied(self):
        self.emit("ccpulse.supplied")
