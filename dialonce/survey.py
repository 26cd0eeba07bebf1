"""Survey: explore all systems, to tell what of the machines is used, and what claims rest on.

What occurs with one member occurs: so each system is explored with one first, and with two only
where something is open. What still never occurred may be there to tell of wrong designs, as a
counter of second calls is: so those are explored last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from dialonce.book import Book
from dialonce.compose import compose
from dialonce.explore import explore
from dialonce.fired import WRONG, Tally, Use, said, use_of
from dialonce.machine import Machine
from dialonce.parallel import Watch, spread
from dialonce.property import Property
from dialonce.system import System
from dialonce.vacuity import Doubt, Doubts, Inquiry
from dialonce.variant import Mutant


class Task(NamedTuple):
    """A system to be explored with so many members, and the name under which it is told of.

    `claims`: what is asked, each with the doubts that are dispelled already.
    """

    system: System
    members: int
    name: str
    claims: list[tuple[Property, set[Doubt]]]


BATCH = 16
todo: list[Task]  # set before processes are forked
Found = tuple[dict[str, Use], list[Doubts]]


@dataclass
class Survey:
    """What was found: a tally for each kind of machine, and by topic and name doubts of claims."""

    book: Book
    tallies: dict[int, Tally] = field(default_factory=dict)
    doubts: dict[tuple[str, str], Doubts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for system in self.book.systems.values():
            for machine in system.machines.values():
                self._tally(machine).add(machine, None, "")

    def _tally(self, machine: type[Machine]) -> Tally:
        kind = self.book.kind_of[machine]
        return self.tallies.setdefault(id(kind), Tally(kind))

    def add(self, task: Task, found: Found) -> None:
        """Take up what was found in one space."""
        uses, asked = found
        for name, use in uses.items():
            machine = task.system.machines[name]
            if machine in self.book.kind_of:
                self._tally(machine).add(machine, use, task.name)
        for (claim, _), answers in zip(task.claims, asked, strict=True):
            known = self.doubts.setdefault((claim.topic, claim.name), {})
            for doubt, dispelled in answers.items():
                known[doubt] = known.get(doubt, False) or dispelled

    def _doubts(self, claim: Property, dispelled: bool) -> list[Doubt]:
        known = self.doubts.get((claim.topic, claim.name), {})
        return [doubt for doubt, answer in known.items() if answer == dispelled]

    def grave(self, claim: Property) -> list[Doubt]:
        """Why a claim may say nothing: what no system dispels."""
        return [doubt for doubt in self._doubts(claim, False) if doubt.grave]

    def narrow(self, claim: Property) -> list[Doubt]:
        """Without which conditions a claim holds as well in all systems."""
        return [doubt for doubt in self._doubts(claim, False) if not doubt.grave]

    @property
    def holes(self) -> list[str]:
        """What is used nowhere, and which claims may say nothing, a line each."""
        found = [said(tally, item) for tally in self.tallies.values() for item in tally.unused]
        return found + [
            f"{claim.topic}.{claim.name}: {doubt.text}"
            for claim in self.book.claims
            for doubt in self.grave(claim)
        ]

    def fired(self, clause: str) -> tuple[int, int]:
        """How many transitions cite a clause, and how many of them fire in a right design."""
        found = [
            where
            for tally in self.tallies.values()
            for item, where in tally.of("transition")
            if clause in item.clauses
        ]
        return len(found), sum(bool(where) and not where.startswith(WRONG) for where in found)

    def is_open(self, system: System) -> bool:
        """Whether something of a system's machines is not used yet."""
        known = [machine for machine in system.machines.values() if machine in self.book.kind_of]
        return any(self._tally(machine).unused for machine in known)

    @property
    def rounds(self) -> Iterator[list[Task]]:
        """What is to be explored, and then what, as far as something is open."""
        systems, claims = list(self.book.systems.values()), self.book.claims
        yield [self._task(system, 1, claims) for system in systems]
        doubted = [claim for claim in claims if self.grave(claim)]
        again = [self._task(system, 2, doubted) for system in systems if system.members > 1]
        yield [task for task in again if task.claims or self.is_open(task.system)]
        for some in batched(self.book.mutants.values()):
            wrong = [(mutant.name, mutant.build()) for mutant in some]
            yield [
                self._task(system, 1, [])._replace(name=WRONG + name)
                for name, system in wrong
                if self.is_open(system)
            ]

    def _task(self, system: System, members: int, claims: list[Property]) -> Task:
        asked = [(c, set(self._doubts(c, True))) for c in claims if c.concerns(system)]
        return Task(system, members if system.group else 0, system.name, asked)


def batched(mutants: Iterable[Mutant]) -> Iterator[list[Mutant]]:
    """The wrong designs, some at a time, so that what one shows need not be looked for again."""
    rest = iter(mutants)
    while some := list(islice(rest, BATCH)):
        yield some


def survey(book: Book, watch: Watch) -> Survey:
    """Explore what is needed, on all cores. `watch` opens a progress line for what is under way."""
    global todo
    made = Survey(book)
    for todo in made.rounds:
        with closing(spread(_work, len(todo))) as found:
            for task in todo:
                with watch(f"exploring {task.name} and others"):
                    made.add(task, next(found))
    return made


def _work(number: int) -> Any:
    """In a child: explore one system, and look at its machines and claims."""
    task = todo[number]
    space = explore(compose(task.system), task.members, symmetry=False)
    inquiry = Inquiry(space)
    return use_of(space), [inquiry.doubts(claim, known) for claim, known in task.claims]
