"""The dialer in a world that the kit plays: no sockets, virtual time, fast."""

from collections.abc import Iterator

from .core.dialer import Dialer, Parts
from .words import SUBJECTS, said, tell


Seen = tuple[str, int | None]  # the specification's word, and the member, from 1


class Refused(Exception):
    """The dialer cannot do what it was told."""


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
        self.calls: list[tuple[int, int]] = []  # under way where no switch is played

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
        if not self.subject.plan.cpd and not self.subject.plan.tserver:
            self.answer_calls()
        self.dialer.turn()
        yield from self.seen()

    def seen(self) -> Iterator[Seen]:
        """What is seen of all that the dialer has done since the last time."""
        actions, self.dialer.actions = self.dialer.actions, []
        for action in actions:
            if action.verb == "request":
                self.calls.append((action.record or 0, action.attempt))
            word = said(action)
            if word in self.subject.observes:
                yield word, None if action.record is None else action.record + 1

    def answer_calls(self) -> None:
        """Where the system has no switch, each call is answered by the next turn."""
        for number, attempt in self.calls:
            self.dialer.records[number].result("answered", attempt)
        self.calls = []
