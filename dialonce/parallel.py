"""Check many systems, several at a time, in processes forked from this one.

A child sends back plain verdicts. Only what holds is taken over from it: a system in which
something is violated or undecided is checked again here, where its traces are at hand.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from dialonce.check import HOLDS, Explored, Finding, Report, check
from dialonce.effort import USUAL, Effort
from dialonce.explore import Progress
from dialonce.property import Property
from dialonce.system import System


class Work(NamedTuple):
    """What is to be checked: the arguments of `check`, for several systems."""

    systems: list[System]
    properties: list[Property]
    members: int | None
    symmetry: bool
    effort: Effort = USUAL

    def report(self, system: System, progress: Progress | None = None) -> Report:
        """Check one of the systems here."""
        return check(
            system, self.properties, self.members, self.symmetry, self.effort, progress,
            witnesses=False,
        )  # fmt: skip


work: Work  # set before the children are forked, so that nothing need be sent to them
Watch = Callable[[str], AbstractContextManager[Progress]]


def check_all(todo: Work, watch: Watch) -> Iterator[Report]:
    """A report a system, in order. `watch` opens a progress line for what is under way."""
    global work
    work, count = todo, len(todo.systems)
    if todo.effort.cluster or cores() < 2 or count < 2:
        yield from (_check(todo, system, watch) for system in todo.systems)
        return
    found = spread(_verdicts, count)
    for system in todo.systems:
        with watch(f"checking {system.name} and others"):
            plain = next(found)
        yield _report(todo, system, plain) if plain else _check(todo, system, watch)


def spread(task: Callable[[int], Any], count: int) -> Generator[Any, None, None]:
    """The results of task(0), task(1), ... in order, each worked out in a process forked now."""
    if cores() < 2 or count < 2:
        yield from map(task, range(count))
        return
    import multiprocessing

    context = multiprocessing.get_context("fork")
    with context.Pool(min(cores(), count), _ignore_interrupts) as pool:
        yield from pool.imap(task, range(count))


def cores() -> int:
    """How many processes may work at once; one where forking is not safe."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _check(todo: Work, system: System, watch: Watch) -> Report:
    with watch(f"checking {system.name}") as progress:
        return todo.report(system, progress)


def _ignore_interrupts() -> None:
    """The parent alone answers Ctrl-C, and ends its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _verdicts(index: int) -> dict[str, Any] | None:
    """In a child: check one system; None if it does not hold."""
    report = work.report(work.systems[index])
    if report.verdict != HOLDS:
        return None
    claims = [finding.property for finding in report.findings]
    return {
        "records": report.records,
        "size": vars(report.space),
        "seconds": report.seconds,
        "claims": [(c.name, c.kind, c.clauses, c.sentence, c.topic) for c in claims],
    }


def _report(todo: Work, system: System, plain: dict[str, Any]) -> Report:
    known = {(claim.topic, claim.name): claim for claim in todo.properties}
    claims = [
        known.get((topic, name)) or Property(name, kind, clauses, bool, sentence, topic)
        for name, kind, clauses, sentence, topic in plain["claims"]
    ]
    return Report(
        system, plain["records"], todo.symmetry, Explored(**plain["size"]), plain["seconds"],
        [Finding(claim, HOLDS) for claim in claims],
    )  # fmt: skip
