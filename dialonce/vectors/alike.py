"""Wrong designs that are the right one to everybody: told the same, each machine says the same.

What is wrong then lies in the world, in a message that only the wrong world sends, or in what is
told to an instrument of the model. No case can show it, whatever it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from dialonce.judge.observation import Observation
from dialonce.system import System
from dialonce.table import Choice, Row, tabulate
from dialonce.variant import Mutant

Said = tuple[str, ...] | None


def alike(mutant: Mutant, seen: Observation) -> bool:
    """Whether the machines of the process answer all that the right ones hear just as these do."""
    return all(
        _same(seen.system, name, cls) and not _hears_more(mutant, seen, name)
        for name, cls in mutant.machines.items()
        if seen.system.process_of[name] == seen.process
    )


def _hears_more(mutant: Mutant, seen: Observation, name: str) -> bool:
    """Whether a machine hears anything new that is not of a wrong world."""
    right, wrong = seen.system, seen.system.variant(seen.system.name, mutant.machines)
    known = tabulate(right.machines[name]).events
    world = {each for each in mutant.machines if right.process_of[each] != seen.process}
    new = {sender for (sender, _), targets in wrong.routes.items() for target in targets
           if target.machine == name and target.event not in known}  # fmt: skip
    spontaneous = {event for machine, event in wrong.spontaneous if machine == name}
    return not new <= world or not spontaneous <= {*known}


def _same(system: System, name: str, wrong: type) -> bool:
    """Whether two machines are in lockstep whatever they hear, and whatever they read."""
    right, other = tabulate(system.machines[name]), tabulate(wrong)
    known, pending = {(0, 0)}, [(0, 0)]
    while pending:
        one, two = pending.pop()
        for event in right.events:
            if (two, event) not in other.choices:
                return False
            both = right.choices[one, event], other.choices[two, event]
            for mine, its in _pairs(*both):
                if _said(system, name, mine) != _said(system, name, its):
                    return False
                after = (mine.after, its.after) if mine and its else (0, 0)
                if after not in known:
                    known.add(after)
                    pending.append(after)
    return True


def _pairs(one: Choice, two: Choice) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows of both for all that can be read."""
    names = sorted({*one.reads, *two.reads})
    for values in product((False, True), repeat=len(names)):
        read = dict(zip(names, values, strict=True))
        mine, its = (c.rows[tuple(read[n] for n in c.reads)] for c in (one, two))
        yield mine, its


def _said(system: System, name: str, row: Row | None) -> Said:
    """What a reaction says to anybody but instruments."""
    if row is None:
        return None

    def told(output: str) -> bool:
        hearers = system.routes.get((name, output), ())
        return not all(system.machines[at.machine].device for at in hearers)

    return tuple(filter(told, row.outputs))
