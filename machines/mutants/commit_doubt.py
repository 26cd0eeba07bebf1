"""Wrong designs of a commit whose answer was lost."""

from dialonce import Mutant, fresh, without
from machines.commit import Transaction
from machines.systems.commit import commit

Right = without(fresh(Transaction), "error")


class BelievesTheLaterError(Right):
    mutant = "A later ordinary error turns the unknown commit into a failed one (D-424)."
    error = Right.failed.from_(Right.writing_outcome, Right.writing_callback)


a_later_error_ends_the_doubt = Mutant(
    "a_later_error_ends_the_doubt",
    (
        "what_is_called_failed_is_not_in_the_database",
        "only_the_answer_to_the_commit_ends_the_doubt",
    ),
    commit,
    {"transaction": BelievesTheLaterError},
)
Right = without(fresh(Transaction), "disconnected")


class TakesUnknownForDone(Right):
    mutant = "A commit without an answer is taken for done, so that the state has two values."
    disconnected = Right.unwritten.from_(
        Right.writing_outcome, Right.writing_callback
    ) | Right.committing.to(Right.done)


takes_an_open_commit_for_done = Mutant(
    "takes_an_open_commit_for_done",
    (
        "what_was_reported_committed_is_in_the_database",
        "only_the_answer_to_the_commit_ends_the_doubt",
        "a_transaction_in_doubt_can_be_in_the_database",
        "a_transaction_in_doubt_can_be_missing_in_the_database",
    ),
    commit,
    {"transaction": TakesUnknownForDone},
)
Right = without(fresh(Transaction), "outcome_written")


class WaitsForAPerson(Right):
    mutant = "OCS writes the first statement, and leaves the second one to a person."
    outcome_written = Right.writing_outcome.to(None)


writes_one_statement_only = Mutant(
    "writes_one_statement_only",
    ("every_transaction_is_done_in_the_end", "a_connection_can_break_between_two_statements"),
    commit,
    {"transaction": WaitsForAPerson},
)
Right = without(fresh(Transaction), "begin")


class ForgetsThatItAsked(Right):
    mutant = "OCS sends the first statement, and takes the transaction for failed meanwhile."
    begin = Right.failed.from_(
        Right.unwritten, cond="database_up", on="send_outcome"
    ) | Right.writing_outcome.from_(
        Right.failed, Right.unknown, cond="database_up", on="send_outcome"
    )


forgets_that_it_asked_the_ledger = Mutant(
    "forgets_that_it_asked_the_ledger",
    (
        "a_transaction_waits_for_the_answer_to_what_it_has_sent",
        "only_a_refusal_makes_a_transaction_failed",
    ),
    commit,
    {"transaction": ForgetsThatItAsked},
)
Right = without(fresh(Transaction), "disconnected")


class DoubtsWithoutACommit(Right):
    mutant = "A transaction that was cut is called unknown, though no commit was sent."
    disconnected = Right.unknown.from_(
        Right.writing_outcome, Right.writing_callback, Right.committing
    )


doubts_a_transaction_without_a_commit = Mutant(
    "doubts_a_transaction_without_a_commit",
    ("only_a_commit_leaves_a_transaction_unknown",),
    commit,
    {"transaction": DoubtsWithoutACommit},
)
