"""Wrong designs of how the user of OCM logs in, cancels a dialog, and logs off."""

from dialonce import Mutant, fresh, without
from machines.ocm import OcmConnection
from machines.ocm_login import OcmLogin
from machines.systems.ocm import ocm_dialog
from machines.systems.ocm_login import ocm_config, ocm_login

Right = without(fresh(OcmConnection), "log_off")


class KeepsTheDialog(Right):
    mutant = "A user who cancels the dialog is shown it again."
    log_off = (
        Right.asking.to(None)
        | Right.trying_primary.to(Right.asking, on="close_primary")
        | Right.trying_backup.to(Right.asking, on="close_backup")
        | Right.on_primary.to(Right.asking, on=["close_primary", "tell_panel"])
        | Right.on_backup.to(Right.asking, on=["close_backup", "tell_panel"])
    )


the_dialog_comes_back_when_it_is_cancelled = Mutant(
    "the_dialog_comes_back_when_it_is_cancelled",
    ("a_user_who_cancels_the_dialog_or_logs_off_is_logged_off",),
    ocm_dialog,
    {"ocm": KeepsTheDialog},
)
Right = without(fresh(OcmLogin), "choose_first")


class NeedsAnother(Right):
    mutant = "The first OCS of the list can be chosen only while there is another one."
    choose_first = Right.choosing.to(
        Right.trying_first, cond="first_offered and second_offered", on="connect_first"
    )


a_list_of_one_is_of_no_use = Mutant(
    "a_list_of_one_is_of_no_use",
    ("the_first_ocs_on_the_list_can_be_chosen",),
    ocm_login,
    {"ocm": NeedsAnother},
)
Right = without(fresh(OcmLogin), "log_in")


class NeedsTheFirst(Right):
    mutant = "OCM lets its user log in only while its first OCS is defined."
    log_in = Right.off.to(Right.choosing, cond="first_offered and second_offered") | Right.off.to(
        Right.trying_first, cond="first_offered and not second_offered", on="connect_first"
    )


a_login_needs_the_first_ocs = Mutant(
    "a_login_needs_the_first_ocs",
    ("a_user_can_log_in_while_an_ocs_is_offered",),
    ocm_login,
    {"ocm": NeedsTheFirst},
)
Right = without(fresh(OcmLogin), "log_off")


class BackToTheList(Right):
    mutant = "A user who logs off is shown the list, and chooses without a login."
    log_off = (
        Right.choosing.from_(Right.asking_for_first, Right.asking_for_second)
        | Right.choosing.from_(Right.trying_first, Right.on_first, on="close_first")
        | Right.choosing.from_(Right.trying_second, Right.on_second, on="close_second")
    )


a_log_off_shows_the_list = Mutant(
    "a_log_off_shows_the_list",
    ("a_user_who_logs_off_chooses_again_at_login",),
    ocm_login,
    {"ocm": BackToTheList},
)
Right = without(fresh(OcmLogin), "cancel")


class TriesOnCancel(Right):
    mutant = "A user who cancels the dialog makes OCM try the same OCS once more."
    cancel = Right.asking_for_first.to(
        Right.trying_first, on="connect_first"
    ) | Right.asking_for_second.to(Right.trying_second, on="connect_second")


a_cancelled_dialog_tries_once_more = Mutant(
    "a_cancelled_dialog_tries_once_more",
    ("a_cancelled_dialog_is_gone_and_tries_nothing",),
    ocm_login,
    {"ocm": TriesOnCancel},
)
Right = without(fresh(OcmLogin), "cancel")


class CannotBeCancelled(Right):
    mutant = "The dialog about a lost OCS leaves its user no choice but to try again."
    cancel = Right.asking_for_second.to(Right.choosing)


a_dialog_of_ocm_cannot_be_cancelled = Mutant(
    "a_dialog_of_ocm_cannot_be_cancelled",
    ("a_dialog_about_the_only_ocs_can_be_cancelled",),
    ocm_config,
    {"ocm": CannotBeCancelled},
)
