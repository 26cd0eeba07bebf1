"""Between OCS and a CPD Server: the connection with its notices, and the way of a call over it."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read


class NoticeLine(Machine):
    """The connection of OCS to a CPD Server, with the notices under way on it (D-306).

    Data: heard, 1 if the last notice that OCS got says that there is a T-Server; notices, how many
    are under way: each says the contrary of the one before (D-304).
    Assumes: it comes back in the end; to be silent is to deliver nothing until it is cut.
    Source: CT-4, CT-5, CT-10.
    """

    outputs = frozenset({
        "watch.asked", "link.t_server_up", "link.t_server_lost", "link.dropped",
        "call.disconnected",
    })  # fmt: skip
    spontaneous = frozenset({"come_back", "deliver", "cut"})
    faults = frozenset({"cut"})
    heard = Data(range(2))
    notices = Data(range(3), unit="notices")

    gone = State(initial=True)
    open = State()

    come_back = gone.to(open, on="ask")  # CT-4
    """OCS connects to the CPD Server."""
    t_server_up = open.to(None, on="add")  # CT-4
    """The CPD Server sends the notice that it has a T-Server."""
    t_server_lost = open.to(None, on="add")  # CT-4
    """The CPD Server sends the notice that it has lost its T-Server."""
    deliver = (
        open.to(None, cond="notices and heard", on="tell_lost")  # CT-4
        | open.to(None, cond="notices and not heard", on="tell_up")  # CT-4
    )
    """The oldest notice arrives."""
    cut = open.to(gone, on="drop")
    """The connection breaks, or its silence is noticed: what is under way is gone."""

    def ask(self):
        self.emit("watch.asked")

    def add(self):
        self.notices = 1 if self.notices == 2 else self.notices + 1

    def tell_lost(self):
        self.notices, self.heard = self.notices - 1, 0
        self.emit("link.t_server_lost")

    def tell_up(self):
        self.notices, self.heard = self.notices - 1, 1
        self.emit("link.t_server_up")

    def drop(self):
        self.notices, self.heard = 0, 0
        self.emit("call.disconnected")
        self.emit("link.dropped")


class RoutedCall(Machine):
    """One record's request on its way to the server that dials for OCS, and the call placed for it.

    Data: in_flight, requests under way; placed (ghost), how often the person was called.
    Both stop counting at 2.
    Assumes: a request in flight dies with its connection (D-103); a call ends at any moment, which
    nobody sees before its report.
    Source: CT-11, CT-13, OBN-1.
    """

    outputs = frozenset({"order.request", "record.result"})
    spontaneous = frozenset({"deliver", "lose_request", "report", "lose_report"})
    faults = frozenset({"lose_request", "lose_report"})
    in_flight = Data(range(3), unit="requests")
    placed = Data(range(3), unit="calls")
    line_open = Read("OCS and the server hear each other")
    trunk_open = Read("the server and what places its calls hear each other")
    ended = AnyOf("ringing")

    idle = State(initial=True)
    ringing = State()
    reported = State()

    request = (
        idle.to(None, on="join_flight")
        | ringing.to(None, on="join_flight")
        | reported.to(None, on="join_flight")
    )
    """OCS's request is under way."""
    deliver = (
        idle.to(None, cond="in_flight and line_open", on="arrive")
        | ringing.to(None, cond="in_flight and line_open", on="arrive")
        | reported.to(None, cond="in_flight and line_open", on="arrive")
    )
    """The request arrives at the server."""
    dial = ringing.from_(idle, ringing, reported, cond="trunk_open", on="count")
    """The server hands the request on: the person is called, if the way is open."""
    lose_request = (
        idle.to(None, cond="in_flight", on="leave_flight")
        | ringing.to(None, cond="in_flight", on="leave_flight")
        | reported.to(None, cond="in_flight", on="leave_flight")
    )
    """The request is lost on its way."""
    report = ringing.to(reported, cond="line_open and trunk_open", on="tell_record")
    """The call has ended, and its result comes back to OCS."""
    lose_report = ringing.to(reported)
    """The call has ended, and its result is lost on its way."""
    disconnected = (
        idle.to(None, on="clear") | ringing.to(None, on="clear") | reported.to(None, on="clear")
    )
    """The connection is gone, and with it the requests in flight."""

    def join_flight(self):
        self.in_flight = min(2, self.in_flight + 1)

    def leave_flight(self):
        self.in_flight -= 1

    def arrive(self):
        self.in_flight -= 1
        self.emit("order.request")

    def count(self):
        self.placed = min(2, self.placed + 1)

    def clear(self):
        self.in_flight = 0

    def tell_record(self):
        self.emit("record.result")
