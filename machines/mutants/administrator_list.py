"""Wrong designs of Genesys Administrator and the DB Server of the calling list in work."""

from dialonce import Mutant, fresh, without
from machines.administrator_list import AdministratorListConnection
from machines.systems.administrator import ga_db

Right = without(fresh(AdministratorListConnection), "open_second")


class KeepsTheOld(Right):
    mutant = "Genesys Administrator keeps the DB Server of the list before (D-388)."
    open_second = Right.trying_second.from_(
        Right.off, Right.failed, Right.on_first, on="connect_second"
    )


genesys_administrator_keeps_the_old_db_server = Mutant(
    "genesys_administrator_keeps_the_old_db_server",
    ("genesys_administrator_is_connected_to_the_db_server_of_its_list_only",),
    ga_db,
    {"lists": KeepsTheOld},
)
Right = without(fresh(AdministratorListConnection), "open_second")


class KeepsTheServer(Right):
    mutant = "Genesys Administrator shows a new list over the old DB Server (D-388)."
    open_second = Right.on_first.to(None) | Right.off.to(Right.trying_second, on="connect_second")


genesys_administrator_shows_a_list_over_the_old_db_server = Mutant(
    "genesys_administrator_shows_a_list_over_the_old_db_server",
    ("opening_a_list_connects_genesys_administrator",),
    ga_db,
    {"lists": KeepsTheServer},
)
Right = without(fresh(AdministratorListConnection), "refused")


class NeverTells(Right):
    mutant = "Genesys Administrator tries a DB Server for ever, and shows nothing."
    refused = (
        Right.trying_first.to(Right.trying_first, on="connect_first")
        | Right.trying_second.to(Right.trying_second, on="connect_second")
    )  # fmt: skip


genesys_administrator_tries_a_db_server_for_ever = Mutant(
    "genesys_administrator_tries_a_db_server_for_ever",
    (
        "a_try_for_the_first_list_comes_to_an_end",
        "a_try_for_the_second_list_comes_to_an_end",
    ),
    ga_db,
    {"lists": NeverTells},
)
Right = without(fresh(AdministratorListConnection), "dropped")


class ShowsTheLostList(Right):
    mutant = "A list is shown as before although its DB Server is lost (D-393)."
    dropped = Right.on_first.to(None) | Right.on_second.to(None)


shows_a_list_without_its_db_server = Mutant(
    "shows_a_list_without_its_db_server",
    (
        "a_list_is_shown_as_connected_only_while_it_is",
        "genesys_administrator_is_connected_to_the_db_server_of_its_list_only",
    ),
    ga_db,
    {"lists": ShowsTheLostList},
)
Right = without(fresh(AdministratorListConnection), "dropped")


class ReconnectsUnasked(Right):
    mutant = "Genesys Administrator connects to a lost DB Server again, asked by nobody (D-393)."
    dropped = (
        Right.on_first.to(Right.trying_first, on="connect_first")
        | Right.on_second.to(Right.trying_second, on="connect_second")
    )  # fmt: skip


reconnects_for_a_list_unasked = Mutant(
    "reconnects_for_a_list_unasked",
    ("a_lost_db_server_makes_its_list_unavailable",),
    ga_db,
    {"lists": ReconnectsUnasked},
)
Right = without(fresh(AdministratorListConnection), "open_first")


class ClosesItFirst(Right):
    mutant = "While a list is unavailable, no list can be opened before that one is closed."
    open_first = Right.trying_first.from_(Right.off, on="connect_first") | Right.trying_first.from_(
        Right.trying_second, Right.on_second, on=["close_second", "connect_first"]
    )


an_unavailable_list_is_in_the_way = Mutant(
    "an_unavailable_list_is_in_the_way",
    ("each_list_can_be_opened_at_any_time",),
    ga_db,
    {"lists": ClosesItFirst},
)
Right = without(fresh(AdministratorListConnection), "close_list")


class KeepsOneOpen(Right):
    mutant = "A list that has its DB Server can be left for another list only."
    close_list = Right.off.from_(Right.failed)


a_connected_list_cannot_be_closed = Mutant(
    "a_connected_list_cannot_be_closed",
    ("a_list_can_be_closed_at_any_time",),
    ga_db,
    {"lists": KeepsOneOpen},
)
Right = without(fresh(AdministratorListConnection), "close_list")


class ShowsTheClosedList(Right):
    mutant = "A list that was closed is shown as unavailable, as if its DB Server were lost."
    close_list = (
        Right.failed.to(None)
        | Right.failed.from_(Right.trying_first, Right.on_first, on="close_first")
        | Right.failed.from_(Right.trying_second, Right.on_second, on="close_second")
    )


a_closed_list_is_shown_as_unavailable = Mutant(
    "a_closed_list_is_shown_as_unavailable",
    ("a_closed_list_leaves_no_db_server",),
    ga_db,
    {"lists": ShowsTheClosedList},
)
