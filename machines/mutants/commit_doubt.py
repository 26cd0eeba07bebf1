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
