"""Wrong designs that keep the statistics of a gap, and send them with the next values."""

from dialonce import Data, Mutant, fresh, without
from machines.stat import StatConnection
from machines.systems.stat import stat_several
from machines.systems.tserver import tserver_statistics
from machines.tserver_single import TServerStatistics

Right = without(fresh(StatConnection), "publish")


class SendsBoth(Right):
    mutant = "The value of the gap is sent to Stat Server together with the next one (D-17)."
    missed = Data(range(2))
    publish = (
        Right.connected.to(None, on="submit")
        | Right.trying.to(None, on="note")
        | Right.resting.to(None, on="note")
    )

    def note(self):
        self.missed = 1

    def submit(self):
        for _ in range(1 + self.missed):
            super().submit()
        self.missed = 0


sends_the_value_of_the_gap_with_the_next = Mutant(
    "sends_the_value_of_the_gap_with_the_next",
    ("nothing_of_a_gap_is_sent_later",),
    stat_several,
    {"direct_1": SendsBoth},
)
Right = without(fresh(TServerStatistics), "publish")


class SendsTheRest(Right):
    mutant = "Statistics of the switchover go out with the first values after it (D-17)."
    missed = Data(range(2))
    publish = Right.working.to(None, cond="connected", on="send_values") | Right.working.to(
        None, unless="connected", on="note"
    )

    def note(self):
        self.missed = 1

    def send_values(self):
        for _ in range(1 + self.missed):
            super().send_values()
        self.missed = 0


sends_statistics_of_the_switchover_later = Mutant(
    "sends_statistics_of_the_switchover_later",
    ("statistics_are_sent_only_when_they_are_due",),
    tserver_statistics,
    {"statistics": SendsTheRest},
)
