"""A wrong design of the tries of a silent reconnection."""

from dialonce import Mutant, fresh, without
from machines.ocm_silent import SilentOcmConnection
from machines.systems.ocm import ocm_silent

Right = without(fresh(SilentOcmConnection), "tick")
FAILED = (Right.primary_failed, Right.backup_failed)


class TriesOnce(Right):
    mutant = "A silent reconnection consists of one try; then OCM waits for its time to be over."
    tick = (
        Right.primary_failed.to(None, cond="patience > 1", on="wait")
        | Right.backup_failed.to(None, cond="patience > 1", on="wait")
        | Right.trying_primary.to(None, cond="patience > 1", on="wait")
        | Right.trying_backup.to(None, cond="patience > 1", on="wait")
        | Right.asking.from_(*FAILED, cond="patience == 1", on="wait")
        | Right.trying_primary.to(Right.asking, cond="patience == 1", on=["wait", "close_primary"])
        | Right.trying_backup.to(Right.asking, cond="patience == 1", on=["wait", "close_backup"])
    )


ocm_tries_silently_once = Mutant(
    "ocm_tries_silently_once",
    ("a_silent_try_that_failed_is_followed_by_the_next_one",),
    ocm_silent,
    {"ocm": TriesOnce},
)
