"""A CPD Server and its T-Server: what the CPD Server does, and what OCS is told of it."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class TServerWatch(Machine):
    """A CPD Server's watch over its connection to the T-Server, which tells OCS what happens to it.

    Assumes: it hears of each try, each success and each loss of that connection.
    Source: CT-4, CT-6 to CT-10.
    """

    outputs = frozenset({"line.t_server_up", "line.t_server_lost", "order.restored"})

    off = State(initial=True)
    seeking = State()
    connected = State()

    connect = (
        off.to(seeking) | seeking.to(None)  # CT-6, CT-7, CT-8, CT-9
    )
    """The CPD Server tries a T-Server: after a loss at once, and then as often as it takes."""
    restored = seeking.to(connected, on="tell_up")  # CT-4, CT-8, CT-9, CT-10
    """The T-Server accepts: the CPD Server works on by itself, and tells OCS."""
    lost = connected.to(seeking, on="tell_lost")  # CT-4, CT-6, CT-7, CT-9
    """The connection to the T-Server is lost: the CPD Server tells OCS."""
    asked = connected.to(None, on="announce")  # CT-4
    """OCS has connected: it is told that there is a T-Server."""

    def tell_up(self):
        self.emit("line.t_server_up")
        self.emit("order.restored")

    def tell_lost(self):
        self.emit("line.t_server_lost")

    def announce(self):
        self.emit("line.t_server_up")


class DialOrder(Machine):
    """One record's request at a CPD Server: handed on or dropped, never kept.

    Source: CT-11, CT-13.
    """

    outputs = frozenset({"call.dial"})
    connected = Read("the CPD Server has a T-Server")

    passing = State(initial=True)

    request = (
        passing.to(None, cond="connected", on="hand_on")  # CT-11
        | passing.to(None, unless="connected")  # CT-13
    )
    """OCS's request arrives."""
    restored = passing.to(None)  # CT-11
    """The CPD Server has a T-Server again: nothing is left to repeat."""

    def hand_on(self):
        self.emit("call.dial")


class SwitchView(Machine):
    """What OCS knows of a CPD Server: whether it is connected, and has a T-Server.

    Assumes: notices arrive in their order.
    Source: CT-5, CT-10, CT-12, SES-2.
    """

    outputs = frozenset({"session.restored", "session.lost", "record.connection_lost"})
    seeking = AnyOf("down")

    down = State(initial=True)
    up = State()

    t_server_up = down.to(up, on="restore_session")  # CT-10
    """The notice says that there is a T-Server: the paused session goes on."""
    t_server_lost = up.to(down, on="lose")  # CT-5, CT-12
    """The notice says that the T-Server is lost: the session pauses, its open calls are lost."""
    dropped = up.to(down, on="lose")  # SES-2
    """The connection to the CPD Server itself is lost."""

    def restore_session(self):
        self.emit("session.restored")

    def lose(self):
        self.emit("session.lost")
        self.emit("record.connection_lost")
