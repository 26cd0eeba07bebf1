"""Any connection of OCS, as systems see it that combine several, or look at something else."""

from statemachine import State

from dialonce import AnyOf, Machine


class Link(Machine):
    """A connection of OCS that is up or sought; who is tried, and when, is not shown (D-351).

    Source: SES-2, SES-4.
    """

    outputs = frozenset({"session.restored", "session.lost", "record.connection_lost"})
    seeking = AnyOf("down")

    down = State(initial=True)
    up = State()

    accepted = down.to(up, on="restore_session")  # SES-4, SES-5
    """The connection is up."""
    dropped = up.to(down, on="lose")  # SES-2
    """The connection is lost: OCS pauses, and the outcome of open requests is unknown."""

    def restore_session(self):
        self.emit("session.restored")

    def lose(self):
        self.emit("session.lost")
        self.emit("record.connection_lost")


class DatabaseLink(Machine):
    """The connection of OCS to the DB Server, whose loss pauses no session (D-351).

    Source: PATH-2.
    """

    seeking = AnyOf("down")

    down = State(initial=True)
    up = State()

    accepted = down.to(up)  # PATH-2
    """The connection is up."""
    dropped = up.to(down)  # PATH-2
    """The connection is lost: the session goes on with its buffer."""
