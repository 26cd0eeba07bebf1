"""The Do Not Call list: which numbers this dialer knows to be on it, and how far it has read it."""

from collections.abc import Callable

from .action import Action


class DoNotCall:
    """Numbers are named by the record that has them.

    The reading is `unread`, `asked` or `complete`. Each question has a serial number, so that the
    answer to an older one is not taken for the newest.
    """

    def __init__(self, say: Callable[[Action], None]):
        self.say = say
        self.reading, self.serial = "unread", 0
        self.known, self.unsaved = set[int](), set[int]()

    @property
    def complete(self) -> bool:
        """Whether every entry is read, so that a number that is not known is not listed."""
        return self.reading == "complete"

    def ask(self) -> None:
        """Ask for the entries that are not here yet."""
        self.reading = "asked"
        self.serial += 1
        self.say(Action("ask", "list", "db"))

    def work(self) -> None:
        """Begin to read, if that is to be done."""
        if self.reading == "unread":
            self.ask()

    def promoted(self) -> None:
        """We are the primary now: what the other one has added is to be read, too."""
        self.ask()

    def learn(self, number: int) -> None:
        """An entry has been read."""
        self.known.add(number)

    def answered(self, serial: int) -> None:
        """The answer to a question is read to its end; only the newest one has all entries."""
        if self.reading == "asked" and serial == self.serial:
            self.reading = "complete"

    def cut(self) -> None:
        """The connection is lost in the middle of the reading."""
        if self.reading == "asked":
            self.reading = "unread"

    def add(self, number: int) -> None:
        """A person asks not to be called: that counts at once, and the database is told."""
        self.known.add(number)
        self.unsaved.add(number)
        self.write(number)

    def write(self, number: int) -> None:
        """Tell the database of an entry."""
        self.say(Action("write", "entry", "db", number))

    def saved(self, number: int) -> None:
        """The database has the entry."""
        self.unsaved.discard(number)

    def forget(self) -> None:
        """The role is gone, and with it all that was known and asked."""
        self.reading = "unread"
        self.known.clear()
        self.unsaved.clear()
        self.say(Action("hang_up", "list", "db"))
