"""Who belongs to whom: clauses, transitions, properties, systems and mutants, by each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from dialonce.arrows import arrows
from dialonce.clauses import MARK, Clause, Topic
from dialonce.machine import Machine, data_of
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
    topics: Mapping[str, Topic] = field(default_factory=dict)
    verdicts: Mapping[str, dict[str, Any]] = field(default_factory=dict)

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
    def pages(self) -> list[str]:
        """The pages of topics: those of clauses, those that cite none, and the environment."""
        names = [clause.topic for clause in self.clauses.values()]
        names += [self.page(kind.topic) for kind in self.kinds]
        names += [self.page(claim.topic) for claim in self.claims]
        found = dict.fromkeys(name for name in names if name != ENVIRONMENT)
        return [*found, *dict.fromkeys(name for name in names if name == ENVIRONMENT)]

    def page(self, topic: str) -> str:
        """The page that tells of a topic: its own if it has clauses; else that of the
        clauses that it cites most, or of the first topic of a system that has it.
        """
        return self._homes.get(topic, topic)

    @cached_property
    def _homes(self) -> dict[str, str]:
        law = {clause.topic for clause in self.clauses.values()}
        cited: dict[str, Counter[str]] = {}
        for topic, clauses in self._citations():
            known = [self.clauses[c] for c in clauses if c in self.clauses]
            pages = [clause.topic for clause in known if clause.modality != "decision"]
            cited.setdefault(topic, Counter()).update(pages)
        homes = {topic: found.most_common(1)[0][0] for topic, found in cited.items() if found}
        for system in self.systems.values():
            first = homes.get(system.topics[0], system.topics[0]) if system.topics else ""
            homes |= {topic: first for topic in system.topics[1:] if topic not in homes}
        return {t: page for t, page in homes.items() if t not in law and t != ENVIRONMENT}

    def _citations(self) -> Iterable[tuple[str, Iterable[str]]]:
        for kind in self.kinds:
            for arrow in arrows(kind.shown):
                yield kind.topic, arrow.clauses
        for claim in self.claims:
            yield claim.topic, claim.clauses

    def home(self, system: System) -> str:
        """The page to which a system belongs: that of its first topic, or of most machines."""
        own = [self.page(topic) for topic in system.topics[:1]]
        kinds = [self.kind_of[m] for m in system.machines.values() if m in self.kind_of]
        pages = [self.page(kind.topic) for kind in kinds]
        inside = [page for page, _ in Counter(pages).most_common() if page != ENVIRONMENT]
        return next((page for page in [*own, *inside] if page in self.pages), "")

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

    def violated(self, mutant: Mutant) -> list[Property]:
        """The properties that a mutant breaks; a name of two topics is the one that is checked."""
        return [
            claim
            for claim in self.claims
            if {claim.name, f"{claim.topic}.{claim.name}"} & set(mutant.violates)
            and claim.concerns(mutant.system)
        ]

    @cached_property
    def _breakers(self) -> dict[int, list[Mutant]]:
        found: dict[int, list[Mutant]] = {}
        for mutant in self.mutants.values():
            for claim in self.violated(mutant):
                found.setdefault(id(claim), []).append(mutant)
        return found

    def violating(self, claim: Property) -> list[Mutant]:
        """The mutants that break a property."""
        return self._breakers.get(id(claim), [])

    def breaking(self, clause: str) -> list[Mutant]:
        """The mutants that break a property of a clause, or whose sentence names it."""
        broken = {m.name for claim in self.judged(clause) for m in self.violating(claim)}
        return [
            mutant
            for mutant in self.mutants.values()
            if mutant.name in broken or clause in MARK.findall(mutant.sentence)
        ]

    def grounds(self, system: System) -> dict[Kind, list[System]]:
        """The contracts on which the verdicts of a system rest, and what justifies them."""
        found: dict[Kind, list[System]] = {}
        for other in self.systems.values():
            contract = other.refines.contract if other.refines else None
            if contract in system.machines.values():
                found.setdefault(self.kind_of[contract], []).append(other)  # type: ignore[index]
        return found

    def cited(self, text: str) -> list[str]:
        """The known clauses and decisions that a text names."""
        return [c for c in dict.fromkeys(re.findall(MARK, text)) if c in self.clauses]

    @cached_property
    def drawings(self) -> dict[str, list[System]]:
        """The name of each different drawing of a system, and the systems that look like it."""
        from dialonce.talk import system_dot

        alike: dict[str, list[System]] = {}
        for system in self.systems.values():
            _, _, source = system_dot(system).source.partition("\n")
            alike.setdefault(source, []).append(system)
        return {systems[0].name: systems for systems in alike.values()}
