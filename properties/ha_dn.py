"""What must hold for the status of sessions that the Communication DN brings."""

from dialonce import reachable, step
from properties.pairs import both_ways, by_person, same_status


@step("HA-13")
@both_ways
def a_change_of_a_session_goes_out_over_the_dn(before, step, after):
    """When a person changes a session, its status is put on the Communication DN once."""
    put = step.sent("dn.put_unloaded") + step.sent("dn.put_loaded") + step.sent("dn.put_running")
    return (not by_person(before, step)) | (put == 1)


@step("HA-13")
@both_ways
def a_backup_puts_no_status_on_the_dn(before, step, after):
    """What comes to a backup, on either way, is not put on the Communication DN again."""
    put = step.sent("dn.put_unloaded") + step.sent("dn.put_loaded") + step.sent("dn.put_running")
    comes = step.event in (before.arrival("session"), "dn.deliver", "dn.repeat")
    return (not comes) | (put == 0)


@step("HA-13")
def third_parties_hear_what_comes_over_the_dn(before, step, after):
    """Each status that the Communication DN brings reaches the other applications too."""
    brings = step.event in ("dn.deliver", "dn.repeat")
    return (not brings) | (step.sent("others.status") == 1)


@step("HA-13")
@both_ways
def a_newer_status_from_the_dn_counts(before, step, after):
    """A newer status from the Communication DN is that of a backup which knows the session."""
    knows = (step.event == "dn.deliver") & before.ocs.backup & ~before.session.blank
    newer = (before.dn.status == 0) & after.session.unloaded
    newer |= (before.dn.status == 1) & after.session.loaded
    return ~knows | newer | ((before.dn.status == 2) & after.session.running)


@reachable("HA-13")
def the_dn_can_bring_news_without_the_connection(s):
    """While the connection is lost, a backup can be about to hear something new from the DN."""
    news = s.dn.newer & (s.dn.status == 2) & s.second_session.loaded
    return s.pair_link.gone & s.second.backup & s.first.primary & news


@step("HA-14")
@both_ways
def an_older_status_from_the_dn_changes_nothing(before, step, after):
    """A status that is not newer changes no session, however late and often it comes."""
    return (step.event != "dn.repeat") | same_status(before.session, after.session)


@step("HA-14")
@both_ways
def a_blank_ocs_uses_nothing_from_the_dn(before, step, after):
    """An OCS that was not told the whole status yet learns no session from the DN."""
    return ~before.session.blank | (not step.event.startswith("dn.")) | after.session.blank


@step("HA-14")
@both_ways
def a_primary_hears_nothing_from_the_dn(before, step, after):
    """What comes over the Communication DN changes no session of an OCS that is the primary."""
    heard = before.ocs.believing & step.event.startswith("dn.")
    return ~heard | same_status(before.session, after.session)


@step("HA-13")
@both_ways
def the_dn_carries_the_status_that_a_person_gave(before, step, after):
    """What goes out over the Communication DN at a change is the new status of the session."""
    unloaded = (step.sent("dn.put_unloaded") == 0) | after.session.unloaded
    loaded = (step.sent("dn.put_loaded") == 0) | after.session.loaded
    running = (step.sent("dn.put_running") == 0) | after.session.running
    return (not by_person(before, step)) | (unloaded & loaded & running)
