"""Wrong designs of OCM in which its user cannot leave a calling list, or leaves it half."""

from dialonce import Mutant, fresh, without
from machines.ocm_list import OcmListConnection
from machines.systems.ocm_list import ocm_db

Right = without(fresh(OcmListConnection), "open_first")


class LocksTheOtherList(Right):
    mutant = "While the dialog about one list is shown, the other list cannot be opened."
    open_first = Right.trying_primary.from_(
        Right.off, on="connect_primary"
    ) | Right.trying_primary.from_(
        Right.trying_other, Right.on_other, on=["close_other", "connect_primary"]
    )


a_dialog_about_one_list_locks_the_other = Mutant(
    "a_dialog_about_one_list_locks_the_other",
    ("each_calling_list_can_be_opened_at_any_time",),
    ocm_db,
    {"ocm": LocksTheOtherList},
)
Right = without(fresh(OcmListConnection), "close_list")


class OffersNoCancel(Right):
    mutant = "The dialog about a list cannot be cancelled: its user must let OCM try again."
    close_list = (
        Right.off.from_(Right.trying_primary, Right.on_primary, on="close_primary")
        | Right.off.from_(Right.trying_backup, Right.on_backup, on="close_backup")
        | Right.off.from_(Right.trying_other, Right.on_other, on="close_other")
    )


a_dialog_about_a_list_cannot_be_cancelled = Mutant(
    "a_dialog_about_a_list_cannot_be_cancelled",
    ("a_calling_list_can_be_closed_at_any_time",),
    ocm_db,
    {"ocm": OffersNoCancel},
)
Right = without(fresh(OcmListConnection), "close_list")


class AsksAboutAClosedList(Right):
    mutant = "OCM takes a connection that it closes for lost, and shows the dialog about it."
    close_list = (
        Right.off.from_(Right.asking_for_first, Right.asking_for_second)
        | Right.asking_for_first.from_(Right.trying_primary, Right.on_primary, on="close_primary")
        | Right.asking_for_first.from_(Right.trying_backup, Right.on_backup, on="close_backup")
        | Right.asking_for_second.from_(Right.trying_other, Right.on_other, on="close_other")
    )


asks_about_a_list_that_was_closed = Mutant(
    "asks_about_a_list_that_was_closed",
    ("a_closed_calling_list_leaves_no_db_server_and_no_dialog",),
    ocm_db,
    {"ocm": AsksAboutAClosedList},
)
