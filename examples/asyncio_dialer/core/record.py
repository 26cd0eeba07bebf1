"""One call record: is it to be dialed, being dialed, or closed, and how."""

from collections.abc import Callable

from .action import Action

STALE_AFTER_TICKS = 2
CLOSED = ("completed", "stale", "failed", "excluded")


class Record:
    """A record of the calling list, and the one call that it may lead to.

    `ready`, `claimed` by the dialing pass, `requested` at the server, `lost` with its connection
    (nobody knows whether the call was placed), then `completed`, `failed` or `stale`; or `excluded`
    without a call.
    """

    def __init__(self, number: int, say: Callable[[Action], None]):
        self.number, self.say = number, say
        self.state, self.attempt = "ready", 0
        self.now = self.deadline = 0
        self.history: list[str] = []

    @property
    def closed(self) -> bool:
        """Whether its outcome is final."""
        return self.state in CLOSED

    def claim(self) -> None:
        """The dialing pass takes it."""
        self.state = "claimed"

    def hand_over(self) -> None:
        """Its request goes out: from now on somebody may be called."""
        self.state = "requested"
        self.attempt += 1
        self.deadline = self.now + STALE_AFTER_TICKS
        self.say(Action("request", record=self.number, attempt=self.attempt))

    def result(self, outcome: str, attempt: int) -> None:
        """The call has ended; what comes too late, or of another attempt, is history."""
        if self.state == "requested" and attempt == self.attempt:
            self.state = "failed" if outcome == "error" else "completed"
        else:
            self.history.append(outcome)

    def connection_lost(self) -> None:
        """What became of the request is unknown."""
        if self.state == "requested":
            self.state = "lost"

    def restored(self) -> None:
        """A connection is back, which changes nothing for a record."""

    def tick(self) -> None:
        """Time passes; who waits for too long is stale."""
        self.now += 1
        if self.now >= self.deadline:
            self.expire()

    def expire(self) -> None:
        """Its timer has ended: nothing is known of its call, if there is one."""
        if self.state in ("requested", "lost"):
            self.state = "stale"

    def exclude(self) -> None:
        """Its number is not to be called."""
        self.state = "excluded"

    def reset(self) -> None:
        """A person wants it dialed again, though its outcome is unknown."""
        if self.state in ("stale", "lost"):
            self.state = "ready"
