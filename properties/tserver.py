"""What must hold for the connection of OCS to T-Servers."""

from dialonce import invariant, leads_to, reachable, step
from properties.openings import repeats
from properties.session import some_server_is_up


@step("TS-3", needs=("hot",))
def a_hot_switchover_changes_nothing_for_ocs(before, step, after):
    """When one of two hot T-Servers stops, link, session and record stay as they are."""
    switches = (step.event == "primary.crash") & before.primary.both
    kept = (before.link.up == after.link.up) & (before.session.running == after.session.running)
    kept &= (before.record.requested == after.record.requested) & (
        before.primary_wire.open == after.primary_wire.open
    )
    return ~switches | kept


@reachable("TS-3", needs=("hot",))
def a_session_can_run_on_the_second_hot_t_server(s):
    """A session can run on with one of the two hot T-Servers gone."""
    return s.primary.one & s.session.running & s.record.requested


@reachable("TS-3", needs=("hot",))
def both_hot_t_servers_can_be_gone(s):
    """Both hot T-Servers can be gone, and then the session is paused."""
    return s.primary.down & s.session.paused


@leads_to("TS-4", "TS-9", "TS-17", without=("refusals",))
def ocs_regains_a_t_server_without_a_person(s):
    """A T-Server that is not usable is usable again in the end, if one stays up."""
    return s.link.seeking, s.link.up | ~some_server_is_up(s)


@invariant("TS-5", "TS-7", needs=("record",))
def a_call_lost_with_a_t_server_is_placed_once(s):
    """Whatever the T-Servers do, the switch calls a record's person at most once."""
    return s.call.placed <= 1


@step("TS-7", "TS-8", needs=("record",))
def the_loss_of_a_t_server_pauses_and_makes_unknown(before, step, after):
    """A usable connection that is lost pauses the session and leaves no record requested."""
    loss = before.link.up & ~after.link.up
    return ~loss | (~after.session.running & ~after.record.requested)


@step("TS-9", "TS-17")
def a_usable_t_server_that_is_lost_is_followed_at_once(before, step, after):
    """When a usable connection is lost OCS begins to connect, to the other member of a pair."""
    loss = before.link.up & ~after.link.up
    if not before.has("backup_wire"):
        return ~loss | after.primary_wire.opening
    other = before.link.on_primary & after.backup_wire.opening
    return ~loss | other | (before.link.on_backup & after.primary_wire.opening)


@step("TS-10", needs=("backup_wire",))
def loss_of_the_backup_t_server_leads_to_the_primary(before, step, after):
    """When the backup T-Server is lost, OCS begins to connect to the primary."""
    loss = before.link.on_backup & ~after.link.on_backup
    return ~loss | after.primary_wire.opening


@step("TS-9", needs=("backup_wire",), without=("refusals",))
def t_servers_of_a_pair_are_tried_in_alternation(before, step, after):
    """OCS never tries the same T-Server of a pair twice in a row."""
    return ~repeats(before, step, after, "primary", "backup")


@step("TS-11", needs=("record",))
def answers_of_a_t_server_change_no_record(before, step, after):
    """What OCS learns of queues, agents and calls leaves every record as it is."""
    learns = (step.event == "dialog.answer") | (step.event == "dialog.register_ocs")
    kept = (before.record.ready == after.record.ready) & (before.record.lost == after.record.lost)
    return (not learns) | (kept & (before.record.requested == after.record.requested))


@invariant("TS-12", "TS-20", "LES-4")
def the_session_runs_only_on_a_usable_t_server(s):
    """The session runs only while OCS is registered and has all answers."""
    return ~s.session.running | s.link.up


@step("TS-20", "LES-9")
def nothing_is_sent_before_a_t_server_is_usable(before, step, after):
    """Neither requests nor statistics leave OCS while it joins, or is without, a T-Server."""
    if before.has("record"):
        return (step.sent("call.request") == 0) | before.link.up
    return (step.sent("dn.value") == 0) | before.link.up


@step("TS-6", "LES-9", needs=("statistics",))
def statistics_are_sent_only_when_they_are_due(before, step, after):
    """Values leave OCS once when due, while the T-Server is usable, and at no other moment."""
    due = before.link.up & (step.event == "statistics.publish")
    return step.sent("dn.value") == due


@step("TS-21", "LES-12", needs=("record",))
def a_result_leaves_link_and_session_alone(before, step, after):
    """What becomes of a call changes neither the connection nor the session."""
    kept = (before.link.up == after.link.up) & (before.session.running == after.session.running)
    return (step.event != "call.report") | kept


@invariant("TS-6", needs=("statistics",))
def values_can_be_due_at_any_time(s):
    """The next values can be due at any time, with a connection and without."""
    return s.statistics.may_publish
