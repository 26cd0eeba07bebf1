"""What must hold when the user of a list of OCS logs in, cancels a dialog, or logs off."""

from dialonce import invariant, leads_to, step


@leads_to("OCM-3", needs=("second_offer",))
def a_user_can_log_in_while_an_ocs_is_offered(s):
    """While OCM offers an OCS, its user can log in, be it to the list or to a single one.

    Assumes: the user wants that in the end.
    """
    shut_out = s.ocm.off & (s.first_offer.offered | s.second_offer.offered)
    return shut_out, ~shut_out


@step("OCM-3")
def a_user_who_logs_off_chooses_again_at_login(before, step, after):
    """When its user logs off, OCM is off, and shows neither a list nor a dialog."""
    return after.ocm.off | (step.event != "ocm.log_off")


@step("OCM-9")
def a_cancelled_dialog_is_gone_and_tries_nothing(before, step, after):
    """When its user cancels the dialog, it is gone, and OCM neither tries nor uses an OCS."""
    done = ~after.ocm.asking & ~after.ocm.trying & ~after.ocm.up
    return done | (step.event != "ocm.cancel")


@leads_to("OCM-9", without=("second_offer",))
def a_dialog_about_the_only_ocs_can_be_cancelled(s):
    """Whenever the dialog about an OCS is shown, its user can cancel it.

    Assumes: the user wants that in the end, and lets OCM try only finitely often.
    """
    return s.ocm.asking, ~s.ocm.asking


@invariant("OCM-9", needs=("second_offer",))
def a_dialog_about_an_ocs_of_the_list_can_be_cancelled(s):
    """Whenever the dialog about an OCS of the list is shown, its user can cancel it."""
    return ~s.ocm.asking | s.ocm.may_cancel
