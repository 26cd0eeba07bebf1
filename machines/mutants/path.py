"""Wrong designs of the dial path: what several losses at once do to sessions and rows."""

from dialonce import Mutant, fresh, without
from machines.buffer import BufferedCopy
from machines.do_not_call import DoNotCallReader
from machines.environment.row import Row
from machines.link import DatabaseLink, Link
from machines.session import DialingSession
from machines.systems.path import dial_path, dial_path_failover

Right = without(fresh(DialingSession), "restored")


class ResumesEarly(Right):
    mutant = "The first connection that returns resumes the session (D-355)."
    restored = Right.paused.to(Right.running)


resumes_at_the_first_return = Mutant(
    "resumes_at_the_first_return",
    (
        "a_return_resumes_the_session_only_if_it_is_the_last_one",
        "the_session_runs_only_while_every_server_that_it_dials_over_is_up",
        "no_request_is_sent_while_a_cause_of_the_pause_holds",
    ),
    dial_path,
    {"session": ResumesEarly},
)
dials_before_do_not_call_is_read = Mutant(
    "dials_before_do_not_call_is_read",
    ("a_new_primary_sends_no_request_before_it_has_read_do_not_call",),
    dial_path_failover,
    {"session": ResumesEarly},
)
Right = without(fresh(DialingSession), "restored")


class StaysPaused(Right):
    mutant = "After a pause with several causes a person has to resume the session."
    restored = Right.paused.to(None)


several_causes_need_a_person = Mutant(
    "several_causes_need_a_person",
    (
        "a_session_that_is_paused_goes_on_without_a_person",
        "the_session_is_paused_only_while_it_cannot_dial",
    ),
    dial_path_failover,
    {"session": StaysPaused},
)
Right = without(fresh(DatabaseLink), "dropped")


class PausesTheSession(Right):
    mutant = "The loss of the DB Server pauses the session (D-356)."
    outputs = frozenset({"session.lost"})
    dropped = Right.up.to(Right.down, on="pause")

    def pause(self):
        self.emit("session.lost")


database_loss_pauses_the_session = Mutant(
    "database_loss_pauses_the_session",
    ("the_loss_of_the_database_leaves_the_session_alone",),
    dial_path,
    {"db_link": PausesTheSession},
)
Right = without(fresh(Link), "dropped")


class LeavesRecordsAlone(Right):
    mutant = "The loss of the T-Server pauses the session, and no record becomes unknown (D-355)."
    dropped = Right.up.to(Right.down, on="pause")

    def pause(self):
        self.emit("session.lost")


t_server_loss_leaves_records_alone = Mutant(
    "t_server_loss_leaves_records_alone",
    ("the_loss_of_the_t_server_makes_requested_records_unknown",),
    dial_path,
    {"switch_link": LeavesRecordsAlone},
)
Right = without(fresh(BufferedCopy), "disconnected")


class TakesUnknownForDone(Right):
    mutant = "An update without an acknowledgement is taken for done."
    disconnected = Right.asked.to(Right.absent) | Right.writing.to(
        Right.buffered, on="note_acknowledgement"
    )


takes_an_open_update_for_done = Mutant(
    "takes_an_open_update_for_done",
    (
        "an_outcome_that_ocs_takes_for_written_is_in_the_database",
        "every_outcome_reaches_the_database",
    ),
    dial_path,
    {"copy": TakesUnknownForDone},
)
Right = without(fresh(BufferedCopy), "disconnected")


class AsksOnce(Right):
    mutant = "A request for a row that was cut is never asked again."
    disconnected = Right.writing.to(Right.buffered)


asks_for_a_row_once = Mutant(
    "asks_for_a_row_once",
    ("every_ready_row_is_dialed_or_closed",),
    dial_path,
    {"copy": AsksOnce},
)
Right = fresh(Row)


class CountsTwice(Right):
    mutant = "An update that comes again takes effect again (D-6)."

    def store(self):
        super().store()
        self.effects = min(3, self.effects + 1)


a_repeated_update_takes_effect_again = Mutant(
    "a_repeated_update_takes_effect_again",
    ("each_outcome_takes_effect_at_most_once",),
    dial_path,
    {"row": CountsTwice},
)
Right = without(fresh(DoNotCallReader), "taken_over")


class TrustsItsList(Right):
    mutant = "The OCS that takes over goes on with the Do Not Call list that it has."
    taken_over = Right.complete.to(None)


takes_over_with_an_old_list = Mutant(
    "takes_over_with_an_old_list",
    ("a_new_primary_sends_no_request_before_it_has_read_do_not_call",),
    dial_path_failover,
    {"reader": TrustsItsList},
)
