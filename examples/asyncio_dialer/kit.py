"""The dialer in a world that the kit plays: no sockets, virtual time, fast."""

from collections.abc import Iterator

from .core.dialer import Dialer, Parts
from .words import SUBJECTS, Refused, Seen, driven, said, tell, told_to


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


class DrivenWorld(KitWorld):
    """The same, where the dialer does nothing by itself: each step of its own is told to it.

    So test vectors come to every step, whatever the dialer's own pace is.
    """

    @property
    def commands(self) -> tuple[str, ...]:
        """What the kit may tell."""
        return told_to(self.subject) + driven(self.subject)

    def hear(self, event: str, member: int | None) -> Iterator[Seen]:
        """Let the dialer hear an event, or take one of its own steps, if that is due."""
        if event not in driven(self.subject):
            yield from super().hear(event, member)
            return
        if not member or not self.due(event, member - 1):
            raise Refused(event)
        yield from self.seen()

    def due(self, event: str, number: int) -> bool:
        """Take a step of the dialer's own; False where it would not take it now."""
        dialer, record = self.dialer, self.dialer.records[number]
        row = dialer.rows[number] if dialer.rows else None
        if event.startswith("copy."):
            before = len(dialer.actions)
            if row and dialer.links["db"].up:
                row.work(record.closed)
            verbs = [action.verb for action in dialer.actions[before:]]
            return verbs == ["fetch" if event == "copy.retrieve" else "write"]
        ready = record.state == ("ready" if event == "record.claim" else "claimed")
        due = ready and dialer.session.running and (row is None or row.here)
        if due:
            record.claim() if event == "record.claim" else record.hand_over()
        return due

    def turn(self) -> Iterator[Seen]:
        """It does nothing by itself."""
        yield from self.seen()
