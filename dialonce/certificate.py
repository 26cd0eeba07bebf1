"""A certificate: the inductive set of a proof, written out. `recheck` checks it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dialonce.errors import UsageError
from dialonce.files import read_bytes
from dialonce.system import System
from dialonce.table import tabulate

FORMAT = "dialonce inductive set 2"
BYTES_MAX = 1 << 23
CERTIFIED = ("invariant", "step")  # the kinds of properties that a set of pairs can prove
Pair = tuple[tuple[int, ...], tuple[int, ...]]


def certificate(system: System, pairs: list[Pair], claims: list[str]) -> dict[str, Any]:
    """A set of pairs (local ids of the single machines, of one member's) as plain values.

    `claims` are the names of the properties that are true on it.
    """
    tables = {name: tabulate(cls) for name, cls in system.machines.items()}

    def locals_of(names: tuple[str, ...]) -> dict[str, list[Any]]:
        return {name: [list(map(list, local)) for local in tables[name].locals] for name in names}

    return {
        "format": FORMAT,
        "system": system.name,
        "single": locals_of(system.singles),
        "member": locals_of(system.group),
        "claims": sorted(claims),
        "pairs": [[list(g), list(m)] for g, m in sorted(pairs)],
    }


def read(path: Path) -> dict[str, Any]:
    """Read a certificate. Errors: UsageError when it is none."""
    text = read_bytes(path, BYTES_MAX)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is no certificate: {error}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise UsageError(f"{path} is no certificate: its format is not {FORMAT!r}")
    return found
