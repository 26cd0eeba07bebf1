"""The kit against every system and every wrong design: `make kit`, about an hour on one core.

The right machines must conform, eager and lazy. Conform has SECONDS of processor time for each
wrong design whose fault lies in a process; counted is whether it names a clause of a violated
property.
Run alone, this module prints the whole list: python -m tests.conform_all [SECONDS] [PREFIX…].
"""

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from types import SimpleNamespace

import pytest
from conform_loop import judged

from dialonce import catalog
from dialonce.conform import guide, search
from dialonce.system import ENVIRONMENT

SECONDS = 30
RIGHT_SECONDS = 5


def faulty_process(mutant):
    """The process in which a wrong design is wrong; None where it is the environment."""
    mine = {mutant.system.process_of[name] for name in mutant.machines} - {ENVIRONMENT}
    return min(mine, default=None)


def outcome_of(name, seconds=SECONDS):
    """Of a wrong design: verdict, seconds, steps, whether named, and whether the clause is."""
    for module in (search, guide):  # so that a busy machine is no worse subject
        module.time = SimpleNamespace(monotonic=time.process_time)
    mutant = catalog.mutant(name)
    found = judged(mutant.system, mutant.build(), faulty_process(mutant), seconds=seconds,
                   shrink_seconds=5)  # fmt: skip
    claims = {claim.name: claim for claim in catalog.properties_of([mutant.system])}
    right = {c for each in mutant.violates if each in claims for c in claims[each].clauses}
    length = len(found.outcome.labels) if found.outcome else 0
    named = any(each.name == name for each in found.mutants)
    return found.word, found.found.seconds, length, named, bool(right & {*found.clauses})


def subjects(prefixes=()):
    """The wrong designs whose fault lies in a process of a system."""
    return [
        name for name, mutant in catalog.mutants().items()
        if faulty_process(mutant) and mutant.system.name.startswith(tuple(prefixes) or "")
    ]  # fmt: skip


@pytest.mark.parametrize("lazy", [False, True], ids=["eager", "lazy"])
@pytest.mark.parametrize("name", [n for n, s in catalog.systems().items() if s.default])
def test_right_machines_conform(name, lazy):
    """Each process of each system conforms when it is the specification's own machines."""
    system = catalog.system(name)
    for process in (each for each in system.processes if each != ENVIRONMENT):
        found = judged(system, process=process, lazy=lazy, seconds=RIGHT_SECONDS)

        assert found.word == "CONFORMS", (process, found.why, found.outcome.labels)


def test_most_wrong_designs_are_found_and_their_clauses_named():
    """Of the wrong designs of processes, at least the share that was measured is found."""
    names = subjects()
    with ProcessPoolExecutor(2) as pool:
        outcomes = list(pool.map(outcome_of, names))
    found = [each for each in outcomes if each[0] == "VIOLATED"]

    assert len(found) >= 0.6 * len(names)
    assert sum(each[4] for each in found) >= 0.8 * len(found)


def main(seconds="30", *prefixes):
    names = subjects(prefixes)
    total = [0, 0, 0]
    for name in names:
        try:
            word, took, length, named, clause = outcome_of(name, float(seconds))
        except Exception as error:
            word, took, length, named, clause = f"{type(error).__name__}: {error}", 0, 0, 0, 0
        total = [a + b for a, b in zip(total, (word == "VIOLATED", clause, named), strict=True)]
        print(f"{catalog.mutant(name).system.name:18} {name:45} {word:10} {took:6.1f} s {length:3} "
              f"{'named' if named else '':6} {'clause' if clause else ''}", flush=True)  # fmt: skip
    print(f"{total[0]} of {len(names)} found, {total[1]} with the clause, {total[2]} by name")


if __name__ == "__main__":
    main(*sys.argv[1:])
