"""Mistakes of a dialer of a pair: its role, the Do Not Call list, and what it has in hand."""

from ..core.action import Action
from ..core.dialer import Dialer, Parts
from ..core.do_not_call import DoNotCall
from ..core.pair import PairedDialer
from ..core.record import Record
from ..core.role import Role
from .variant import Variant


class PromotesItself(Role):
    """Takes over by itself when the connection to the other dialer is lost."""

    def partner_lost(self) -> None:
        if self.state == "backup":
            self.state = "primary"
            self.say(Action("show", "role"))
            self.begin()


class StartsAsPrimary(Role):
    """Starts as the primary, as it is configured, and waits for no order."""

    def start(self) -> None:
        super().start()
        self.take()


class StaysThePrimary(Role):
    """Goes on as the primary when it is told that another one is."""

    def demote(self) -> None:
        pass


class DialsBeforeReading(PairedDialer):
    """Dials as soon as it is promoted, while it still reads the Do Not Call list."""

    def may_hand_over(self, record: Record) -> bool:
        return Dialer.may_hand_over(self, record)


class TrustsItsList(DoNotCall):
    """Goes on with the list that it read as a backup when it is promoted."""

    def promoted(self) -> None:
        self.work()


class KeepsThroughOrder(PairedDialer):
    """Goes on with what it has in hand when it is ordered once more."""

    def begin(self) -> None:
        if self.plan.do_not_call:
            self.list.promoted()
        self.work_rows()


PAIR, LIST, RECORDS = "ha_pair", "ha_do_not_call", "ha_records"
VARIANTS = (
    Variant("promotes_itself", PAIR, ("HA-8", "HA-9", "HA-10"), Parts(role=PromotesItself)),
    Variant("starts_as_the_primary", PAIR, ("HA-8", "HA-9"), Parts(role=StartsAsPrimary)),
    Variant("stays_the_primary", PAIR, ("HA-10", "HA-15"), Parts(role=StaysThePrimary)),
    Variant("dials_before_do_not_call", LIST, ("HA-24",), Parts(dialer=DialsBeforeReading)),
    Variant("goes_on_with_its_old_list", LIST, ("HA-23",), Parts(do_not_call=TrustsItsList)),
    Variant(
        "keeps_records_through_an_order", RECORDS, ("HA-28",), Parts(dialer=KeepsThroughOrder)
    ),
)
