"""OCS towards its calling lists: a record that is dialed from the buffer, and counts of rows."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read


class DialedRecord(Machine):
    """A record as the database sees it: dialed from the buffer, closed, and perhaps amended.

    Data: dials (ghost), how often OCS dialed it, counted to 2.
    Assumes: how a call is placed, and lost, is told by REC.
    Source: DB-4, DB-5, DB-12.
    """

    outputs = frozenset({"buffer.take"})
    spontaneous = frozenset({"dial", "close", "amend"})
    dials = Data(range(3), unit="dials")
    session_running = Read("the record's dialing session runs")
    missing = Read("the record is not in OCS's buffer")
    done = AnyOf("closed", "amended")

    waiting = State(initial=True)
    dialed = State()
    closed = State()
    amended = State()
    validate_trap_states = False

    dial = waiting.to(
        dialed, cond="session_running and not missing", on=["take", "count"]
    )  # DB-4, DB-5, DB-12
    """OCS dials the record."""
    close = dialed.to(closed)
    """The call has its outcome."""
    amend = closed.to(amended)
    """A late result is kept beside the outcome."""

    def take(self):
        self.emit("buffer.take")

    def count(self):
        self.dials = min(2, self.dials + 1)


class Estimates(Machine):
    """OCS's periodic count of ready records, and the estimate that it sends.

    Source: DB-7, DB-8, DB-13.
    """

    outputs = frozenset({"lists.count", "ccpulse.estimate", "detector.sent"})
    spontaneous = frozenset({"fall_due"})
    database_up = Read("the connection to the DB Server is up")

    idle = State(initial=True)
    counting = State()

    fall_due = (
        counting.from_(idle, counting, cond="database_up", on="ask")  # DB-7, DB-8, DB-13, LES-9
        | idle.to(None, unless="database_up")  # DB-8
    )
    """A count is due: OCS asks for it if it is connected, answered or not the last time."""
    counted = counting.to(idle, on="tell")  # DB-7
    """The count is there: OCS tells Stat Server its estimate."""
    disconnected = counting.to(idle)  # DB-8
    """The connection is lost, and with it the count that was asked for."""

    def ask(self):
        self.emit("lists.count")
        self.emit("detector.sent")

    def tell(self):
        self.emit("ccpulse.estimate")
