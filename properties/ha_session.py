"""What must hold for the sessions of an OCS when its role changes, and for what persons ask."""

from dialonce import invariant, leads_to, reachable, step
from properties.pairs import both_ways, by_person, same_status


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


@step("HA-18", "HA-12")
@both_ways
def a_person_gets_what_was_asked_for(before, step, after):
    """Each order of a person has its own effect on a session, and no other one."""
    wanted = {"load": "loaded", "start": "running", "stop": "loaded", "unload": "unloaded"}
    needed = {"load": "unloaded", "start": "loaded", "stop": "running", "unload": "loaded"}
    for order, status in wanted.items():
        if step.event == before.event(f"session.{order}"):
            return getattr(before.session, needed[order]) & getattr(after.session, status)
    return True


@invariant("HA-12", "HA-18")
@both_ways
def a_person_can_order_what_fits_the_session(s):
    """At a primary, a person can load a session, start or unload a loaded one, stop a running one.

    That is so at all times, also after a failover, and while the other OCS is down.
    """
    loaded = s.session.loaded & s.session.may_start & s.session.may_unload
    able = (s.session.unloaded & s.session.may_load) | loaded
    return ~s.ocs.primary | able | (s.session.running & s.session.may_stop)


@step("HA-10", "HA-28")
@both_ways
def an_ocs_that_steps_down_knows_no_session(before, step, after):
    """An OCS that is told to step down forgets its sessions: what it knew may be outdated."""
    return ~(before.ocs.believing & after.ocs.backup) | after.session.blank


@reachable("HA-18")
def a_restarted_ocs_can_wait_for_a_person(s):
    """A primary can be at work with a session that nobody has loaded."""
    return s.first.primary & s.first_session.unloaded
