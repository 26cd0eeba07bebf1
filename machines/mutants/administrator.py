"""Wrong designs of Genesys Administrator: which OCS it connects to, and when."""

from dialonce import Mutant, fresh, without
from machines.administrator import AdministratorConnection
from machines.administrator_task import AdministratorTask, Controls
from machines.systems.administrator import ga_actions

Right = without(fresh(AdministratorConnection), "close")


class StaysConnected(Right):
    mutant = "Genesys Administrator stays connected after an action (D-391)."
    close = Right.on_primary.to(None) | Right.on_backup.to(None) | Right.on_other.to(None)


keeps_the_connection_after_an_action = Mutant(
    "keeps_the_connection_after_an_action",
    ("genesys_administrator_is_connected_only_for_an_action", "the_answer_ends_the_connection"),
    ga_actions,
    {"administrator": StaysConnected},
)
Right = fresh(AdministratorTask)


class Probes(Right):
    mutant = "Genesys Administrator tries unavailable OCS in the background (D-392)."
    spontaneous = Right.spontaneous | {"probe"}
    probe = Right.idle.to(Right.seeking_status, unless="pair_available", on="open_pair")
    """Genesys Administrator looks whether an OCS can be connected."""


probes_ocs_in_the_background = Mutant(
    "probes_ocs_in_the_background",
    ("a_connection_is_required_by_the_user_only", "an_action_goes_to_the_selected_ocs"),
    ga_actions,
    {"task": Probes},
)
Right = without(fresh(AdministratorConnection), "refused")


class TriesEveryOcs(Right):
    mutant = "Genesys Administrator tries an OCS that was not selected (D-34)."
    refused = (
        Right.trying_primary.to(Right.trying_backup, on="connect_backup")
        | Right.trying_backup.to(Right.trying_other, on="connect_other")
        | Right.trying_other.to(Right.idle, on=["disable_other", "tell_unconnected"])
    )


turns_to_an_ocs_that_was_not_selected = Mutant(
    "turns_to_an_ocs_that_was_not_selected",
    (
        "an_action_goes_to_the_selected_ocs",
        "a_task_begins_at_the_selected_ocs_and_does_not_return_to_it",
    ),
    ga_actions,
    {"administrator": TriesEveryOcs},
)
Right = without(fresh(AdministratorConnection), "refused")


class TriesThePrimaryOnly(Right):
    mutant = (
        "Genesys Administrator tries the primary only, and leaves the backup to its user (D-34)."
    )
    refused = (
        Right.trying_primary.to(Right.idle, on=["disable_pair", "tell_unconnected"])
        | Right.trying_other.to(Right.idle, on=["disable_other", "tell_unconnected"])
    )  # fmt: skip


never_tries_the_backup_for_an_action = Mutant(
    "never_tries_the_backup_for_an_action",
    (
        "the_backup_is_tried_when_the_primary_cannot_be_connected",
        "an_action_can_be_carried_out_at_the_backup",
    ),
    ga_actions,
    {"administrator": TriesThePrimaryOnly},
)
Right = without(fresh(Controls), "disable")


class StayAvailable(Right):
    mutant = "The controls are shown as available although no OCS can be connected."
    disable = Right.available.to(None)


controls_stay_available = Mutant(
    "controls_stay_available",
    (
        "controls_become_unavailable_when_no_ocs_can_be_connected",
        "controls_of_a_lone_ocs_become_unavailable_after_its_only_try",
        "unavailable_controls_of_a_lone_ocs_can_be_tried_again",
    ),
    ga_actions,
    {"pair_controls": StayAvailable, "other_controls": StayAvailable},
)
Right = without(fresh(Controls), "enable")


class StayUnavailable(Right):
    mutant = "Controls that were unavailable once stay so until a restart (D-392)."
    enable = Right.available.to(None)


controls_stay_unavailable = Mutant(
    "controls_stay_unavailable",
    ("controls_are_available_from_the_step_of_the_connection",),
    ga_actions,
    {"pair_controls": StayUnavailable},
)
Right = without(fresh(AdministratorConnection), "dropped")


class NoticesNoBreak(Right):
    mutant = "Genesys Administrator does not notice that its connection broke, and waits on."
    dropped = Right.on_primary.to(None) | Right.on_backup.to(None) | Right.on_other.to(None)


genesys_administrator_notices_no_break = Mutant(
    "genesys_administrator_notices_no_break",
    ("genesys_administrator_takes_itself_for_connected_exactly_while_it_is",),
    ga_actions,
    {"administrator": NoticesNoBreak},
)
