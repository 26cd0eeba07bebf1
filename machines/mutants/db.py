"""Wrong designs of OCS at a DB Server: the connection, the buffer, and what is told of both."""

from dialonce import Mutant, fresh, without
from machines.buffer import BufferedCopy, RecordBuffer
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.db import DialedRecord
from machines.systems.db import db_single, db_warm

Right = fresh(NoBackupConnection)


class LosesSilently(Right):
    mutant = "The loss of the DB Server is told to nobody."

    def lose(self):
        self.emit("session.lost")


lost_db_server_is_told_to_nobody = Mutant(
    "lost_db_server_is_told_to_nobody",
    ("one_error_message_is_sent_for_each_lost_db_server",),
    db_single,
    {"link": LosesSilently},
)
Right = without(fresh(NoBackupConnection), "refused")


class GivesUp(Right):
    mutant = "After a failed try OCS waits for a person to reconnect the DB Server."
    refused = Right.trying_primary.to(Right.off)


gives_up_on_db_server = Mutant(
    "gives_up_on_db_server",
    ("ocs_regains_a_db_server_without_a_person",),
    db_single,
    {"link": GivesUp},
)
Right = without(fresh(WarmStandbyConnection), "dropped")


class TurnsLater(Right):
    mutant = "OCS dials its buffer first, and turns to the other DB Server afterwards (D-4)."
    dropped = (
        Right.on_primary.to(Right.resting_for_backup, on="lose")
        | Right.on_backup.to(Right.resting_for_primary, on="lose")
    )  # fmt: skip


turns_to_the_backup_when_the_buffer_is_empty = Mutant(
    "turns_to_the_backup_when_the_buffer_is_empty",
    ("a_lost_db_server_is_followed_at_once",),
    db_warm,
    {"link": TurnsLater},
)
Right = without(fresh(RecordBuffer), "run_dry")


class TellsAtOnce(Right):
    mutant = "Waiting for Records is told as soon as the DB Server is lost (D-4)."
    run_dry = Right.supplied.to(
        Right.waiting, cond="database_lost and session_running", on="tell_waiting"
    )


tells_of_waiting_at_once = Mutant(
    "tells_of_waiting_at_once",
    (
        "waiting_for_records_is_told_when_the_buffer_is_empty",
        "ccpulse_shows_whether_ocs_waits_for_records",
    ),
    db_warm,
    {"buffer": TellsAtOnce},
)
Right = without(fresh(RecordBuffer), "run_dry")


class NeverTells(Right):
    mutant = "Nobody learns that the buffer is empty."
    run_dry = Right.supplied.to(None)


never_tells_of_waiting = Mutant(
    "never_tells_of_waiting", ("an_empty_buffer_is_told_in_the_end",), db_warm,
    {"buffer": NeverTells},
)  # fmt: skip
Right = without(fresh(RecordBuffer), "put")


class NeverTakesBack(Right):
    mutant = "CCPulse+ goes on showing that OCS waits when it has records again."
    put = Right.supplied.to(None, on="add") | Right.waiting.to(Right.supplied, on="add")


never_takes_waiting_back = Mutant(
    "never_takes_waiting_back",
    ("ccpulse_shows_whether_ocs_waits_for_records",),
    db_warm,
    {"buffer": NeverTakesBack},
)
Right = fresh(RecordBuffer)


class StopsTheSession(Right):
    mutant = "A session whose buffer is empty stops to run (D-241)."
    outputs = Right.outputs | {"session.lost"}

    def tell_waiting(self):
        super().tell_waiting()
        self.emit("session.lost")


an_empty_buffer_stops_the_session = Mutant(
    "an_empty_buffer_stops_the_session",
    ("only_a_person_changes_a_session_without_db_server",),
    db_warm,
    {"buffer": StopsTheSession},
)
Right = without(fresh(BufferedCopy), "disconnected")


class EmptiesTheBuffer(Right):
    mutant = "The loss of the DB Server empties the buffer: dialing stops at once."
    disconnected = Right.absent.from_(Right.asked, Right.buffered) | Right.writing.to(
        Right.buffered
    )


empties_the_buffer_at_a_loss = Mutant(
    "empties_the_buffer_at_a_loss",
    ("a_record_of_the_buffer_can_be_dialed_without_the_db_server",),
    db_warm,
    {"copy": EmptiesTheBuffer},
)
Right = without(fresh(DialedRecord), "dial")


class DialsWhatItLacks(Right):
    mutant = "OCS dials records that are not in its buffer."
    dial = Right.waiting.to(Right.dialed, cond="session_running", on=["take", "count"])


dials_rows_that_it_lacks = Mutant(
    "dials_rows_that_it_lacks",
    ("only_records_of_the_buffer_are_dialed", "only_retrieved_rows_are_in_work"),
    db_warm,
    {"record": DialsWhatItLacks},
)
