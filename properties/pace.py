"""What must hold for the pace of a session: dialing resources, and requests that hold them."""

from dialonce import invariant, leads_to, reachable, step


@step("POOL-7")
def a_request_leaves_only_while_a_resource_is_free(before, step, after):
    """OCS hands a record over only while fewer requests are under way than resources are told."""
    free = before.resources.used < before.resources.told
    return (step.sent("call.request") == 0) | free


@step("POOL-7")
def requests_under_way_grow_only_up_to_the_resources(before, step, after):
    """The requests under way grow by one at a time, and never beyond the resources told."""
    grows = after.resources.used > before.resources.used
    by_one = after.resources.used == before.resources.used + 1
    return ~grows | (by_one & (after.resources.used <= after.resources.told))


@step("POOL-7")
def fewer_resources_take_back_no_request(before, step, after):
    """A notice of fewer resources leaves every record, and the requests under way, as they are."""
    fewer = (after.resources.told < before.resources.told) & after.link.up
    kept = (before.record.requested == after.record.requested) & (
        before.resources.used == after.resources.used
    )
    return ~fewer | kept


@step("POOL-7", "POOL-19")
def a_resource_is_used_exactly_while_a_slot_is_held(before, step, after):
    """The resources in use change with the slots that records hold, one for one."""
    taken = ~before.slot.held & after.slot.held
    left = before.slot.held & ~after.slot.held & after.link.up
    more = after.resources.used > before.resources.used
    fewer = (after.resources.used < before.resources.used) & after.link.up
    return (more == taken) & (fewer == left)


@invariant("POOL-19")
def every_request_with_an_open_outcome_holds_a_resource(s):
    """A record that is handed over holds a resource; one that is lost, ready or claimed none."""
    none = s.record.ready | s.record.claimed | s.record.lost
    return (~s.record.requested | s.slot.held) & (~none | s.slot.empty)


@step("POOL-19")
def a_report_gives_the_resource_back_at_once(before, step, after):
    """The step in which a result or an Error reaches OCS frees the resource of its record."""
    told = step.sent("record.result") + step.sent("record.error")
    return (told == 0) | after.slot.empty


@leads_to("POOL-19")
def a_resource_is_given_back_in_the_end(s):
    """A record that holds a resource gives it back in the end."""
    return s.slot.held, s.slot.empty


@leads_to("POOL-7", "POOL-19")
def a_claimed_record_gets_a_resource_and_is_closed(s):
    """A claimed record is closed in the end, or the session does not run: a resource comes back."""
    return s.record.claimed, s.record.closed | ~s.session.running


@reachable("POOL-7")
def a_claimed_record_can_wait_for_a_resource(s):
    """A record can wait, while the session runs, since the one resource left is in use."""
    full = (s.resources.told == 1) & (s.resources.used == 1)
    return s.session.running & s.record.claimed & full


@reachable("POOL-7")
def more_requests_can_be_under_way_than_resources_are_left(s):
    """After a loss more requests can be under way than there are resources."""
    return s.link.up & (s.resources.used > s.resources.told)


@step("POOL-19")
def each_request_that_is_over_gives_back_one_resource(before, step, after):
    """A record gives a resource back once, in the step in which it stops to hold it."""
    left = before.slot.held & ~after.slot.held & after.link.up
    return step.sent("resources.left") == left
