"""What the exact connections keep to, so that a contract may stand for them."""

from dialonce import invariant, step


@step("D-102", "D-351")
def a_silent_connection_is_lost_before_it_is_whole_again(before, step, after):
    """A connection that went silent is never whole again: it is lost, and comes up anew."""
    heals = before.primary_wire.silent & after.primary_wire.open
    if before.has("backup_wire"):
        heals = heals | (before.backup_wire.silent & after.backup_wire.open)
    return ~heals


@step("D-351")
def a_connection_comes_up_whole(before, step, after):
    """In the step in which OCS takes a connection for up, both sides hear each other."""
    comes = ~before.link.up & after.link.up
    whole = after.primary_wire.open
    if before.has("backup_wire"):
        whole = whole | after.backup_wire.open
    return ~comes | whole


@invariant("LES-8", needs=("detector",))
def nothing_is_held_for_a_connection_that_is_gone(s):
    """When no connection is there, no request, question or answer of it is left, and no watch."""
    gone = ~s.primary_wire.open & ~s.primary_wire.silent
    if s.has("backup_wire"):
        gone = gone & ~s.backup_wire.open & ~s.backup_wire.silent
    held = ~s.detector.hearing
    if s.has("dialog"):
        held = held | ~s.dialog.idle
    if s.has("call"):
        held = held | (s.call.in_flight > 0)
    if s.has("estimates"):
        held = held | s.estimates.counting
    if s.has("copy"):
        held = held | s.copy.asked | s.copy.writing | (s.row.under_way > 0)
    return ~gone | ~held


@invariant("TS-20", "LES-13", needs=("dialog",))
def a_t_server_is_joined_only_on_a_connection(s):
    """OCS registers, or awaits answers, only while it has a connection, whole or silent."""
    there = s.primary_wire.open | s.primary_wire.silent
    if s.has("backup_wire"):
        there = there | s.backup_wire.open | s.backup_wire.silent
    return ~s.link.joining | there
