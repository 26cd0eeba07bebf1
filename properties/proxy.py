"""What must hold for the connection of OCS to CPD Proxy Servers."""

from dialonce import invariant, leads_to, reachable, step
from properties.openings import repeats
from properties.session import some_server_is_up


@leads_to("PRX-4", "PRX-13")
def a_proxy_is_regained_without_a_person(s):
    """A lost proxy is followed by a connection in the end, if some proxy stays up.

    Assumes: finitely many faults; no person does anything.
    """
    return s.link.seeking, s.link.up | ~some_server_is_up(s)


@step("PRX-4", needs=("backup_wire",))
def proxies_of_a_pair_are_tried_in_alternation(before, step, after):
    """OCS never tries the same proxy of a pair twice in a row.

    Observes: the network, which remembers the server that was tried last.
    """
    return ~repeats(before, step, after, "primary", "backup")


@invariant("PRX-5")
def a_change_of_proxies_dials_nobody_twice(s):
    """However often proxies change, the switch calls a record's person at most once."""
    return s.call.placed <= 1


@step("PRX-5")
def a_proxy_hands_each_request_on_once(before, step, after):
    """A proxy hands a request on in the step in which it arrives, once, and at no other moment."""
    return step.sent("call.dial") == int(step.event == "call.deliver")


@step("PRX-6")
def the_loss_of_a_proxy_is_told_once_to_each(before, step, after):
    """The step that loses a proxy tells the Management Layer and Stat Server once each."""
    loss = before.link.up & ~after.link.up
    return (step.sent("management.loss") == loss) & (step.sent("statistics.loss") == loss)


@step("PRX-7")
def the_loss_of_a_proxy_leaves_no_session_running(before, step, after):
    """In the step in which a proxy is lost, the session that uses it stops dialing."""
    loss = before.link.up & ~after.link.up
    return ~loss | ~after.session.running


@step("PRX-8", needs=("backup_wire",))
def loss_of_the_primary_proxy_leads_straight_to_the_backup(before, step, after):
    """When the primary proxy is lost, OCS begins to connect to the backup."""
    loss = before.link.on_primary & ~after.link.on_primary
    return ~loss | after.backup_wire.opening


@step("PRX-12", needs=("backup_wire",))
def loss_of_the_backup_proxy_leads_straight_to_the_primary(before, step, after):
    """When the backup proxy is lost, OCS begins to connect to the primary."""
    loss = before.link.on_backup & ~after.link.on_backup
    return ~loss | after.primary_wire.opening


@step("PRX-9", "PRX-13")
def a_session_goes_on_exactly_when_a_proxy_accepts(before, step, after):
    """A paused session runs again in the step in which a proxy accepts, and in no other."""
    comes = ~before.link.up & after.link.up
    resumes = before.session.paused & after.session.running
    return resumes == (comes & before.session.paused)


@step("PRX-10")
def requests_of_a_lost_proxy_are_not_sent_again(before, step, after):
    """OCS sends no request for a record that was handed over once already."""
    return (step.sent("call.request") == 0) | before.record.claimed


@leads_to("PRX-11")
def a_call_lost_with_a_proxy_becomes_stale(s):
    """A record whose call was lost with a proxy becomes stale in the end."""
    return s.record.lost, s.record.stale


@step("PRX-11")
def a_proxy_that_is_back_closes_no_lost_record(before, step, after):
    """A record that was lost is closed by its own timer, with no proxy's help."""
    closes = before.record.lost & after.record.closed
    return ~closes | (after.record.stale & (step.event == "clock.tick"))


@step("PRX-13", without=("backup_wire",))
def without_a_backup_a_loss_leads_straight_to_the_same_proxy(before, step, after):
    """Without a backup, OCS begins at once to connect to the proxy that it lost."""
    loss = before.link.up & ~after.link.up
    return ~loss | after.primary_wire.opening


@step("PRX-14", needs=("several",))
def the_loss_of_another_proxy_changes_no_session_and_no_record(before, step, after):
    """When one of two proxies is lost, what uses the other one stays as it is."""
    first = before.link.up & ~after.link.up
    second = before.link_2.up & ~after.link_2.up
    kept = (before.session.running == after.session.running) & (
        before.record.requested == after.record.requested
    )
    kept_2 = before.session_2.running == after.session_2.running
    return (~second | kept) & (~first | kept_2)


@reachable("PRX-5")
def a_proxy_can_be_lost_while_it_has_a_person_called(s):
    """A proxy can be lost while the person of one of its requests is being called."""
    return s.record.lost & s.call.ringing & s.session.paused


@reachable("PRX-4", needs=("backup_wire",))
def both_proxies_can_be_down_while_the_cpd_servers_work(s):
    """Both proxies can be down although the CPD Servers behind them work."""
    return s.primary.down & s.backup.down & s.cpd.up & s.record.lost
