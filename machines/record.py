"""One call record in OCS, from the dialing pass that claims it to its end."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read
from spec.parameters import STALE_TIMER_TICKS


class CallRecord(Machine):
    """A call record and its stale timer.

    Data: timer, in ticks, 0 while it does not run.
    Assumes: a result names its record.
    Source: REC-1 to REC-13, SES-3.
    """

    outputs = frozenset({"call.request", "detector.sent"})
    spontaneous = frozenset({"claim", "hand_over"})
    optional = frozenset({"earlier_result", "error", "release", "reset", "taken_over"})
    timer = Data(range(STALE_TIMER_TICKS + 1), unit="ticks")
    session_running = Read("the record's dialing session runs")
    withheld = Read("something keeps the record from being dialed", optional=True)
    waiting = AnyOf("requested", "lost")
    closed = AnyOf("completed", "stale", "failed")
    begun = AnyOf("claimed", "requested", "lost", "completed", "stale", "failed", "forgotten")

    ready = State(initial=True)
    claimed = State()
    requested = State()
    lost = State()
    completed = State()
    stale = State()
    failed = State()
    forgotten = State()
    validate_trap_states = False

    claim = ready.to(
        claimed, cond="session_running and not withheld"
    )  # REC-1, SES-1, PASS-5, LES-14, LES-19
    """A dialing pass claims the record."""
    hand_over = claimed.to(
        requested,
        cond="session_running and not withheld",
        on=["start_timer", "request_call"],
    )  # REC-2, REC-3, REC-6, REC-12, SES-3
    """OCS hands the request over to its connection."""
    release = claimed.to(ready)  # PASS-4, LES-8
    """The pass that claimed the record is given up: its request never left."""
    result = (
        requested.to(completed, on="stop_timer")  # REC-4, TS-21, LES-8, LES-12
        | lost.to(None)  # REC-11
        | stale.to(None)  # REC-10, REC-11
    )
    """The CPD Server reports the result of the call."""
    earlier_result = requested.to(None)  # REC-14
    """The CPD Server reports the result of a call from before a reset: it is history."""
    error = (
        requested.to(failed, on="stop_timer")  # POOL-15
        | lost.to(None)  # REC-11
        | stale.to(None)  # REC-10, REC-11
    )
    """A CPD Proxy Server reports that the call was lost: whether it was placed is unknown."""
    connection_lost = requested.to(lost)  # REC-5, PATH-4, LES-2, PRX-10
    """The connection is lost: what became of the request is unknown."""
    tick = (
        requested.to(None, cond="timer > 1", on="count_down")  # REC-8, SES-3
        | requested.to(stale, cond="timer == 1", on="stop_timer")  # REC-8, LES-15
        | lost.to(None, cond="timer > 1", on="count_down")  # REC-8, REC-9, SES-3
        | lost.to(stale, cond="timer == 1", on="stop_timer")  # REC-7, REC-8, LES-15, LES-19, PRX-11
    )
    """Time passes: the record's own timer runs, and its end makes the record stale."""
    taken_over = (
        claimed.to(forgotten)  # PATH-8
        | requested.to(forgotten, on="stop_timer")  # PATH-8
        | lost.to(forgotten, on="stop_timer")  # PATH-8
    )
    """Another OCS has taken over: it knows nothing of a record in the hands of the old one."""
    reset = (
        stale.to(ready)  # REC-13
        | lost.to(ready, on="stop_timer")  # REC-13
    )
    """A person resets the record to be dialed again."""

    def start_timer(self):
        self.timer = STALE_TIMER_TICKS

    def count_down(self):
        self.timer -= 1

    def stop_timer(self):
        self.timer = 0

    def request_call(self):
        self.emit("call.request")
        self.emit("detector.sent")
