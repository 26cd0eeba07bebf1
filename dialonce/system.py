"""A system: which machines meet, in which processes, who hears whom, and who may look at whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from dialonce.declared import check_fields
from dialonce.errors import SpecificationError, nearest
from dialonce.machine import Machine, event_names, reads_of, state_sets

if TYPE_CHECKING:
    from dialonce.refine import Refinement

ENVIRONMENT = "environment"
TICK = ("clock", "tick")  # the one event by which time passes


class Target(NamedTuple):
    """Where an output goes: machine name, event, and whether to every member of its group.

    `grouped`: the machine is of the group; `leaves`: a member sends it to a machine that is not;
    `relayed`: the environment sends it into a process.
    """

    machine: str
    event: str
    broadcast: bool = False
    grouped: bool = False
    leaves: bool = False
    relayed: bool = False


class Look(NamedTuple):
    """What a read is wired to: a machine name and one of its states or state sets."""

    machine: str
    states: str


@dataclass(frozen=True, eq=False)
class System:
    """Machines in processes, composed; each is only equal to itself.

    `processes`: process name to machines by name; the process "environment" is what the dialer
    cannot choose. `group`: names of the machines that exist once per member (member i of one hears
    member i of the others). `members`: how many by default.
    `roles`: "machine.role" to the machines that hear it, "" for nobody; a role that is a machine's
    name needs no entry. `reads`: "machine.read" to "machine.state", several joined by " | ", ""
    for never. `fair`: events that happen in the end when they stay enabled. `strong`: events that
    happen again and again when they are enabled again and again, whether or not they stay so.
    `may_end`: states in which it is no deadlock that nothing can happen any more, joined by " | ".
    `driven`: spontaneous events that here happen only when another machine sends them.
    `counts`: what of an installation its members are, in its words; "" when they are records.
    `other`: makes it with the other kind of detection, where more differs than the detector.
    `topics`: the property files that speak about it. `tags`: what properties may ask for beside
    machine names. `refines`: the contract that this system justifies. `default`: whether it is
    checked when no system is named.
    Errors: SpecificationError when the parts do not fit.
    """

    name: str
    client: str
    server: str
    mode: str
    processes: dict[str, dict[str, type[Machine]]]
    topics: tuple[str, ...]
    group: tuple[str, ...] = ()
    members: int = 0
    roles: dict[str, str] = field(default_factory=dict)
    reads: dict[str, str] = field(default_factory=dict)
    fair: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    driven: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    may_end: str = ""
    refines: Refinement | None = None
    counts: str = ""
    other: Callable[[], System] | None = None
    default: bool = True

    def __post_init__(self) -> None:
        check_fields(self, f"system {self.name}")
        self._check_names()
        self._check_processes()
        for machine, cls in self.machines.items():
            for name in reads_of(cls):
                self._check_read(machine, name)
        for look in self.ends:
            self._check_look("may_end names", look)

    @cached_property
    def machines(self) -> dict[str, type[Machine]]:
        """Machine classes by name, in the order of the declaration."""
        return {n: c for machines in self.processes.values() for n, c in machines.items()}

    @cached_property
    def process_of(self) -> dict[str, str]:
        """The process of each machine."""
        return {n: p for p, machines in self.processes.items() for n in machines}

    @cached_property
    def singles(self) -> tuple[str, ...]:
        """The machines that exist once."""
        return tuple(n for n in self.machines if n not in self.group)

    @cached_property
    def spontaneous(self) -> tuple[tuple[str, str], ...]:
        """Every (machine, event) that may happen by itself."""
        return tuple(
            (n, e)
            for n, c in self.machines.items()
            for e in event_names(c)
            if e in c.spontaneous and f"{n}.{e}" not in self.driven
        )

    @cached_property
    def routes(self) -> dict[tuple[str, str], tuple[Target, ...]]:
        """(machine, output) to the targets that hear it."""
        return {(n, o): self._route(n, o) for n, c in self.machines.items() for o in c.outputs}

    @cached_property
    def looks(self) -> dict[tuple[str, str], tuple[Look, ...]]:
        """(machine, read) to what it looks at; true when any of them is."""
        return {
            (key.split(".")[0], key.split(".")[1]): _parse_looks(value)
            for key, value in self.reads.items()
        }

    @cached_property
    def ends(self) -> tuple[Look, ...]:
        """`may_end`, parsed."""
        return _parse_looks(self.may_end)

    def is_fault(self, machine: str, event: str) -> bool:
        """Whether liveness claims may assume that this event happens finitely often."""
        return event in self.machines[machine].faults

    def variant(self, name: str, changed: dict[str, type[Machine]]) -> System:
        """This system with other classes for some of its machines."""
        processes = {
            p: {n: changed.get(n, c) for n, c in m.items()} for p, m in self.processes.items()
        }
        return replace(self, name=name, processes=processes)

    def refuse(self, rule: str, mend: str) -> None:
        """Raise the specification error of this system."""
        raise SpecificationError(f"system {self.name}", rule, mend)

    def _route(self, machine: str, output: str) -> tuple[Target, ...]:
        role, event = output.split(".")
        names = self.roles.get(f"{machine}.{role}", role).split()
        return tuple(self._target(machine, output, name, event) for name in names)

    def _target(self, machine: str, output: str, name: str, event: str) -> Target:
        if name not in self.machines:
            self.refuse(
                f"{machine} emits {output}, but {name} is no machine here.",
                f'add it, or wire roles["{machine}.{output.split(".")[0]}"]; '
                + nearest(name, list(self.machines)),
            )
        if event not in event_names(self.machines[name]):
            self.refuse(
                f"{machine} emits {output}, but {name} has no event {event}.",
                nearest(event, event_names(self.machines[name])),
            )
        ends = {self.process_of[machine], self.process_of[name]}
        if len(ends) > 1 and ENVIRONMENT not in ends:
            self.refuse(
                f"{machine} emits {output} straight into another process.",
                "let a network machine of the environment carry it",
            )
        inside, outside = name in self.group, machine not in self.group
        relayed = self.process_of[machine] == ENVIRONMENT != self.process_of[name]
        return Target(name, event, inside and outside, inside, not (inside or outside), relayed)

    def _check_names(self) -> None:
        count = sum(len(machines) for machines in self.processes.values())
        if count != len(self.machines):
            self.refuse("a machine name is used in two processes.", "rename one")
        for name in self.group:
            if name not in self.machines:
                self.refuse(f"group names {name}.", nearest(name, list(self.machines)))
        for key in self.roles:
            self._check_key(key, "role", lambda cls: {o.split(".")[0] for o in cls.outputs})
        for key in self.reads:
            self._check_key(key, "read", reads_of)
        for cls in self.machines.values():
            unknown = (cls.spontaneous | cls.optional) - set(event_names(cls))
            unknown |= (cls.faults | cls.by_hand) - cls.spontaneous
            if unknown:
                self.refuse(
                    f"{cls.__name__} declares {sorted(unknown)} as spontaneous, fault, by hand or "
                    "optional wrongly.",
                    "name events of the machine; a fault, or what is by hand, is spontaneous too",
                )

    def _check_key(self, key: str, kind: str, names: Callable[[Any], Iterable[str]]) -> None:
        machine, _, name = key.partition(".")
        if machine not in self.machines:
            self.refuse(f"{key} names no machine.", nearest(machine, list(self.machines)))
        known = sorted(names(self.machines[machine]))
        if name not in known:
            self.refuse(f"{key} names no {kind} of {machine}.", nearest(name, known))

    def _check_processes(self) -> None:
        for machine, cls in self.machines.items():
            if getattr(cls, "_spent", False):
                self.refuse(
                    f"{machine} is a class from which a mutant was made.", "use fresh() for mutants"
                )
        heard = {(t.machine, t.event) for targets in self.routes.values() for t in targets}
        self._check_fair()
        for key in self.driven:
            machine, _, event = key.partition(".")
            alone = self.machines.get(machine, Machine).spontaneous
            if event not in alone or (machine, event) not in heard:
                self.refuse(f"driven names {key}.", "name a spontaneous event that somebody sends")
        for machine, cls in self.machines.items():
            for event in event_names(cls):
                if (machine, event) not in heard and event not in cls.spontaneous | cls.optional:
                    self.refuse(
                        f"nobody sends {machine}.{event}, and it is not spontaneous.",
                        "wire a role to it, list it as spontaneous, or as optional",
                    )

    @cached_property
    def fair_events(self) -> tuple[tuple[str, str], ...]:
        """The weakly fair events as (machine, event)."""
        return tuple((name.partition(".")[0], name.partition(".")[2]) for name in self.fair)

    @cached_property
    def strong_events(self) -> tuple[tuple[str, str], ...]:
        """The strongly fair events as (machine, event)."""
        return tuple((name.partition(".")[0], name.partition(".")[2]) for name in self.strong)

    def _check_fair(self) -> None:
        for kind, keys in (("fair", self.fair_events), ("strong", self.strong_events)):
            for machine, event in keys:
                if (machine, event) not in self.spontaneous:
                    self.refuse(f"{kind} names {machine}.{event}.", "name a spontaneous event")
                if self.is_fault(machine, event):
                    self.refuse(f"{machine}.{event} is fair and a fault.", "it cannot be both")
        for machine, event in sorted({*self.fair_events} & {*self.strong_events}):
            self.refuse(
                f"{machine}.{event} is in fair and in strong.",
                "leave it in strong, which says more",
            )

    def _check_read(self, machine: str, name: str) -> None:
        optional = getattr(self.machines[machine], name).optional
        if (machine, name) not in self.looks and not optional:
            self.refuse(
                f"{machine}.{name} is read, but wired to nothing.",
                f'wire reads["{machine}.{name}"], to "" if it is never true here',
            )
        for look in self.looks.get((machine, name), ()):
            self._check_look(f"{machine}.{name} reads", look)
            if self.process_of[look.machine] != self.process_of[machine]:
                self.refuse(
                    f"{machine}.{name} reads {look.machine} of another process.",
                    "send a message through the network instead",
                )
            if look.machine in self.group and machine not in self.group:
                self.refuse(f"{machine}.{name} reads a group.", "let the members report instead")

    def _check_look(self, reader: str, look: Look) -> None:
        if look.machine not in self.machines:
            self.refuse(
                f"{reader} {look.machine}, which is no machine here.",
                nearest(look.machine, list(self.machines)),
            )
        known = list(state_sets(self.machines[look.machine]))
        if look.states not in known:
            self.refuse(
                f"{reader} {look.machine}.{look.states}, which is no state of it.",
                nearest(look.states, known),
            )


def _parse_looks(text: str) -> tuple[Look, ...]:
    parts = [part.strip().partition(".") for part in text.split("|") if part.strip()]
    return tuple(Look(machine, states) for machine, _, states in parts)
