"""What must hold for the connection of OCS to CPD Servers."""

from dialonce import invariant, leads_to, reachable, step
from properties.openings import repeats
from properties.session import some_server_is_up


@step("CPD-6", needs=("backup_wire",))
def loss_of_the_primary_leads_straight_to_the_backup(before, step, after):
    """When the connection to the primary is lost, OCS begins to connect to the backup."""
    loss = before.link.on_primary & ~after.link.on_primary
    return ~loss | after.backup_wire.opening


@step("CPD-7", needs=("backup_wire",))
def loss_of_the_backup_leads_straight_to_the_primary(before, step, after):
    """When the connection to the backup is lost, OCS begins to connect to the primary."""
    loss = before.link.on_backup & ~after.link.on_backup
    return ~loss | after.primary_wire.opening


@step("CPD-8", "LES-16", needs=("backup_wire",))
def primary_and_backup_are_tried_in_alternation(before, step, after):
    """OCS never tries the same server of a pair twice in a row.

    Observes: the network, which remembers the server that was tried last.
    """
    return ~repeats(before, step, after, "primary", "backup")


@step("CPD-9", without=("backup_wire",))
def without_a_backup_a_loss_leads_straight_to_the_same_server(before, step, after):
    """Without a backup, OCS begins at once to connect to the server that it lost."""
    loss = before.link.up & ~after.link.up
    return ~loss | after.primary_wire.opening


@leads_to("CPD-8", "CPD-9", "CPD-10")
def reconnection_happens_without_an_operator(s):
    """A link that is not up is up again in the end, if some server stays up.

    Assumes: finitely many faults; no person does anything.
    """
    return s.link.seeking, s.link.up | ~some_server_is_up(s)


@leads_to("CPD-8", needs=("backup_wire",))
def the_backup_is_tried_in_the_end(s):
    """While the link is not up, the backup is tried again in the end."""
    return s.link.seeking, s.backup_wire.opening | s.link.up


@leads_to("CPD-8", "CPD-9")
def the_primary_is_tried_in_the_end(s):
    """While the link is not up, the primary is tried again in the end."""
    return s.link.seeking, s.primary_wire.opening | s.link.up


@step("CPD-11", "LES-10", needs=("management",))
def the_management_layer_is_told_once_for_each_loss(before, step, after):
    """The step that loses a connection tells the Management Layer once, and no other step does."""
    return step.sent("management.loss") == (before.link.up & ~after.link.up)


@step("CPD-12", "LES-10", needs=("management",))
def stat_server_is_told_once_for_each_loss(before, step, after):
    """The step that loses a connection tells Stat Server once, and no other step does."""
    return step.sent("statistics.loss") == (before.link.up & ~after.link.up)


@invariant("CPD-11", "CPD-12", "CPD-13", needs=("management",))
def at_most_one_report_arrives_for_a_loss(s):
    """Between two connections, each receiver gets one report, and none if there never was one."""
    heard = s.management.told
    return (s.statistics.told == heard) & (heard <= 1) & (s.link.seeking | (heard == 0))


@step("CPD-13", "LES-10", needs=("management",))
def a_failed_try_is_told_to_nobody(before, step, after):
    """A try that fails is no loss: it is told to nobody."""
    told = step.sent("management.loss") + step.sent("statistics.loss")
    return ~before.link.seeking | (told == 0)


@invariant("CPD-8", "CPD-9", "LES-13")
def the_link_is_up_only_on_a_whole_or_silent_connection(s):
    """OCS takes the link for up only while the network still has its connection."""
    primary = s.primary_wire.open | s.primary_wire.silent
    if s.has("backup_wire"):
        backup = s.backup_wire.open | s.backup_wire.silent
        return (primary == s.link.on_primary) & (backup == s.link.on_backup)
    return primary == s.link.on_primary


@reachable("CPD-14", needs=("backup_wire",))
def a_standby_server_can_send_ocs_back(s):
    """OCS can be declined by a backup that is up, and rest before it turns to the primary."""
    return s.link.resting_for_primary & s.backup.up & s.primary.up


@reachable("CPD-8")
def all_servers_can_be_down(s):
    """All servers can be down while OCS goes on trying."""
    return s.link.seeking & ~some_server_is_up(s)


@reachable("CPD-11")
def a_silent_connection_can_be_taken_for_up(s):
    """The session can run on a connection that is silent: OCS has not noticed yet."""
    return s.session.running & s.primary_wire.silent
