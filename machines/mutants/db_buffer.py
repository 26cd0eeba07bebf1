"""Wrong designs of OCS's buffer: what it holds, what is dialed from it, and what is told of it."""

from dialonce import Data, Mutant, fresh, without
from machines.buffer import BufferedCopy, RecordBuffer
from machines.db import DialedRecord
from machines.environment.row import Row
from machines.systems.db import db_single, db_warm

Right = fresh(RecordBuffer)


class StopsTheRecords(Right):
    mutant = "OCS holds its records back while the DB Server is lost."
    outputs = Right.outputs | {"record.hold", "record.release"}
    spontaneous = Right.spontaneous | {"hold_back", "let_go"}
    holding = Data(range(2))
    hold_back = Right.supplied.to(None, cond="database_lost and not holding", on="hold")
    """OCS holds its records back."""
    let_go = Right.supplied.to(None, cond="holding and not database_lost", on="release")
    """OCS lets its records go."""

    def hold(self):
        self.holding = 1
        self.emit("record.hold")

    def release(self):
        self.holding = 0
        self.emit("record.release")


Right = without(fresh(DialedRecord), "dial")


class WaitsForTheDatabase(Right):
    mutant = "The buffer is not dialed until a DB Server is connected again."
    withheld = Data(range(2))
    hold = (
        Right.waiting.to(None, on="withhold") | Right.dialed.to(None) | Right.closed.to(None)
        | Right.amended.to(None)
    )  # fmt: skip
    release = (
        Right.waiting.to(None, on="let_go") | Right.dialed.to(None) | Right.closed.to(None)
        | Right.amended.to(None)
    )  # fmt: skip
    dial = Right.waiting.to(
        Right.dialed, cond="session_running and not missing and not withheld", on=["take", "count"]
    )

    def withhold(self):
        self.withheld = 1

    def let_go(self):
        self.withheld = 0


the_buffer_waits_for_a_db_server = Mutant(
    "the_buffer_waits_for_a_db_server",
    ("the_buffer_is_dialed_although_no_db_server_is_up",),
    db_warm,
    {"buffer": StopsTheRecords, "record": WaitsForTheDatabase},
)
Right = without(fresh(BufferedCopy), "disconnected")


class WaitsForTheOldAnswer(Right):
    mutant = "After a switchover OCS waits for the rows that it had asked the lost server for."
    disconnected = Right.asked.to(None) | Right.writing.to(Right.buffered)


waits_for_rows_of_the_lost_db_server = Mutant(
    "waits_for_rows_of_the_lost_db_server",
    ("a_ready_row_is_retrieved_and_dialed_in_the_end",),
    db_warm,
    {"copy": WaitsForTheOldAnswer},
)
Right = without(fresh(RecordBuffer), "put")


class CountsNothing(Right):
    mutant = "OCS does not count what it has in its buffer, and takes it for empty."
    put = Right.supplied.to(None) | Right.waiting.to(Right.supplied, on="tell_supplied")


takes_the_buffer_for_empty = Mutant(
    "takes_the_buffer_for_empty",
    ("the_buffer_is_empty_only_if_nothing_waits_in_it",),
    db_single,
    {"buffer": CountsNothing},
)
Right = without(fresh(RecordBuffer), "stop_waiting")


class WaitsWhenStopped(Right):
    mutant = (
        "CCPulse+ goes on showing that OCS waits when a person has stopped the session (D-441)."
    )
    stop_waiting = Right.waiting.to(None, unless="session_running")


waits_for_records_of_a_stopped_session = Mutant(
    "waits_for_records_of_a_stopped_session",
    ("a_stopped_session_waits_for_no_records",),
    db_warm,
    {"buffer": WaitsWhenStopped},
)
Right = without(fresh(BufferedCopy), "write")


class WritesOutcomesOnly(Right):
    mutant = "What comes after the outcome of a record stays in memory."
    write = Right.buffered.to(
        Right.writing, cond="database_up and record_closed and acknowledged == 0",
        on="send_transaction",
    )  # fmt: skip


writes_no_history = Mutant(
    "writes_no_history",
    (
        "every_transaction_is_retried_until_it_is_acknowledged",
        "history_can_follow_an_outcome_into_the_database",
    ),
    db_warm,
    {"copy": WritesOutcomesOnly},
)
Right = fresh(Row)


class NeverAnswers(Right):
    mutant = "OCS does not listen to acknowledgements, and takes no transaction for done."

    def hand_done(self):
        self.drop()


no_transaction_is_acknowledged = Mutant(
    "no_transaction_is_acknowledged",
    ("every_transaction_is_retried_until_it_is_acknowledged",),
    db_single,
    {"row": NeverAnswers},
)
