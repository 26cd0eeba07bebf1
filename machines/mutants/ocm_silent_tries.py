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
