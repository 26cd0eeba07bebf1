"""What the dialer does by itself, step by step, so that it can be told to."""

from collections.abc import Callable

from .core.dialer import Dialer
from .core.pair import PairedDialer

Step = Callable[[Dialer, int], bool]  # whether it was due, and is done


def claim(dialer: Dialer, number: int) -> bool:
    """The dialing pass takes a record."""
    due = dialer.may_claim(dialer.records[number])
    if due:
        dialer.records[number].claim()
    return due


def hand_over(dialer: Dialer, number: int) -> bool:
    """The request of a record goes out."""
    due = dialer.may_hand_over(dialer.records[number])
    if due:
        dialer.hand_over(dialer.records[number])
    return due


def dial(dialer: Dialer, number: int) -> bool:
    """A record is taken, and its request goes out."""
    return claim(dialer, number) and hand_over(dialer, number)


def close(dialer: Dialer, number: int) -> bool:
    """A call ends, where no server tells of that."""
    record = dialer.records[number]
    due = record.state == "requested"
    if due:
        record.result("answered", record.attempt)
    return due


def looking(waiting: bool) -> Step:
    """It is told that there are no records to dial, or no longer."""

    def step(dialer: Dialer, number: int) -> bool:
        if dialer.supply.waiting is waiting:
            return False
        dialer.look()
        return dialer.supply.waiting is waiting

    return step


def count(dialer: Dialer, number: int) -> bool:
    """A count of the ready rows is due."""
    dialer.counter.ask(dialer.links["db"].up)
    return True


def give_back(dialer: Dialer, number: int) -> bool:
    """The resource of a record that is stale is given back."""
    return dialer.give_back(dialer.records[number])


def working(what: str) -> Step:
    """A row is asked for, or its outcome written, for the first time."""

    def step(dialer: Dialer, number: int) -> bool:
        if not dialer.rows or not dialer.links["db"].up:
            return False
        before = len(dialer.actions)
        dialer.rows[number].work(dialer.records[number].closed)
        return [action.verb for action in dialer.actions[before:]] == [what]

    return step


def repeating(what: str) -> Step:
    """A row is asked for, or its outcome written, again: no answer has come."""

    def step(dialer: Dialer, number: int) -> bool:
        row = dialer.rows[number]
        due = row.under_way == what
        if due:
            row.disconnected()
            row.work(dialer.records[number].closed)
        return due

    return step


def expire(dialer: Dialer, number: int) -> bool:
    """The timer of a record ends, and its outcome is written."""
    record = dialer.records[number]
    due = record.state in ("requested", "lost")
    if due:
        record.expire()
        dialer.work_rows()
    return due


def read_list(dialer: Dialer, number: int) -> bool:
    """The reading of the Do Not Call list begins."""
    assert isinstance(dialer, PairedDialer)
    due = dialer.role.state != "down" and dialer.list.reading == "unread"
    if due:
        dialer.list.work()
    return due


def write_entry(dialer: Dialer, number: int) -> bool:
    """The database is told of an entry again: it has not acknowledged it."""
    assert isinstance(dialer, PairedDialer)
    due = dialer.role.primary and number in dialer.list.unsaved
    if due:
        dialer.list.write(number)
    return due


Steps = dict[str, Step]

CALLS: Steps = {"record.claim": claim, "record.hand_over": hand_over}
ROWS: Steps = {"copy.retrieve": working("fetch"), "copy.write": working("write")}
BUFFER: Steps = ROWS | {
    "record.dial": dial,
    "record.close": close,
    "buffer.run_dry": looking(waiting=True),
    "buffer.stop_waiting": looking(waiting=False),
}
COUNTS: Steps = {"estimates.fall_due": count}
POOL: Steps = {"slot.free": give_back}
LIST: Steps = {
    "first_reader.ask": read_list,
    "first_record.claim": claim,
    "first_record.dial": hand_over,
}
LIST_TIMERS: Steps = {"first_number.write_again": write_entry}
HELD: Steps = {"first_record.dial": dial}
HELD_TIMERS: Steps = {
    "first_record.retrieve": repeating("fetch"),
    "first_record.expire": expire,
    "first_record.write": repeating("write"),
}
