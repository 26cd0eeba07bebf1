"""Wrong designs of the list of OCS, and of what the configuration does to it."""

from dialonce import Mutant, fresh, without
from machines.ocm_config import make_offer
from machines.ocm_login import OcmLogin
from machines.systems.ocm_login import ocm_login

Right = without(fresh(OcmLogin), "first_withdrawn")


class LeavesWithoutClosing(Right):
    mutant = "OCM shows its list again, and keeps the connection to the OCS that was deleted."
    first_withdrawn = Right.choosing.from_(
        Right.asking_for_first, Right.trying_first, Right.on_first
    )


leaves_a_withdrawn_ocs_without_closing = Mutant(
    "leaves_a_withdrawn_ocs_without_closing",
    ("ocm_uses_one_listed_ocs_at_a_time", "ocm_is_connected_to_the_ocs_that_it_names"),
    ocm_login,
    {"ocm": LeavesWithoutClosing},
)
Right = without(fresh(OcmLogin), "log_in")


class TakesTheFirst(Right):
    mutant = "At login OCM connects to the first OCS of its list, and asks nobody."
    log_in = (
        Right.off.to(Right.trying_first, cond="first_offered", on="connect_first")
        | Right.off.to(
            Right.trying_second,
            cond="second_offered and not first_offered",
            on="connect_second",
        )
    )  # fmt: skip


connects_to_the_first_of_the_list = Mutant(
    "connects_to_the_first_of_the_list",
    ("several_ocs_are_listed_at_login",),
    ocm_login,
    {"ocm": TakesTheFirst},
)
Right = without(fresh(OcmLogin), "dropped")


class TurnsToAnother(Right):
    mutant = "A lost OCS is replaced by the other one of the list, which is no backup of it."
    dropped = (
        Right.on_first.to(Right.trying_second, cond="second_offered", on="connect_second")
        | Right.on_first.to(Right.asking_for_first, unless="second_offered")
        | Right.on_second.to(Right.asking_for_second)
    )  # fmt: skip


takes_another_listed_ocs_for_a_backup = Mutant(
    "takes_another_listed_ocs_for_a_backup",
    ("a_listed_ocs_is_tried_when_its_user_says_so",),
    ocm_login,
    {"ocm": TurnsToAnother},
)
Right = without(fresh(OcmLogin), "dropped")


class BackToTheList(Right):
    mutant = "A loss shows the list of OCS, and does not say which one was lost."
    dropped = Right.choosing.from_(Right.on_first, Right.on_second)


a_loss_shows_the_list = Mutant(
    "a_loss_shows_the_list",
    ("a_lost_listed_ocs_shows_the_dialog",),
    ocm_login,
    {"ocm": BackToTheList},
)


def _deaf(withdrawn):
    right = without(make_offer(withdrawn), "add", "withdraw")

    class ReadOnce(right):
        mutant = "OCM reads its list when it starts, and follows no change (D-382)."
        add = right.offered.to(None)
        withdraw = right.offered.to(None)

    return ReadOnce


offers_change_at_login_only = Mutant(
    "offers_change_at_login_only",
    (
        "ocm_offers_what_is_defined_unless_it_was_not_told_yet",
        "a_change_of_the_list_reaches_ocm_in_the_end",
        "a_list_that_is_open_can_lose_an_ocs",
        "an_ocs_that_was_deleted_can_be_used_again",
    ),
    ocm_login,
    {"first_offer": _deaf("first_withdrawn"), "second_offer": _deaf("second_withdrawn")},
)
Right = without(fresh(OcmLogin), "first_withdrawn")


class StaysWithWithdrawn(Right):
    mutant = "OCM goes on with an OCS of which it was told that it is deleted (D-382)."
    first_withdrawn = Right.asking_for_first.to(Right.choosing)


stays_with_a_withdrawn_ocs = Mutant(
    "stays_with_a_withdrawn_ocs",
    ("ocm_leaves_an_ocs_that_is_not_offered",),
    ocm_login,
    {"ocm": StaysWithWithdrawn},
)
Right = without(fresh(OcmLogin), "choose_second")


class ConnectsToTheFirst(Right):
    mutant = "Whatever its user chooses, OCM connects to the first OCS of its list."
    choose_second = Right.choosing.to(
        Right.trying_first, cond="second_offered and first_offered", on="connect_first"
    )


connects_to_another_one_than_chosen = Mutant(
    "connects_to_another_one_than_chosen",
    ("what_its_user_chooses_from_the_list_is_tried",),
    ocm_login,
    {"ocm": ConnectsToTheFirst},
)

Right = without(fresh(OcmLogin), "second_withdrawn")


class LogsOff(Right):
    mutant = "When the OCS that OCM uses is deleted, its user is logged off."
    second_withdrawn = Right.off.from_(Right.asking_for_second) | Right.off.from_(
        Right.trying_second, Right.on_second, on="close_second"
    )


a_deleted_ocs_logs_its_user_off = Mutant(
    "a_deleted_ocs_logs_its_user_off",
    ("an_ocs_that_is_left_leads_to_the_list",),
    ocm_login,
    {"ocm": LogsOff},
)
