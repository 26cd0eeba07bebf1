"""What must hold for the tries of a client on a pair of servers."""

from dialonce import invariant, reachable


@invariant("LES-16")
def no_server_is_tried_twice_in_a_row_however_often_ocs_switches(s):
    """OCS never tries a server twice in a row while the other one of the pair is untried.

    Observes: counters beside the network, which know nothing of OCS's own states.
    """
    return (s.primary_count.in_a_row <= 1) & (s.backup_count.in_a_row <= 1)


@invariant("LES-16")
def both_servers_are_tried_equally_often(s):
    """In one outage neither server is tried more than once more often than the other one."""
    return abs(s.primary_count.tries - s.backup_count.tries) <= 1


@reachable("LES-16")
def an_outage_can_have_three_switches(s):
    """In one outage each server can be tried twice, with three switches between the tries."""
    return (s.primary_count.tries >= 2) & (s.backup_count.tries >= 2)


@invariant("LES-4")
def one_connection_at_most_is_there_at_a_time(s):
    """OCS has, or tries, a connection to one server of a pair at most: the old one is closed."""
    return s.primary_wire.closed | s.backup_wire.closed


@reachable("LES-4", needs=("dialog",))
def a_connection_can_be_open_and_not_usable(s):
    """A connection can be open while OCS does not take it for usable."""
    return (s.primary_wire.open | s.backup_wire.open) & s.link.seeking
