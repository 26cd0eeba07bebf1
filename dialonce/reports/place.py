"""Places: the file and the line of what a report speaks of, the same on every machine."""

from __future__ import annotations

import inspect
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple
from urllib.parse import quote

from dialonce.clauses import Clause, marks_of
from dialonce.machine import Machine
from dialonce.property import Property

INSTALLED = {"site-packages", "dist-packages"}


class Place(NamedTuple):
    """A line of a file; `uri` is relative to its repository, or to the folder of its package."""

    uri: str
    line: int


def place(file: str | Path, line: int) -> Place:
    """The place of a line of a file on this machine."""
    path = Path(file).resolve()
    return Place(quote(path.relative_to(_root(path.parent)).as_posix()), line)


@cache
def _root(folder: Path) -> Path:
    """The repository of a folder, or what its outermost package is in, or where we work."""
    top, here = folder, Path.cwd()
    while (top / "__init__.py").is_file():
        top = top.parent
    if INSTALLED.isdisjoint(folder.parts):
        for each in (folder, *folder.parents):
            if (each / ".git").exists():
                return each
        if top == folder and here.parent != here and here in folder.parents:
            return here
    return top


def of_transition(machine: type[Machine], transition: Any) -> Place | None:
    """The line of a transition; None where its source is not there."""
    marks = marks_of(machine)
    file = marks.file(transition)
    return place(file, marks.line(transition)) if file else None


def of_machine(machine: type[Machine]) -> Place | None:
    """The first line of a machine; None where its source is not there."""
    try:
        return place(inspect.getsourcefile(machine) or "", inspect.getsourcelines(machine)[1])
    except (OSError, TypeError):
        return None


def of_property(claim: Property) -> Place | None:
    """Where a property is written; None for those that are asked of every system."""
    code = code_of(claim)
    return place(code.co_filename, code.co_firstlineno) if code else None


def code_of(claim: Property) -> CodeType | None:
    """The code of a property's function; None for those that are asked of every system."""
    return getattr(inspect.unwrap(claim.predicate), "__code__", None) if claim.topic else None


def of_clause(clause: Clause) -> Place:
    """The heading of a clause."""
    return place(Path(clause.folder, clause.file), clause.line)
