"""What must hold for the Do Not Call lists of several Tenants when another OCS takes over.

North has active sessions at all times and south at some, and both have lists; east has none.
The two OCS are alike: what is asked of the second one holds for the first one too.
"""

from dialonce import invariant, leads_to, reachable, step
from properties.takeovers import first_is_ordered, second_is_ordered

TENANTS = ("north", "south", "east")


def _places(step, end):
    """Whether the step is a request of this OCS, and placed calls."""
    sends = step.event in [f"{end}_{tenant}_dialer.dial" for tenant in TENANTS]
    return sends & (step.sent("switch.placed") > 0)


@step("HA-23")
def a_new_primary_reads_the_lists_of_tenants_with_sessions(before, step, after):
    """Its order makes an OCS read the list of each Tenant with active sessions, and no other."""
    if first_is_ordered(step):
        south = after.first_south_list.unread == before.first_south_session.active
        return after.first_north_list.unread & south
    south = after.second_south_list.unread == before.second_south_session.active
    return (not second_is_ordered(step)) | (after.second_north_list.unread & south)


@step("HA-24")
def no_tenant_is_dialed_before_all_lists_are_read(before, step, after):
    """While a list is unread after a failover, no call is placed for any Tenant."""
    first = ~(before.first_north_list.unread | before.first_south_list.unread)
    second = ~(before.second_north_list.unread | before.second_south_list.unread)
    return (~_places(step, "first") | first) & (~_places(step, "second") | second)


@reachable("HA-24")
def a_new_primary_can_dial_when_all_lists_are_read(s):
    """A call can be placed for a new primary while the old one is down for good."""
    return s.takeover.second_accepted & s.first.down & s.north_line.called


@reachable("HA-24")
def one_list_can_be_read_while_another_one_is_not(s):
    """A new primary can have read the list of south, and not that of north yet."""
    reads = s.takeover.second_accepted & s.second_south_session.active
    return reads & s.second_south_list.complete & s.second_north_list.unread


@reachable("HA-23")
def a_list_can_be_complete_that_was_not_read(s):
    """All that must be read can be read while the list of an inactive Tenant is not."""
    done = s.takeover.second_accepted & s.second_north_list.complete
    return done & s.second_south_list.unneeded & s.table.there & s.second_south_number.unknown


@leads_to("HA-24")
def requests_go_on_when_all_lists_are_read(s):
    """An OCS that waits for lists waits no more in the end."""
    waits = s.second_north_list.unread | s.second_south_list.unread
    return waits, ~(s.second_north_list.unread | s.second_south_list.unread)


@leads_to("HA-24", "HA-23")
def tenants_are_dialed_again_after_a_failover(s):
    """A new primary has calls placed in the end, for a Tenant with a list and for one without."""
    return s.takeover.second_accepted, s.north_line.called & s.east_line.called


@leads_to("HA-24", "HA-32")
def a_tenant_with_a_session_is_dialed_in_the_end(s):
    """A Tenant whose session stays active is called in the end, unless its number is listed."""
    waits = s.takeover.second_accepted & s.second_south_session.active
    return waits, s.south_line.called | s.second_south_number.known | ~waits


@step("HA-16")
def an_order_changes_no_session_of_a_tenant(before, step, after):
    """An OCS that gets the role starts no session of a Tenant, and stops none."""
    if first_is_ordered(step):
        return before.first_south_session.active == after.first_south_session.active
    same = before.second_south_session.active == after.second_south_session.active
    return (not second_is_ordered(step)) | same


@step("HA-10", "HA-16")
def calls_are_requested_by_a_primary_for_active_sessions_only(before, step, after):
    """An OCS requests calls only as the primary, and only for Tenants with active sessions."""
    dialer, _, what = step.event.rpartition(".")
    if what != "dial":
        return True
    end = dialer.partition("_")[0]
    works = getattr(before, end).primary
    if dialer == f"{end}_south_dialer":
        works &= getattr(before, f"{end}_south_session").active
    return works


@step("HA-25", "HA-32", "HA-10")
def no_listed_number_of_any_tenant_is_dialed(before, step, after):
    """No call is placed for south while its number is in the table."""
    south = step.event in ("first_south_dialer.dial", "second_south_dialer.dial")
    return (not south) | (step.sent("switch.placed") == 0) | before.table.missing


@step("HA-32")
def a_tenant_is_dialed_only_with_its_list_read(before, step, after):
    """A call is placed for south only by an OCS that has read its list."""
    placed = step.sent("switch.placed") > 0
    first = placed & (step.event == "first_south_dialer.dial")
    second = placed & (step.event == "second_south_dialer.dial")
    return (~first | before.first_south_list.complete) & (
        ~second | before.second_south_list.complete
    )


@step("HA-32")
def a_session_that_starts_later_stops_no_other_tenant(before, step, after):
    """When the first session of a Tenant starts after a failover, only its own requests wait."""
    starts = ("first_south_session.start", "second_south_session.start")
    first = before.first_south_list.unneeded & after.first_south_list.unread
    second = before.second_south_list.unneeded & after.second_south_list.unread
    return (step.event not in starts) | ~(first | second)


@leads_to("HA-32")
def the_list_of_a_later_session_is_read_in_the_end(s):
    """A list that is due for a new session is read, unless the session or the OCS ends first."""
    return s.second_south_list.due, s.second_south_list.complete | s.second_south_list.unneeded


@invariant("HA-17", "HA-28")
def an_ocs_that_is_down_knows_no_session_of_a_tenant(s):
    """An OCS that stopped, in whatever role, has forgotten the sessions of its Tenants."""
    first = ~s.first.down | s.first_south_session.inactive
    return first & (~s.second.down | s.second_south_session.inactive)
