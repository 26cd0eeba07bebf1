"""The vectors of many systems: a file each, and the manifest, worked out several at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dialonce import __version__, catalog
from dialonce.judge.observation import Observation
from dialonce.parallel import spread
from dialonce.property import Property
from dialonce.system import System
from dialonce.variant import Mutant
from dialonce.vectors.document import FORMAT, VERSION

MANIFEST = "manifest.json"


class Made(NamedTuple):
    """The text of a system's file, and what its cases cover."""

    name: str
    text: str
    counts: dict[str, Any]


class Work(NamedTuple):
    """The systems, with how many members, what is claimed of them, and their wrong designs."""

    systems: list[System]
    members: int
    claims: list[Property]
    mutants: list[Mutant]


work: Work  # set before processes are forked


def made(systems: list[System], members: int) -> Iterator[Made]:
    """The vectors of each system, in order."""
    global work
    mutants = list(catalog.mutants().values())
    work = Work(systems, members, catalog.properties_of(systems), mutants)
    yield from spread(_task, len(systems))


def wrong_designs(seen: Observation, mutants: list[Mutant]) -> list[Mutant]:
    """The named wrong designs of a system whose fault lies in the process."""
    system = seen.system
    return [
        mutant
        for mutant in mutants
        if mutant.system.name == system.name
        and any(system.process_of[name] == seen.process for name in mutant.machines)
    ]


def _task(number: int) -> Made:
    from dialonce.export.json_form import laid_out
    from dialonce.vectors.document import counts_of, of_suite
    from dialonce.vectors.suite import suite_of

    system = work.systems[number]
    seen = Observation.of(system)
    members = work.members if system.group else 0
    suite = suite_of(seen, members, work.claims, wrong_designs(seen, work.mutants))
    return Made(system.name, laid_out(of_suite(suite)) + "\n", counts_of(suite))


def manifest(found: list[Made]) -> dict[str, Any]:
    """The index of the files, and what they cover together."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "kind": "manifest",
        "specification": __version__,
        "counts": totals(found),
        "files": [
            {"file": f"{each.name}.json", "sha256": _sha(each.text), **each.counts}
            for each in found
        ],
    }


def totals(found: list[Made]) -> dict[str, Any]:
    """Sums over the systems."""
    pairs = {"transitions": "covered", "properties": "covered", "designs": "killed"}
    counts: dict[str, Any] = {key: sum(each.counts[key] for each in found)
                              for key in ("cases", "steps")}  # fmt: skip
    for key, done in pairs.items():
        counts[key] = {part: sum(each.counts[key][part] for each in found)
                       for part in (done, "of")}  # fmt: skip
    size = sum(len(each.text.encode()) for each in found)
    return {"systems": len(found), **counts, "bytes": size}


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def written(found: list[Made], folder: Path) -> list[Path]:
    """Write the files and the manifest. Errors: UsageError."""
    from dialonce.export.json_form import laid_out
    from dialonce.files import write

    paths = [write(folder / f"{each.name}.json", each.text) for each in found]
    return [*paths, write(folder / MANIFEST, laid_out(manifest(found)) + "\n")]
