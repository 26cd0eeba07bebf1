"""The calling list in the database: rows that are fetched, and outcomes that are written."""

from collections.abc import Callable

from .action import Action


class Row:
    """Our copy of one row: what is here, what is under way, and what the database has confirmed."""

    def __init__(self, number: int, say: Callable[[Action], None]):
        self.number, self.say = number, say
        self.here, self.under_way, self.confirmed = False, "", 0

    def work(self, record_closed: bool) -> None:
        """Send what is due, one thing at a time: the question for the row, or its outcome."""
        if self.under_way:
            return
        if not self.here:
            self.send("fetch")
        elif record_closed and not self.confirmed:
            self.send("write")

    def send(self, what: str) -> None:
        """Send it; until it is answered, nothing more."""
        self.under_way = what
        self.say(Action(what, "row", "db", self.number))

    def arrived(self) -> None:
        """The row is here."""
        self.here, self.under_way = True, ""

    def acknowledged(self) -> None:
        """The outcome is in the database."""
        self.under_way = ""
        self.confirmed += 1

    def disconnected(self) -> None:
        """What was under way is unknown: it is sent again, and takes effect once."""
        self.under_way = ""


class Supply:
    """Tells Stat Server that the session waits for records, while that is so."""

    def __init__(self, say: Callable[[Action], None]):
        self.say, self.waiting = say, False

    def look(self, stock: int, running: bool, database_up: bool) -> None:
        """Look at the number of records to dial, and tell what has changed."""
        waits = running and not stock and (self.waiting or not database_up)
        if waits != self.waiting:
            self.waiting = waits
            self.say(Action("show", "waiting" if waits else "supplied"))


class Counter:
    """Counts the ready rows from time to time: `due` when time has passed."""

    due = False

    def __init__(self, say: Callable[[Action], None]):
        self.say = say

    def ask(self, database_up: bool) -> None:
        """Ask for a count, if there is a database."""
        self.due = False
        if database_up:
            self.say(Action("count", "rows", "db"))

    def counted(self) -> None:
        """The answer is there: tell when the campaign will be over."""
        self.say(Action("show", "estimate"))
