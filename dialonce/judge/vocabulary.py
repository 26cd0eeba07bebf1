"""The one vocabulary of a system: everything that can happen, as one of its processes sees it.

An event has the name that its hearer has for it, "machine.event". Machines, adapters, vectors and
logs all use these names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialonce.errors import SpecificationError, nearest
from dialonce.system import ENVIRONMENT, TICK, System

DIRECTIONS = {
    "in": "the process hears it from another one",
    "out": "the process sends it to another one",
    "command": "an operator, or another system, has the process do it",
    "own": "the process does it by itself, when it likes",
    "world": "happens outside of the process",
    "time": "one tick of the clock",
    "inner": "stays inside the process, or outside of it",
}


@dataclass(frozen=True)
class Term:
    """One event: `name`, `direction` (a key of DIRECTIONS), `actors` (machines that cause it; a
    spontaneous event is caused by its own machine), `grouped` (it carries a member), `device`
    (its hearer is an instrument of the model, to which nothing is told on a wire)."""

    name: str
    direction: str
    actors: tuple[str, ...]
    grouped: bool
    device: bool

    @property
    def machine(self) -> str:
        """The machine that hears it, or to which it happens."""
        return self.name.partition(".")[0]

    @property
    def event(self) -> str:
        """The event as this machine calls it."""
        return self.name.partition(".")[2]


def process_of(system: System, process: str | None = None) -> str:
    """The process that is judged: the one of that name, or the first that is not the environment.

    Errors: SpecificationError where the system has no such process.
    """
    known = [name for name in system.processes if name != ENVIRONMENT]
    if process is None:
        return known[0]
    if process not in known:
        raise SpecificationError(
            f"system {system.name}", f"it has no process {process}.", nearest(process, known)
        )
    return process


def direction(system: System, process: str, sender: str, hearer: str) -> str:
    """The direction of a message between two machines, as a process sees it."""
    ends = system.process_of[sender], system.process_of[hearer]
    if ends[0] == ends[1] or process not in ends:
        return "inner"
    return "in" if ends[1] == process else "out"


def vocabulary(system: System, process: str | None = None) -> dict[str, Term]:
    """Every event of a system by name: what happens by itself first, then the messages."""
    mine = process_of(system, process)
    found: dict[str, Term] = {}
    for name, way, actor in [*_alone(system, mine), *_messages(system, mine)]:
        old = found.get(name)
        actors = dict.fromkeys([*(old.actors if old else ()), actor])
        way = old.direction if old and old.direction != "inner" else way
        machine = name.partition(".")[0]
        device = system.machines[machine].device
        found[name] = Term(name, way, tuple(actors), machine in system.group, device)
    return found


def _alone(system: System, mine: str) -> Iterator[tuple[str, str, str]]:
    promised = {*system.fair_events, *system.strong_events}
    for machine, event in system.spontaneous:
        by_hand = event in system.machines[machine].by_hand or (machine, event) not in promised
        way = "command" if by_hand else "own"
        way = way if system.process_of[machine] == mine else "world"
        yield f"{machine}.{event}", "time" if (machine, event) == TICK else way, machine


def _messages(system: System, mine: str) -> Iterator[tuple[str, str, str]]:
    """Messages, sorted; that time passes is not told to each machine anew."""
    for (sender, _), targets in sorted(system.routes.items()):
        for target in targets:
            if target.event != TICK[1]:
                way = direction(system, mine, sender, target.machine)
                yield f"{target.machine}.{target.event}", way, sender
