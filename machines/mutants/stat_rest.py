"""Wrong designs of the rest before a Stat Server is tried again."""

from dialonce import Data, Mutant, fresh, without
from machines.stat import StatClient, StatConnection
from machines.systems.stat import stat_several, stat_sites

Right = without(fresh(StatConnection), "tick")


class RestsLonger(Right):
    mutant = "OCS rests for longer than its delay before it tries a Stat Server again."
    overdue = Data(range(2))
    tick = Right.resting.to(None, unless="overdue", on="wait") | Right.resting.to(
        Right.trying, cond="overdue", on=["end", "connect"]
    )

    def wait(self):
        self.overdue = 1

    def end(self):
        self.overdue = 0


ocs_rests_longer_for_a_stat_server = Mutant(
    "ocs_rests_longer_for_a_stat_server",
    ("ocs_rests_for_one_delay_before_a_stat_server_is_tried_again",),
    stat_several,
    {"direct_1": RestsLonger, "direct_2": RestsLonger},
)

Right = without(fresh(StatClient), "tick")


class ReadsLater(Right):
    mutant = "CCPulse+ rests for longer than its delay before it tries the other Stat Server."
    overdue = Data(range(2))
    tick = (
        Right.resting_for_backup.to(None, unless="overdue", on="wait")
        | Right.resting_for_backup.to(
            Right.trying_backup, cond="overdue", on=["end", "connect_backup"]
        )
        | Right.resting_for_own.to(Right.trying_own, on="connect_own")
    )

    def wait(self):
        self.overdue = 1

    def end(self):
        self.overdue = 0


ccpulse_rests_longer_than_its_delay = Mutant(
    "ccpulse_rests_longer_than_its_delay",
    ("ccpulse_rests_for_one_delay",),
    stat_sites,
    {"ccpulse": ReadsLater},
)
