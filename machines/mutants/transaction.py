"""Wrong designs of retrievals and transactions whose answers are lost."""

from dialonce import Mutant, fresh, without
from machines.buffer import BufferedCopy
from machines.environment.row import Row
from machines.systems.db import db_single, db_warm

Right = without(fresh(BufferedCopy), "disconnected")


class TakesTheRowForGot(Right):
    mutant = "A retrieval that was cut is taken for done."
    disconnected = (
        Right.asked.to(Right.buffered, on="fill_buffer") | Right.writing.to(Right.buffered)
    )  # fmt: skip

    def fill_buffer(self):
        pass


takes_a_cut_retrieval_for_done = Mutant(
    "takes_a_cut_retrieval_for_done",
    ("the_buffer_is_filled_only_over_a_connection",),
    db_warm,
    {"copy": TakesTheRowForGot},
)
Right = without(fresh(Row), "disconnected")


class SetsBack(Right):
    mutant = "A loss sets retrieved rows back to ready, as if they had not arrived (D-5)."
    disconnected = (
        Right.ready.from_(Right.ready, Right.retrieved, on="drop")
        | Right.final.to(None, on="drop")
    )  # fmt: skip


sets_rows_of_a_cut_retrieval_back = Mutant(
    "sets_rows_of_a_cut_retrieval_back",
    ("only_retrieved_rows_are_in_work", "a_retrieved_row_is_never_ready_again"),
    db_warm,
    {"row": SetsBack},
)
Right = without(fresh(Row), "retrieve")


class GivesOnlyNewRows(Right):
    mutant = "A retrieval gives only ready rows: those of a cut one are forgotten (D-5)."
    retrieve = Right.ready.to(Right.retrieved, cond="asked and connected", on="carry_row")


orphans_rows_of_a_cut_retrieval = Mutant(
    "orphans_rows_of_a_cut_retrieval",
    ("a_row_that_was_retrieved_reaches_ocs",),
    db_warm,
    {"row": GivesOnlyNewRows},
)
Right = fresh(Row)


class CountsEachRun(Right):
    mutant = "A transaction that comes again takes effect again (D-6)."

    def store(self):
        super().store()
        self.effects = min(3, self.effects + int(self.stored == 0 or self.effects > 0))


runs_transactions_blindly = Mutant(
    "runs_transactions_blindly",
    ("a_transaction_takes_effect_once",),
    db_warm,
    {"row": CountsEachRun},
)
Right = without(fresh(BufferedCopy), "disconnected")


class TakesUnknownForDone(Right):
    mutant = "A transaction that was cut is taken for done, and dropped."
    disconnected = Right.asked.to(Right.absent) | Right.writing.to(
        Right.buffered, on="note_acknowledgement"
    )


drops_failed_transactions = Mutant(
    "drops_failed_transactions",
    (
        "what_was_acknowledged_is_in_the_database",
        "only_an_acknowledgement_ends_a_transaction",
        "every_outcome_is_stored_in_the_end",
    ),
    db_single,
    {"copy": TakesUnknownForDone},
)
