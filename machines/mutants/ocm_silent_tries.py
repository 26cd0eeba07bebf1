"""Wrong designs of the tries of a silent reconnection."""

from dialonce import Mutant, fresh, without
from machines.ocm_silent import SilentOcmConnection
from machines.systems.ocm import ocm_silent

Right = without(fresh(SilentOcmConnection), "tick")


class WaitsSilently(Right):
    mutant = "After the first failed try OCM waits silently until its patience is over."
    tick = (
        Right.primary_failed.to(None, cond="patience > 1", on="wait")
        | Right.backup_failed.to(None, cond="patience > 1", on="wait")
        | Right.trying_primary.to(None, cond="patience > 1", on="wait")
        | Right.trying_backup.to(None, cond="patience > 1", on="wait")
        | Right.asking.from_(
            Right.primary_failed, Right.backup_failed, cond="patience == 1", on="wait"
        )
        | Right.trying_primary.to(Right.asking, cond="patience == 1", on=["wait", "close_primary"])
        | Right.trying_backup.to(Right.asking, cond="patience == 1", on=["wait", "close_backup"])
    )


waits_silently_after_the_first_try = Mutant(
    "waits_silently_after_the_first_try",
    ("a_silent_try_that_failed_is_followed_by_the_next",),
    ocm_silent,
    {"ocm": WaitsSilently},
)
Right = without(fresh(SilentOcmConnection), "refused")


class TakesOneForTheOther(Right):
    mutant = "After a silent try on the backup OCM rests as if the primary had failed."
    refused = (
        Right.primary_failed.from_(Right.trying_primary, Right.trying_backup, cond="patience")
        | Right.asking.from_(Right.trying_primary, Right.trying_backup, unless="patience")
    )  # fmt: skip


tries_the_backup_twice_silently = Mutant(
    "tries_the_backup_twice_silently",
    ("ocm_rests_after_the_ocs_that_it_tried",),
    ocm_silent,
    {"ocm": TakesOneForTheOther},
)
Right = without(fresh(SilentOcmConnection), "tick")


class LogsOffInTheEnd(Right):
    mutant = "When its silent reconnection is over, OCM logs its user off without a dialog."
    tick = (
        Right.primary_failed.to(
            Right.trying_backup,
            cond="patience > 1 and backup_offered",
            on=["wait", "connect_backup"],
        )
        | Right.primary_failed.to(
            Right.trying_primary,
            cond="patience > 1 and not backup_offered",
            on=["wait", "connect_primary"],
        )
        | Right.backup_failed.to(
            Right.trying_primary, cond="patience > 1", on=["wait", "connect_primary"]
        )
        | Right.trying_primary.to(None, cond="patience > 1", on="wait")
        | Right.trying_backup.to(None, cond="patience > 1", on="wait")
        | Right.off.from_(
            Right.primary_failed, Right.backup_failed, cond="patience == 1", on="wait"
        )
        | Right.trying_primary.to(Right.off, cond="patience == 1", on=["wait", "close_primary"])
        | Right.trying_backup.to(Right.off, cond="patience == 1", on=["wait", "close_backup"])
    )


a_silent_reconnection_ends_with_a_log_off = Mutant(
    "a_silent_reconnection_ends_with_a_log_off",
    ("a_silent_reconnection_that_is_over_is_told",),
    ocm_silent,
    {"ocm": LogsOffInTheEnd},
)
