"""What must hold for the connection of OCS to DB Servers, and for what depends on it."""

from dialonce import invariant, leads_to, reachable, step
from properties.session import some_server_is_up


@step("DB-1", "LES-10")
def one_error_message_is_sent_for_each_lost_db_server(before, step, after):
    """The step that loses a DB Server sends one error message, and no other step sends one."""
    return step.sent("management.loss") == (before.link.up & ~after.link.up)


@leads_to("DB-3")
def ocs_regains_a_db_server_without_a_person(s):
    """A DB Server that is sought is connected in the end, if one stays up."""
    return s.link.seeking, s.link.up | ~some_server_is_up(s)


@step("DB-3")
def a_lost_db_server_is_followed_at_once(before, step, after):
    """In the step of a loss OCS begins to connect, whatever is left in its buffer."""
    loss = before.link.up & ~after.link.up
    opens = after.primary_wire.opening
    if before.has("backup_wire"):
        opens = (before.link.on_primary & after.backup_wire.opening) | (
            before.link.on_backup & after.primary_wire.opening
        )
    return ~loss | opens


@step("DB-4", needs=("session",))
def only_a_person_changes_a_session_without_db_server(before, step, after):
    """Neither a loss, nor an empty buffer, nor a return of the DB Server changes the session."""
    by_hand = step.event in ("session.start", "session.stop")
    return by_hand | (before.session.running == after.session.running)


@reachable("DB-4", "DB-5", needs=("session",))
def a_record_of_the_buffer_can_be_dialed_without_the_db_server(s):
    """A record can wait in the buffer, ready to be dialed, while the DB Server is lost."""
    return s.link.seeking & s.session.running & s.record.waiting & s.copy.buffered


@step("DB-5", needs=("session",))
def only_records_of_the_buffer_are_dialed(before, step, after):
    """A record is dialed only from the buffer, by a session that runs."""
    dials = after.record.dialed & ~before.record.dialed
    return ~dials | (before.copy.buffered & before.session.running)


@step("DB-5", "DB-9", needs=("session",))
def the_buffer_is_filled_only_over_a_connection(before, step, after):
    """A record comes into the buffer only while OCS is connected, and from a retrieved row."""
    comes = before.copy.asked & after.copy.buffered
    return ~comes | (before.link.up & before.row.retrieved)


@step("DB-6", needs=("session",))
def waiting_for_records_is_told_when_the_buffer_is_empty(before, step, after):
    """OCS tells that it waits only with an empty buffer, a running session and no DB Server."""
    empty = (before.buffer.count == 0) & before.session.running & ~before.link.up
    return (step.sent("ccpulse.waiting") == 0) | empty


@invariant("DB-6", "LES-13", needs=("session",))
def ccpulse_shows_whether_ocs_waits_for_records(s):
    """CCPulse+ shows that OCS waits exactly while it does, and never with a filled buffer."""
    return (s.ccpulse.shows_waiting == s.buffer.waiting) & (
        s.buffer.supplied | (s.buffer.count == 0)
    )


@leads_to("DB-6", needs=("session",))
def an_empty_buffer_is_told_in_the_end(s):
    """A long loss with an empty buffer is shown in the end."""
    dry = s.link.seeking & (s.buffer.count == 0) & s.session.running
    return dry, s.buffer.waiting | s.link.up | ~s.session.running


@step("DB-7", "DB-8", "DB-13", "LES-9", needs=("estimates",))
def counts_are_asked_for_when_due_and_connected(before, step, after):
    """A count is asked for when it is due and OCS is connected, and at no other moment."""
    due = (step.event == "estimates.fall_due") & before.link.up
    return step.sent("lists.count") == due


@step("DB-7", "DB-8", needs=("estimates",))
def estimates_follow_answers_only(before, step, after):
    """Stat Server is told an estimate when a count has come, and at no other moment."""
    return step.sent("ccpulse.estimate") == (step.event == "lists.answer")


@leads_to("DB-8", needs=("estimates",))
def counting_goes_on_after_a_loss(s):
    """OCS that is connected asks for a count in the end, and gets it or is disconnected."""
    return s.link.up & s.estimates.idle, s.estimates.counting | ~s.link.up


@invariant("DB-9", "DB-12", needs=("session",))
def only_retrieved_rows_are_in_work(s):
    """A record that OCS has, or has dialed, is no longer ready in the database."""
    return ~(s.copy.buffered | s.copy.writing | ~s.record.waiting) | ~s.row.ready


@step("DB-9", needs=("session",))
def a_retrieved_row_is_never_ready_again(before, step, after):
    """A row that was retrieved does not become ready by itself."""
    return before.row.ready | ~after.row.ready


@leads_to("DB-9", "LES-5", needs=("session",))
def a_row_that_was_retrieved_reaches_ocs(s):
    """A retrieved row that OCS does not have reaches it in the end, if some DB Server stays up."""
    return s.row.retrieved & s.copy.missing, ~s.copy.missing | ~some_server_is_up(s)


@invariant("DB-12", needs=("session",))
def retries_dial_no_record_twice(s):
    """A record is dialed at most once, whatever is sent to the database again."""
    return s.record.dials <= 1
