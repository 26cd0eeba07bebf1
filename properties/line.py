"""What the exact connections keep to, so that a contract may stand for them."""

from dialonce import step


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
