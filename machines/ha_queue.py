"""What one OCS of a pair has decided to do and not done yet: the queue that a freeze preserves."""

from statemachine import State

from dialonce import Machine, Read


class RequestQueue(Machine):
    """A request that an OCS has made and not yet sent; any of them, to any server.

    Assumes: OCS makes requests only while it works as the primary.
    Source: HA-10.
    """

    outputs = frozenset({"way.submit"})
    spontaneous = frozenset({"make", "submit"})
    is_primary = Read("this OCS works as the primary")

    idle = State(initial=True)
    waiting = State()

    make = idle.to(waiting, cond="is_primary")  # HA-10
    """OCS makes a request: for records, or for a call."""
    submit = waiting.to(idle, cond="is_primary", on="hand_over")  # HA-10
    """OCS sends the request."""
    promoted = waiting.to(idle) | idle.to(None)  # HA-10
    """A new role: what was made under an older one is forgotten (D-285)."""
    forgotten = waiting.to(idle) | idle.to(None)  # HA-10
    """OCS has stopped or stepped down."""

    def hand_over(self):
        self.emit("way.submit")
