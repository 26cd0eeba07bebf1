"""Genesys Administrator and the DB Server of the calling list on which its user works."""

from statemachine import State

from dialonce import AnyOf, Machine


class AdministratorListConnection(Machine):
    """The connection of Genesys Administrator to a DB Server: each of two lists has its own.

    Assumes: one connection at a time; a loss and the outcome of a try are told to it.
    Source: GA-9, GA-10.
    """

    outputs = frozenset({"first.connect", "second.connect", "first.close", "second.close"})
    spontaneous = frozenset({"open_first", "open_second", "close_list"})
    up = AnyOf("on_first", "on_second")
    trying = AnyOf("trying_first", "trying_second")
    in_first = AnyOf("trying_first", "on_first")
    in_second = AnyOf("trying_second", "on_second")

    off = State(initial=True)
    trying_first = State()
    on_first = State()
    trying_second = State()
    on_second = State()
    failed = State()

    open_first = (
        trying_first.from_(off, failed, on="connect_first")  # GA-9, GA-10
        | trying_first.from_(trying_second, on_second, on=["close_second", "connect_first"])  # GA-9
    )
    """The user opens the first list: its DB Server is connected, and the other one is left."""
    open_second = (
        trying_second.from_(off, failed, on="connect_second")  # GA-9, GA-10
        | trying_second.from_(trying_first, on_first, on=["close_first", "connect_second"])  # GA-9
    )
    """The user opens the second list: its DB Server is connected, and the other one is left."""
    accepted = trying_first.to(on_first) | trying_second.to(on_second)  # GA-9
    """The DB Server accepts: the connection is up."""
    refused = failed.from_(trying_first, trying_second)  # GA-10
    """The try has failed: the list is shown as unavailable."""
    dropped = failed.from_(on_first, on_second)  # GA-10
    """The connection is lost: the list is shown as unavailable."""
    close_list = (
        failed.to(off)  # GA-9
        | off.from_(trying_first, on_first, on="close_first")  # GA-9
        | off.from_(trying_second, on_second, on="close_second")  # GA-9
    )
    """The user closes the list."""

    def connect_first(self):
        self.emit("first.connect")

    def connect_second(self):
        self.emit("second.connect")

    def close_first(self):
        self.emit("first.close")

    def close_second(self):
        self.emit("second.close")
