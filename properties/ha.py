"""What must hold for the roles of the two OCS of a pair, and for a lone one."""

from dialonce import invariant, leads_to, reachable, step
from properties.pairs import both_ways


@leads_to("HA-7", "LES-17")
def an_ocs_that_runs_is_accepted_as_primary_in_the_end(s):
    """If an OCS runs, then in the end one works as the primary and its requests are accepted."""
    serves = s.first.primary & s.first_door.open
    idle = s.first_host.down
    if s.has("second"):
        serves |= s.second.primary & s.second_door.open
        idle &= s.second_host.down
    return ~idle, serves | idle


@leads_to("HA-7", needs=("second",))
def the_backup_follows_a_primary_that_stays_down(s):
    """If the first OCS is down, the second one has the role in the end, unless the first returns.

    Assumes: both are of the same making, so that it need not be claimed the other way round.
    """
    waits = s.first_host.down & s.second_host.up
    return waits, (s.second.primary & s.second_door.open) | s.second_host.down | s.first_host.up


@step("HA-8", "HA-7")
def an_ocs_gets_the_role_only_by_an_order(before, step, after):
    """An OCS becomes the primary in the step of an order to it, and in no other one."""
    first = ~before.first.believing & after.first.believing
    good = ~first | ((step.event == "layer.deliver") & before.layer.ordering_first)
    if before.has("second"):
        second = ~before.second.believing & after.second.believing
        good &= ~second | ((step.event == "layer.deliver") & before.layer.ordering_second)
    return good


@step("HA-8", needs=("second",))
@both_ways
def the_loss_of_the_pair_link_changes_no_role(before, step, after):
    """When the connection between the two OCS breaks, each keeps its role."""
    kept = (before.ocs.backup == after.ocs.backup) & (before.ocs.primary == after.ocs.primary)
    return (step.event not in ("pair_link.cut", "pair_link.notice", "pair_link.end")) | kept


@reachable("HA-8", needs=("second",))
def both_ocs_can_be_alive_without_a_connection(s):
    """A primary and a backup can both be at work while nothing connects them."""
    return s.pair_link.gone & s.first.primary & s.second.backup


@invariant("HA-8", "HA-10")
@both_ways
def the_servers_accept_whom_the_management_layer_chose(s):
    """While the Management Layer knows a holder of the role, the servers accept that one."""
    return ~s.holds | s.door.open


@step("HA-9")
@both_ways
def an_ocs_that_starts_is_a_backup(before, step, after):
    """An OCS that starts has the backup role, whatever it was before it stopped."""
    return ~(before.ocs.down & ~after.ocs.down) | after.ocs.backup


@step("HA-9")
@both_ways
def a_backup_stays_one_until_it_is_ordered(before, step, after):
    """A backup remains one, frozen or not, until it stops or an order reaches it."""
    asleep = before.ocs.backup | before.ocs.frozen_backup
    kept = after.ocs.backup | after.ocs.frozen_backup | after.ocs.down
    return ~asleep | kept | (step.event == "layer.deliver")


@invariant("HA-10", "HA-7", "LES-3", "LES-17", needs=("second",))
def the_servers_accept_one_ocs_at_most(s):
    """In every state the servers accept the requests of one OCS at most."""
    return ~(s.first_door.open & s.second_door.open)


@leads_to("HA-10", needs=("second",))
def two_that_believe_to_be_primary_become_one(s):
    """If both OCS believe to be the primary, in the end one of them does not any more."""
    return s.first.believing & s.second.believing, ~(s.first.believing & s.second.believing)


@leads_to("HA-11", needs=("second",))
def two_ocs_that_work_are_connected_in_the_end(s):
    """If both OCS work, there is a connection between them in the end, after every loss."""
    work = s.first_host.running & s.second_host.running
    return work, s.pair_link.open | ~work


@invariant("HA-15")
@both_ways
def clients_are_connected_to_a_primary_only(s):
    """A client is connected only to an OCS that works as the primary, or was frozen as such."""
    return ~s.client.on | s.ocs.believing


@step("HA-15")
@both_ways
def a_client_stays_while_its_ocs_is_the_primary(before, step, after):
    """An OCS drops no client while it is the primary, whatever becomes of the other OCS."""
    return ~(before.client.on & before.ocs.believing & after.ocs.believing) | after.client.on


@leads_to("HA-15")
def a_primary_gets_its_clients_in_the_end(s):
    """A client that tries the first OCS while it is the primary is accepted in the end."""
    return s.first.primary, s.first_client.on | ~s.first.primary


@step("HA-8", "HA-7")
@both_ways
def an_order_that_reaches_an_ocs_gives_it_the_role(before, step, after):
    """The step in which an order reaches an OCS that works makes it the accepted primary."""
    works = before.ocs.backup | before.ocs.primary
    reached = (step.event == "layer.deliver") & before.ordered & works
    return ~reached | (after.ocs.primary & after.holds & after.door.open)


@invariant("HA-10")
@both_ways
def an_ocs_stands_still_exactly_while_its_host_does(s):
    """An OCS is frozen while its host gives it no time, whatever its role, and not else."""
    return (s.ocs.frozen_backup | s.ocs.frozen_primary) == s.host.frozen
