"""The switch and the way to it: one call a record, from the request on the wire to its result."""

from statemachine import State

from dialonce import Data, Machine, Read


class Call(Machine):
    """One record's request in flight, and the call that the switch places for it.

    Data: in_flight, requests on the wire; old_in_flight, those of an earlier attempt;
    placed (ghost), how often the switch called the person. They stop counting at 2.
    earlier, 1 if the call is of an earlier attempt.
    Assumes: a request in flight dies with its connection (D-103); requests keep their order.
    Source: REC-2, REC-4, REC-12, REC-14.
    """

    outputs = frozenset({"record.result", "record.earlier_result"})
    spontaneous = frozenset({"place", "lose_request", "end", "report", "lose_report"})
    faults = frozenset({"lose_request", "lose_report"})
    in_flight = Data(range(3), unit="requests")
    old_in_flight = Data(range(3), unit="requests")
    placed = Data(range(3), unit="calls")
    earlier = Data(range(2))
    wire_open = Read("OCS and a CPD Server hear each other")

    idle = State(initial=True)
    ringing = State()
    ended = State()
    reported = State()

    request = (
        idle.to(None, on=["age_requests", "join_flight"])
        | ringing.to(None, on=["age_requests", "age_call", "join_flight"])
        | ended.to(None, on=["age_requests", "age_call", "join_flight"])
        | reported.to(None, on=["age_requests", "join_flight"])
    )
    """OCS's request is on the wire; what is under way already is of an earlier attempt."""
    place = ringing.from_(
        idle, ringing, ended, reported, cond="arrives", on=["note_attempt", "arrive", "count"]
    )
    """The request arrives, and the switch places the call."""
    lose_request = (
        idle.to(None, cond="in_flight", on="arrive")
        | ringing.to(None, cond="in_flight", on="arrive")
        | ended.to(None, cond="in_flight", on="arrive")
        | reported.to(None, cond="in_flight", on="arrive")
    )
    """The request is lost on its way."""
    end = ringing.to(ended)
    """The call ends."""
    report = ended.to(reported, cond="wire_open", on="tell_record")
    """The CPD Server reports the call's result to OCS."""
    lose_report = ended.to(reported, on="settle")
    """The call's result is lost on its way."""
    disconnected = (
        idle.to(None, on="clear")
        | ringing.to(None, on="clear")
        | ended.to(None, on="clear")
        | reported.to(None, on="clear")
    )
    """The connection is gone, and with it the requests in flight."""

    def arrives(self):
        return self.in_flight > 0 and self.wire_open

    def join_flight(self):
        self.in_flight = min(2, self.in_flight + 1)

    def note_attempt(self):
        self.earlier = int(self.old_in_flight > 0)

    def arrive(self):
        self.in_flight -= 1
        self.old_in_flight = max(0, self.old_in_flight - 1)

    def age_requests(self):
        self.old_in_flight = self.in_flight

    def age_call(self):
        self.earlier = 1

    def count(self):
        self.placed = min(2, self.placed + 1)

    def clear(self):
        self.in_flight = 0
        self.old_in_flight = 0

    def tell_record(self):
        self.emit("record.earlier_result" if self.earlier else "record.result")
        self.settle()

    def settle(self):
        self.earlier = 0
