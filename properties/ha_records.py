"""What must hold for rows and records when another OCS takes over."""

from dialonce import invariant, leads_to, reachable, step
from properties.takeovers import first_is_ordered, second_is_ordered


@step("HA-22")
def a_new_primary_asks_for_records_in_its_first_step(before, step, after):
    """In the step in which an OCS gets the role, its question for records is under way."""
    first = (not first_is_ordered(step)) | (after.first_record.asked & after.first_wire.asking)
    second = (not second_is_ordered(step)) | (after.second_record.asked & after.second_wire.asking)
    return first & second


@leads_to("HA-22", "HA-7")
def a_ready_row_is_finished_without_a_person(s):
    """A ready row has its outcome in the end, unless the OCS that retrieved it is gone."""
    return s.row.ready, s.row.final | s.row.left


@reachable("HA-22")
def the_second_ocs_can_finish_a_row(s):
    """A new primary can retrieve a row, have it called, and store its outcome."""
    return s.takeover.second_accepted & s.second_record.stored & (s.phone.calls == 1)


@step("HA-26", "HA-27")
def only_a_person_changes_a_row_that_was_left(before, step, after):
    """A row that was left as retrieved stays so, whatever OCS and database do."""
    by_hand = (step.event == "keeper.reset_row") | (step.event == "keeper.close_row")
    return ~before.row.left | after.row.left | by_hand


@step("HA-26", "HA-27")
def only_a_person_makes_a_row_ready(before, step, after):
    """No failover, no loss and no OCS makes a row ready again."""
    return before.row.ready | ~after.row.ready | (step.event == "keeper.reset_row")


@invariant("HA-26")
def a_new_primary_has_nothing_to_do_with_a_row_that_was_left(s):
    """The OCS with the role holds, dials and finishes no row that was left as retrieved."""
    first = ~s.takeover.first_accepted | ~s.first_record.in_use
    second = ~s.takeover.second_accepted | ~s.second_record.in_use
    return ~s.row.left | (first & second)


@invariant("HA-26", "HA-28", "HA-10")
def nobody_is_called_twice_without_a_person(s):
    """For each time that a row was made ready, its person is called at most once."""
    return s.phone.calls <= 1


@invariant("HA-26")
def a_row_that_is_in_use_is_retrieved(s):
    """The OCS with the role holds a record only if the database has its row as retrieved."""
    first = ~s.takeover.first_accepted | ~s.first_record.in_use
    second = ~s.takeover.second_accepted | ~s.second_record.in_use
    return (first & second) | s.row.retrieved | s.row.final


@reachable("HA-26")
def a_row_can_be_left_though_its_person_was_called(s):
    """A row can be left as retrieved after its call, while another OCS has the role."""
    return s.row.left & (s.phone.calls == 1) & s.takeover.second_accepted & s.first.down


@reachable("HA-27")
def a_row_can_be_made_ready_while_its_old_ocs_believes_in_it(s):
    """A person can make a row ready while an OCS without the role still holds its record."""
    return s.row.ready & s.takeover.second_accepted & s.first_record.held


@step("HA-27")
def what_a_person_decides_about_a_row_is_done(before, step, after):
    """A person who decides about a row that was left makes it ready, or closes it for good."""
    if step.event == "keeper.reset_row":
        return after.row.ready
    return (step.event != "keeper.close_row") | after.row.final


@step("HA-28")
def an_ocs_that_stops_steps_down_or_is_ordered_knows_no_record(before, step, after):
    """A stop, the news of another primary, and an order leave nothing in memory."""
    ended = (before.first.primary & ~after.first.primary) | first_is_ordered(step)
    first = ~ended | after.first_record.absent | after.first_record.asked
    ended = (before.second.primary & ~after.second.primary) | second_is_ordered(step)
    return first & (~ended | after.second_record.absent | after.second_record.asked)


@invariant("HA-28")
def an_ocs_without_the_role_learns_no_record(s):
    """An OCS that is down or the backup knows of no record."""
    first = ~(s.first.down | s.first.backup) | s.first_record.absent
    return first & (~(s.second.down | s.second.backup) | s.second_record.absent)


@step("HA-8", "HA-9", "HA-10")
def an_ocs_is_what_it_was_told_last(before, step, after):
    """An order makes an OCS the primary, a start or a correction the backup, a stop neither."""
    expected = {"start": "backup", "tell": "backup", "stop": "down"}
    way, _, end = step.event.removeprefix("takeover.").rpartition("_")
    if not step.event.startswith("takeover."):
        return (before.first.primary == after.first.primary) & (
            before.second.primary == after.second.primary
        )
    return getattr(getattr(after, end), expected.get(way, "primary"))


@step("HA-10")
def only_the_accepted_ocs_has_an_effect(before, step, after):
    """A call is placed, and a row is marked or finished, only for the OCS with the role."""
    first = (step.event == "first_line.place") | (step.event == "first_wire.serve")
    first |= step.event == "first_wire.apply"
    second = (step.event == "second_line.place") | (step.event == "second_wire.serve")
    second |= step.event == "second_wire.apply"
    accepted = before.takeover
    return ((not first) | accepted.first_accepted) & ((not second) | accepted.second_accepted)


@reachable("HA-10")
def two_ocs_can_both_take_themselves_for_the_primary(s):
    """An OCS without the role can believe in a request while the other one dials the same row."""
    believes = s.first.primary & s.first_record.requested & s.takeover.second_accepted
    return believes & s.second_line.calling


@step("REC-4", "REC-8", "DB-10")
def an_outcome_is_written_in_the_step_that_brings_it(before, step, after):
    """A result, or the end of the timer, of a request makes its OCS write the outcome at once."""
    sent = step.sent("wire.update") == 1
    first = step.by("first_line.report", "first_record.expire") & before.first_record.requested
    second = step.by("second_line.report", "second_record.expire") & before.second_record.requested
    return (~first | (after.first_record.writing & sent)) & (
        ~second | (after.second_record.writing & sent)
    )


@step("REC-10", "DB-10")
def a_record_with_an_outcome_is_not_requested_again(before, step, after):
    """While its outcome is written a record does not become one that waits for a result."""
    first = before.first_record.writing & after.first_record.requested
    return ~first & ~(before.second_record.writing & after.second_record.requested)
