"""What must hold for each try of a CPD Proxy Server to reach a CPD Server."""

from dialonce import invariant, leads_to, reachable, step
from properties.openings import repeats
from spec.parameters import POOL_RESOURCES_MAX


@invariant("POOL-5", "POOL-8", "LES-13")
def a_proxy_takes_a_cpd_server_for_connected_exactly_while_it_is(s):
    """A proxy has a CPD Server exactly while the network has the connection to it."""
    same = s.first.on_primary == (s.primary_wire.open | s.primary_wire.silent)
    if s.has("second"):
        same &= s.second.up == (s.second_line.open | s.second_line.silent)
    if s.has("backup_wire"):
        same &= s.first.on_backup == (s.backup_wire.open | s.backup_wire.silent)
    return same


@leads_to("POOL-8", needs=("resources",))
def a_slowed_session_speeds_up_in_the_end(s):
    """OCS has all resources again in the end, if the proxy is there and some CPD Server is up.

    Assumes: finitely many faults; no person does anything.
    """
    slowed = s.link.up & ~s.first.off & (s.resources.told < POOL_RESOURCES_MAX)
    full = s.resources.told == POOL_RESOURCES_MAX
    return slowed, full | ~_some_cpd_server_is_up(s)


@step("POOL-9", needs=("backup_wire",))
def loss_of_the_primary_cpd_server_leads_straight_to_the_backup(before, step, after):
    """When the primary CPD Server is lost, the proxy begins to connect to the backup."""
    loss = before.first.on_primary & ~after.first.on_primary
    return ~loss | after.backup_wire.opening


@step("POOL-10", needs=("backup_wire",))
def loss_of_the_backup_cpd_server_leads_straight_to_the_primary(before, step, after):
    """When the backup CPD Server is lost, the proxy begins to connect to the primary."""
    loss = before.first.on_backup & ~after.first.on_backup
    return ~loss | after.primary_wire.opening


@step("POOL-11", needs=("backup_wire",))
def cpd_servers_of_a_pair_are_tried_in_alternation(before, step, after):
    """A proxy never tries the same CPD Server of a pair twice in a row.

    Observes: the network, which remembers the server that was tried last.
    """
    return ~repeats(before, step, after, "primary", "backup")


@leads_to("POOL-11", "POOL-12")
def a_cpd_server_is_regained_without_a_person(s):
    """A proxy that lost a CPD Server is connected again in the end, if one of the pair stays up."""
    return s.first.seeking, s.first.up | ~_some_cpd_server_is_up(s)


@step("POOL-12", without=("backup_wire",))
def without_a_standby_a_loss_leads_straight_to_the_same_cpd_server(before, step, after):
    """Without a standby, the proxy begins at once to connect to the CPD Server that it lost."""
    loss = before.first.up & ~after.first.up
    return ~loss | after.primary_wire.opening


@step("POOL-16")
def a_proxy_sends_only_to_a_cpd_server_that_it_has(before, step, after):
    """A proxy hands requests on only while it is connected to the CPD Server."""
    return (step.sent("detector.sent") == 0) | before.first.up


@leads_to("POOL-16", "ADDP-9", needs=("resources",), without=("pool_addp",))
def a_proxy_without_addp_notices_a_silence_by_its_requests(s):
    """A proxy hands on requests, and so finds out in the end that its CPD Server is silent."""
    return s.primary_wire.silent, ~s.primary_wire.silent


@reachable("POOL-11", needs=("backup_wire", "resources"))
def both_cpd_servers_of_a_pair_can_be_down_while_the_session_runs(s):
    """Both CPD Servers of a pair can be down while the session runs on with the other resource."""
    return s.primary.down & s.backup.down & s.session.running & (s.resources.told == 1)


def _some_cpd_server_is_up(s):
    return s.primary.up | s.backup.up if s.has("backup") else s.primary.up
