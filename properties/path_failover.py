"""What must hold when another OCS takes over in the middle of the dial path."""

from dialonce import reachable, step


@step("PATH-7")
def a_new_primary_sends_no_request_before_it_has_read_do_not_call(before, step, after):
    """A failover leaves Do Not Call entries unread; until they are read no request is sent."""
    begins = after.reader.unread | (step.event != "failover.promote")
    return begins & ((step.sent("call.request") == 0) | before.reader.complete)


@step("PATH-8")
def what_the_old_primary_had_stays_as_it_is(before, step, after):
    """A row that was left behind, and a record that was in hand, stay so whatever happens."""
    return (~before.row.left | after.row.left) & (~before.record.forgotten | after.record.forgotten)


@step("PATH-7")
def unread_entries_are_read_only_over_a_connection(before, step, after):
    """The reading of the Do Not Call list ends only while the DB Server is connected."""
    ends = before.reader.unread & after.reader.complete
    return ~ends | before.db_link.up


@step("PATH-8", "LES-3")
def a_failover_leaves_nothing_in_hand(before, step, after):
    """The OCS that takes over has an empty buffer, no record in hand, and no connection."""
    empty = after.copy.absent & ~after.record.claimed & ~after.record.waiting
    down = after.link.seeking & after.switch_link.seeking & after.db_link.seeking
    return (step.event != "failover.promote") | (empty & down)


@reachable("PATH-7", "PATH-8")
def an_ocs_can_take_over_while_a_call_rings(s):
    """A new primary can dial one record while the call of a forgotten one still rings."""
    return s.record.forgotten & s.call.ringing & s.session.running


@reachable("PATH-7")
def new_records_can_be_there_before_the_list_is_read(s):
    """A new primary can have retrieved records while entries of the list are unread."""
    return s.copy.buffered & s.reader.unread
