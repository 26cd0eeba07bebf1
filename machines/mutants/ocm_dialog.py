"""Wrong designs of what OCM's dialogs and lists let their user do."""

from dialonce import Data, Mutant, fresh, without
from machines.ocm import OcmConnection
from machines.ocm_list import OcmListConnection
from machines.ocm_login import OcmLogin
from machines.ocm_panel import CampaignPanel
from machines.systems.ocm import ocm_actions, ocm_dialog
from machines.systems.ocm_list import ocm_db
from machines.systems.ocm_login import ocm_login

Right = without(fresh(OcmConnection), "log_in")


class BeginsAtTheBackup(Right):
    mutant = "At login OCM tries the backup OCS, if one is defined (D-462)."
    log_in = Right.off.to(
        Right.trying_backup, cond="backup_offered", on="connect_backup"
    ) | Right.off.to(Right.trying_primary, unless="backup_offered", on="connect_primary")


ocm_logs_in_at_the_backup = Mutant(
    "ocm_logs_in_at_the_backup",
    ("a_login_tries_the_primary_ocs",),
    ocm_dialog,
    {"ocm": BeginsAtTheBackup},
)
Right = without(fresh(OcmConnection), "retry")


class OffersNothingAlone(Right):
    mutant = "Without a backup the dialog offers nothing, not even to try the OCS again."
    retry = Right.asking.to(Right.trying_primary, cond="backup_offered", on="connect_primary")


a_dialog_without_a_backup_offers_nothing = Mutant(
    "a_dialog_without_a_backup_offers_nothing",
    ("a_dialog_lets_its_user_try_the_ocs_again",),
    ocm_dialog,
    {"ocm": OffersNothingAlone},
)
Right = without(fresh(OcmConnection), "refused")


class TriesOnceMore(Right):
    mutant = "When a try that its user chose has failed, OCM tries once more before it asks."
    again = Data(range(2))
    refused = (
        Right.trying_primary.to(None, cond="not again", on=["note", "connect_primary"])
        | Right.trying_primary.to(Right.asking, cond="again", on="forget")
        | Right.trying_backup.to(Right.asking)
    )

    def note(self):
        self.again = 1

    def forget(self):
        self.again = 0


ocm_tries_twice_for_one_choice = Mutant(
    "ocm_tries_twice_for_one_choice",
    ("a_chosen_try_that_fails_shows_the_dialog_again",),
    ocm_dialog,
    {"ocm": TriesOnceMore},
)
Right = without(fresh(CampaignPanel), "start", "stop")


class ActsBlindly(Right):
    mutant = "OCM lets its user start and stop a campaign whose status it does not show."
    start = Right.idle.to(Right.awaiting, on="ask_start")
    stop = Right.idle.to(Right.awaiting, on="ask_stop")


ocm_offers_actions_without_a_status = Mutant(
    "ocm_offers_actions_without_a_status",
    ("an_action_is_offered_on_a_shown_status_only",),
    ocm_actions,
    {"panel": ActsBlindly},
)
Right = without(fresh(OcmListConnection), "retry")


class OnlyPairsAreTriedAgain(Right):
    mutant = "The dialog lets its user try again only a DB Server that has a backup."
    retry = Right.asking_for_first.to(Right.trying_primary, on="connect_primary")


a_lone_db_server_is_not_tried_again = Mutant(
    "a_lone_db_server_is_not_tried_again",
    ("a_dialog_about_a_list_lets_its_user_try_again",),
    ocm_db,
    {"ocm": OnlyPairsAreTriedAgain},
)
Right = without(fresh(OcmLogin), "choose_second", "retry")
BOTH = "first_offered and second_offered"


class NeedsTwo(Right):
    mutant = "A list and a dialog work only while two OCS are defined, as they were at login."
    choose_second = Right.choosing.to(Right.trying_second, cond=BOTH, on="connect_second")
    retry = Right.asking_for_first.to(
        Right.trying_first, cond=BOTH, on="connect_first"
    ) | Right.asking_for_second.to(Right.trying_second, cond=BOTH, on="connect_second")


the_last_ocs_of_a_list_is_of_no_use = Mutant(
    "the_last_ocs_of_a_list_is_of_no_use",
    (
        "an_ocs_on_the_list_can_be_chosen",
        "a_dialog_about_a_listed_ocs_lets_its_user_try_again",
    ),
    ocm_login,
    {"ocm": NeedsTwo},
)
