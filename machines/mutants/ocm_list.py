"""Wrong designs of OCM and the DB Server of the calling list in work."""

from dialonce import Mutant, fresh, without
from machines.ocm_list import OcmListConnection
from machines.systems.ocm_list import ocm_db

Right = without(fresh(OcmListConnection), "open_second")


class KeepsTheOld(Right):
    mutant = "OCM keeps the connection to the DB Server of the list before (D-388)."
    open_second = Right.trying_other.from_(
        Right.off, Right.asking_for_first, Right.on_primary, Right.on_backup, on="connect_other"
    )


keeps_the_old_db_server = Mutant(
    "keeps_the_old_db_server",
    (
        "ocm_is_connected_to_the_db_server_of_its_list_only",
        "ocm_takes_a_db_server_for_connected_exactly_while_it_is",
    ),
    ocm_db,
    {"ocm": KeepsTheOld},
)
Right = without(fresh(OcmListConnection), "open_second")


class KeepsTheServer(Right):
    mutant = "OCM shows a new list over the DB Server of the list before (D-388)."
    open_second = Right.on_primary.to(None) | Right.off.to(Right.trying_other, on="connect_other")


shows_the_new_list_over_the_old_db_server = Mutant(
    "shows_the_new_list_over_the_old_db_server",
    ("opening_a_list_connects_to_its_db_server",),
    ocm_db,
    {"ocm": KeepsTheServer},
)
Right = without(fresh(OcmListConnection), "refused")


class NeverTells(Right):
    mutant = "OCM tries a DB Server for ever, and tells its user nothing."
    refused = (
        Right.trying_primary.to(Right.trying_primary, on="connect_primary")
        | Right.trying_backup.to(Right.trying_backup, on="connect_backup")
        | Right.trying_other.to(Right.trying_other, on="connect_other")
    )


tries_a_db_server_for_ever = Mutant(
    "tries_a_db_server_for_ever",
    (
        "a_try_on_a_db_server_of_a_pair_comes_to_an_end",
        "a_try_on_a_lone_db_server_comes_to_an_end",
    ),
    ocm_db,
    {"ocm": NeverTells},
)
Right = without(fresh(OcmListConnection), "dropped")


class TurnsToTheBackup(Right):
    mutant = "OCM turns from a lost DB Server to its backup without asking."
    dropped = (
        Right.on_primary.to(Right.trying_backup, on="connect_backup")
        | Right.on_backup.to(Right.asking_for_first)
        | Right.on_other.to(Right.asking_for_second)
    )


turns_to_the_backup_db_server_unasked = Mutant(
    "turns_to_the_backup_db_server_unasked",
    ("a_lost_db_server_shows_the_dialog_and_tries_nothing",),
    ocm_db,
    {"ocm": TurnsToTheBackup},
)
Right = fresh(OcmListConnection)


class DecidesForItsUser(Right):
    mutant = "OCM answers its dialog about a DB Server when its user is slow."
    spontaneous = Right.spontaneous | {"decide"}
    decide = Right.asking_for_second.to(Right.trying_other, on="connect_other")
    """OCM waits no longer for its user."""


ocm_answers_its_dialog_about_a_list = Mutant(
    "ocm_answers_its_dialog_about_a_list",
    ("a_dialog_about_a_list_is_ended_by_its_user",),
    ocm_db,
    {"ocm": DecidesForItsUser},
)
Right = without(fresh(OcmListConnection), "choose_backup")


class HasNoBackup(Right):
    mutant = "Whatever its user chooses, OCM tries the primary DB Server."
    choose_backup = Right.asking_for_first.to(Right.trying_primary, on="connect_primary")


tries_the_primary_db_server_whatever_is_chosen = Mutant(
    "tries_the_primary_db_server_whatever_is_chosen",
    ("a_choice_about_a_list_is_what_is_tried", "a_list_can_be_on_its_backup_db_server"),
    ocm_db,
    {"ocm": HasNoBackup},
)
