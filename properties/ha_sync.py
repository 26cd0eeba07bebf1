"""What must hold for the status of sessions in the two OCS of a pair, and in a lone one."""

from dialonce import invariant, leads_to, reachable, step
from properties.pairs import both_ways

PERSONS = ("session.load", "session.start", "session.stop", "session.unload")
STATUS = ("unloaded", "loaded", "running")


def by_person(side, step):
    """Whether the step is a person's order to a session of this side."""
    return step.event in {side.event(each) for each in PERSONS}


def carries(way, session):
    """Whether what is under way is the status of the session."""
    same = (session.unloaded & (way.status == 0)) | (session.loaded & (way.status == 1))
    return way.carrying & (same | (session.running & (way.status == 2)))


def same(one, other):
    """Whether two sessions have the same status."""
    equal = one.blank & other.blank
    for status in STATUS:
        equal |= getattr(one, status) & getattr(other, status)
    return equal


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
    good = after.session.unloaded | after.session.loaded | after.session.running
    return ~heard | good


@invariant("HA-12", needs=("second",))
@both_ways
def a_primary_and_a_backup_hold_the_same_sessions(s):
    """With a connection and nothing under way on it, primary and backup hold the same status."""
    paired = s.ocs.believing & (s.other.backup | s.other.frozen_backup)
    quiet = s.pair_link.made & s.from_session.empty
    return ~(paired & quiet) | same(s.session, s.other_session)


@leads_to("HA-12", needs=("second",))
def a_backup_learns_every_session_in_the_end(s):
    """If both work in their roles, the second one holds in the end what the first one holds."""
    paired = s.first.primary & s.second.backup
    return paired, same(s.first_session, s.second_session) | ~paired


@step("HA-13", needs=("dn",))
@both_ways
def a_change_of_a_session_goes_out_over_the_dn(before, step, after):
    """When a person changes a session, its status is put on the Communication DN once."""
    put = step.sent("dn.put_unloaded") + step.sent("dn.put_loaded") + step.sent("dn.put_running")
    return (not by_person(before, step)) | (put == 1)


@step("HA-13", needs=("dn",))
def third_parties_hear_what_comes_over_the_dn(before, step, after):
    """Each status that the Communication DN brings reaches the other applications too."""
    return (not step.event.startswith("dn.") or step.event == "dn.lose") | (
        step.sent("others.status") == 1
    )


@step("HA-13", needs=("dn",))
@both_ways
def a_newer_status_from_the_dn_counts(before, step, after):
    """A newer status from the Communication DN is that of a backup which knows the session."""
    knows = (step.event == "dn.deliver") & before.ocs.backup & ~before.session.blank
    newer = (before.dn.status == 0) & after.session.unloaded
    newer |= (before.dn.status == 1) & after.session.loaded
    return ~knows | newer | ((before.dn.status == 2) & after.session.running)


@reachable("HA-13", needs=("dn",))
def the_dn_can_bring_news_without_the_connection(s):
    """While the connection is lost, a backup can be about to hear something new from the DN."""
    news = s.dn.newer & (s.dn.status == 2) & s.second_session.loaded
    return s.pair_link.gone & s.second.backup & s.first.primary & news


@step("HA-14", needs=("dn",))
@both_ways
def an_older_status_from_the_dn_changes_nothing(before, step, after):
    """A status that is not newer changes no session, however late and often it comes."""
    return (not step.event.startswith("dn.repeat")) | same(before.session, after.session)


@step("HA-14", needs=("dn",))
@both_ways
def a_blank_ocs_uses_nothing_from_the_dn(before, step, after):
    """An OCS that was not told the whole status yet learns no session from the DN."""
    return ~before.session.blank | (not step.event.startswith("dn.")) | after.session.blank


@step("HA-14", needs=("dn",))
@both_ways
def a_primary_hears_nothing_from_the_dn(before, step, after):
    """What comes over the Communication DN changes no session of an OCS that is the primary."""
    heard = before.ocs.believing & step.event.startswith("dn.")
    return ~heard | same(before.session, after.session)


@step("HA-16", needs=("second",))
@both_ways
def a_promoted_ocs_keeps_every_session(before, step, after):
    """An OCS that is promoted keeps each session that it was told of in the same status."""
    promoted = before.ocs.backup & after.ocs.primary & ~before.session.blank
    return ~promoted | same(before.session, after.session)


@leads_to("HA-16", needs=("second",))
def a_running_session_runs_on_without_a_person(s):
    """If the first OCS stays down, a session that the second one knows as running runs on there.

    Assumes: no person stops it, and no status is still under way.
    """
    left = s.first_host.down & s.second_host.up & s.second_session.running
    return left, ~left | (s.second.primary & s.second_session.running)


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
