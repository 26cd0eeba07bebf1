"""The dialer: links, session, records and rows, and who hears what."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .action import Action
from .do_not_call import DoNotCall
from .link import Link
from .pool import Pool
from .record import Record
from .role import Role
from .rows import Counter, Row, Supply
from .session import Session
from .tserver import SwitchLink

PAIR, ALONE = ("primary", "backup"), ("primary",)


class Plan(NamedTuple):
    """What is installed: the servers of each link, and what else there is.

    `counts`: ready rows are counted. `pool`: calls go through a proxy, which tells of resources.
    `pair`: there is another dialer. `do_not_call`: there is a list of numbers not to be called.
    """

    cpd: tuple[str, ...] = ()
    tserver: tuple[str, ...] = ()
    db: tuple[str, ...] = ()
    counts: bool = False
    pool: bool = False
    pair: bool = False
    do_not_call: bool = False


@dataclass
class Parts:
    """The classes that the dialer is made of: a faulty variant replaces one."""

    cpd: type[Link] = Link
    tserver: type[SwitchLink] = SwitchLink
    db: type[Link] = Link
    session: type[Session] = Session
    record: type[Record] = Record
    row: type[Row] = Row
    supply: type[Supply] = Supply
    pool: type[Pool] = Pool
    role: type[Role] = Role
    do_not_call: type[DoNotCall] = DoNotCall
    dialer: "type[Dialer] | None" = None
    extra: dict[str, object] = field(default_factory=dict)


class Dialer:
    """Hears what happens, and collects in `actions` what is to be done about it."""

    def __init__(self, plan: Plan, members: int, parts: Parts):
        self.plan, self.members, self.parts = plan, members, parts
        self.actions = list[Action]()
        servers = {"cpd": plan.cpd, "tserver": plan.tserver, "db": plan.db}
        self.links: dict[str, Link] = {
            name: getattr(parts, name)(name, ends, self.say, self.on_loss)
            for name, ends in servers.items()
            if ends
        }
        self.session = parts.session(self.connected)
        self.supply, self.counter = parts.supply(self.say), Counter(self.say)
        self.pool = parts.pool()
        self.take_in_hand()

    def take_in_hand(self) -> None:
        """Know of every record nothing but that it is there."""
        numbers = range(self.members)
        self.records = [self.parts.record(i, self.say) for i in numbers]
        self.rows = [self.parts.row(i, self.say) for i in numbers] if self.plan.db else []

    def say(self, action: Action) -> None:
        """Note what is to be done."""
        self.actions.append(action)

    def connected(self) -> bool:
        """Whether all links that carry calls are up; a session needs no database."""
        return all(link.up for name, link in self.links.items() if name != "db")

    @property
    def places_calls(self) -> bool:
        """Whether a server places its calls; otherwise they are answered at once."""
        return not self.links.keys() <= {"db"}

    # What happens: links.

    def join(self, name: str, step: str) -> None:
        """A step of a link's way up: accepted, registered, answered, refused."""
        link = self.links[name]
        was = link.up
        getattr(link, step)()
        if link.up and not was and name != "db":
            self.on_return()

    def on_return(self) -> None:
        """A link that carries calls is up again."""
        self.session.restored()
        for record in self.records:
            record.restored()

    def on_loss(self, link: Link) -> None:
        """A link that was up is lost."""
        if link.name == "db":
            for row in self.rows:
                row.disconnected()
        else:
            self.session.lost()
            self.pool.lost()
            for record in self.records:
                record.connection_lost()
        self.report(link)

    def report(self, link: Link) -> None:
        """Tell those who want to know of a loss."""
        if link.name != "tserver":
            self.say(Action("report", "management", link.name))
        if link.name == "cpd":
            self.say(Action("report", "statistics", link.name))

    # What happens: calls.

    def result(self, number: int, outcome: str, attempt: int) -> None:
        """A call has ended, or an Error says that nobody knows what became of it."""
        self.records[number].result(outcome, attempt)
        self.pool.result(number, outcome)

    # What happens: time, and what the dialer does by itself.

    def tick(self) -> None:
        """Time passes."""
        for link in self.links.values():
            link.tick()
        for record in self.records if self.places_calls else ():
            record.tick()
        self.counter.due = self.plan.counts

    def turn(self) -> None:
        """After each event: go on with the rows, and take one step of the dialing pass."""
        if self.counter.due:
            self.counter.ask(self.links["db"].up)
        for record in () if self.places_calls else self.records:
            record.result("answered", record.attempt)
        self.work_rows()
        for record in self.records:
            self.give_back(record)
        self.dial()
        self.work_rows()

    def work_rows(self) -> None:
        """Fetch and write what is due, and look whether the buffer has run dry."""
        if not self.rows:
            return
        if self.links["db"].up:
            for row, record in zip(self.rows, self.records, strict=True):
                row.work(record.closed)
        self.look()

    def look(self) -> None:
        """Look whether the session waits for records."""
        self.supply.look(self.stock(), self.session.running, self.links["db"].up)

    def stock(self) -> int:
        """How many records are here and not dialed yet."""
        pairs = zip(self.rows, self.records, strict=True)
        return sum(row.here and record.state in ("ready", "claimed") for row, record in pairs)

    def dial(self) -> bool:
        """One step of the dialing pass: it claims all that is ready, and then dials one by one.

        Whether there was something to do.
        """
        for record in self.records:
            if self.may_claim(record):
                record.claim()
                return True
        for record in self.records:
            if self.may_hand_over(record):
                self.hand_over(record)
                return True
        return False

    def may_dial(self) -> bool:
        """Whether anybody may be called now."""
        return self.session.running and (self.pool.free or not self.plan.pool)

    def may_claim(self, record: Record) -> bool:
        """Whether the dialing pass may take a record."""
        here = not self.rows or self.rows[record.number].here
        return here and record.state == "ready" and self.may_dial()

    def may_hand_over(self, record: Record) -> bool:
        """Whether the request of a record may go out."""
        return record.state == "claimed" and self.may_dial()

    def hand_over(self, record: Record) -> None:
        """Let the request of a record go out."""
        record.hand_over()
        self.pool.take(record.number)

    def give_back(self, record: Record) -> bool:
        """Give back the resource of a record that is stale; whether it held one."""
        holds = record.state == "stale" and record.number in self.pool.holders
        if holds:
            self.pool.give_back(record.number)
        return holds
