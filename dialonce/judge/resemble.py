"""Whom a run resembles: the wrong designs that allow what the right one does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dialonce.errors import SpecificationError, UndecidedError
from dialonce.judge.automaton import Judge, Node
from dialonce.judge.observation import Observation
from dialonce.judge.timely import judge_of
from dialonce.judge.words import Symbol
from dialonce.system import System
from dialonce.trace import clauses_at_work

if TYPE_CHECKING:
    from dialonce.property import Property
    from dialonce.variant import Mutant


def follow(node: Node | None, run: Iterable[Symbol]) -> Node | None:
    """What is possible after a run; None where it is impossible."""
    for symbol in run:
        if node is None:
            return None
        node = node.after(symbol)
    return node


def resembling(
    seen: Observation, run: Sequence[Symbol], members: int, mutants: Iterable[Mutant] | None = None
) -> list[Mutant]:
    """The wrong designs of what is judged that allow the whole run.

    `mutants`: those to try, all that are installed by default. Those that do fewer other things
    at the end of the run come first.
    """
    from dialonce import catalog

    known = catalog.mutants().values() if mutants is None else mutants
    found: list[tuple[int, str, Mutant]] = []
    for mutant in known:
        if _fits(mutant, seen):
            end = _end(mutant, seen, members, run)
            if end is not None:
                found.append((len(end.elements), mutant.name, mutant))
    return [mutant for *_, mutant in sorted(found, key=lambda each: each[:2])]


def violated(mutants: Iterable[Mutant], system: System) -> list[Property]:
    """The properties that these wrong designs violate, once each, in their order."""
    from dialonce import catalog

    known = {claim.name: claim for claim in catalog.properties_of([system])}
    names = dict.fromkeys(name for mutant in mutants for name in mutant.violates)
    return [known[name] for name in names if name in known]


def due_clauses(judge: Judge, run: Sequence[Symbol]) -> list[str]:
    """The clauses of what the right design does on the last thing that happened to it.

    `run` is possible but for its last symbol. What happened last is the last symbol that began a
    step; its clauses are those of all steps that may begin so, first those of the system's topics.
    """
    nodes = [judge.start]
    for symbol in run[:-1]:
        node = nodes[-1].after(symbol)
        assert node is not None
        nodes.append(node)
    for node, symbol in zip(reversed(nodes), reversed(run), strict=True):
        found = [
            clause
            for move in judge.begun(node, symbol)
            for clause in clauses_at_work(judge.seen.system, move.fired)
        ]
        if found:
            return _nearest_first(judge.seen.system, list(dict.fromkeys(found)))
    return []


def _nearest_first(system: System, clauses: list[str]) -> list[str]:
    from dialonce import catalog

    known = catalog.clauses()
    return sorted(clauses, key=lambda each: known[each].topic not in system.topics)


def _fits(mutant: Mutant, seen: Observation) -> bool:
    """Whether a wrong design, perhaps of another system, is one of the process that is judged."""
    mine, right = seen.system, mutant.system
    same = all(mine.machines.get(name) is right.machines[name] for name in mutant.machines)
    return same and any(mine.process_of[name] == seen.process for name in mutant.machines)


def _end(mutant: Mutant, seen: Observation, members: int, run: Iterable[Symbol]) -> Node | None:
    """What a wrong design may be in after a run; None where it cannot be, or does not fit in."""
    try:
        wrong = seen.system.variant(seen.system.name, mutant.machines)
        return follow(judge_of(replace(seen, system=wrong), members).start, run)
    except (UndecidedError, SpecificationError):
        return None
