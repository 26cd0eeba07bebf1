"""ADDP: is the other side of a quiet connection still there?"""

TIMEOUT_TICKS = 1


class Watch:
    """Polls a peer that was quiet for the timeout, and gives it up after the same time again."""

    def __init__(self, timeout_ticks: int = TIMEOUT_TICKS):
        self.timeout, self.quiet, self.polled = timeout_ticks, 0, False

    def heard(self) -> None:
        """Something has come: the peer is there."""
        self.quiet, self.polled = 0, False

    def tick(self) -> str:
        """What is to be done now: "poll", "give up", or nothing."""
        self.quiet += 1
        if self.quiet < self.timeout:
            return ""
        self.quiet = 0
        if self.polled:
            return "give up"
        self.polled = True
        return "poll"
