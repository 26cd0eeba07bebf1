"""The dialer in a world that the kit plays: no sockets, virtual time, fast."""

from collections.abc import Iterator

from .core.dialer import Dialer, Parts
from .words import SUBJECTS, Refused, Seen, said, tell


class KitWorld:
    """One dialer that is told everything by the kit; yields what is seen of it."""

    def __init__(self, system: str, members: int, parts: Parts):
        self.subject, self.members, self.parts = SUBJECTS[system], members, parts
        self.reset()

    @property
    def observes(self) -> tuple[str, ...]:
        """What is seen of the dialer."""
        return self.subject.observes

    def reset(self) -> None:
        """Begin anew."""
        self.dialer = (self.parts.dialer or Dialer)(self.subject.plan, self.members, self.parts)
        if len(self.subject.links) > 1:  # a system that leaves the start out
            for link in self.dialer.links.values():
                link.start()
        self.dialer.actions.clear()

    def hear(self, event: str, member: int | None) -> Iterator[Seen]:
        """Let the dialer hear an event."""
        if not tell(self.dialer, self.subject, event, member):
            raise Refused(event)
        yield from self.seen()

    def tick(self) -> Iterator[Seen]:
        """Let a tick pass."""
        self.dialer.tick()
        yield from self.seen()

    def turn(self) -> Iterator[Seen]:
        """Let the dialer go on with its own work."""
        self.dialer.turn()
        yield from self.seen()

    def seen(self) -> Iterator[Seen]:
        """What is seen of all that the dialer has done since the last time."""
        actions, self.dialer.actions = self.dialer.actions, []
        for action in actions:
            word = said(action)
            if word in self.subject.observes:
                yield word, None if action.record is None else action.record + 1
