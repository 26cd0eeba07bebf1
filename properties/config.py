"""What must hold for the connection of OCS to Configuration Server."""

from dialonce import invariant, leads_to, reachable, step, within
from properties.openings import begins, repeats
from spec.parameters import ADDP_CONTRACT_TICKS, RECONNECT_TIMEOUT_TICKS


@step("CFG-1")
def the_primary_configuration_server_is_tried_first(before, step, after):
    """The first Configuration Server that OCS tries after its start is the primary."""
    starts = before.config.off & ~after.config.off
    return ~starts | after.config_primary_wire.opening


@step("CFG-2", "LES-10")
def the_loss_of_configuration_server_is_told_once_to_the_management_layer(before, step, after):
    """The step that loses Configuration Server tells the Management Layer once, no other does."""
    lost = before.config.up & ~after.config.up
    told = after.management.told - before.management.told
    return (lost & (told == 1)) | (~lost & (told <= 0))


@invariant("CFG-2")
def one_error_message_at_most_arrives_for_a_loss_of_configuration_server(s):
    """The Management Layer has one message while OCS seeks a lost server, and never two."""
    heard = s.management.told
    return (heard <= 1) & (s.config.seeking | (heard == 0))


@step("CFG-3")
def a_configuration_server_is_tried_when_the_reconnect_timeout_is_over(before, step, after):
    """After a loss or a failed try, the next try begins at the tick that ends the timeout.

    Observes: a stopwatch beside the network, which knows nothing of OCS's own timer.
    """
    ends = before.stopwatch.counting & (before.stopwatch.rested == RECONNECT_TIMEOUT_TICKS - 1)
    due = ends & (step.event == "clock.tick")
    return before.config.off | (_opens(before, step, after) == due)


@within("CFG-3", ticks=RECONNECT_TIMEOUT_TICKS)
def a_configuration_server_is_tried_within_the_reconnect_timeout(s):
    """While OCS waits, a try begins before the ticks of the Reconnect Timeout are over."""
    return s.config.waiting, s.config.trying


@step("CFG-3", "CFG-4", needs=("config_backup",))
def a_lost_primary_configuration_server_leads_to_the_backup(before, step, after):
    """When OCS loses the primary Configuration Server, it waits for a try on the backup."""
    lost = before.config.on_primary & ~after.config.on_primary
    return ~lost | after.config.waiting_for_backup


@step("CFG-4", "CFG-5", needs=("config_backup",))
def configuration_servers_are_tried_in_alternation(before, step, after):
    """OCS never tries the same Configuration Server of a pair twice in a row.

    Observes: the network, which remembers the server that was tried last.
    """
    return ~repeats(before, step, after, "config_primary", "config_backup")


@leads_to("CFG-4", "CFG-5", needs=("config_backup",))
def the_backup_configuration_server_is_tried_in_the_end(s):
    """While no Configuration Server is connected, the backup is tried again in the end."""
    return s.config.seeking, s.config_backup_wire.opening | s.config.up


@leads_to("CFG-5", "CFG-6")
def the_primary_configuration_server_is_tried_in_the_end(s):
    """While no Configuration Server is connected, the primary is tried again in the end."""
    return s.config.seeking, s.config_primary_wire.opening | s.config.up


@leads_to("CFG-7")
def configuration_server_is_regained_without_a_person(s):
    """OCS is connected again in the end, if some Configuration Server stays up."""
    return s.config.seeking, s.config.up | ~_some_server_is_up(s)


@invariant("CFG-7")
def configuration_server_counts_as_connected_only_on_a_connection(s):
    """OCS takes a Configuration Server for connected exactly while the network has its wire."""
    primary = s.config_primary_wire.open | s.config_primary_wire.silent
    if not s.has("config_backup"):
        return primary == s.config.on_primary
    backup = s.config_backup_wire.open | s.config_backup_wire.silent
    return (primary == s.config.on_primary) & (backup == s.config.on_backup)


@reachable("CFG-5", "CFG-6")
def all_configuration_servers_can_be_down(s):
    """All Configuration Servers can be down while OCS goes on trying."""
    return s.config.seeking & ~_some_server_is_up(s)


@step("CFG-8")
def a_session_never_changes_because_of_configuration_server(before, step, after):
    """Only a person or the connection that it dials over changes the state of a session."""
    same = (before.session.running == after.session.running) & (
        before.session.paused == after.session.paused
    )
    by_hand = step.event in ("session.start", "session.stop")
    return same | (before.link.up != after.link.up) | by_hand


@reachable("CFG-8")
def a_session_can_run_without_configuration_server(s):
    """A session can run while OCS waits to try a lost Configuration Server again."""
    return s.session.running & s.config.waiting


@within("CFG-9", ticks=2 * ADDP_CONTRACT_TICKS, needs=("config_addp",))
def addp_notices_a_silent_configuration_server_within_twice_its_timeout(s):
    """A silent connection to Configuration Server is given up within 2T ticks."""
    begins = s.config_primary_wire.silent & (s.config_detector.deaf == 0)
    return begins, ~s.config_primary_wire.silent


@reachable("CFG-9", needs=("config_tcp",))
def without_addp_a_silent_configuration_server_can_be_taken_for_up(s):
    """Without ADDP an idle connection can be silent, with nothing on the way to notice it."""
    return s.config.on_primary & s.config_primary_wire.silent & s.config_detector.idle


@step("ADDP-9", "CFG-9", needs=("config_tcp",))
def tcp_waits_for_whatever_ocs_sends_to_configuration_server(before, step, after):
    """What OCS sends into a silent connection without ADDP is in flight for TCP."""
    return (step.event != "config.transmit") | ~after.config_detector.idle


@leads_to("ADDP-9", "CFG-9", needs=("config_tcp",))
def ocs_that_sends_notices_a_silent_configuration_server(s):
    """TCP notices a silent Configuration Server in the end: OCS sends from time to time."""
    return s.config_primary_wire.silent, ~s.config_primary_wire.silent


def _opens(before, step, after):
    opens = begins(before, step, after, "config_primary")
    if before.has("config_backup"):
        opens |= begins(before, step, after, "config_backup")
    return opens


def _some_server_is_up(s):
    up = s.config_primary.up
    return up | s.config_backup.up if s.has("config_backup") else up
