"""What must hold for the Do Not Call list when another OCS takes over.

The two OCS are alike: what is asked of the second one holds for the first one too.
"""

from dialonce import invariant, leads_to, reachable, step
from properties.takeovers import first_is_ordered, second_is_ordered


@step("HA-23")
def a_new_primary_begins_to_read_in_its_first_step(before, step, after):
    """In the step in which an OCS gets the role, a new question for entries is under way."""
    first = after.first_reader.asked & after.first_list.newest
    second = after.second_reader.asked & after.second_list.newest
    return ((not first_is_ordered(step)) | first) & ((not second_is_ordered(step)) | second)


@invariant("HA-23", "HA-6")
def a_list_that_was_read_lacks_no_entry(s):
    """The OCS with the role knows every entry of the table once its reading is complete."""
    first = s.takeover.first_accepted & s.first_reader.complete
    second = s.takeover.second_accepted & s.second_reader.complete
    return ~s.entry.there | ((~first | s.first_number.listed) & (~second | s.second_number.listed))


@reachable("HA-23", "HA-6")
def a_new_primary_can_lack_an_entry(s):
    """The table can hold an entry that the new primary has not read yet."""
    reads = s.takeover.second_accepted & s.second_reader.asked
    return reads & s.entry.there & s.second_number.unknown


@step("HA-24")
def no_request_is_sent_before_the_reading_is_complete(before, step, after):
    """A request leaves an OCS only when it has read every Do Not Call entry."""
    if step.event == "first_record.dial":
        return before.first_reader.complete
    if step.event == "second_record.dial":
        return before.second_reader.complete
    return step.sent("line.request") == 0


@leads_to("HA-24")
def the_reading_is_complete_in_the_end(s):
    """An OCS with the role that has not read every entry has read them in the end."""
    waits = s.takeover.second_accepted & s.second_reader.incomplete
    return waits, s.second_reader.complete


@leads_to("HA-24", "HA-25")
def a_retrieved_record_is_requested_or_closed_in_the_end(s):
    """A record that a new primary holds is requested or closed, or its term of office ends."""
    waits = s.takeover.second_accepted & (s.second_record.held | s.second_record.claimed)
    return waits, s.second_record.requested | s.second_record.closed | s.second_record.absent


@step("HA-22")
def the_buffer_is_filled_while_the_list_is_read(before, step, after):
    """What an OCS retrieves is in its buffer at once, whether it has read the list or not."""
    if step.event == "row.serve_first":
        return after.first_record.held
    return (step.event != "row.serve_second") | after.second_record.held


@reachable("HA-22", "HA-24")
def a_record_can_be_claimed_before_the_reading_is_complete(s):
    """A new primary can have retrieved and claimed a record while it still reads the list."""
    return s.takeover.second_accepted & s.second_reader.asked & s.second_record.claimed


@step("HA-24", "HA-25")
def a_record_counts_as_requested_exactly_with_its_request(before, step, after):
    """A record is taken for requested in the step in which its request leaves OCS."""
    requested = before.first_record.claimed & after.first_record.requested
    requested |= before.second_record.claimed & after.second_record.requested
    return step.sent("line.request") == requested


@step("HA-28")
def an_ocs_that_begins_anew_has_no_record_to_dial(before, step, after):
    """An order, a stop and the news of another primary leave no record from before in memory."""
    first = (before.first.primary & ~after.first.primary) | first_is_ordered(step)
    second = (before.second.primary & ~after.second.primary) | second_is_ordered(step)
    return (~first | after.first_record.absent) & (~second | after.second_record.absent)


@step("HA-25", "HA-24", "LES-18")
def a_listed_number_is_not_dialed(before, step, after):
    """The servers accept no request for a number whose entry is in the table at that moment."""
    first = before.first_line.none & after.first_line.accepted
    second = before.second_line.none & after.second_line.accepted
    return ~(first | second) | before.entry.missing


@step("HA-25", "LES-18")
def a_number_that_was_just_listed_is_not_dialed(before, step, after):
    """An OCS that was asked not to call a number sends no request for it."""
    if step.event == "first_record.dial":
        return (step.sent("line.request") == 0) | before.first_number.unknown
    if step.event == "second_record.dial":
        return (step.sent("line.request") == 0) | before.second_number.unknown
    return step.sent("line.request") == 0


@reachable("HA-25")
def a_number_can_be_listed_while_its_record_is_claimed(s):
    """The entry can come when the record is claimed already, and before it is requested."""
    return s.first_record.claimed & s.first_number.adding & s.first_reader.complete


@invariant("HA-25")
def a_record_is_closed_without_a_call_only_if_its_number_is_listed(s):
    """A record is closed without a call only by an OCS that knows its number as listed."""
    first = ~s.first_record.closed | s.first_number.listed
    return first & (~s.second_record.closed | s.second_number.listed)


@reachable("HA-25")
def a_listed_record_can_be_closed_by_the_new_primary(s):
    """A record can be closed by a new primary for an entry that the old one has added."""
    return s.second_record.closed & s.second_number.known & s.first.down


@leads_to("HA-25", "HA-6")
def every_entry_is_in_the_table_in_the_end(s):
    """An entry that the primary was asked for is in the table in the end, if it stays primary."""
    waits = s.takeover.second_accepted & s.second_number.adding
    return waits, s.entry.there | ~s.takeover.second_accepted


@reachable("HA-10", "HA-25")
def an_ocs_without_the_role_can_send_a_request_from_an_old_list(s):
    """An OCS without the role can send a request for a listed number; it is refused."""
    old = s.first.primary & s.takeover.second_accepted & s.first_number.unknown
    return old & s.entry.there & s.first_record.requested & s.first_line.none
