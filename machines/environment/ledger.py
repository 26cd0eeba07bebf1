"""A database that takes statements one by one, and keeps them when they are committed."""

from statemachine import State

from dialonce import Data, Machine, Read

NOTHING, OUTCOME, CALLBACK, COMMIT = range(4)


class Ledger(Machine):
    """The database, and the statement or the answer that is on its way between OCS and it.

    Data: carries, 0 nothing, 1 the outcome, 2 the callback, 3 the commit; open_outcome and
    open_callback, 1 if written and not committed; outcomes and callbacks (ghost), how often each
    is in the database for good, counted to 2.
    Assumes: a lost connection and a crash roll back what is not committed.
    Source: LES-1.
    """

    outputs = frozenset({
        "transaction.outcome_written", "transaction.callback_written", "transaction.committed",
        "transaction.error", "line.cut",
    })  # fmt: skip
    spontaneous = frozenset({"apply", "refuse", "acknowledge", "crash"})
    faults = frozenset({"refuse", "crash"})
    carries = Data(range(4), unit="code")
    open_outcome = Data(range(2))
    open_callback = Data(range(2))
    outcomes = Data(range(3), unit="rows")
    callbacks = Data(range(3), unit="rows")
    connected = Read("OCS and the database hear each other")

    hearing = State(initial=True)
    answering = State()

    outcome = hearing.to(None, on="carry_outcome")
    """OCS sends the outcome."""
    callback = hearing.to(None, on="carry_callback")
    """OCS sends the callback."""
    commit = hearing.to(None, on="carry_commit")
    """OCS sends the commit."""
    apply = hearing.to(answering, cond="connected and carries", on="execute")  # LES-1
    """The database does what it is told; a transaction that it knows already changes nothing."""
    refuse = hearing.to(None, cond="connected and refusable", on=["roll_back", "tell_error"])
    """The database refuses a statement, and rolls the transaction back."""
    acknowledge = answering.to(hearing, cond="connected", on=["tell_done", "carry_nothing"])
    """The answer reaches OCS."""
    disconnected = (
        hearing.to(None, on="roll_back")  # LES-1
        | answering.to(hearing, on="roll_back")  # LES-1
    )
    """The connection is gone, with what is under way and what is not committed."""
    crash = (
        hearing.to(None, on=["roll_back", "tell_line"])  # LES-1
        | answering.to(hearing, on=["roll_back", "tell_line"])  # LES-1
    )
    """The database stops and runs again; what was committed is there."""

    def refusable(self):
        return self.carries in (OUTCOME, CALLBACK)

    def carry_outcome(self):
        self.carries = OUTCOME

    def carry_callback(self):
        self.carries = CALLBACK

    def carry_commit(self):
        self.carries = COMMIT

    def carry_nothing(self):
        self.carries = NOTHING

    def execute(self):
        if self.carries == COMMIT:
            self.keep()
        elif self.carries == OUTCOME:
            self.open_outcome = 1
        else:
            self.open_callback = 1

    def keep(self):
        if self.outcomes == 0 and self.callbacks == 0:
            self.outcomes, self.callbacks = self.open_outcome, self.open_callback
        self.open_outcome = self.open_callback = 0

    def roll_back(self):
        self.carries, self.open_outcome, self.open_callback = NOTHING, 0, 0

    def tell_done(self):
        told = ("outcome_written", "callback_written", "committed")
        self.emit(f"transaction.{told[self.carries - 1]}")

    def tell_error(self):
        self.emit("transaction.error")

    def tell_line(self):
        self.emit("line.cut")
