"""What goes on while a connection of the dial path is gone, and perhaps for ever."""

from dialonce import leads_to


@leads_to("SES-3", "PATH-5", "D-12")
def an_outcome_is_written_however_long_the_pause_lasts(s):
    """A closed record has its outcome in the database in the end, whatever else is lost.

    Assumes: OCS and the DB Server go on to hear each other; nothing else need ever come back.
    """
    return s.record.closed & s.db_line.open, s.row.final | ~s.db_line.open


@leads_to("PATH-2", "DB-4")
def the_buffer_is_dialed_however_long_the_database_is_gone(s):
    """A record of the buffer is handed over in the end while its session runs.

    Assumes: the DB Server need never come back.
    """
    waits = (s.record.ready | s.record.claimed) & s.copy.buffered & s.session.running
    return waits, ~(s.record.ready | s.record.claimed) | ~s.session.running


@leads_to("REC-8", "SES-3", "D-12")
def a_lost_record_becomes_stale_however_long_the_pause_lasts(s):
    """A record whose outcome is unknown becomes stale in the end, though nothing comes back."""
    return s.record.waiting, s.record.closed
