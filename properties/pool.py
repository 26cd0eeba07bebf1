"""What must hold for a CPD Proxy Server that loses CPD Servers: its connections and the pace."""

from dialonce import invariant, leads_to, reachable, step, within
from properties.openings import repeats
from spec.parameters import ADDP_CONTRACT_TICKS, POOL_RESOURCES_MAX

EXACT = "exact_pool"


@invariant("POOL-5")
def a_proxy_counts_the_cpd_servers_that_it_has(s):
    """The resources of a proxy are the CPD Servers that it is connected to."""
    return s.tally.resources == s.first.up * 1 + s.second.up * 1


@invariant("POOL-5", "POOL-6", "POOL-8")
def ocs_knows_the_resources_unless_a_notice_is_under_way(s):
    """Without a notice under way OCS knows how many resources its proxy has; a notice says so."""
    known = s.resources.told == s.tally.resources
    return (~s.line.quiet | known) & (~s.line.carrying | (s.line.notice == s.tally.resources))


@leads_to("POOL-5", "POOL-6")
def ocs_learns_of_a_lost_cpd_server(s):
    """OCS learns in the end that a CPD Server is lost, unless it is back before."""
    lost = s.resources.told > s.tally.resources
    return lost, ~lost


@step("POOL-6")
def a_lost_cpd_server_pauses_no_session(before, step, after):
    """A session pauses only in the step in which the connection to the proxy is lost."""
    pauses = before.session.running & after.session.paused
    return ~pauses | (before.link.up & ~after.link.up)


@step("POOL-6", "POOL-7")
def resources_change_for_ocs_only_by_what_the_proxy_tells(before, step, after):
    """OCS counts other resources only when a notice arrives, or with the loss of the proxy."""
    changed = before.resources.told != after.resources.told
    lost = before.link.up & ~after.link.up
    return ~changed | lost | (step.event == "line.deliver")


@step("POOL-8")
def resources_are_announced_only_when_a_cpd_server_has_accepted(before, step, after):
    """A proxy tells of one resource more only if one CPD Server more has accepted it."""
    more = after.line.carrying & (after.line.notice > before.tally.resources)
    accepted = (~before.first.up & after.first.up) | (~before.second.up & after.second.up)
    return ~more | before.line.carrying & (after.line.notice == before.line.notice) | accepted


@leads_to("POOL-8", needs=(EXACT,))
def a_slowed_session_speeds_up_in_the_end(s):
    """OCS has all resources again in the end, if the proxy is there and some CPD Server is up.

    Assumes: finitely many faults; no person does anything.
    """
    slowed = s.link.up & ~s.first.off & (s.resources.told < POOL_RESOURCES_MAX)
    full = s.resources.told == POOL_RESOURCES_MAX
    return slowed, full | s.link.down | ~_some_cpd_server_is_up(s)


@step("POOL-9", needs=(EXACT, "backup_wire"))
def loss_of_the_primary_cpd_server_leads_straight_to_the_backup(before, step, after):
    """When the primary CPD Server is lost, the proxy begins to connect to the backup."""
    loss = before.first.on_primary & ~after.first.on_primary
    return ~loss | after.backup_wire.opening


@step("POOL-10", needs=(EXACT, "backup_wire"))
def loss_of_the_backup_cpd_server_leads_straight_to_the_primary(before, step, after):
    """When the backup CPD Server is lost, the proxy begins to connect to the primary."""
    loss = before.first.on_backup & ~after.first.on_backup
    return ~loss | after.primary_wire.opening


@step("POOL-11", needs=(EXACT, "backup_wire"))
def cpd_servers_of_a_pair_are_tried_in_alternation(before, step, after):
    """A proxy never tries the same CPD Server of a pair twice in a row.

    Observes: the network, which remembers the server that was tried last.
    """
    return ~repeats(before, step, after, "primary", "backup")


@leads_to("POOL-11", "POOL-12", needs=(EXACT,))
def a_cpd_server_is_regained_without_a_person(s):
    """A proxy that lost a CPD Server is connected again in the end, if one of the pair stays up."""
    return s.first.seeking, s.first.up | ~_some_cpd_server_is_up(s)


@step("POOL-12", needs=(EXACT,), without=("backup_wire",))
def without_a_standby_a_loss_leads_straight_to_the_same_cpd_server(before, step, after):
    """Without a standby, the proxy begins at once to connect to the CPD Server that it lost."""
    loss = before.first.up & ~after.first.up
    return ~loss | after.primary_wire.opening


@step("POOL-16", needs=(EXACT,))
def a_proxy_sends_only_to_a_cpd_server_that_it_has(before, step, after):
    """A proxy hands requests on only while it is connected to the CPD Server."""
    return (step.sent("detector.sent") == 0) | before.first.up


@within("POOL-4", needs=("pool_addp",), ticks=2 * ADDP_CONTRACT_TICKS)
def a_proxy_with_addp_notices_a_silence_in_time(s):
    """A silent CPD Server is noticed by its proxy within twice the timeout of ADDP."""
    return s.primary_wire.silent, ~s.primary_wire.silent


@reachable("POOL-6")
def a_session_can_run_without_any_cpd_server(s):
    """A session can run while its proxy has lost all CPD Servers, and OCS knows it."""
    return s.session.running & (s.tally.resources == 0) & s.line.quiet


@reachable("POOL-5")
def a_cpd_server_can_be_lost_before_ocs_hears_of_it(s):
    """OCS can count on a CPD Server that its proxy has lost: the notice is under way."""
    return s.session.running & (s.resources.told > s.tally.resources)


@reachable("POOL-11", needs=(EXACT, "backup_wire"))
def both_cpd_servers_of_a_pair_can_be_down_while_the_session_runs(s):
    """Both CPD Servers of a pair can be down while the session runs on with the other resource."""
    return s.primary.down & s.backup.down & s.session.running & (s.resources.told == 1)


def _some_cpd_server_is_up(s):
    return s.primary.up | s.backup.up if s.has("backup") else s.primary.up
