"""What must hold for OCS's buffer of records, and for what is told of it."""

from dialonce import leads_to, step
from spec.parameters import BUFFER_RECORDS_MAX


@step("DB-4", "DB-5")
def the_buffer_counts_each_record_that_comes_and_goes(before, step, after):
    """The count of the buffer grows by one with a record that arrives, and falls with a dial."""
    comes = before.copy.asked & after.copy.buffered
    goes = before.record.waiting & after.record.dialed
    counted = before.buffer.count + comes * 1 - goes * 1
    return after.buffer.count == counted.clip(0, BUFFER_RECORDS_MAX)


@step("DB-4", "DB-5")
def a_record_stays_in_the_buffer(before, step, after):
    """What OCS has retrieved it keeps, whatever becomes of the DB Server."""
    kept = after.copy.buffered | after.copy.writing
    return ~(before.copy.buffered | before.copy.writing) | kept


@step("DB-6", "LES-13")
def waiting_for_records_is_taken_back_when_one_arrives(before, step, after):
    """OCS takes its message back in the step in which a record arrives.

    It does so in no other one, unless a person has stopped the session (D-441).
    """
    arrives = before.copy.asked & after.copy.buffered
    nobody_waits = ~before.session.running & (step.event == "buffer.stop_waiting")
    ends = before.buffer.waiting & (arrives | nobody_waits)
    return step.sent("ccpulse.supplied") == ends


@leads_to("DB-4")
def the_buffer_is_dialed_without_the_db_server(s):
    """A record of the buffer is dialed in the end while its session runs, DB Server or not.

    Assumes: the DB Server need never come back.
    """
    waits = s.copy.buffered & s.record.waiting & s.session.running
    return waits, ~s.record.waiting | ~s.session.running
