"""What one OCS of a pair has in memory of sessions, lists and numbers of its Tenants, and how long.

The sessions of north are active at all times, those of south at some; both have a list.
"""

from dialonce import invariant, reachable, step
from properties.takeovers import first_is_ordered, second_is_ordered


def _knows_nothing(s, end):
    """The OCS has no session, list or number of a Tenant in memory, and no question under way."""
    lists = getattr(s, f"{end}_north_list").unneeded & getattr(s, f"{end}_south_list").unneeded
    ways = getattr(s, f"{end}_north_way").idle & getattr(s, f"{end}_south_way").idle
    session, number = getattr(s, f"{end}_south_session"), getattr(s, f"{end}_south_number")
    return lists & ways & session.inactive & number.unknown


@invariant("HA-17", "HA-28")
def an_ocs_that_is_down_knows_nothing_of_tenants(s):
    """An OCS that does not run knows no session, list or number of a Tenant, and asks for none."""
    first = ~s.first.down | _knows_nothing(s, "first")
    return first & (~s.second.down | _knows_nothing(s, "second"))


@step("HA-10", "HA-28")
def an_ocs_that_steps_down_forgets_its_tenants(before, step, after):
    """A primary that becomes a backup knows no session, list or number of a Tenant any more."""
    first = before.first.primary & after.first.backup
    second = before.second.primary & after.second.backup
    forgets = ~first | _knows_nothing(after, "first")
    return forgets & (~second | _knows_nothing(after, "second"))


def _reads_for_sessions(s, end):
    """Lists of south are read and waited for with an active session only; each is asked for."""
    north, south = getattr(s, f"{end}_north_list"), getattr(s, f"{end}_south_list")
    waited = south.unread | south.due
    active = getattr(s, f"{end}_south_session").active
    asked = getattr(s, f"{end}_south_way").reading == waited
    return (~waited | active) & asked & (getattr(s, f"{end}_north_way").reading == north.unread)


@invariant("HA-23", "HA-24", "HA-32")
def lists_are_read_for_tenants_with_active_sessions_only(s):
    """An OCS reads the lists that it waits for, and waits for none of a Tenant without sessions."""
    return _reads_for_sessions(s, "first") & _reads_for_sessions(s, "second")


@step("HA-23", "HA-25", "D-284")
def an_order_takes_no_known_number_of_a_tenant_away(before, step, after):
    """An OCS that is ordered to be the primary knows the same numbers as before."""
    if first_is_ordered(step):
        return before.first_south_number.known == after.first_south_number.known
    same = before.second_south_number.known == after.second_south_number.known
    return (not second_is_ordered(step)) | same


@reachable("HA-32", "HA-16")
def the_last_session_of_a_tenant_can_stop_with_its_list_read(s):
    """A Tenant whose list was read after a failover can have no active session any more."""
    reads = s.takeover.second_accepted & s.second_south_list.complete
    return reads & s.second_south_session.inactive
