"""The ways between two OCS: the direct connection, what rests in it, and the Communication DN."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read

UNLOADED, LOADED, RUNNING = range(3)


class PairLink(Machine):
    """The direct connection of primary and backup OCS, made again whenever both work.

    Assumes: a silent connection is noticed in the end (D-351).
    Source: HA-8, HA-11, HA-12.
    """

    outputs = frozenset({"ocs.peer_lost", "memory.peer_found", "ways.disconnected"})
    spontaneous = frozenset({"connect", "cut", "fall_silent", "notice", "end"})
    faults = frozenset({"cut", "fall_silent"})
    first_works = Read("the first OCS runs and is not frozen")
    second_works = Read("the second OCS runs and is not frozen")
    made = AnyOf("open", "silent")

    gone = State(initial=True)
    open = State()
    silent = State()
    ending = State()

    connect = gone.to(open, cond="first_works and second_works", on="tell_found")  # HA-11, HA-12
    """The two OCS connect to each other."""
    cut = gone.from_(open, silent, ending, on="tell_lost")
    """The connection breaks, and both sides see it."""
    fall_silent = open.to(silent)
    """The connection goes silent: nobody notices yet."""
    notice = silent.to(gone, on="tell_lost")
    """A side notices that the connection is silent."""
    close = ending.from_(open, silent, on="drop") | gone.to(None) | ending.to(None)
    """One of the two OCS has stopped, or starts anew as the backup."""
    end = ending.to(gone, on="tell_lost")
    """The other side sees the end of the connection."""

    def tell_found(self):
        self.emit("memory.peer_found")

    def drop(self):
        self.emit("ways.disconnected")

    def tell_lost(self):
        self.drop()
        self.emit("ocs.peer_lost")


class FlagWay(Machine):
    """A flag on its way over the direct connection: the newest that was sent, or nothing.

    Data: value, 1 if the flag is on.
    Assumes: what is sent while another value is under way arrives in its place (D-283).
    Source: HA-19, HA-20.
    """

    outputs = frozenset({"copy.heard_on", "copy.heard_off"})
    spontaneous = frozenset({"deliver"})
    value = Data(range(2))
    connected = Read("the connection has not been lost")
    hears = Read("the connection carries messages")
    listens = Read("the OCS at the other end works")

    empty = State(initial=True)
    carrying = State()

    send_on = carrying.from_(empty, carrying, cond="connected", on="set_on")  # HA-19, HA-20
    """The primary tells that the flag is on."""
    send_off = carrying.from_(empty, carrying, cond="connected", on="set_off")  # HA-19, HA-20
    """The primary tells that the flag is off."""
    deliver = carrying.to(empty, cond="hears and listens", on=["arrive", "clear"])  # HA-19, HA-20
    """The value arrives."""
    disconnected = carrying.to(empty, on="clear") | empty.to(None)
    """The connection is lost, and with it what was under way."""

    def set_on(self):
        self.value = 1

    def set_off(self):
        self.value = 0

    def clear(self):
        self.value = 0

    def arrive(self):
        self.emit("copy.heard_on" if self.value else "copy.heard_off")


class StatusWay(Machine):
    """The status of a session on its way over the direct connection: the newest, or nothing.

    Data: status, 0 unloaded, 1 loaded, 2 running.
    Assumes: what is sent while another status is under way arrives in its place (D-283).
    Source: HA-12.
    """

    outputs = frozenset({
        "copy.heard_unloaded", "copy.heard_loaded", "copy.heard_running", "dn.outdate",
    })  # fmt: skip
    spontaneous = frozenset({"deliver"})
    status = Data(range(3), unit="code")
    connected = Read("the connection has not been lost")
    hears = Read("the connection carries messages")
    listens = Read("the OCS at the other end works")

    empty = State(initial=True)
    carrying = State()

    send_unloaded = carrying.from_(empty, carrying, cond="connected", on="set_unloaded")  # HA-12
    """The primary tells that the session is unloaded."""
    send_loaded = carrying.from_(empty, carrying, cond="connected", on="set_loaded")  # HA-12
    """The primary tells that the session is loaded, and not running."""
    send_running = carrying.from_(empty, carrying, cond="connected", on="set_running")  # HA-12
    """The primary tells that the session runs."""
    deliver = carrying.to(
        empty, cond="hears and listens", on=["arrive", "set_unloaded"]
    )  # HA-12, HA-14
    """The status arrives; what is still under way on the DN is older, or the same."""
    disconnected = carrying.to(empty, on="set_unloaded") | empty.to(None)
    """The connection is lost, and with it what was under way."""

    def set_unloaded(self):
        self.status = UNLOADED

    def set_loaded(self):
        self.status = LOADED

    def set_running(self):
        self.status = RUNNING

    def arrive(self):
        names = ("copy.heard_unloaded", "copy.heard_loaded", "copy.heard_running")
        self.emit(names[self.status])
        self.emit("dn.outdate")
