"""Wrong variants of right machines: every property needs one that violates it."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from operator import attrgetter
from types import ModuleType
from typing import Any

from dialonce.declared import check_fields
from dialonce.errors import SpecificationError, nearest
from dialonce.machine import Machine, event_names
from dialonce.system import System

# Module name to its copies, each with what was given out of it. That a change of one class cannot
# touch another is sure, since a machine is derived from no other machine.
_copies: dict[str, list[tuple[ModuleType, set[str]]]] = {}


def fresh(machine: type[Machine]) -> Any:
    """A new copy of a machine class, made by running its module again; free to derive from.

    A class made in a function is not copied: call the function again.
    """
    if "<locals>" in machine.__qualname__:
        raise SpecificationError(
            machine.__name__, "it was made in a function.", "call that function again for a mutant"
        )
    name = machine.__qualname__
    copies = _copies.setdefault(machine.__module__, [])
    if all(name in given for _, given in copies):
        copies.append((_rerun(machine), set()))
    copy, given = next(each for each in copies if name not in each[1])
    given.add(name)
    return attrgetter(name)(copy)


def _rerun(machine: type[Machine]) -> ModuleType:
    """The module of a machine class, run once more."""
    main = machine.__module__ == "__main__"
    spec = None if main else importlib.util.find_spec(machine.__module__)
    if spec is None or spec.loader is None:
        raise SpecificationError(
            machine.__name__, "it is not in a module that can be imported.", "put it into a file"
        )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def without(machine: Any, *events: str) -> Any:
    """The same fresh class with its transitions for `events` taken out, to be wired anew."""
    for event in set(events) - set(event_names(machine)):
        raise SpecificationError(
            machine.__name__, f"it has no event {event}.", nearest(event, event_names(machine))
        )
    for state in machine.ordered_states:
        kept = [t for t in state.transitions if not any(str(e) in events for e in t.events)]
        state.transitions.transitions[:] = kept
    for event in events:
        del machine._events[event]
        del machine.events_by_id[event]
        delattr(machine, event)
    machine._spent = True
    return machine


@dataclass(frozen=True)
class Mutant:
    """A named wrong design. `violates` names the properties that must fail in `system`.

    `machines` replaces machines of the system; each states in `mutant` what is wrong with it.
    """

    name: str
    violates: tuple[str, ...]
    system: System
    machines: dict[str, type[Machine]]

    def __post_init__(self) -> None:
        check_fields(self, f"mutant {self.name}")

    @property
    def sentence(self) -> str:
        """What is wrong, in words."""
        return " ".join(dict.fromkeys(machine.mutant for machine in self.machines.values()))

    def build(self) -> System:
        """The system with the wrong machines in it."""
        for name, machine in self.machines.items():
            if name not in self.system.machines:
                raise SpecificationError(
                    f"mutant {self.name}", f"the system has no machine {name}.",
                    nearest(name, list(self.system.machines)),
                )  # fmt: skip
            if not machine.mutant:
                raise SpecificationError(
                    f"mutant {self.name}", f"{name} does not say what is wrong.",
                    'give the class mutant = "..."',
                )  # fmt: skip
        return self.system.variant(self.system.name, self.machines)
