"""Wrong designs that wait for a connection, or for a database, that may never come back."""

from statemachine import State

from dialonce import AnyOf, Mutant, fresh, without
from machines.buffer import BufferedCopy
from machines.do_not_call import DoNotCallReader
from machines.record import CallRecord
from machines.systems.path import dial_path_failover, dial_path_outage

Right = without(fresh(CallRecord), "tick")


class ExpiresLater(Right):
    mutant = "The timer of a lost record waits for the session to run again (D-12)."
    tick = (
        Right.requested.to(None, cond="timer > 1", on="count_down")
        | Right.requested.to(Right.stale, cond="timer == 1", on="stop_timer")
        | Right.lost.to(None, cond="session_running and timer > 1", on="count_down")
        | Right.lost.to(Right.stale, cond="session_running and timer == 1", on="stop_timer")
    )


lost_records_wait_for_the_session = Mutant(
    "lost_records_wait_for_the_session",
    ("a_lost_record_becomes_stale_however_long_the_pause_lasts",),
    dial_path_outage,
    {"record": ExpiresLater},
)

Right = without(fresh(DoNotCallReader), "finish")


class ReadsNothing(Right):
    mutant = "A new primary takes the Do Not Call list for read although no DB Server is there."
    finish = Right.unread.to(Right.complete, on="let_session_go_on")


reads_the_list_without_the_db_server = Mutant(
    "reads_the_list_without_the_db_server",
    ("unread_entries_are_read_only_over_a_connection",),
    dial_path_failover,
    {"reader": ReadsNothing},
)

Right = without(fresh(BufferedCopy), "taken_over")


class RetrievesNothingNew(Right):
    mutant = "A new primary retrieves no records of its own until a person loads the campaign."
    idle = State()
    missing = AnyOf("absent", "asked", "idle")
    taken_over = idle.from_(
        Right.absent, Right.asked, Right.buffered, Right.writing, on="forget"
    ) | idle.to(None)


new_primary_retrieves_nothing = Mutant(
    "new_primary_retrieves_nothing",
    ("new_records_can_be_there_before_the_list_is_read", "every_ready_row_is_dialed_or_closed"),
    dial_path_failover,
    {"copy": RetrievesNothingNew},
)
