"""Wrong designs of OCM before release 7.5: its dialog, and what its user may choose."""

from dialonce import Mutant, fresh, without
from machines.ocm import OcmConnection
from machines.systems.ocm import ocm_dialog

Right = without(fresh(OcmConnection), "dropped", "refused", "backup_withdrawn")


class NeverAsks(Right):
    mutant = "OCM before release 7.5 goes on trying by itself, and shows no dialog."
    dropped = (
        Right.on_primary.to(Right.trying_backup, on=["tell_panel", "connect_backup"])
        | Right.on_backup.to(Right.trying_primary, on=["tell_panel", "connect_primary"])
    )  # fmt: skip
    refused = Right.trying_primary.to(
        Right.trying_backup, on="connect_backup"
    ) | Right.trying_backup.to(Right.trying_primary, on="connect_primary")
    backup_withdrawn = Right.trying_primary.from_(
        Right.trying_backup, Right.on_backup, on=["close_backup", "connect_primary"]
    )


ocm_never_asks = Mutant(
    "ocm_never_asks",
    (
        "a_loss_of_ocs_shows_the_dialog_and_tries_nothing",
        "an_ocs_that_would_accept_can_wait_for_a_user",
        "a_dialog_can_be_without_a_backup",
        "a_chosen_try_that_fails_shows_the_dialog_again",
    ),
    ocm_dialog,
    {"ocm": NeverAsks},
)
Right = fresh(OcmConnection)


class DecidesForItsUser(Right):
    mutant = "OCM answers its own dialog when its user is slow."
    spontaneous = Right.spontaneous | {"decide"}
    decide = Right.asking.to(Right.trying_backup, cond="backup_offered", on="connect_backup")
    """OCM waits no longer for its user."""


ocm_answers_its_own_dialog = Mutant(
    "ocm_answers_its_own_dialog",
    ("a_dialog_with_ocm_is_ended_by_its_user",),
    ocm_dialog,
    {"ocm": DecidesForItsUser},
)
Right = without(fresh(OcmConnection), "choose_backup")


class TriesThePrimaryInstead(Right):
    mutant = "Whatever its user chooses, OCM tries the primary OCS."
    choose_backup = Right.asking.to(
        Right.trying_primary, cond="backup_offered", on="connect_primary"
    )


ocm_tries_the_primary_whatever_is_chosen = Mutant(
    "ocm_tries_the_primary_whatever_is_chosen",
    (
        "a_choice_in_the_dialog_is_what_is_tried",
        "a_user_can_choose_an_ocs_that_turns_ocm_away",
    ),
    ocm_dialog,
    {"ocm": TriesThePrimaryInstead},
)
Right = without(fresh(OcmConnection), "choose_backup")


class OffersMissingBackup(Right):
    mutant = "The dialog offers a backup that is not defined (D-383)."
    choose_backup = Right.asking.to(Right.trying_backup, on="connect_backup")


offers_a_backup_that_is_not_there = Mutant(
    "offers_a_backup_that_is_not_there",
    (
        "a_backup_ocs_is_tried_only_while_it_is_defined",
        "ocm_leaves_a_backup_that_is_not_defined",
    ),
    ocm_dialog,
    {"ocm": OffersMissingBackup},
)
Right = without(fresh(OcmConnection), "refused")


class ChoiceIsFinal(Right):
    mutant = "A user who chose an OCS that turns OCM away is logged off (D-383)."
    refused = Right.off.from_(Right.trying_primary, Right.trying_backup)


a_wrong_choice_is_final = Mutant(
    "a_wrong_choice_is_final",
    ("a_chosen_try_that_fails_shows_the_dialog_again",),
    ocm_dialog,
    {"ocm": ChoiceIsFinal},
)
Right = without(fresh(OcmConnection), "refused")


class TriesTheSameForEver(Right):
    mutant = "OCM tries the OCS that was chosen for ever, and tells its user nothing."
    refused = (
        Right.trying_primary.to(Right.trying_primary, on="connect_primary")
        | Right.trying_backup.to(Right.trying_backup, on="connect_backup")
    )  # fmt: skip


ocm_tries_the_chosen_ocs_for_ever = Mutant(
    "ocm_tries_the_chosen_ocs_for_ever",
    ("a_try_of_ocm_comes_to_an_end",),
    ocm_dialog,
    {"ocm": TriesTheSameForEver},
)
Right = without(fresh(OcmConnection), "backup_withdrawn")


class StaysWithWithdrawnBackup(Right):
    mutant = "OCM goes on with a backup of which it was told that it is deleted (D-382)."
    backup_withdrawn = Right.trying_backup.to(Right.asking, on="close_backup")


stays_with_a_withdrawn_backup = Mutant(
    "stays_with_a_withdrawn_backup",
    ("ocm_leaves_a_backup_that_is_not_defined",),
    ocm_dialog,
    {"ocm": StaysWithWithdrawnBackup},
)
