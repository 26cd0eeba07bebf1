"""One record's call behind a CPD Proxy Server: on its way there, at the switch, and back."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read

NOTHING, RESULT, ERROR = "nothing", "result", "error"


class PooledCall(Machine):
    """A request under way to the proxy, the call that it becomes, and what the proxy reports.

    Data: in_flight, requests under way; placed (ghost), how often the person was called; both
    stop counting at 2. at, the CPD Server that placed the call, 0 for none; news, what the proxy's
    report under way says.
    Assumes: what is under way dies with its connection (D-103).
    Source: POOL-13 to POOL-18.
    """

    outputs = frozenset({
        "order.request_1", "order.request_2", "order.result", "record.result", "record.error",
    })  # fmt: skip
    spontaneous = frozenset({
        "deliver_1", "deliver_2", "lose_request", "end", "lose_result", "report", "lose_report",
    })  # fmt: skip
    faults = frozenset({"lose_request", "lose_result", "lose_report"})
    in_flight = Data(range(3), unit="requests")
    news = Data((NOTHING, RESULT, ERROR))
    at = Data(range(3))
    placed = Data(range(3), unit="calls")
    line_open = Read("OCS and the proxy hear each other")
    trunk_1_open = Read("the proxy and the first CPD Server hear each other")
    trunk_2_open = Read("the proxy and the second CPD Server hear each other")
    ended = AnyOf("ringing")

    idle = State(initial=True)
    ringing = State()

    request = idle.to(None, on="join_flight") | ringing.to(None, on="join_flight")
    """OCS's request is under way."""
    deliver_1 = (
        idle.to(None, cond="arrives", on=["leave_flight", "ask_1"])
        | ringing.to(None, cond="arrives", on=["leave_flight", "ask_1"])
    )  # fmt: skip
    """The request arrives at the proxy, whose first CPD Server has less to do."""
    deliver_2 = (
        idle.to(None, cond="arrives", on=["leave_flight", "ask_2"])
        | ringing.to(None, cond="arrives", on=["leave_flight", "ask_2"])
    )  # fmt: skip
    """The request arrives at the proxy, whose second CPD Server has less to do."""
    lose_request = (
        idle.to(None, cond="in_flight", on="leave_flight")
        | ringing.to(None, cond="in_flight", on="leave_flight")
    )  # fmt: skip
    """The request is lost on its way."""
    dial_1 = ringing.from_(idle, ringing, cond="trunk_1_open", on=["ring_at_1", "count"])
    """The proxy hands the request on: the first CPD Server calls the person, if it hears it."""
    dial_2 = ringing.from_(idle, ringing, cond="trunk_2_open", on=["ring_at_2", "count"])
    """The proxy hands the request on: the second CPD Server calls the person, if it hears it."""
    end = ringing.to(idle, cond="proxy_hears", on=["hang_up", "tell_order"])
    """The call ends, and its CPD Server tells the proxy the result."""
    lose_result = ringing.to(idle, on="hang_up")
    """The call ends, and the result is lost before the proxy has it."""
    result = idle.to(None, on="note_result")
    """The proxy sends the result to OCS."""
    error = idle.to(None, on="note_error") | ringing.to(None, on="note_error")  # POOL-13, POOL-17
    """The proxy sends an Error to OCS."""
    report = (
        idle.to(None, cond="reaches_ocs", on=["tell_record", "clear_news"])
        | ringing.to(None, cond="reaches_ocs", on=["tell_record", "clear_news"])
    )  # fmt: skip
    """The proxy's report arrives at OCS."""
    lose_report = (
        idle.to(None, cond="has_news", on="clear_news")
        | ringing.to(None, cond="has_news", on="clear_news")
    )  # fmt: skip
    """The proxy's report is lost on its way."""
    disconnected = (
        idle.to(None, on=["clear_flight", "clear_news"])  # POOL-18
        | ringing.to(None, on=["clear_flight", "clear_news"])  # POOL-18
    )
    """A connection is gone, and with it what was under way."""

    def arrives(self):
        return self.in_flight > 0 and self.line_open

    def proxy_hears(self):
        return self.trunk_1_open if self.at == 1 else self.trunk_2_open

    def has_news(self):
        return self.news != NOTHING

    def reaches_ocs(self):
        return self.news != NOTHING and self.line_open

    def join_flight(self):
        self.in_flight = min(2, self.in_flight + 1)

    def leave_flight(self):
        self.in_flight -= 1

    def ask_1(self):
        self.emit("order.request_1")

    def ask_2(self):
        self.emit("order.request_2")

    def ring_at_1(self):
        self.at = 1

    def ring_at_2(self):
        self.at = 2

    def count(self):
        self.placed = min(2, self.placed + 1)

    def hang_up(self):
        self.at = 0

    def tell_order(self):
        self.emit("order.result")

    def note_result(self):
        self.news = RESULT

    def note_error(self):
        self.news = ERROR

    def tell_record(self):
        self.emit(f"record.{self.news}")

    def clear_news(self):
        self.news = NOTHING

    def clear_flight(self):
        self.in_flight = 0
