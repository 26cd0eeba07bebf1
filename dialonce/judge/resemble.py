"""Whom a run resembles: the wrong designs that allow what the right one does not; and the law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dialonce.clauses import marks_of
from dialonce.errors import SpecificationError
from dialonce.judge.automaton import SETTLED, TICKED, Judge, Node
from dialonce.judge.design import design_of
from dialonce.judge.observation import Observation
from dialonce.judge.rival import Rival, Seen
from dialonce.judge.space import Move
from dialonce.judge.timely import judge_of
from dialonce.judge.words import Symbol
from dialonce.system import System
from dialonce.table import tabulate
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
    return [mutant for mutant, _ in rivals(judge_of(seen, members), run, mutants)]


def rivals(
    judge: Judge, run: Sequence[Symbol], mutants: Iterable[Mutant] | None = None
) -> list[tuple[Mutant, Rival]]:
    """The same, each as a rival of the design that is judged, by `judge_of`."""
    from dialonce import catalog

    known = catalog.mutants().values() if mutants is None else mutants
    told = Seen.of(judge, run)
    found: list[tuple[int, str, Mutant, Rival]] = []
    for mutant in known:
        if fits(mutant, judge.seen):
            try:
                rival = Rival(judge, design_of(judge.seen.system, mutant.machines))
            except SpecificationError:
                continue  # it does not fit in
            end = rival.end(told)
            if end is not None:
                found.append((len(end.elements), mutant.name, mutant, rival))
    return [(mutant, rival) for *_, mutant, rival in sorted(found, key=lambda each: each[:2])]


def violated(mutants: Iterable[Mutant], system: System) -> list[Property]:
    """The properties that these wrong designs violate, once each, in their order."""
    from dialonce import catalog

    known = {claim.name: claim for claim in catalog.properties_of([system])}
    names = dict.fromkeys(name for mutant in mutants for name in mutant.violates)
    return [known[name] for name in names if name in known]


def clauses_of(system: System) -> set[str]:
    """The clauses that speak of a system: those of its topics, and those of its properties.

    A clause of another connection is left out where the property speaks of that one, too.
    """
    from dialonce import catalog

    known, systems = catalog.clauses(), catalog.systems().values()
    found = {clause.id for clause in known.values() if clause.topic in system.topics}
    for claim in catalog.properties_of([system]):
        if claim.concerns(system):
            theirs = {t for other in systems if claim.concerns(other) for t in other.topics}
            found |= {each for each in claim.clauses if known[each].topic not in theirs}
    return found


def due_clauses(judge: Judge, run: Sequence[Symbol]) -> list[str]:
    """The clauses of what the right design does where a run goes wrong.

    `run` is possible but for its last symbol. They are those of what is overdue, then those of all
    steps that may have begun last, first of what sends what is still owed. Those that do not speak
    of the system are left out, where others do.
    """
    told = Seen.of(judge, run)
    last = told.nodes[-2]
    assert last is not None
    owed = {symbol for symbol, _ in last.owed()} if run[-1] == SETTLED else set[str]()
    late = _due(judge, last) if run[-1] == TICKED else [*judge.begun(last, run[-1])]
    parts = [*_reactions(judge, late, owed), *_reactions(judge, _last(judge, told), owed)]
    found = list(dict.fromkeys(clause for part in parts for clause in part))
    concern = clauses_of(judge.seen.system)
    return [clause for clause in found if clause in concern] or found


def _due(judge: Judge, node: Node) -> list[Move]:
    """What the process does by itself, and has left undone."""
    idle = [element.state for element in node.elements if not element.owed]
    return [move for state in idle for move in judge.space.moves(state) if move.own]


def _last(judge: Judge, told: Seen) -> list[Move]:
    """The steps that may have begun last before the end of a run."""
    pairs = list(zip(told.nodes, told.symbols, strict=False))[:-1]
    for node, symbol in reversed(pairs):
        assert node is not None
        found = [*judge.begun(node, symbol)]
        if found:
            return found
    return []


def _reactions(judge: Judge, moves: list[Move], owed: set[str]) -> tuple[list[str], list[str]]:
    """The clauses of what the process does in steps: of what sends what is owed, and the rest."""
    system, process = judge.seen.system, judge.seen.process
    first, then = list[str](), list[str]()
    for move in moves:
        for at, event, row in move.fired:
            if system.process_of[at[0]] == process:
                sends = owed.intersection(_sent(system, at[0], row.outputs))
                (first if sends else then).extend(clauses_at_work(system, [(at, event, row)]))
    return first, then


def said_by(system: System, process: str, events: set[str]) -> Iterator[tuple[str, float]]:
    """The clauses of the transitions by which a process says some events, each with the share of
    these transitions that cite it.
    """
    lines = {
        id(transition): marks_of(machine).clauses(transition)
        for name, machine in system.processes[process].items()
        for *_, row in tabulate(machine).rows()
        if row and events.intersection(_sent(system, name, row.outputs))
        for transition in row.taken
    }
    concern = clauses_of(system)
    found = Counter(clause for clauses in lines.values() for clause in clauses)
    yield from ((clause, n / len(lines)) for clause, n in found.items() if clause in concern)


def _sent(system: System, sender: str, outputs: Iterable[str]) -> Iterator[str]:
    for output in outputs:
        for target in system.routes[sender, output]:
            yield f"{target.machine}.{target.event}"


def fits(mutant: Mutant, seen: Observation) -> bool:
    """Whether a wrong design, perhaps of another system, is one of the process that is judged."""
    mine, right = seen.system, mutant.system
    same = all(mine.machines.get(name) is right.machines[name] for name in mutant.machines)
    return same and any(mine.process_of[name] == seen.process for name in mutant.machines)
