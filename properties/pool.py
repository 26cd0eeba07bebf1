"""What must hold for a CPD Proxy Server that loses CPD Servers: what it counts, and the pace."""

from dialonce import invariant, leads_to, reachable, step, within
from spec.parameters import ADDP_CONTRACT_TICKS


@invariant("POOL-5")
def a_proxy_counts_the_cpd_servers_that_it_has(s):
    """The resources of a proxy are the CPD Servers that it is connected to."""
    return s.tally.resources == s.first.up * 1 + s.second.up * 1


@invariant("POOL-5", "POOL-6", "POOL-8")
def ocs_knows_the_resources_unless_a_notice_is_under_way(s):
    """Without a notice under way OCS knows how many resources its proxy has; a notice says so."""
    known = s.resources.told == s.tally.resources
    return (~s.line.quiet | known) & (~s.line.carrying | (s.line.notice == s.tally.resources))


@step("POOL-5")
def an_ocs_that_connects_is_told_the_resources(before, step, after):
    """When OCS connects to a proxy, the number of resources is on its way to it, be it none."""
    connects = ~before.link.up & after.link.up
    return ~connects | (after.line.carrying & (after.line.notice == after.tally.resources))


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
    return ~more | accepted


@invariant("POOL-6", "POOL-7", "POOL-19")
def requests_are_held_back_exactly_while_no_resource_is_free(s):
    """OCS holds requests back while as many are under way as there are resources, and not else."""
    return s.resources.exhausted == (s.resources.used >= s.resources.told)


@invariant("POOL-5", "POOL-18", "POOL-19")
def without_a_proxy_there_is_no_resource(s):
    """While no proxy is connected OCS counts on no resource, and none is in use."""
    return s.link.up | ((s.resources.told == 0) & (s.resources.used == 0))


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
