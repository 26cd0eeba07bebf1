"""The dialing session of one campaign."""

from collections.abc import Callable


class Session:
    """Runs while a person wants it to, and everything that it dials over is up.

    That it is paused is no fact of its own: it is wanted and cannot run.
    """

    def __init__(self, connected: Callable[[], bool]):
        self.wanted, self.connected = False, connected

    @property
    def running(self) -> bool:
        """Whether records may be dialed now."""
        return self.wanted and self.connected()

    def start(self) -> None:
        """A person starts it."""
        self.wanted = True

    def stop(self) -> None:
        """A person stops it."""
        self.wanted = False

    def lost(self) -> None:
        """A connection that it needs is lost."""

    def restored(self) -> None:
        """A connection that it needs is back."""
