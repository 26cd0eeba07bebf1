"""What is agreed with an adapter: what the kit does to it, and what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from dialonce.conform.fault import Fault
from dialonce.conform.protocol import Hello
from dialonce.conform.watch import pace_of
from dialonce.errors import nearest
from dialonce.judge.observation import TIME, Observation
from dialonce.judge.vocabulary import Term, vocabulary
from dialonce.judge.words import Symbol
from dialonce.machine import event_names
from dialonce.system import System


@dataclass(frozen=True, eq=False)
class Setting:
    """The agreement: what is `seen` by the judge, and the `commands` that the adapter takes."""

    hello: Hello
    seen: Observation
    members: int
    commands: frozenset[str]

    @property
    def system(self) -> System:
        """The system that is judged."""
        return self.seen.system

    @property
    def kit_is_world(self) -> bool:
        """Whether the kit plays all other processes."""
        return self.hello.world == "kit"

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Everything that can happen, by name."""
        return vocabulary(self.system, self.seen.process)

    @cached_property
    def labels(self) -> list[Symbol]:
        """What the kit may let happen, in the order of the system."""
        return [
            (f"{machine}.{event}", member)
            for machine, event in self.system.spontaneous
            if self._playable(self.terms[f"{machine}.{event}"])
            for member in self.numbers(machine)
        ]

    def numbers(self, machine: str) -> list[int | None]:
        """The members of a machine, or only None."""
        return [*range(self.members)] if machine in self.system.group else [None]

    def _playable(self, term: Term) -> bool:
        if term.name in self.seen.absent:
            return False
        if term.direction == "time" or (term.direction == "world" and self.kit_is_world):
            return True
        return term.name in self.commands

    def _hears(self, name: str) -> bool:
        machine, _, event = name.partition(".")
        return event in (event_names(found) if (found := self.system.machines.get(machine)) else ())

    def symbol(self, name: str, member: int | None) -> Symbol | None:
        """What an adapter reports, as a symbol; None for what nobody has to report.

        Errors: Fault for what it cannot report.
        """
        term = self.terms.get(name)
        if term is None and self._hears(name):  # nobody sends it in this system: impossible
            return name, None if member is None else member - 1
        if term is None:
            known = [t.name for t in self.terms.values() if t.direction == "out" and not t.device]
            raise Fault("protocol", f"it reports {name!r:.80}, and {self.system.name} has no such "
                        f"event; {nearest(name, known)}")  # fmt: skip
        if (member is None) == term.grouped or (member or 0) > self.members:
            numbers = f"a member from 1 to {self.members}" if term.grouped else "no member"
            told = "no member" if member is None else f"member {member}"
            said = f"it reports {name} with {told}, and this has {numbers}"
            raise Fault("protocol", said)
        if name not in self.seen.seen:
            if term.device:
                return None
            raise Fault("protocol", f"it reports {name}, which it has not named in observes")
        return name, None if member is None else member - 1


def agreed(hello: Hello, system: System, process: str | None, members: int) -> Setting:
    """What follows from an adapter's greeting. Errors: Fault for names that the system has not."""
    usual = Observation.of(
        system, process, absent=_names(hello.absent, system, process, "absent"),
        patience=hello.patience_ticks,
    )  # fmt: skip
    terms = vocabulary(system, usual.process)
    given = _names(hello.commands or [], system, process, "commands")
    taken = ("in", "command") if hello.world == "kit" else ("command",)
    by_default = {t.name for t in terms.values() if t.direction in taken}
    commands = set(given) if hello.commands is not None else by_default
    observes = _names(hello.observes or [], system, process, "observes")
    seen = set(usual.seen) if hello.observes is None else {
        *observes, *(name for name in usual.seen if terms[name].direction != "out")
    }  # fmt: skip
    pace = pace_of(hello)
    if hello.world == "adapter":
        seen -= {TIME} if pace else set()  # the world's timers are not the kit's, nor by its ticks
        hidden = {t.name for t in terms.values() if t.direction in ("in", "world")}
        seen -= hidden - commands - set(observes)
    seen |= {name for name in commands if terms[name].direction == "own"}
    absent = frozenset(_untaken(terms.values(), commands)) | usual.absent
    driven = any(terms[name].direction == "own" for name in commands)
    patience = None if driven else usual.patience
    view = replace(usual, seen=frozenset(seen) - absent, absent=absent, patience=patience,
                   pace=pace)  # fmt: skip
    return Setting(hello, view, members if system.group else 0, frozenset(commands))


def _untaken(terms: Iterable[Term], commands: set[str]) -> list[str]:
    """Commands that an adapter does not take: they never happen."""
    return [t.name for t in terms if t.direction == "command" and t.name not in commands]


def _names(names: Iterable[str], system: System, process: str | None, field: str) -> list[str]:
    known = vocabulary(system, process)
    for name in names:
        if name not in known:
            raise Fault("protocol", f"its hello names {name!r} in {field}, and {system.name} has "
                        f"no such event; {nearest(name, list(known))}")  # fmt: skip
    return list(names)
