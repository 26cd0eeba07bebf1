"""Wrong designs of how transactions are sent again."""

from dialonce import Mutant, fresh, without
from machines.buffer import BufferedCopy
from machines.db import DialedRecord
from machines.environment.row import Row
from machines.systems.db import db_warm

Right = without(fresh(BufferedCopy), "disconnected")


class TakesUnknownForFailed(Right):
    mutant = "A transaction that was cut is taken for failed, and its record is dialed again."
    outputs = Right.outputs | {"record.start_again"}
    disconnected = (
        Right.asked.to(Right.absent) | Right.writing.to(Right.buffered, on="start_again")
    )  # fmt: skip

    def start_again(self):
        self.emit("record.start_again")


Right = fresh(DialedRecord)


class StartsAgain(Right):
    mutant = "The record waits in the buffer once more."
    start_again = Right.closed.to(Right.waiting)
    """The record is to be dialed again."""


dials_again_after_a_cut_transaction = Mutant(
    "dials_again_after_a_cut_transaction",
    ("retries_dial_no_record_twice",),
    db_warm,
    {"copy": TakesUnknownForFailed, "record": StartsAgain},
)
Right = fresh(BufferedCopy)


class NewestFirst(Right):
    mutant = "Of two transactions of a record the newer is sent first (D-7)."

    def send_transaction(self):
        newest = self.acknowledged == 0 and self.record_amended
        self.emit("row.amend" if newest else "row.update")


Right = without(fresh(Row), "amend")


class TakesAnyOrder(Right):
    mutant = "The database takes them as they come."
    amend = Right.retrieved.to(None, on="carry_amend") | Right.final.to(None, on="carry_amend")


retries_the_newest_first = Mutant(
    "retries_the_newest_first",
    (
        "what_is_stored_is_never_replaced_by_something_older",
        "the_next_transaction_waits_for_the_one_before",
    ),
    db_warm,
    {"copy": NewestFirst, "row": TakesAnyOrder},
)
Right = without(fresh(BufferedCopy), "write")


class NeverWrites(Right):
    mutant = "Outcomes stay in memory."
    write = Right.buffered.to(None)


never_writes_outcomes = Mutant(
    "never_writes_outcomes",
    ("a_transaction_can_be_done_without_ocs_knowing", "every_outcome_is_stored_in_the_end"),
    db_warm,
    {"copy": NeverWrites},
)
