"""Wrong designs of what OCS writes to the database, and when."""

from dataclasses import replace

from dialonce import Mutant, Read, fresh, without
from machines.buffer import BufferedCopy
from machines.commit import Transaction
from machines.systems.commit import commit
from machines.systems.db import db_single
from machines.systems.path import dial_path, dial_path_outage

Right = fresh(BufferedCopy)


class ForgetsHistory(Right):
    mutant = "What comes after the outcome of a record is kept in memory only."

    def transaction_open(self):
        return self.acknowledged == 0 and self.record_closed


forgets_history = Mutant(
    "forgets_history",
    ("every_history_is_stored_in_the_end",),
    db_single,
    {"copy": ForgetsHistory},
)

Right = fresh(BufferedCopy)


class WritesAgain(Right):
    mutant = "OCS writes an outcome again and again, acknowledged or not."

    def transaction_open(self):
        return self.record_closed

    def send_transaction(self):
        self.emit("row.update")
        self.emit("detector.sent")

    def note_acknowledgement(self):
        self.acknowledged = 1


writes_what_was_acknowledged = Mutant(
    "writes_what_was_acknowledged",
    ("a_transaction_that_was_acknowledged_is_not_sent_again",),
    db_single,
    {"copy": WritesAgain},
)
writes_outcomes_without_end = Mutant(
    "writes_outcomes_without_end",
    ("an_outcome_that_was_acknowledged_is_not_written_again",),
    dial_path,
    {"copy": WritesAgain},
)

Right = without(fresh(Transaction), "begin")


class BeginsAgain(Right):
    mutant = "A transaction that is done is begun again, since the database would know it."
    begin = Right.writing_outcome.from_(
        Right.unwritten,
        Right.failed,
        Right.unknown,
        Right.done,
        cond="database_up",
        on="send_outcome",
    )


begins_a_done_transaction_again = Mutant(
    "begins_a_done_transaction_again",
    ("a_transaction_that_is_done_stays_done",),
    commit,
    {"transaction": BeginsAgain},
)

Right = without(fresh(BufferedCopy), "retrieve")


class AsksBlindly(Right):
    mutant = "OCS asks for rows without looking at its connection."
    retrieve = Right.absent.to(Right.asked, on="ask_for_row")


asks_a_lost_db_server = Mutant(
    "asks_a_lost_db_server",
    ("nothing_is_sent_to_a_lost_db_server",),
    dial_path,
    {"copy": AsksBlindly},
)

Right = without(fresh(BufferedCopy), "write")


class WritesLater(Right):
    mutant = "A pause holds back what is to be written to the database, too (D-12)."
    paused = Read("the dialing session is paused", optional=True)
    write = Right.buffered.to(
        Right.writing, cond="database_up and transaction_open and not paused", on="send_transaction"
    )


writes_nothing_in_a_pause = Mutant(
    "writes_nothing_in_a_pause",
    ("an_outcome_is_written_however_long_the_pause_lasts",),
    replace(
        dial_path_outage.variant("dial_path_outage", {"copy": WritesLater}),
        reads=dial_path_outage.reads | {"copy.paused": "session.paused"},
    ),
    {"copy": WritesLater},
)
