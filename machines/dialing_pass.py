"""A dialing pass beside others, and the sweep that takes away what a hanging one keeps."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class DialingPass(Machine):
    """One dialing pass, and one record that it comes to: seen, held, handed over.

    Assumes: each event is one step, as compare and set is.
    Source: PASS-1 to PASS-4.
    """

    outputs = frozenset({"record.claim", "record.hand_over", "record.release"})
    spontaneous = frozenset({"look", "claim", "hand_over", "hang", "wake"})
    faults = frozenset({"hang"})
    record_ready = Read("the record is ready")
    session_running = Read("the record's dialing session runs")
    keeping = AnyOf("holding", "hanging")

    idle = State(initial=True)
    seen = State()
    holding = State()
    hanging = State()

    look = idle.to(seen, cond="record_ready")  # PASS-1
    """The pass sees that the record is ready."""
    claim = (
        seen.to(holding, cond="session_running and record_ready", on="claim_record")  # PASS-2
        | seen.to(idle, unless="record_ready")  # PASS-2
    )
    """The pass claims the record that it saw, if that is still ready."""
    hand_over = holding.to(idle, cond="session_running", on="hand_over_record")  # PASS-3, LES-3
    """The pass hands the request over."""
    hang = holding.to(hanging)  # PASS-4
    """The pass hangs between the claim and the hand-over."""
    wake = hanging.to(holding)  # PASS-4
    """The pass wakes before a sweep has come, and still holds the record."""
    revoke = hanging.to(idle, on="release_record")  # PASS-4, LES-3, LES-8
    """A sweep takes the record away from the hanging pass."""

    def claim_record(self):
        self.emit("record.claim")

    def hand_over_record(self):
        self.emit("record.hand_over")

    def release_record(self):
        self.emit("record.release")


class Sweep(Machine):
    """The sweep that comes from time to time for claims that nobody works on.

    Source: PASS-4.
    """

    outputs = frozenset({"holder.revoke"})
    spontaneous = frozenset({"sweep"})

    waiting = State(initial=True)

    sweep = waiting.to(None, on="revoke")  # PASS-4
    """The sweep comes, and takes the record away from any pass that hangs."""

    def revoke(self):
        self.emit("holder.revoke")
