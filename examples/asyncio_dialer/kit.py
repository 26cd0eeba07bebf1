"""The dialer in a world that the kit plays: no sockets, virtual time, fast."""

from collections.abc import Iterator

from .core.dialer import Parts
from .core.pair import dialer
from .own import Step, Steps
from .subjects import RUNNING, SUBJECTS
from .words import Refused, Seen, said, tell, told_to


class KitWorld:
    """One dialer that is told everything by the kit; yields what is seen of it."""

    def __init__(self, system: str, members: int, parts: Parts):
        self.subject, self.members, self.parts = SUBJECTS[system], members, parts
        self.reset()

    @property
    def observes(self) -> tuple[str, ...]:
        """What is seen of the dialer."""
        return self.subject.observes

    @property
    def steps(self) -> Steps:
        """The steps of its own that it takes only when it is told to."""
        return self.subject.timers

    @property
    def commands(self) -> tuple[str, ...] | None:
        """What the kit may tell; None for what is usual."""
        return (*told_to(self.subject), *self.steps) if self.steps else None

    def reset(self) -> None:
        """Begin anew. A system without members has one of each."""
        self.dialer = dialer(self.subject.plan, self.members or 1, self.parts)
        self.frozen = False
        for link in self.dialer.links.values() if self.subject.given else ():
            link.start()
            if self.subject.given == RUNNING:
                self.dialer.join(link.name, "accepted")
        if self.subject.given == RUNNING:
            self.dialer.session.start()
        self.dialer.actions.clear()

    def hear(self, event: str, member: int | None) -> Iterator[Seen]:
        """Let the dialer hear an event, or take one of its own steps, if that is due."""
        if self.stands_still(event):
            return
        if event in self.steps:
            done = self.take(self.steps[event], (member or 1) - 1)
        else:
            done = tell(self.dialer, self.subject, event, member)
        if not done:
            raise Refused(event)
        yield from self.seen()
        if event == "first.stopped":
            self.reset()

    def take(self, step: Step, number: int) -> bool:
        """Take a step of the dialer's own; what comes before it, it does by itself."""
        if step(self.dialer, number):
            return True
        self.dialer.turn()
        return step(self.dialer, number)

    def stands_still(self, event: str) -> bool:
        """Whether the dialer's process is frozen, and hears nothing: it goes on, or is killed."""
        verb = event.partition(".")[2]
        if verb == "frozen" or (self.frozen and verb == "stopped"):
            self.frozen = verb == "frozen"
        elif verb == "thawed":
            self.frozen = False
            return True
        return self.frozen

    def tick(self) -> Iterator[Seen]:
        """Let a tick pass."""
        self.dialer.tick()
        yield from self.seen()

    def turn(self) -> Iterator[Seen]:
        """Let the dialer go on with its own work."""
        if not self.frozen:
            self.dialer.turn()
        yield from self.seen()

    def seen(self) -> Iterator[Seen]:
        """What is seen of all that the dialer has done since the last time."""
        actions, self.dialer.actions = self.dialer.actions, []
        for action in actions:
            word = said(action, self.subject.says)
            if word in self.subject.observes:
                numbered = self.members and action.record is not None
                yield word, (action.record or 0) + 1 if numbered else None


class DrivenWorld(KitWorld):
    """The same, where the dialer does nothing by itself: each step of its own is told to it.

    So test vectors come to every step, whatever the dialer's own pace is.
    """

    @property
    def steps(self) -> Steps:
        """All steps of its own."""
        return self.subject.own | self.subject.timers

    @property
    def commands(self) -> tuple[str, ...]:
        """What the kit may tell."""
        return (*told_to(self.subject), *self.steps)

    def take(self, step: Step, number: int) -> bool:
        """Take a step of the dialer's own, if it is due."""
        return step(self.dialer, number)

    def turn(self) -> Iterator[Seen]:
        """It does nothing by itself, but tells at once that there are records again."""
        if self.dialer.supply.waiting and self.dialer.stock():
            self.dialer.look()
        yield from self.seen()
