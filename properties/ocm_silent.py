"""What must hold for the silent reconnection of OCM, from release 7.5 on."""

from dialonce import leads_to, reachable, step, within
from properties.openings import begins
from spec.parameters import SILENT_RECONNECTION_TICKS


@step("OCM-10")
def a_loss_of_ocs_begins_a_silent_reconnection(before, step, after):
    """From release 7.5 on the step of a loss opens the next connection, and shows no dialog.

    Assumes: an OCS that does not answer is given a rest before the next one is tried.
    """
    lost = before.ocm.up & ~after.ocm.up & (step.event != "ocm.log_off")
    begun = (after.ocm.patience == SILENT_RECONNECTION_TICKS) & ~after.ocm.asking
    opens = _next_opening(before, after)
    if before.has("panel") and step.event == "clock.tick":
        opens |= after.ocm.resting & before.panel.awaiting
    return ~lost | (begun & opens)


@step("OCM-10")
def silent_tries_take_turns(before, step, after):
    """A silent try on an OCS is followed by one on its partner, if there is one."""
    silent = after.ocm.patience > 0
    primary = begins(before, step, after, "primary") & silent
    if not before.has("backup_wire"):
        return ~primary | ~before.ocm.trying
    backup = begins(before, step, after, "backup") & silent
    partner = _or_backup_missing(before, before.ocm.on_backup | before.ocm.backup_failed)
    return (~primary | partner) & (~backup | before.ocm.on_primary | before.ocm.primary_failed)


@step("OCM-10")
def a_silent_try_that_failed_is_followed_by_the_next(before, step, after):
    """When a rest is over, and time is left, OCM begins the next silent try."""
    rested = before.ocm.resting & (before.ocm.patience > 1) & (step.event == "clock.tick")
    return ~rested | after.ocm.trying


@step("OCM-10")
def ocm_rests_after_the_ocs_that_it_tried(before, step, after):
    """The OCS after which OCM rests is the one that it tried or used until then."""
    primary = after.ocm.primary_failed & ~before.ocm.primary_failed
    backup = after.ocm.backup_failed & ~before.ocm.backup_failed
    if before.has("backup_wire"):
        backup &= ~before.backup_wire.used
    return ~(primary & ~before.primary_wire.used) & ~backup


@reachable("OCM-10", needs=("backup",))
def a_silent_try_can_meet_the_new_primary(s):
    """A silent try on the backup can be under way when it has the primary role."""
    return s.ocm.trying_backup & (s.ocm.patience > 0) & s.backup.leading


@leads_to("OCM-10", "OCM-11")
def a_lost_ocs_is_regained_or_told_without_a_person(s):
    """A silent reconnection ends with a connection or in the dialog, whatever its user does."""
    return s.ocm.patience > 0, s.ocm.up | s.ocm.asking | s.ocm.off


@within("OCM-11", ticks=SILENT_RECONNECTION_TICKS)
def a_silent_reconnection_has_a_limit(s):
    """A silent reconnection is over within its time."""
    return s.ocm.patience > 0, s.ocm.patience == 0


@step("OCM-10", "OCM-11")
def the_dialog_comes_when_the_silent_reconnection_has_failed(before, step, after):
    """During a silent reconnection the dialog is shown when its time is over, and not before."""
    shown = (before.ocm.patience > 0) & after.ocm.asking
    return ~shown | ((before.ocm.patience == 1) & (step.event == "clock.tick"))


@step("OCM-11")
def a_silent_reconnection_that_is_over_is_told(before, step, after):
    """When a silent reconnection ends without a connection, OCM shows its dialog in that step."""
    over = (before.ocm.patience > 0) & (after.ocm.patience == 0)
    return ~over | after.ocm.up | after.ocm.asking | (step.event == "ocm.log_off")


def _or_backup_missing(s, answer):
    return answer | s.backup_offer.missing if s.has("backup_offer") else answer


def _next_opening(before, after):
    if not before.has("backup_wire"):
        return after.primary_wire.opening
    other = before.ocm.on_primary & after.backup_wire.opening
    primary = _or_backup_missing(after, before.ocm.on_backup) & after.primary_wire.opening
    return other | primary
