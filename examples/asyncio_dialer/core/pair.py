"""One dialer of a pair: it works while it has the role, and from nothing that it had before."""

from .dialer import Dialer, Parts, Plan
from .record import Record


class PairedDialer(Dialer):
    """A dialer with a role, and with a Do Not Call list where one is installed."""

    def __init__(self, plan: Plan, members: int, parts: Parts):
        super().__init__(plan, members, parts)
        self.role = parts.role(self.say, self.begin, self.forget)
        self.list = parts.do_not_call(self.say)

    def begin(self) -> None:
        """We are the primary: leave what we had under an older order, ask for rows and entries."""
        self.take_in_hand()
        if self.plan.do_not_call:
            self.list.promoted()
        self.work_rows()

    def forget(self) -> None:
        """We are the primary no longer: what was in hand is left, and no other one learns of it."""
        self.take_in_hand()
        if self.plan.do_not_call:
            self.list.forget()

    def dial_by_hand(self, number: int) -> None:
        """A person wants a call: another record each time."""
        self.records[number] = self.parts.record(number, self.say)
        self.records[number].claim()

    def turn(self) -> None:
        """A backup reads the list, too, so that little is new when it takes over."""
        if self.plan.do_not_call and self.role.state != "down":
            self.list.work()
        super().turn()

    def dial(self) -> bool:
        """Rows come one by one: each is dialed as soon as it may be."""
        begun = dialed = super().dial()
        while dialed:
            dialed = super().dial()
        return begun

    def work_rows(self) -> None:
        """A backup asks for no rows, so that it has nothing to dial or to write."""
        if self.role.primary:
            super().work_rows()

    def may_hand_over(self, record: Record) -> bool:
        """Nobody is called before the whole list is read."""
        read = self.list.complete or not self.plan.do_not_call
        return read and super().may_hand_over(record)

    def hand_over(self, record: Record) -> None:
        """Look the number up in the moment in which the request would go out."""
        if record.number in self.list.known:
            record.exclude()
        else:
            super().hand_over(record)


def dialer(plan: Plan, members: int, parts: Parts) -> Dialer:
    """The dialer that is installed."""
    return (parts.dialer or (PairedDialer if plan.pair else Dialer))(plan, members, parts)
