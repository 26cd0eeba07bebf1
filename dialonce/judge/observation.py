"""What is seen of a system from one of its processes, and what may happen unseen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dialonce.cascade import Instance
from dialonce.errors import UsageError, nearest
from dialonce.judge.vocabulary import Term, direction, process_of, vocabulary
from dialonce.system import TICK, System

TIME = ".".join(TICK)


@dataclass(frozen=True)
class Pace:
    """A real clock of the process: a tick has so many `moments`, and each of its timers may end by
    `slack` moments too early or too late; None for any number."""

    moments: int
    slack: int | None


@dataclass(frozen=True)
class Observation:
    """What is seen: `seen` (names of events), of `system` as `process` sees it.

    `absent`: spontaneous events that never happen here. Every other one that is not seen may happen
    unseen. `patience`: for how many ticks the process may leave undone what it does by itself in
    the end; None for ever. `tolerance`: by how many ticks the clock of a log may differ from ours.
    `pace`: where the process has a real clock. Where ticks are not seen, any number of them may
    pass unseen.
    """

    system: System
    process: str
    seen: frozenset[str]
    absent: frozenset[str] = frozenset()
    patience: int | None = 1
    tolerance: int = 0
    pace: Pace | None = None

    @classmethod
    def of(
        cls, system: System, process: str | None = None, observes: Iterable[str] | None = None,
        world: bool = True, absent: Iterable[str] = (), patience: int | None = 1,
        tolerance: int = 0,
    ) -> Observation:  # fmt: skip
        """What is usually seen: all that the process hears and is ordered, and what it sends.

        `observes`: in place of what it sends to others, which leaves out the model's instruments.
        `world`: whether what happens outside of the process is seen.
        Errors: UsageError for a name that the system has not.
        """
        mine = process_of(system, process)
        terms = vocabulary(system, mine)
        if observes is None:
            observes = (t.name for t in terms.values() if t.direction == "out" and not t.device)
        ways = ("in", "command", "time", *(("world",) if world else ()))
        told = {*observes, *absent}
        for name in sorted(told - set(terms)):
            raise UsageError(f"{system.name} has no event {name!r}; " + nearest(name, list(terms)))
        seen = {*told, *(term.name for term in terms.values() if term.direction in ways)}
        return cls(system, mine, frozenset(seen - {*absent}), frozenset(absent), patience,
                   tolerance)  # fmt: skip

    @cached_property
    def own(self) -> tuple[tuple[str, str], ...]:
        """What the process does by itself in the end: (machine, event)."""
        promised = {*self.system.fair_events, *self.system.strong_events}
        return tuple(
            each for each in self.system.spontaneous
            if each in promised and self.system.process_of[each[0]] == self.process
            and each[1] not in self.system.machines[each[0]].by_hand
        )  # fmt: skip

    def shows(self, name: str, sender: Instance | None) -> bool:
        """Whether an event is seen; `sender` is None for what happens by itself.

        A message that stays inside is not seen under a name that one from elsewhere has, too.
        """
        if name not in self.seen or (sender is None and name == TIME and self.tolerance):
            return False
        machine, _, event = name.partition(".")
        if sender is None:
            return True
        if event == TICK[1]:
            return False
        way = direction(self.system, self.process, sender[0], machine)
        return way != "inner" or self._terms[name].direction == "inner"

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return vocabulary(self.system, self.process)
