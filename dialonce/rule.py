"""Rules: what a description of an installation must keep, one small function each.

A rule cites a statement of the guide and yields what breaks it; a fact cites one and yields what
the description makes use of. A statement is shown with the clause that takes it up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from dialonce.clauses import Clause
from dialonce.errors import DialonceError


class DescriptionError(DialonceError):
    """A description that cannot be read: `file`, `line`, what is `wrong`, and the `mend`."""

    def __init__(self, file: str, line: int, wrong: str, mend: str):
        place = f"{file}:{line}" if line else file
        super().__init__(f"{place}: {wrong} Mend: {mend}")
        self.file, self.line, self.wrong, self.mend = file, line, wrong, mend


@dataclass(frozen=True)
class Remark:
    """What a rule or a fact says about a line: what is so, and for a rule how to mend it."""

    line: int
    text: str
    mend: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule, or a fact: name, sentence, the statement that it judges, and the function."""

    name: str
    sentence: str
    statement: str
    must: bool
    judge: Callable[[Any], Iterable[Remark]]


@dataclass(frozen=True)
class Finding:
    """A remark with the rule that made it and the clause that carries the rule's statement."""

    rule: Rule
    remark: Remark
    clause: str

    @property
    def cited(self) -> str:
        """The clause and the statement: `ABC-1 (C001)`."""
        return f"{self.clause} ({self.rule.statement})" if self.clause else self.rule.statement


@dataclass(frozen=True)
class Choice:
    """A system that an installation has, why, and the values that it has there."""

    system: str
    why: tuple[str, ...]
    values: tuple[str, ...] = ()


class Description(Protocol):
    """A description that was read."""

    file: str


class Reader(Protocol):
    """What the package that knows descriptions offers."""

    def read(self, path: str) -> Description:
        """The description in a file. Errors: DescriptionError."""

    def choices(self, description: Any, systems: Iterable[Any]) -> list[Choice]:
        """The systems that the installation has."""

    def missing(self, description: Any, systems: Iterable[Any]) -> list[str]:
        """The connections of the installation that no system stands for."""


def rule(statement: str) -> Callable[[Callable[[Any], Iterable[Remark]]], Rule]:
    """Declare a function as the rule that judges a statement; it yields what breaks it."""
    return _declare(statement, must=True)


def fact(statement: str) -> Callable[[Callable[[Any], Iterable[Remark]]], Rule]:
    """Declare a function as the fact of a statement; it yields what makes use of it."""
    return _declare(statement, must=False)


def _declare(statement: str, must: bool) -> Callable[[Callable[[Any], Iterable[Remark]]], Rule]:
    def declare(judge: Callable[[Any], Iterable[Remark]]) -> Rule:
        sentence = " ".join((judge.__doc__ or "").split())
        return Rule(judge.__name__, sentence, statement, must, judge)

    return declare


def judge(description: Any, rules: Iterable[Rule], clauses: dict[str, Clause]) -> list[Finding]:
    """Everything that the rules and facts say, in the order of the file's lines."""
    carried = carriers(clauses)
    found = [
        Finding(each, remark, carried.get(each.statement, ""))
        for each in rules
        for remark in each.judge(description)
    ]
    return sorted(found, key=lambda f: (f.remark.line, f.rule.statement, f.remark.text))


def carriers(clauses: dict[str, Clause]) -> dict[str, str]:
    """Statement to the clause that takes it up."""
    from dialonce.coverage import STATEMENT

    return {s: c.id for c in clauses.values() for s in STATEMENT.findall(c.about)}


def judged(rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    """Every (statement, name of a rule or fact that judges it)."""
    return ((each.statement, each.name) for each in rules)
