"""Mistakes about a record: who is called again, and when it is closed."""

from ..core.dialer import Parts
from ..core.record import STALE_AFTER_TICKS, Record
from .variant import Variant


class RetriesAfterSwitchover(Record):
    """Dials lost records again when a connection is back."""

    def restored(self) -> None:
        if self.state == "lost":
            self.state = "ready"


class TakesLostForUnsent(Record):
    """Takes every request on a lost connection for unsent."""

    def connection_lost(self) -> None:
        if self.state == "requested":
            self.state = "ready"


class LosesClaimed(Record):
    """Gives claimed records up with the connection, though their requests never left."""

    def connection_lost(self) -> None:
        if self.state in ("claimed", "requested"):
            self.state = "lost"


class RedialsOnLateResult(Record):
    """Dials a record again whose result came too late."""

    def result(self, outcome: str, attempt: int) -> None:
        if self.state in ("lost", "stale"):
            self.state = "ready"
        super().result(outcome, attempt)


class LateResultCloses(Record):
    """Lets a result that comes after the reconnection close the lost record."""

    def result(self, outcome: str, attempt: int) -> None:
        if self.state == "lost":
            self.state = "requested"
        super().result(outcome, attempt)


class LosesResults(Record):
    """Loses the outcome that comes after a reconnection, and waits for it no more."""

    lost_once = False

    def connection_lost(self) -> None:
        self.lost_once = True
        super().connection_lost()

    def result(self, outcome: str, attempt: int) -> None:
        if self.lost_once and self.state == "requested":
            self.state = "answered"
        super().result(outcome, attempt)


class RearmsOnReconnect(Record):
    """Starts the stale timer of a lost record anew when a connection is back."""

    def restored(self) -> None:
        if self.state == "lost":
            self.deadline = self.now + STALE_AFTER_TICKS


class NeverStale(Record):
    """Forgets to mark a record stale."""

    def tick(self) -> None:
        self.now += 1


class StaleTooEarly(Record):
    """Marks a record stale one tick too early."""

    def hand_over(self) -> None:
        super().hand_over()
        self.deadline -= 1


class StaleAtOnce(Record):
    """Marks a record stale as soon as its connection is lost."""

    def connection_lost(self) -> None:
        if self.state == "requested":
            self.state = "stale"


CPD, PATH = "cpd_warm_addp", "dial_path"
VARIANTS = (
    Variant(
        "retries_after_switchover", CPD, ("REC-7", "REC-12"), Parts(record=RetriesAfterSwitchover)
    ),
    Variant("takes_lost_for_unsent", CPD, ("REC-5", "REC-12"), Parts(record=TakesLostForUnsent)),
    Variant("loses_claimed_records", CPD, ("REC-6",), Parts(record=LosesClaimed)),
    Variant(
        "redials_on_a_late_result", CPD, ("REC-11", "REC-12"), Parts(record=RedialsOnLateResult)
    ),
    Variant("late_result_closes", PATH, ("REC-11",), Parts(record=LateResultCloses)),
    Variant(
        "loses_results_after_a_reconnect",
        PATH,
        ("REC-4", "PATH-5", "DB-10"),
        Parts(record=LosesResults),
    ),
    Variant("rearms_the_stale_timer", PATH, ("REC-9",), Parts(record=RearmsOnReconnect)),
    Variant("forgets_to_mark_stale", PATH, ("REC-8",), Parts(record=NeverStale)),
    Variant("stale_too_early", PATH, ("REC-8",), Parts(record=StaleTooEarly)),
    Variant("stale_at_once", PATH, ("REC-8",), Parts(record=StaleAtOnce)),
)
