"""Around a CPD Proxy Server: its connection to OCS, its host, and the calls behind it."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read


class PoolLine(Machine):
    """The connection of OCS to a proxy, with the last notice under way on it (D-306, D-322).

    Data: notice, how many resources the notice under way tells of.
    Assumes: it comes back in the end; to be silent is to deliver nothing until it is cut. What is
    under way when it is cut can reach nobody, and is gone when it comes back.
    Source: POOL-5, POOL-18.
    """

    outputs = frozenset({
        "link.accepted", "link.dropped", "call.disconnected", "tally.asked",
        "resources.told_0", "resources.told_1", "resources.told_2",
    })  # fmt: skip
    spontaneous = frozenset({"come_back", "deliver", "cut"})
    faults = frozenset({"cut"})
    notice = Data(range(3), unit="resources")
    open = AnyOf("quiet", "carrying")

    gone = State(initial=True)
    quiet = State()
    carrying = State()

    come_back = gone.to(quiet, on="greet")  # POOL-5, POOL-18
    """OCS connects to the proxy; nothing of the connection before is under way any more."""
    resources_0 = carrying.from_(quiet, carrying, on="note_0")  # POOL-5
    """The proxy sends the notice that it has no resource."""
    resources_1 = carrying.from_(quiet, carrying, on="note_1")  # POOL-5
    """The proxy sends the notice that it has one resource."""
    resources_2 = carrying.from_(quiet, carrying, on="note_2")  # POOL-5
    """The proxy sends the notice that it has two resources."""
    deliver = carrying.to(quiet, on="tell")  # POOL-5
    """The notice arrives."""
    cut = gone.from_(quiet, carrying, on="drop")
    """The connection breaks, or its silence is noticed."""

    def greet(self):
        self.emit("call.disconnected")
        self.emit("link.accepted")
        self.emit("tally.asked")

    def note_0(self):
        self.notice = 0

    def note_1(self):
        self.notice = 1

    def note_2(self):
        self.notice = 2

    def tell(self):
        self.emit(f"resources.told_{self.notice}")
        self.notice = 0

    def drop(self):
        self.notice = 0
        self.emit("link.dropped")


class ProxyHost(Machine):
    """The process of a proxy, as the calls see it: it stops at any moment, and begins anew (D-327).

    Assumes: its connection to OCS breaks first, with nothing in between if both happen at once.
    Source: POOL-18.
    """

    outputs = frozenset({"proxy.died", "trunk.cut"})
    spontaneous = frozenset({"crash"})
    faults = frozenset({"crash"})
    cut_off = Read("the connection to OCS is gone")

    working = State(initial=True)

    crash = working.to(None, cond="cut_off", on="die")  # POOL-18
    """The proxy stops working, with all that it had in memory; it, or its backup, begins anew."""

    def die(self):
        self.emit("proxy.died")
        self.emit("trunk.cut")
