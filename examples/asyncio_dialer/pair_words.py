"""What a dialer of a pair hears, by the specification's words; it is the first of the two."""

from collections.abc import Callable

from .core.pair import PairedDialer

ORDERS = {
    "first.started": "start",
    "first.stopped": "stop",
    "first.promote": "promote",
    "first.demote": "demote",
}
ROLE = ORDERS | {"first.peer_lost": "partner_lost"}
CLIENT = {"first.client_asks": "client_asks"}
FREEZE = ("first.frozen", "first.thawed")


def result(dialer: PairedDialer, number: int) -> None:
    """A call has ended, and its outcome is written at once."""
    dialer.result(number, "answered", dialer.records[number].attempt)
    dialer.work_rows()


Hearing = dict[str, Callable[[PairedDialer, int], None]]

QUEUE: Hearing = {
    "first_queue.make": lambda dialer, number: dialer.dial_by_hand(number),
    "first_queue.submit": lambda dialer, number: dialer.hand_over(dialer.records[number]),
}
LIST: Hearing = {
    "first_reader.answered": lambda dialer, _: dialer.list.answered(dialer.list.serial),
    "first_reader.answered_before": lambda dialer, _: dialer.list.answered(dialer.list.serial - 1),
    "first_reader.unanswered": lambda dialer, _: dialer.list.cut(),
    "first_number.add": lambda dialer, number: dialer.list.add(number),
    "first_number.learn": lambda dialer, number: dialer.list.learn(number),
    "first_number.saved": lambda dialer, number: dialer.list.saved(number),
}
HELD: Hearing = {
    "first_record.arrived": lambda dialer, number: dialer.rows[number].arrived(),
    "first_record.acknowledged": lambda dialer, number: dialer.rows[number].acknowledged(),
    "first_record.result": result,
}
WORK = QUEUE | LIST | HELD


def tell_pair(dialer: PairedDialer, event: str, number: int) -> bool:
    """Let the dialer hear the specification's word; False if it knows no such word."""
    if order := (ROLE | CLIENT).get(event):
        getattr(dialer.role, order)()
    elif event in WORK:
        WORK[event](dialer, number)
    else:
        return False
    return True
