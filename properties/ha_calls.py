"""What must hold for calls that live on through a failover, and for what agents send.

The two OCS are alike: what is asked of the first one holds for the second one too.
"""

from dialonce import invariant, leads_to, reachable, step
from properties.takeovers import first_is_ordered, second_is_ordered


@step("HA-29")
def a_failover_leaves_calls_as_they_are(before, step, after):
    """No stop of an OCS and no order changes a call: it stays queued, or with its agent."""
    kept = not step.event.startswith("takeover.")
    same = True
    for name in ("queued", "answered", "transferred"):
        same = same & (getattr(before.first_call, name) == getattr(after.first_call, name))
        same = same & (getattr(before.second_call, name) == getattr(after.second_call, name))
    return kept | same


@leads_to("HA-29")
def a_queued_call_is_answered_or_ends(s):
    """A call in the queue leaves it in the end, whatever becomes of the OCS that dialed it."""
    return s.first_call.queued, ~s.first_call.queued


@leads_to("HA-29")
def an_answered_call_ends(s):
    """A call at an agent's desk ends in the end, however often it is transferred."""
    return s.first_call.answered, ~s.first_call.talking


@reachable("HA-29")
def a_transferred_call_can_outlive_its_ocs(s):
    """A call can wait for another agent when its OCS is gone, while another OCS works."""
    lost = s.first_call.transferred & (s.first_call.known == 0)
    return lost & s.first.down & s.takeover.second_accepted


@reachable("HA-29")
def a_call_can_be_answered_when_its_ocs_is_gone(s):
    """An agent can talk to a person whose OCS is down, while another one has the role."""
    return s.first_call.answered & s.first.down & s.takeover.second_accepted


@invariant("HA-30", "HA-29")
def nobody_is_called_again_for_an_update(s):
    """For each time that a row was made ready, its person is called at most once."""
    return s.phone.calls <= 1


@step("HA-30")
def an_update_for_a_lost_record_changes_nothing(before, step, after):
    """An update whose record was lost leaves the records of both OCS, and the row, as they are."""
    first = (step.event == "first_call.bring_update") & (before.first_call.known == 0)
    second = (step.event == "second_call.bring_update") & (before.second_call.known == 0)
    kept = True
    for name in ("ready", "retrieved", "left"):
        kept = kept & (getattr(before.row, name) == getattr(after.row, name))
    for name in ("absent", "held", "called", "updated"):
        kept = kept & (getattr(before.first_record, name) == getattr(after.first_record, name))
        kept = kept & (getattr(before.second_record, name) == getattr(after.second_record, name))
    return ~(first | second) | kept


@step("HA-28", "HA-30")
def an_ocs_that_begins_anew_has_lost_its_records(before, step, after):
    """An order, a stop and the news of another primary leave no record for agents to update."""
    first = (before.first.primary & ~after.first.primary) | first_is_ordered(step)
    second = (before.second.primary & ~after.second.primary) | second_is_ordered(step)
    return (~first | after.first_record.absent) & (~second | after.second_record.absent)


@step("HA-30")
def an_update_creates_no_record(before, step, after):
    """No update brings a record into the memory of an OCS that does not have it."""
    brings = step.event in ("first_call.bring_update", "second_call.bring_update")
    first = before.first_record.absent & ~after.first_record.absent
    second = before.second_record.absent & ~after.second_record.absent
    return (not brings) | ~(first | second)


@step("HA-28", "HA-30")
def a_record_is_lost_with_the_term_of_its_ocs(before, step, after):
    """An OCS that stops, steps down or is ordered anew has no record of its earlier calls."""
    first = (before.first.primary & ~after.first.primary) | first_is_ordered(step)
    second = (before.second.primary & ~after.second.primary) | second_is_ordered(step)
    return (~first | after.first_record.absent) & (~second | after.second_record.absent)


@step("HA-30", "HA-27", "HA-26")
def an_update_leaves_a_row_that_was_left_alone(before, step, after):
    """Only a person changes a row that was left as retrieved, and no agent does by an update."""
    return ~before.row.left | after.row.left | (step.event == "row.reset")


@reachable("HA-30")
def an_old_update_can_come_while_the_record_is_called_anew(s):
    """An update for a lost record can be under way while the same OCS has it called again."""
    return s.first_call.updating & (s.first_call.known == 0) & s.first_record.called


@reachable("HA-30")
def an_old_update_can_come_while_another_ocs_calls(s):
    """An update for a lost record can be under way while the other OCS has the record called."""
    return s.first_call.updating & (s.first_call.known == 0) & s.second_record.called


@invariant("HA-31")
def a_call_names_the_ocs_that_dialed_it(s):
    """The attached data of each call carry the DBID of the OCS that dialed it."""
    first = s.first_call.idle | (s.first_call.dbid == 1)
    return first & (s.second_call.idle | (s.second_call.dbid == 2))


@step("HA-31")
def an_update_reaches_the_ocs_that_has_the_record(before, step, after):
    """An update about a call is taken by the OCS that dialed it, if that still has the record."""
    first = before.first_record.called & (before.first_call.known == 1)
    second = before.second_record.called & (before.second_call.known == 1)
    if step.event == "first_call.bring_update":
        return ~first | after.first_record.updated
    return (step.event != "second_call.bring_update") | ~second | after.second_record.updated


@step("HA-31", "HA-30")
def an_update_stays_with_its_ocs(before, step, after):
    """What an agent sends about a call of one OCS changes no record of the other one."""
    first = before.first_record.called & ~after.first_record.called
    second = before.second_record.called & ~after.second_record.called
    if step.event == "first_call.bring_update":
        return ~second
    return (step.event != "second_call.bring_update") | ~first


@reachable("HA-31", "HA-30")
def a_record_of_a_new_primary_can_be_updated(s):
    """An agent can update a record that the new primary dialed."""
    return s.takeover.second_accepted & s.second_record.updated & s.row.final & s.first.down
