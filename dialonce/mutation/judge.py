"""Judge: whether the properties of the systems notice a wrong design."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from typing import Any, NamedTuple

from dialonce.check import HOLDS, UNDECIDED, VIOLATED, Checker, Finding
from dialonce.compose import Composed
from dialonce.errors import SpecificationError
from dialonce.explore import explore
from dialonce.machine import Machine
from dialonce.mutation.alike import Shown, difference
from dialonce.mutation.bench import Mutated
from dialonce.mutation.design import Mutant
from dialonce.property import Property
from dialonce.system import System
from dialonce.table import Choice, tabulate

KILLED, REFUSED, EQUIVALENT = "killed", "refused", "equivalent"
UNREACHED, SURVIVED = "unreached", "survived"
ORDER = ("reachable", "invariant", "step", "within", "leads_to")  # the cheap ones first


class Verdict(NamedTuple):
    """What became of a mutant: killed or refused by what, in which system, or survived where, and
    how it first shows.

    Mutants of a machine with the same `signature` are the same; without one they are right.
    """

    outcome: str
    by: str = ""
    systems: tuple[str, ...] = ()
    signature: Any = None


class Noted(dict[Any, Choice]):
    """The choices of a table; notes which are looked up."""

    def __init__(self, choices: dict[Any, Choice]):
        super().__init__(choices)
        self.noted: set[tuple[int, str]] = set()

    def __getitem__(self, key: Any) -> Choice:
        self.noted.add(key)
        return super().__getitem__(key)


class Quick(Checker):
    """A checker that tells no trace where none is needed for the verdict."""

    def _violated(self, claim: Property, state: int, more: list[int] | None = None) -> Finding:
        return Finding(claim, VIOLATED)

    def violations(self, claims: Iterable[Property]) -> Iterator[Finding]:
        """What does not hold, one after the other, the cheap properties first."""
        if self.space.deadlock >= 0:
            yield Finding(self.deadlock().property, VIOLATED)
        refines = self.composed.system.refines
        findings = [self.refinement(refines)] if refines else []
        yield from (f for f in findings if f.verdict != HOLDS)
        for claim in sorted(claims, key=lambda claim: ORDER.index(claim.kind)):
            finding = self.decide(claim)
            if finding.verdict != HOLDS:
                yield finding


def wrong(composed: Composed, claims: Iterable[Property], members: int) -> Iterator[Finding]:
    """What does not hold in a composed system with so many members."""
    space = explore(composed, members if composed.system.group else 0)
    return Quick(space, True, witnesses=False).violations(claims)


class Yard:
    """A system in its right design, with what is needed to judge wrong ones.

    `noted`: by machine name, at which (local id, event) its table is looked up; `few`: what does
    not hold with one member, and so tells nothing there.
    """

    def __init__(self, system: System, claims: Iterable[Property], few: frozenset[str]):
        self.system, self.few = system, few
        self.claims = [claim for claim in claims if claim.concerns(system)]
        tables = {name: copy(tabulate(kind)) for name, kind in system.machines.items()}
        noted = {name: Noted(table.choices) for name, table in tables.items()}
        for name, table in tables.items():
            table.choices = noted[name]
        self.composed = Composed(system, tables)
        self.noted = {name: choices.noted for name, choices in noted.items()}
        self.size = int(self.composed.pairs.sum())
        self._shown: dict[frozenset[type[Machine]], Shown] = {}

    def wrong(self, composed: Composed, members: int) -> Iterator[Finding]:
        """What does not hold in a design of it, with so many members."""
        return wrong(composed, self.claims, members)

    def meets(self, wrong: dict[type[Machine], Mutated]) -> bool:
        """Whether the system ever comes to where the tables differ from the right ones."""
        return any(
            kind in wrong and not wrong[kind].changed.isdisjoint(self.noted[name])
            for name, kind in self.system.machines.items()
        )

    def composed_with(self, wrong: dict[type[Machine], Mutated]) -> Composed:
        """The system with wrong tables. Errors: SpecificationError where they do not fit."""
        kinds = self.system.machines.items()
        tables = {name: wrong[kind].table if kind in wrong else tabulate(kind)
                  for name, kind in kinds}  # fmt: skip
        return Composed(self.system, tables)

    def difference(self, composed: Composed, hidden: frozenset[type[Machine]]) -> str:
        """How a wrong design shows that it is another one, if it does: to the world where the
        mutated machines are `hidden`, else to a property.
        """
        if hidden not in self._shown:
            self._shown[hidden] = Shown(self.composed, hidden, {})
        right = self._shown[hidden]
        return difference(right, Shown(composed, hidden, dict(right.numbers)))


class Judge:
    """Judges mutants by the systems in which their machines stand, the small ones first."""

    def __init__(self, yards: list[Yard]):
        self.yards = sorted(yards, key=lambda yard: yard.size)

    def judge(self, mutant: Mutant) -> Verdict:
        """What becomes of a mutant."""
        try:
            wrong = mutant.tables()
        except SpecificationError as error:
            return Verdict(REFUSED, error.rule, (error.subject,), mutant.name)
        signature = tuple(mutated.signature for mutated in wrong.values())
        try:
            found = self._judged(wrong, [yard for yard in self.yards if yard.meets(wrong)])
        except SpecificationError as error:
            found = Verdict(REFUSED, error.rule, (error.subject,))
        return found._replace(signature=signature)

    def _judged(self, wrong: dict[type[Machine], Mutated], met: list[Yard]) -> Verdict:
        left, how = list[tuple[Yard, Composed]](), ""
        for yard in met:
            composed = yard.composed_with(wrong)
            if yard.difference(composed, frozenset()):
                for finding in yard.wrong(composed, 1):
                    if finding.property.name not in yard.few and finding.verdict == VIOLATED:
                        return _killed(yard, finding)
                if shows := yard.difference(composed, frozenset(wrong)):
                    left.append((yard, composed))
                    how = how or f"in {yard.system.name}, {shows}"
        if not left:
            return Verdict(EQUIVALENT if met else UNREACHED)
        return self._with_all(left, how)

    def _with_all(self, left: list[tuple[Yard, Composed]], how: str) -> Verdict:
        """With as many members as each system has."""
        open_claims = ""
        for yard, composed in left:
            if yard.system.group and yard.system.members > 1:
                for finding in yard.wrong(composed, yard.system.members):
                    if finding.verdict == VIOLATED:
                        return _killed(yard, finding)
                    open_claims = open_claims or finding.property.name
        systems = tuple(yard.system.name for yard, _ in left)
        return Verdict(UNDECIDED if open_claims else SURVIVED, open_claims or how, systems)


def _killed(yard: Yard, finding: Finding) -> Verdict:
    return Verdict(KILLED, finding.property.name, (yard.system.name,))
