"""Rules: what a description of an installation must keep, one small function each.

A rule cites statements of the guide and yields what breaks them; a fact cites some and yields what
the description makes use of. A statement is shown with the clause that takes it up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dialonce.clauses import STATEMENT, Clause

if TYPE_CHECKING:
    from dialonce.description import Description

Judge = Callable[[Any], "Iterable[Remark]"]


@dataclass(frozen=True)
class Remark:
    """What is said of a part of a description, or of a key of it; for a rule, how to mend it."""

    part: Any
    key: str
    text: str
    mend: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule (`must`) or a fact: name, sentence, the statements that it judges, and how."""

    name: str
    sentence: str
    statements: tuple[str, ...]
    must: bool
    judge: Judge

    @property
    def kind(self) -> str:
        """What it is called."""
        return "rule" if self.must else "fact"


@dataclass(frozen=True)
class Finding:
    """A remark at its line, with the rule that made it and the clauses of its statements."""

    rule: Rule
    line: int
    text: str
    mend: str
    clauses: tuple[str, ...]

    @property
    def cited(self) -> str:
        """The clauses and the statements: `ABC-1 (C001)`."""
        statements = ", ".join(self.rule.statements)
        return f"{', '.join(self.clauses)} ({statements})" if self.clauses else statements


def rule(*statements: str) -> Callable[[Judge], Rule]:
    """Declare a function as a rule of these statements; it yields what breaks them."""
    return _declare(statements, must=True)


def fact(*statements: str) -> Callable[[Judge], Rule]:
    """Declare a function as a fact of these statements; it yields what makes use of them."""
    return _declare(statements, must=False)


def _declare(statements: tuple[str, ...], must: bool) -> Callable[[Judge], Rule]:
    def declare(judge: Judge) -> Rule:
        sentence = " ".join((judge.__doc__ or "").split())
        return Rule(judge.__name__, sentence, statements, must, judge)

    return declare


def judge(
    description: Description, rules: Iterable[Rule], clauses: dict[str, Clause]
) -> list[Finding]:
    """Everything that the rules and facts say, in the order of the file's lines."""
    carried = carriers(clauses)
    found = [
        Finding(each, description.line(remark), remark.text, remark.mend, _clauses(each, carried))
        for each in rules
        for remark in each.judge(description.view)
    ]
    return sorted(found, key=lambda f: (f.line, f.rule.statements, f.text))


def carriers(clauses: dict[str, Clause]) -> dict[str, list[str]]:
    """Statement to the clauses that take it up, the one that is no behaviour first."""
    found: dict[str, list[str]] = {}
    for clause in sorted(clauses.values(), key=lambda c: c.modality == "behaviour"):
        for statement in STATEMENT.findall(clause.about) if clause.modality != "decision" else ():
            found.setdefault(statement, []).append(clause.id)
    return found


def _clauses(rule: Rule, carried: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(carried[s][0] for s in rule.statements if s in carried))
