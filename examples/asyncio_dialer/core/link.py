"""A client's side of a connection to a server, or to a pair in warm standby."""

from collections.abc import Callable

from .action import Action


class Link:
    """One connection at a time, to one of `servers`, tried in turn and for ever.

    It is `off`, `trying`, `up`, or `resting` for one tick after a try that failed.
    """

    def __init__(
        self,
        name: str,
        servers: tuple[str, ...],
        say: Callable[[Action], None],
        on_loss: Callable[["Link"], None],
    ):
        self.name, self.servers = name, servers
        self.say, self.on_loss = say, on_loss
        self.state, self.place = "off", 0

    @property
    def up(self) -> bool:
        """Whether it may be used."""
        return self.state == "up"

    @property
    def server(self) -> str:
        """The server that it uses, or was the last to try."""
        return self.servers[self.place]

    def start(self) -> None:
        """Try the primary."""
        if self.state == "off":
            self.attempt(0)

    def attempt(self, place: int) -> None:
        """Try one of the servers now."""
        self.state, self.place = "trying", place
        self.say(Action("connect", self.server, self.name))

    def other(self) -> int:
        """The place of the server whose turn it is; one alone is its own other."""
        return (self.place + 1) % len(self.servers)

    def accepted(self) -> None:
        """The server takes us as its client."""
        if self.state in ("trying", "resting"):
            self.joined()

    def joined(self) -> None:
        """The connection is usable."""
        self.state = "up"

    def refused(self) -> None:
        """The try has failed, which is no loss."""
        if self.state == "trying":
            self.state = "resting"

    def lost(self) -> None:
        """The connection is gone: tell it if it was up, and turn to the other server at once."""
        if self.state == "up":
            self.state = "lost"
            self.on_loss(self)
            self.attempt(self.other())
        else:
            self.refused()

    def tick(self) -> None:
        """The rest is over."""
        if self.state == "resting":
            self.attempt(self.other())
