"""Wrong designs of the silent reconnection of OCM."""

from dialonce import Mutant, fresh, without
from machines.ocm_silent import SilentOcmConnection
from machines.systems.ocm import ocm_silent

Right = fresh(SilentOcmConnection)


class AsksMeanwhile(Right):
    mutant = "OCM shows its dialog at once, and reconnects silently behind it (D-33)."
    spontaneous = Right.spontaneous | {"choose_meanwhile"}
    choose_meanwhile = Right.trying_backup.to(
        Right.trying_primary, cond="patience", on=["calm_down", "connect_primary"]
    )
    """The user chooses the primary OCS, while OCM is trying the backup."""


asks_during_silent_reconnection = Mutant(
    "asks_during_silent_reconnection",
    (
        "ocm_has_one_connection_to_ocs_at_a_time",
        "ocm_takes_itself_for_connected_exactly_while_it_is",
    ),
    ocm_silent,
    {"ocm": AsksMeanwhile},
)
Right = without(fresh(SilentOcmConnection), "dropped")


class AsksAtOnce(Right):
    mutant = "OCM from release 7.5 on shows its dialog at once (D-33)."
    dropped = Right.asking.from_(Right.on_primary, Right.on_backup, on="tell_panel")


asks_without_a_silent_reconnection = Mutant(
    "asks_without_a_silent_reconnection",
    ("a_loss_of_ocs_begins_a_silent_reconnection",),
    ocm_silent,
    {"ocm": AsksAtOnce},
)
Right = without(fresh(SilentOcmConnection), "refused")


class AsksAfterOneTry(Right):
    mutant = "One silent try that fails brings the dialog (D-384)."
    refused = Right.asking.from_(Right.trying_primary, Right.trying_backup, on="calm_down")


asks_after_one_silent_try = Mutant(
    "asks_after_one_silent_try",
    ("the_dialog_comes_when_the_silent_reconnection_has_failed",),
    ocm_silent,
    {"ocm": AsksAfterOneTry},
)
Right = without(fresh(SilentOcmConnection), "dropped", "tick")


class TriesTheLostOnly(Right):
    mutant = "The silent reconnection tries the OCS that was lost, and not its partner (D-384)."
    dropped = (
        Right.on_primary.to(
            Right.trying_primary, on=["tell_panel", "begin_silence", "connect_primary"]
        )
        | Right.on_backup.to(
            Right.trying_backup, on=["tell_panel", "begin_silence", "connect_backup"]
        )
    )  # fmt: skip
    tick = (
        Right.primary_failed.to(
            Right.trying_primary, cond="patience > 1", on=["wait", "connect_primary"]
        )
        | Right.backup_failed.to(
            Right.trying_backup, cond="patience > 1", on=["wait", "connect_backup"]
        )
        | Right.trying_primary.to(None, cond="patience > 1", on="wait")
        | Right.trying_backup.to(None, cond="patience > 1", on="wait")
        | Right.asking.from_(
            Right.primary_failed, Right.backup_failed, cond="patience == 1", on="wait"
        )
        | Right.trying_primary.to(Right.asking, cond="patience == 1", on=["wait", "close_primary"])
        | Right.trying_backup.to(Right.asking, cond="patience == 1", on=["wait", "close_backup"])
    )


tries_only_the_lost_ocs_silently = Mutant(
    "tries_only_the_lost_ocs_silently",
    (
        "a_loss_of_ocs_begins_a_silent_reconnection",
        "silent_tries_take_turns",
    ),
    ocm_silent,
    {"ocm": TriesTheLostOnly},
)
Right = without(fresh(SilentOcmConnection), "tick")


class GoesOnForEver(Right):
    mutant = "The silent reconnection goes on for ever, and the user is told nothing (D-33)."
    tick = (
        Right.primary_failed.to(Right.trying_backup, cond="backup_offered", on="connect_backup")
        | Right.primary_failed.to(
            Right.trying_primary, unless="backup_offered", on="connect_primary"
        )
        | Right.backup_failed.to(Right.trying_primary, on="connect_primary")
    )


reconnects_silently_for_ever = Mutant(
    "reconnects_silently_for_ever",
    (
        "a_lost_ocs_is_regained_or_told_without_a_person",
        "a_silent_reconnection_has_a_limit",
    ),
    ocm_silent,
    {"ocm": GoesOnForEver},
)
Right = without(fresh(SilentOcmConnection), "dropped", "answer_overdue", "tick", "choose_backup")


class HasNoSilentBackup(Right):
    mutant = "The silent reconnection tries the primary only (D-384)."
    dropped = Right.trying_primary.from_(
        Right.on_primary,
        Right.on_backup,
        on=["tell_panel", "begin_silence", "connect_primary"],
    )
    answer_overdue = Right.on_primary.to(Right.backup_failed, on=["begin_silence", "close_primary"])
    choose_backup = Right.asking.to(Right.trying_backup, cond="backup_offered", on="connect_backup")
    tick = (
        Right.trying_primary.from_(
            Right.primary_failed,
            Right.backup_failed,
            cond="patience > 1",
            on=["wait", "connect_primary"],
        )
        | Right.trying_primary.to(None, cond="patience > 1", on="wait")
        | Right.asking.from_(
            Right.primary_failed, Right.backup_failed, cond="patience == 1", on="wait"
        )
        | Right.trying_primary.to(Right.asking, cond="patience == 1", on=["wait", "close_primary"])
    )


tries_only_the_primary_silently = Mutant(
    "tries_only_the_primary_silently",
    ("silent_tries_take_turns", "a_silent_try_can_meet_the_new_primary"),
    ocm_silent,
    {"ocm": HasNoSilentBackup},
)
