"""What must hold for the status of sessions in the two OCS of a pair, and in a lone one."""

from dialonce import invariant, leads_to, step
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


@step("HA-12", "HA-14", "HA-16", "HA-17")
@both_ways
def a_session_changes_by_a_person_or_as_told_only(before, step, after):
    """A session changes by a person, or by the primary's news, until OCS stops or steps down.

    An OCS that is promoted without any news begins with sessions that are not loaded.
    """
    ends = after.ocs.down | (before.ocs.believing & ~after.ocs.believing)
    told = before.ocs.backup & (step.event in (before.arrival("session"), "dn.deliver"))
    begins = before.session.blank & after.session.unloaded & after.ocs.primary
    person = before.ocs.primary & by_person(before, step)
    return ends | told | begins | person | same_status(before.session, after.session)


@step("HA-12", "HA-10", needs=("second",))
@both_ways
def only_a_primary_tells_sessions(before, step, after):
    """An OCS that is not the primary tells the other one no status, even when they connect."""
    tells = after.from_session.carrying & ~before.from_session.carrying
    return ~tells | after.ocs.primary
