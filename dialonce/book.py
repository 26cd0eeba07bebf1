"""Who belongs to whom: clauses, transitions, properties, systems and mutants, by each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dialonce.arrows import arrows
from dialonce.clauses import MARK, Clause
from dialonce.machine import Machine, data_of
from dialonce.markdown import code, link
from dialonce.property import Property
from dialonce.system import ENVIRONMENT, System
from dialonce.table import tabulate
from dialonce.variant import Mutant


class Kind(NamedTuple):
    """Machine classes that one class statement made: the largest, and all of them."""

    shown: type[Machine]
    variants: tuple[type[Machine], ...]

    @property
    def name(self) -> str:
        """The name of the class."""
        return self.shown.__name__

    @property
    def topic(self) -> str:
        """The last part of the module's name, or the environment for what belongs to it."""
        parts = self.shown.__module__.split(".")
        return ENVIRONMENT if ENVIRONMENT in parts else parts[-1]

    @property
    def sizes(self) -> int:
        """How many of the classes differ in their data."""
        return len({tuple(data_of(machine).items()) for machine in self.variants})

    @property
    def maker(self) -> str:
        """The function that makes the classes, or nothing."""
        first, _, rest = self.shown.__qualname__.partition(".")
        return first if "<locals>" in rest else ""


@dataclass(frozen=True)
class Book:
    """Everything that the pages tell, with the lookups between its parts."""

    systems: Mapping[str, System]
    properties: Mapping[str, Property]
    mutants: Mapping[str, Mutant]
    clauses: Mapping[str, Clause]

    @cached_property
    def kinds(self) -> list[Kind]:
        """The machines of all systems and the contracts, made in one place taken together."""
        found: dict[tuple[str, str], dict[type[Machine], None]] = {}
        for system in self.systems.values():
            contracts = [system.refines.contract] if system.refines else []
            for machine in [*system.machines.values(), *contracts]:
                found.setdefault((machine.__module__, machine.__qualname__), {})[machine] = None
        return [
            Kind(max(classes, key=lambda machine: len(tabulate(machine).locals)), tuple(classes))
            for classes in found.values()
        ]

    @cached_property
    def kind_of(self) -> dict[type[Machine], Kind]:
        """The kind of each machine class."""
        return {machine: kind for kind in self.kinds for machine in kind.variants}

    @cached_property
    def topics(self) -> list[str]:
        """The topics of clauses, then those that only machines or properties have."""
        clauses = [clause.topic for clause in self.clauses.values()]
        machines = [kind.topic for kind in self.kinds]
        return list(dict.fromkeys([*clauses, *machines, *(p.topic for p in self.claims)]))

    @cached_property
    def claims(self) -> list[Property]:
        """The properties, once each."""
        return list(self.properties.values())

    @cached_property
    def realised(self) -> dict[str, list[tuple[Kind, str]]]:
        """Clause to the machines and events whose lines carry its mark."""
        found: dict[str, dict[tuple[Kind, str], None]] = {}
        for kind in self.kinds:
            for arrow in arrows(kind.shown):
                for clause in arrow.clauses:
                    found.setdefault(clause, {})[kind, arrow.event] = None
        return {clause: list(lines) for clause, lines in found.items()}

    def judged(self, clause: str) -> list[Property]:
        """The properties that judge a clause."""
        return [claim for claim in self.claims if clause in claim.clauses]

    def systems_of(self, claim: Property) -> list[System]:
        """The systems on which a property is checked."""
        return [system for system in self.systems.values() if claim.concerns(system)]

    def violating(self, claim: Property) -> list[Mutant]:
        """The mutants that break a property."""
        return [
            mutant
            for mutant in self.mutants.values()
            if {claim.name, f"{claim.topic}.{claim.name}"} & set(mutant.violates)
            and claim.concerns(mutant.system)
        ]

    def breaking(self, clause: str) -> list[Mutant]:
        """The mutants that break a property of a clause, or whose sentence names it."""
        broken = {m.name for claim in self.judged(clause) for m in self.violating(claim)}
        return [
            mutant
            for mutant in self.mutants.values()
            if mutant.name in broken or clause in MARK.findall(mutant.sentence)
        ]

    @cached_property
    def drawings(self) -> dict[str, list[System]]:
        """Each different drawing of a system, and the systems that look like it."""
        from dialonce.mermaid import system_mermaid

        found: dict[str, list[System]] = {}
        for system in self.systems.values():
            found.setdefault(system_mermaid(system), []).append(system)
        return found

    @cached_property
    def headings(self) -> dict[str, str]:
        """System to the heading under which it is drawn."""
        return {
            system.name: " and ".join([alike[0].name, "others like it"][: len(alike)])
            for alike in self.drawings.values()
            for system in alike
        }

    def clause_link(self, clause: str, here: str) -> str:
        """A clause id as a link; an unknown one as it is."""
        known = self.clauses.get(clause)
        return link(clause, known.topic, f"{known.id} {known.title}", here) if known else clause

    def linked(self, text: str, here: str) -> str:
        """Text whose clause ids became links; what is code stays code."""
        parts = re.split(r"(`[^`]*`)", text)
        parts[::2] = [MARK.sub(lambda m: self.clause_link(m[0], here), part) for part in parts[::2]]
        return "".join(parts)

    def claim_link(self, claim: Property, here: str) -> str:
        """A property as a link."""
        return link(code(claim.name), claim.topic, claim.name, here)

    def kind_link(self, kind: Kind, text: str, here: str) -> str:
        """A machine, or an event of it, as a link to the machine."""
        return link(code(text), kind.topic, kind.name, here)

    def system_link(self, system: System, here: str) -> str:
        """A system as a link to its drawing; one that is not in the book as it is."""
        known = self.headings.get(system.name)
        return link(code(system.name), "systems", known, here) if known else code(system.name)

    def mutant_link(self, mutant: Mutant, here: str) -> str:
        """A mutant as a link to the table of mutants."""
        return link(code(mutant.name), "mutants", "Mutants", here)
