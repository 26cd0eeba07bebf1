"""What the reference tells of the verification, kept as JSON so that pages need not verify again.

The tests of the systems and of the rejected readings find out the same, and compare.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Literal

import msgspec

from dialonce.check import HOLDS, Finding, Report, check
from dialonce.clauses import Clause
from dialonce.compose import compose
from dialonce.errors import SpecificationError, UsageError
from dialonce.files import read_bytes
from dialonce.parallel import Watch, spread
from dialonce.property import Property
from dialonce.runs import named_mutants, shortest_run
from dialonce.story import story_of
from dialonce.system import System
from dialonce.variant import Mutant

FILE = "verdicts.json"
MEND = "write the reference again: make docs"
BYTES_MAX = 1 << 24
Verdicts = Mapping[str, dict[str, Any]]
todo: tuple[list[System], list[Mutant], list[Property]]  # set before processes are forked


class Size(msgspec.Struct):
    """What is kept of a system."""

    verdict: Literal["HOLDS", "VIOLATED", "UNDECIDED"]
    members: int
    states: int
    transitions: int
    depth: int
    holds: list[str]
    story: list[str]
    other: dict[str, str] = {}


class Run(msgspec.Struct):
    """What is kept of a rejected reading."""

    violates: str
    run: list[str]
    loop: int | None = None


class Kept(msgspec.Struct):
    """The form of the file."""

    systems: dict[str, Size]
    runs: dict[str, Run]


def verify(
    systems: Mapping[str, System],
    properties: Mapping[str, Property],
    mutants: Mapping[str, Mutant],
    clauses: Mapping[str, Clause],
    watch: Watch | None = None,
) -> Verdicts:
    """Verify all systems, and find their stories and the runs of rejected readings.

    `systems`: name to size, verdicts and story; `runs`: mutant to what it violates and how.
    """
    global todo
    named = {m.name: m for c in clauses.values() for m in named_mutants(c, mutants)}
    todo = (list(systems.values()), list(named.values()), list(properties.values()))
    found = spread(_work, len(todo[0]) + len(todo[1]))
    kept: Verdicts = {"systems": {}, "runs": {}}
    for name in systems:
        with _watching(watch, f"checking {name} and others"):
            kept["systems"][name] = next(found)
    for name in named:
        with _watching(watch, f"looking for the run of {name} and others"):
            kept["runs"][name] = next(found)
    for _ in found:
        pass
    return kept


def _watching(watch: Watch | None, text: str) -> AbstractContextManager[Any]:
    return watch(text) if watch else nullcontext()


def _work(number: int) -> dict[str, Any]:
    """In a child: verify one system and find its story, or find the run of one wrong design."""
    systems, mutants, properties = todo
    if number >= len(systems):
        return run_facts(shortest_run(mutants[number - len(systems)], properties))
    system = systems[number]
    composed = compose(system)
    report = check(system, properties, witnesses=False)
    return facts(report) | {"story": events(story_of(composed))}


def facts(report: Report) -> dict[str, Any]:
    """A report: size and verdicts; a property that holds is only named."""
    other = {f.property.name: f.verdict for f in report.findings if f.verdict != HOLDS}
    return {
        "verdict": report.verdict,
        "members": report.records,
        "states": report.space.states,
        "transitions": report.space.steps,
        "depth": report.space.depth,
        "holds": [f.property.name for f in report.findings if f.verdict == HOLDS],
    } | ({"other": other} if other else {})


def run_facts(finding: Finding) -> dict[str, Any]:
    """What a wrong design violates, and the shortest run in which it does, event by event."""
    steps = finding.trace.steps if finding.trace else []
    keys = [(step.instance[0], step.event) for step in steps]
    loop = {"loop": finding.trace.loop} if finding.trace and finding.trace.loop is not None else {}
    return {"violates": finding.property.name, "run": events(keys)} | loop


def events(keys: Iterable[tuple[str, str]]) -> list[str]:
    """Events of the first member as text: `link.start`."""
    return [f"{machine}.{event}" for machine, event in keys]


def parsed(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The events that `events` wrote."""
    for text in texts:
        machine, _, event = text.partition(".")
        yield machine, event


def read(folder: Path | str) -> Verdicts:
    """The verdicts that are kept in a folder. Errors: SpecificationError where there are none."""
    path = Path(folder) / FILE
    try:
        content = read_bytes(path, BYTES_MAX)
        msgspec.json.decode(content, type=Kept)
        found = msgspec.json.decode(content)
        return {"systems": found["systems"], "runs": found["runs"]}
    except (UsageError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        rule = f"its verdicts cannot be read: {error}."
        raise SpecificationError(str(path), rule, MEND) from error


def text(verdicts: Verdicts) -> str:
    """The verdicts as they are kept: a line a fact."""
    return json.dumps(verdicts, indent=1, ensure_ascii=False) + "\n"


def of(verdicts: Verdicts, kind: str, name: str) -> dict[str, Any]:
    """What is kept of a system or a run. Errors: SpecificationError where nothing is."""
    if name not in verdicts[kind]:
        raise SpecificationError(name, f"{FILE} knows nothing of it.", MEND)
    return dict(verdicts[kind][name])
