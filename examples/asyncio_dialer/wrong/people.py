"""Mistakes about the session, and about what a person has decided."""

from collections.abc import Callable

from ..core.dialer import Dialer, Parts
from ..core.record import Record
from ..core.session import Session
from .variant import Variant


class NeverPauses(Session):
    """Runs on when its connection is lost."""

    begun = False

    @property
    def running(self) -> bool:
        self.begun = self.wanted and (self.begun or self.connected())
        return self.begun

    def stop(self) -> None:
        super().stop()
        self.begun = False


class DialsUnconnected(Session):
    """Runs as soon as it is started, connected or not."""

    held = False

    @property
    def running(self) -> bool:
        return self.wanted and not self.held

    def lost(self) -> None:
        self.held = True

    def restored(self) -> None:
        self.held = False


class StaysPaused(Session):
    """Stays paused after the switchover, until a person starts it again."""

    def lost(self) -> None:
        self.wanted = False


class StartsStopped(Session):
    """Goes on when a connection is back, though a person has stopped it."""

    def restored(self) -> None:
        self.wanted = True


class ResumesAtTheFirstReturn(Session):
    """Goes on when the first of several lost connections is back."""

    held = False

    def __init__(self, connected: Callable[[], bool]):
        super().__init__(connected)
        self.started_up = False

    @property
    def running(self) -> bool:
        self.started_up = self.started_up or self.connected()
        return self.wanted and self.started_up and not self.held

    def lost(self) -> None:
        self.held = True

    def restored(self) -> None:
        self.held = False


class PausesOnDatabaseLoss(Dialer):
    """Pauses the session when the database is lost."""

    def connected(self) -> bool:
        return all(link.up for link in self.links.values())


class IgnoresReset(Record):
    """Does not dial a record that a person has reset."""

    def reset(self) -> None:
        pass


class ResetsAny(Record):
    """Dials any record again that a person resets, a completed one too."""

    def reset(self) -> None:
        self.state = "ready"


CPD, HAND, PATH = "cpd_warm_addp", "cpd_by_hand", "dial_path"
VARIANTS = (
    Variant("never_pauses", CPD, ("SES-2", "SES-3"), Parts(session=NeverPauses)),
    Variant("dials_unconnected", CPD, ("SES-1", "REC-2"), Parts(session=DialsUnconnected)),
    Variant("stays_paused", CPD, ("SES-4",), Parts(session=StaysPaused)),
    Variant("starts_a_stopped_session", CPD, ("SES-6",), Parts(session=StartsStopped)),
    Variant(
        "resumes_at_the_first_return", PATH, ("PATH-1",), Parts(session=ResumesAtTheFirstReturn)
    ),
    Variant(
        "pauses_on_database_loss", PATH, ("PATH-2", "DB-4"), Parts(dialer=PausesOnDatabaseLoss)
    ),
    Variant("ignores_a_reset", HAND, ("REC-13",), Parts(record=IgnoresReset)),
    Variant("resets_any_record", HAND, ("REC-13",), Parts(record=ResetsAny)),
)
