"""Wrong designs of transactions of several statements."""

from dialonce import Data, Mutant, fresh, without
from machines.commit import Transaction
from machines.environment.ledger import Ledger
from machines.systems.commit import commit

Right = without(fresh(Transaction), "begin", "disconnected")


class RetriesHalf(Right):
    mutant = "OCS repeats only the statement that was not answered."
    begin = (
        Right.unwritten.to(Right.writing_outcome, cond="database_up", on="send_outcome")
        | Right.unknown.to(Right.writing_callback, cond="database_up", on="send_callback")
        | Right.failed.to(Right.writing_outcome, cond="database_up", on="send_outcome")
    )
    disconnected = Right.writing_outcome.to(Right.unwritten) | Right.unknown.from_(
        Right.writing_callback, Right.committing
    )


retries_half_a_transaction = Mutant(
    "retries_half_a_transaction",
    ("a_transaction_is_in_the_database_whole_or_not_at_all",),
    commit,
    {"transaction": RetriesHalf},
)
Right = fresh(Ledger)


class KeepsAnew(Right):
    mutant = "The database does not know a transaction that comes again."

    def keep(self):
        self.outcomes = min(2, self.outcomes + self.open_outcome)
        self.callbacks = min(2, self.callbacks + self.open_callback)
        self.open_outcome = self.open_callback = 0


inserts_a_callback_twice = Mutant(
    "inserts_a_callback_twice",
    ("a_transaction_that_comes_again_is_kept_once",),
    commit,
    {"ledger": KeepsAnew},
)
Right = fresh(Ledger)


class AnswersEarly(Right):
    mutant = "The database answers a commit before it has kept it, and keeps it a little later."
    outputs = Right.outputs
    spontaneous = Right.spontaneous | {"flush"}
    cached = Data(range(2))
    flush = Right.hearing.to(None, cond="cached", on="keep_cached")
    """The database writes what it has answered already."""

    def keep(self):
        self.cached = 1

    def keep_cached(self):
        self.outcomes = self.callbacks = 1
        self.cached = 0

    def roll_back(self):
        super().roll_back()
        self.cached = 0


answers_before_it_is_durable = Mutant(
    "answers_before_it_is_durable",
    ("what_was_reported_committed_is_in_the_database",),
    commit,
    {"ledger": AnswersEarly},
)
Right = without(fresh(Ledger), "crash")


class LosesItsStore(Right):
    mutant = "A database that crashed comes back with an older state."
    crash = Right.hearing.from_(
        Right.hearing, Right.answering, on=["roll_back", "fall_back", "tell_line"]
    )

    def fall_back(self):
        self.outcomes = self.callbacks = 0


forgets_a_commit_in_a_crash = Mutant(
    "forgets_a_commit_in_a_crash",
    (
        "what_was_committed_is_there_after_every_crash",
        "what_was_reported_committed_is_in_the_database",
    ),
    commit,
    {"ledger": LosesItsStore},
)
