"""Which of two dialers works: the Management Layer says so, and nobody else does."""

from collections.abc import Callable

from .action import Action


class Role:
    """A dialer of a pair is `down`, the `backup`, or the `primary`.

    `begin` and `forget` are what an order, and the end of the role, mean for its work.
    """

    def __init__(
        self, say: Callable[[Action], None], begin: Callable[[], None], forget: Callable[[], None]
    ):
        self.say, self.begin, self.forget = say, begin, forget
        self.state = "down"

    @property
    def primary(self) -> bool:
        """Whether it may work."""
        return self.state == "primary"

    def start(self) -> None:
        """The process is there: a backup, whatever it was before."""
        self.state = "backup"

    def stop(self) -> None:
        """The process ends, with all that it has in memory."""
        self.state = "down"
        self.forget()

    def promote(self) -> None:
        """It is ordered to be the primary, perhaps once more."""
        if self.state != "down":
            self.take()

    def take(self) -> None:
        """Take the role: show it to the servers before anything else, and begin anew."""
        self.state = "primary"
        for verb, what in (("report", "role"), ("shut_out", "partner"), ("show", "role")):
            self.say(Action(verb, what))
        self.begin()

    def demote(self) -> None:
        """It is told that the other one is the primary: leave everything, and start as a backup."""
        if self.primary:
            self.state = "backup"
            self.forget()
            self.say(Action("drop", "clients"))
            self.say(Action("leave", "partner"))

    def partner_lost(self) -> None:
        """The connection to the other dialer is gone, which says nothing about that one."""

    def client_asks(self) -> None:
        """A client application wants to connect; a backup does not let it in."""
        if self.primary:
            self.say(Action("accept", "client"))
