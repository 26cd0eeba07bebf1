"""A transaction of two statements in OCS: written, committed, and perhaps in doubt."""

from statemachine import State

from dialonce import Data, Machine, Read


class Transaction(Machine):
    """A transaction of OCS: the outcome of a record, and the callback that it leads to.

    Data: doubt, 1 once a commit was sent, since then it may be in the database.
    Assumes: it is numbered, so that the database knows it when it comes again (D-6).
    Source: LES-1, LES-2.
    """

    outputs = frozenset({"ledger.outcome", "ledger.callback", "ledger.commit"})
    spontaneous = frozenset({"begin"})
    doubt = Data(range(2))
    database_up = Read("the connection to the DB Server is up")

    unwritten = State(initial=True)
    writing_outcome = State()
    writing_callback = State()
    committing = State()
    unknown = State()
    failed = State()
    done = State()
    validate_trap_states = False

    begin = writing_outcome.from_(
        unwritten, failed, unknown, cond="database_up", on="send_outcome"
    )  # LES-1
    """OCS begins the transaction, with its first statement, whatever it has sent before."""
    outcome_written = writing_outcome.to(writing_callback, on="send_callback")  # LES-1
    """The first statement is answered: OCS sends the second one."""
    callback_written = writing_callback.to(committing, on=["open_doubt", "send_commit"])  # LES-2
    """The second statement is answered: OCS sends the commit."""
    committed = committing.to(done)  # LES-1, LES-2
    """The commit is answered: the transaction is in the database."""
    error = (
        writing_outcome.to(failed, unless="doubt")
        | writing_callback.to(failed, unless="doubt")
        | writing_outcome.to(unknown, cond="doubt")  # LES-2
        | writing_callback.to(unknown, cond="doubt")  # LES-2
    )
    """The database refuses a statement: that says nothing about an earlier commit."""
    disconnected = (
        unwritten.from_(writing_outcome, writing_callback, unless="doubt")  # LES-1
        | unknown.from_(writing_outcome, writing_callback, cond="doubt")  # LES-1, LES-2
        | committing.to(unknown)  # LES-1, LES-2
    )
    """The connection is lost, and with it what was not committed."""

    def open_doubt(self):
        self.doubt = 1

    def send_outcome(self):
        self.emit("ledger.outcome")

    def send_callback(self):
        self.emit("ledger.callback")

    def send_commit(self):
        self.emit("ledger.commit")
