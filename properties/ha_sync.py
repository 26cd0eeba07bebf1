"""What must hold for the status of sessions in the two OCS of a pair, and in a lone one."""

from dialonce import invariant, leads_to, reachable, step
from properties.pairs import both_ways, by_person, same_status


def carries(way, session):
    """Whether what is under way is the status of the session."""
    same = (session.unloaded & (way.status == 0)) | (session.loaded & (way.status == 1))
    return way.carrying & (same | (session.running & (way.status == 2)))


@step("HA-12", needs=("second",))
@both_ways
def a_change_of_a_session_is_told_at_once(before, step, after):
    """When a person changes a session at the primary, the new status is sent to the backup."""
    changes = by_person(before, step) & before.pair_link.made
    return ~changes | carries(after.from_session, after.session)


@step("HA-12", needs=("second",))
@both_ways
def an_ocs_that_connects_is_told_every_session(before, step, after):
    """When an OCS connects to the primary, the whole status is sent to it, not only changes."""
    connects = (step.event == "pair_link.connect") & before.ocs.primary
    return ~connects | carries(after.from_session, after.session)


@step("HA-12", needs=("second",))
@both_ways
def a_new_primary_tells_every_session(before, step, after):
    """An OCS that is promoted sends the whole status to the other one, if they are connected."""
    promoted = before.ocs.backup & after.ocs.primary & before.pair_link.made
    return ~promoted | carries(after.from_session, after.session)


@step("HA-12", needs=("second",))
@both_ways
def a_backup_holds_what_it_was_told(before, step, after):
    """The status that arrives at a backup is its own from then on."""
    heard = (step.event == before.arrival("session")) & before.ocs.backup
    return ~heard | carries(before.to_session, after.session)


@step("HA-12", "HA-10", needs=("second",))
@both_ways
def a_primary_hears_nothing_from_the_other_ocs(before, step, after):
    """What an OCS is told while it believes to be the primary changes no session of it."""
    heard = (step.event == before.arrival("session")) & before.ocs.believing
    return ~heard | same_status(before.session, after.session)


@invariant("HA-12", needs=("second",))
@both_ways
def a_primary_and_a_backup_hold_the_same_sessions(s):
    """With a connection and nothing under way on it, primary and backup hold the same status."""
    paired = s.ocs.believing & (s.other.backup | s.other.frozen_backup)
    quiet = s.pair_link.made & s.from_session.empty
    return ~(paired & quiet) | same_status(s.session, s.other_session)


@leads_to("HA-12", needs=("second",))
def a_backup_learns_every_session_in_the_end(s):
    """If both work in their roles, the second one holds in the end what the first one holds."""
    paired = s.first.primary & s.second.backup
    return paired, same_status(s.first_session, s.second_session) | ~paired


@step("HA-16", needs=("second",))
@both_ways
def a_promoted_ocs_keeps_every_session(before, step, after):
    """An OCS that is promoted keeps each session that it was told of in the same status."""
    promoted = before.ocs.backup & after.ocs.primary & ~before.session.blank
    return ~promoted | same_status(before.session, after.session)


@leads_to("HA-16", needs=("second",), without=("dn",))
def a_running_session_runs_on_without_a_person(s):
    """If the first OCS stays down, a session that the second one knows as running runs on there.

    Assumes: nothing newer is still under way to the second one.
    """
    left = s.first_host.down & s.second_host.up & s.session_to_second.empty
    goes_on = s.second.primary & s.second_session.running
    return left & s.second_session.running, goes_on | s.first_host.up | s.second_host.down


@invariant("HA-17")
@both_ways
def an_ocs_that_is_down_holds_no_session(s):
    """An OCS that stopped has forgotten its sessions."""
    return ~s.ocs.down | s.session.blank


@step("HA-17")
@both_ways
def a_new_primary_without_a_status_has_nothing_loaded(before, step, after):
    """An OCS that becomes the primary without having been told a status has no session loaded."""
    blank = before.ocs.backup & after.ocs.primary & before.session.blank
    return ~blank | after.session.unloaded


@step("HA-18")
@both_ways
def a_session_runs_only_by_a_person_or_as_told(before, step, after):
    """A session is loaded, or starts, by a person at the primary, or because the primary says so.

    A start or a promotion of OCS does neither.
    """
    active = after.session.running & ~before.session.running
    active |= after.session.loaded & (before.session.blank | before.session.unloaded)
    told = step.event in (before.arrival("session"), "dn.deliver")
    person = by_person(before, step) & before.ocs.primary
    return ~active | person | (told & before.ocs.backup)


@reachable("HA-18")
def a_restarted_ocs_can_wait_for_a_person(s):
    """A primary can be at work with a session that nobody has loaded."""
    return s.first.primary & s.first_session.unloaded
