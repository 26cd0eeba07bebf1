"""A wrong design of what follows a try that failed."""

from dialonce import Data, Mutant, fresh, without
from machines.cpd import NoBackupConnection
from machines.systems.cpd import cpd_single

Right = without(fresh(NoBackupConnection), "refused")


class TriesAgainAtOnce(Right):
    mutant = "A try that fails is repeated in the same step, and only then comes a rest."
    again = Data(range(2))
    refused = Right.trying_primary.to(
        None, cond="not again", on=["note", "connect"]
    ) | Right.trying_primary.to(Right.resting_for_primary, cond="again", on="settle")

    def note(self):
        self.again = 1

    def settle(self):
        self.again = 0


a_failed_try_is_repeated_at_once = Mutant(
    "a_failed_try_is_repeated_at_once",
    ("a_failed_try_is_followed_by_a_rest",),
    cpd_single,
    {"link": TriesAgainAtOnce},
)
