"""What must hold for the connection of OCM to OCS, and for its dialog."""

from dialonce import invariant, leads_to, reachable, step
from properties.openings import begins, fails


@invariant("OCM-2", needs=("backup_wire",))
def ocm_has_one_connection_to_ocs_at_a_time(s):
    """OCM never has, or opens, connections to both OCS of a pair."""
    return ~s.primary_wire.used | ~s.backup_wire.used


@invariant("OCM-2")
def ocm_takes_itself_for_connected_exactly_while_it_is(s):
    """OCM is on, or tries, an OCS exactly while the network has, or opens, that connection."""
    same = s.ocm.on_primary == s.primary_wire.up
    same &= s.ocm.trying_primary == s.primary_wire.opening
    if s.has("backup_wire"):
        same &= s.ocm.on_backup == s.backup_wire.up
        same &= s.ocm.trying_backup == s.backup_wire.opening
    return same


@step("OCM-3")
def a_login_tries_the_primary_ocs(before, step, after):
    """When its user logs in, OCM tries the OCS itself, and not its backup."""
    return (step.event != "ocm.log_in") | after.primary_wire.opening


@step("OCM-7", needs=("asks_at_once",))
def a_loss_of_ocs_shows_the_dialog_and_tries_nothing(before, step, after):
    """Before release 7.5 the step of a loss shows the dialog, and opens no connection."""
    lost = before.ocm.up & ~after.ocm.up & (step.event != "ocm.log_off")
    return ~lost | (after.ocm.asking & ~_any_opening(after))


@step("OCM-7", "OCM-11")
def a_dialog_with_ocm_is_ended_by_its_user(before, step, after):
    """While the dialog is shown, only its user makes OCM do anything."""
    by_user = step.event in ("ocm.retry", "ocm.choose_backup", "ocm.log_off")
    return ~before.ocm.asking | after.ocm.asking | by_user


@reachable("OCM-7", needs=("asks_at_once",))
def an_ocs_that_would_accept_can_wait_for_a_user(s):
    """The dialog can be shown although the primary OCS would accept."""
    there = s.primary.leading if s.has("backup") else s.primary.up
    return s.ocm.asking & there


@step("OCM-8")
def a_choice_in_the_dialog_is_what_is_tried(before, step, after):
    """When the user lets OCM reconnect it tries the primary, otherwise the backup."""
    if step.event == "ocm.choose_backup":
        return after.backup_wire.opening
    return after.primary_wire.opening | (step.event != "ocm.retry")


@step("OCM-8", needs=("backup_offer",))
def a_backup_ocs_is_tried_only_while_it_is_defined(before, step, after):
    """OCM begins to connect to a backup only if it was told that there is one."""
    return ~begins(before, step, after, "backup") | before.backup_offer.offered


@leads_to("OCM-8")
def a_dialog_lets_its_user_try_the_ocs_again(s):
    """Whenever the dialog is shown, its user can let OCM try again.

    Assumes: the user wants that in the end.
    """
    return s.ocm.asking, ~s.ocm.asking


@reachable("OCM-8", needs=("backup_offer",))
def a_dialog_can_be_without_a_backup(s):
    """The dialog can be shown while no backup is defined."""
    return s.ocm.asking & s.backup_offer.missing


@step("OCM-9")
def a_chosen_try_that_fails_shows_the_dialog_again(before, step, after):
    """A try that the user chose ends with a connection or in the dialog, and with no other try."""
    ends = _chosen(before) & (step.event != "ocm.log_off")
    kept = (before.ocm.trying_primary & after.ocm.trying_primary) | (
        before.ocm.trying_backup & after.ocm.trying_backup
    )
    kept &= not (fails(step, "primary") or fails(step, "backup"))
    return ~ends | kept | after.ocm.up | after.ocm.asking


@step("OCM-9")
def a_user_who_cancels_the_dialog_or_logs_off_is_logged_off(before, step, after):
    """When its user logs off or cancels the dialog, OCM is off, and shows no dialog."""
    return after.ocm.off | (step.event != "ocm.log_off")


@leads_to("OCM-9")
def a_try_of_ocm_comes_to_an_end(s):
    """A try of OCM ends with a connection, in the dialog, or by a log-off."""
    return s.ocm.trying, s.ocm.up | s.ocm.asking | s.ocm.off


@reachable("OCM-9", needs=("backup",))
def a_user_can_choose_an_ocs_that_turns_ocm_away(s):
    """A try on the backup can be under way while the primary has its role."""
    return s.backup_wire.opening & s.backup.waiting & s.primary.leading & _chosen(s)


@invariant("OCM-5", needs=("backup_offer",))
def ocm_leaves_a_backup_that_is_not_defined(s):
    """OCM neither tries nor uses a backup of which it was told that it is deleted."""
    return ~s.ocm.at_backup | s.backup_offer.offered


def _any_opening(s):
    opening = s.primary_wire.opening
    return opening | s.backup_wire.opening if s.has("backup_wire") else opening


def _chosen(s):
    return s.ocm.trying & (s.ocm.patience == 0) if s.ocm.has("patience") else s.ocm.trying


@invariant("OCM-9")
def the_dialog_of_ocm_can_be_cancelled(s):
    """Whenever the dialog is shown, its user can cancel it."""
    return ~s.ocm.asking | s.ocm.may_log_off
