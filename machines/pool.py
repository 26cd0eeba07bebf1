"""A CPD Proxy Server and the CPD Servers behind it: what it has, and what it tells OCS."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read
from spec.parameters import POOL_RESOURCES_MAX


def make_cpd_link(number):
    """The proxy's connection to the CPD Server, or pair, with this number."""

    class CpdLink(Machine):
        """A connection of a proxy to a CPD Server; who is tried, and when, is not shown (D-351).

        Source: POOL-8, POOL-13.
        """

        outputs = frozenset({"tally.restored", "tally.lost", f"order.lost_{number}"})
        optional = frozenset({"died"})

        down = State(initial=True)
        up = State()

        accepted = down.to(up, on="tell_desk")  # POOL-8
        """The CPD Server accepts."""
        dropped = up.to(down, on="lose")  # POOL-6, POOL-13
        """The connection is lost, and with it what is known of the calls there."""
        died = up.to(down)  # POOL-18
        """The proxy itself has stopped working."""

        def tell_desk(self):
            self.emit("tally.restored")

        def lose(self):
            self.emit("tally.lost")
            self.emit(f"order.lost_{number}")

    return CpdLink


class ResourceCount(Machine):
    """A proxy's count of its CPD Servers, each one dialing resource, of which it tells OCS.

    Data: resources, how many CPD Servers it is connected to.
    Source: POOL-5, POOL-6, POOL-8.
    """

    outputs = frozenset(f"line.resources_{n}" for n in range(POOL_RESOURCES_MAX + 1))
    optional = frozenset({"died"})
    resources = Data(range(POOL_RESOURCES_MAX + 1), unit="resources")

    open = State(initial=True)

    restored = open.to(None, on=["add", "tell"])  # POOL-5, POOL-8, POOL-11
    """A CPD Server is connected: there is one resource more."""
    lost = open.to(None, on=["remove", "tell"])  # POOL-5, POOL-6
    """A CPD Server is lost: there is one resource less."""
    asked = open.to(None, on="tell")  # POOL-5
    """OCS has connected: it is told how many resources there are."""
    died = open.to(None, on="clear")  # POOL-18
    """The proxy has stopped working: the next one begins with no CPD Server."""

    def add(self):
        self.resources = min(POOL_RESOURCES_MAX, self.resources + 1)

    def remove(self):
        self.resources = max(0, self.resources - 1)

    def clear(self):
        self.resources = 0

    def tell(self):
        self.emit(f"line.resources_{self.resources}")


class ProxyOrder(Machine):
    """One record's request at a proxy: handed on once, answered once, and never kept.

    Assumes: which CPD Server has less to do is not the proxy's choice.
    Source: POOL-13, POOL-14, POOL-16 to POOL-18.
    """

    outputs = frozenset({"call.dial_1", "call.dial_2", "call.result", "call.error"})
    up_1 = Read("the first CPD Server is connected")
    up_2 = Read("the second CPD Server is connected")
    open = AnyOf("at_1", "at_2")

    idle = State(initial=True)
    at_1 = State()
    at_2 = State()

    request_1 = (
        at_1.from_(idle, at_1, at_2, cond="up_1", on="dial_1")  # POOL-16
        | at_2.from_(idle, at_2, cond="up_2 and not up_1", on="dial_2")  # POOL-16
        | idle.to(None, cond="not up_1 and not up_2", on="report_error")  # POOL-17
    )
    """A request arrives while the first CPD Server has less to do."""
    request_2 = (
        at_2.from_(idle, at_1, at_2, cond="up_2", on="dial_2")  # POOL-16
        | at_1.from_(idle, at_1, cond="up_1 and not up_2", on="dial_1")  # POOL-16
        | idle.to(None, cond="not up_1 and not up_2", on="report_error")  # POOL-17
    )
    """A request arrives while the second CPD Server has less to do."""
    result = (
        idle.from_(at_1, at_2, on="report_result")  # POOL-14
        | idle.to(None)  # POOL-14
    )
    """A CPD Server tells the result of the call; it is dropped if the call was reported already."""
    lost_1 = at_1.to(idle, on="report_error")  # POOL-13
    """The first CPD Server is lost: a call there is reported as an Error."""
    lost_2 = at_2.to(idle, on="report_error")  # POOL-13
    """The second CPD Server is lost: a call there is reported as an Error."""
    died = idle.from_(at_1, at_2)  # POOL-18
    """The proxy has stopped working: nobody knows of the call there."""

    def dial_1(self):
        self.emit("call.dial_1")

    def dial_2(self):
        self.emit("call.dial_2")

    def report_result(self):
        self.emit("call.result")

    def report_error(self):
        self.emit("call.error")


class ProxyTraffic(Machine):
    """Any request that a proxy hands on to its CPD Server, where no record is looked at.

    Source: POOL-16.
    """

    outputs = frozenset({"detector.sent"})
    spontaneous = frozenset({"hand_on"})
    connected = Read("the CPD Server is connected")

    flowing = State(initial=True)

    hand_on = flowing.to(None, cond="connected", on="send_data")  # POOL-16
    """The proxy hands a request on: data are in flight."""

    def send_data(self):
        self.emit("detector.sent")
