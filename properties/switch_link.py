"""What must hold for the connection of a CPD Server to its T-Server, and for OCS behind it."""

from dialonce import invariant, leads_to, reachable, step
from properties.openings import repeats


@invariant("CT-4")
def notices_of_the_t_server_add_up(s):
    """What OCS has heard, changed by each notice under way, is what the CPD Server has."""
    told = (s.line.heard + s.line.notices) % 2 == 1
    return s.line.gone | (told == s.switch_link.up)


@invariant("CT-4", "CT-5")
def ocs_takes_a_lost_t_server_for_there_only_while_a_notice_is_under_way(s):
    """If OCS counts on a T-Server that the CPD Server has lost, a notice is on its way to it."""
    return ~s.link.up | s.switch_link.up | (s.line.notices > 0)


@leads_to("CT-4")
def ocs_learns_of_a_lost_t_server(s):
    """OCS learns in the end that the T-Server is lost, even if it is back by then."""
    return s.link.up & ~s.switch_link.up, ~s.link.up


@leads_to("CT-4", "CT-10")
def ocs_learns_of_a_t_server_that_is_back(s):
    """OCS learns in the end that there is a T-Server, unless it is lost before."""
    return ~s.link.up & s.switch_link.up, s.link.up | ~s.switch_link.up


@step("CT-5", "CT-12")
def a_notice_of_a_lost_t_server_pauses_the_session_and_loses_open_calls(before, step, after):
    """When OCS hears that the T-Server is lost, the session does not run, and no call is open."""
    told = (step.event == "line.deliver") & (before.line.heard == 1)
    return ~told | ~(after.session.running | after.record.requested | after.link.up)


@invariant("CT-4", "CT-8", "CT-9", "LES-13")
def a_cpd_server_takes_a_t_server_for_there_exactly_while_it_is(s):
    """A CPD Server has a T-Server exactly while the network has the connection to it."""
    same = s.switch_link.on_primary == (s.primary_wire.open | s.primary_wire.silent)
    if s.has("backup_wire"):
        same &= s.switch_link.on_backup == (s.backup_wire.open | s.backup_wire.silent)
    return same


@step("CT-6", needs=("backup_wire",))
def loss_of_the_primary_t_server_leads_straight_to_the_backup(before, step, after):
    """When the primary T-Server is lost, the CPD Server begins to connect to the backup."""
    loss = before.switch_link.on_primary & ~after.switch_link.on_primary
    return ~loss | after.backup_wire.opening


@step("CT-7", needs=("backup_wire",))
def loss_of_the_backup_t_server_leads_straight_to_the_primary(before, step, after):
    """When the backup T-Server is lost, the CPD Server begins to connect to the primary."""
    loss = before.switch_link.on_backup & ~after.switch_link.on_backup
    return ~loss | after.primary_wire.opening


@step("CT-8", needs=("backup_wire",))
def t_servers_of_a_pair_are_tried_in_alternation(before, step, after):
    """A CPD Server never tries the same T-Server of a pair twice in a row.

    Observes: the network, which remembers the server that was tried last.
    """
    return ~repeats(before, step, after, "primary", "backup")


@leads_to("CT-8", "CT-9")
def a_t_server_is_regained_without_a_person(s):
    """A CPD Server without a T-Server has one again in the end, if some T-Server stays up.

    Assumes: finitely many faults; no person does anything.
    """
    up = s.primary.up | s.backup.up if s.has("backup") else s.primary.up
    return s.switch_link.seeking, s.switch_link.up | ~up


@step("CT-9", without=("backup_wire",))
def without_a_standby_a_loss_leads_straight_to_the_same_t_server(before, step, after):
    """Without a standby, the CPD Server begins at once to connect to the T-Server that it lost."""
    loss = before.switch_link.up & ~after.switch_link.up
    return ~loss | after.primary_wire.opening


@step("CT-10")
def a_t_server_is_announced_only_when_it_accepts(before, step, after):
    """The CPD Server announces a T-Server only while its connection to it is up."""
    return (step.sent("line.t_server_up") == 0) | after.switch_link.up


@step("CT-10")
def a_session_goes_on_only_with_the_notice_of_a_t_server(before, step, after):
    """A paused session runs again when OCS hears that there is a T-Server, and not before."""
    resumes = before.session.paused & after.session.running
    told = (step.event == "line.deliver") & (before.line.heard == 0)
    return ~resumes | told


@leads_to("CT-10")
def a_session_goes_on_after_the_switchover_of_t_servers(s):
    """A paused session goes on in the end, unless a person stops it or the T-Server is lost."""
    return s.session.paused & s.switch_link.up, ~s.session.paused | ~s.switch_link.up


@step("CT-11", "CT-13")
def a_request_is_handed_on_only_when_it_arrives(before, step, after):
    """A request goes on to a T-Server once, in the step in which it reaches the CPD Server."""
    handed_on = step.sent("call.dial")
    return (handed_on == 0) | ((handed_on == 1) & (step.event == "call.deliver"))


@invariant("CT-11")
def a_change_of_t_servers_dials_nobody_twice(s):
    """However often T-Servers change, the switch calls a record's person at most once."""
    return s.call.placed <= 1


@step("CT-13")
def a_request_that_finds_no_t_server_is_dropped(before, step, after):
    """A request that arrives while the CPD Server has no T-Server is not handed on."""
    useless = (step.event == "call.deliver") & ~before.switch_link.up
    return ~useless | (step.sent("call.dial") == 0)


@leads_to("CT-12")
def a_call_lost_with_the_t_server_becomes_stale(s):
    """A record whose call was lost with the T-Server becomes stale in the end."""
    return s.record.lost & s.line.open, s.record.stale


@reachable("CT-13")
def a_request_can_be_under_way_to_a_cpd_server_without_a_t_server(s):
    """OCS can send a request that finds no T-Server: the notice has not arrived yet."""
    return (s.call.in_flight > 0) & s.link.up & s.switch_link.seeking


@reachable("CT-8", needs=("backup_wire",))
def both_t_servers_can_be_down_while_records_are_lost(s):
    """Both T-Servers can be down while a record is lost and the session is paused."""
    return s.primary.down & s.backup.down & s.record.lost & s.session.paused


@reachable("CT-4")
def a_t_server_can_be_back_before_ocs_hears_of_its_loss(s):
    """The notices of a loss and of the return can be under way together."""
    return (s.line.notices == 2) & s.link.up & s.switch_link.up
