"""Mistakes in telling of a loss."""

from ..core.action import Action
from ..core.dialer import Dialer, Parts
from ..core.link import Link
from ..core.rows import Supply
from .variant import Variant


class TellsTwice(Dialer):
    """Tells the Management Layer of each loss twice."""

    def report(self, link: Link) -> None:
        super().report(link)
        self.say(Action("report", "management", link.name))


class NeverTells(Dialer):
    """Tells nobody of a loss."""

    def report(self, link: Link) -> None:
        pass


class TellsFailedTries(Link):
    """Tells of a try that failed as if it were a loss."""

    def refused(self) -> None:
        super().refused()
        self.say(Action("report", "management", self.name))
        self.say(Action("report", "statistics", self.name))


class TellsOfWaitingAtOnce(Supply):
    """Tells that it waits for records as soon as the database is lost."""

    def look(self, stock: int, running: bool, database_up: bool) -> None:
        super().look(stock if database_up else 0, running, database_up)


class TakesWaitingBackEarly(Supply):
    """Takes "waiting" back when the database is there, and no record yet."""

    def look(self, stock: int, running: bool, database_up: bool) -> None:
        super().look(stock or int(database_up), running, database_up)


CPD, DB = "cpd_warm_addp", "db_warm"
VARIANTS = (
    Variant("tells_twice", CPD, ("CPD-11",), Parts(dialer=TellsTwice)),
    Variant("never_tells", CPD, ("CPD-11", "CPD-12"), Parts(dialer=NeverTells)),
    Variant("tells_failed_tries", CPD, ("CPD-13",), Parts(cpd=TellsFailedTries)),
    Variant("lost_database_is_told_to_nobody", DB, ("DB-1",), Parts(dialer=NeverTells)),
    Variant("tells_of_waiting_at_once", DB, ("DB-6",), Parts(supply=TellsOfWaitingAtOnce)),
    Variant("takes_waiting_back_early", DB, ("DB-6",), Parts(supply=TakesWaitingBackEarly)),
)
