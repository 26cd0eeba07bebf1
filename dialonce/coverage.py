"""Coverage: which clause is realised by which transitions, judged by which properties or rules, and
broken by which mutants or faults; and what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from dialonce.book import Book
from dialonce.clauses import STATEMENT, Clause

if TYPE_CHECKING:
    from dialonce.rule import Rule
    from dialonce.survey import Survey

MODALITIES = ("behaviour", "configuration", "capability", "informative")
BY_RULES = ("configuration", "capability")


@dataclass(frozen=True)
class Row:
    """One clause: its statements, and by name what realises, judges and breaks it."""

    clause: Clause
    statements: tuple[str, ...]
    transitions: tuple[str, ...]
    properties: tuple[str, ...]
    mutants: tuple[str, ...]
    rules: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()

    @property
    def holes(self) -> list[str]:
        """What a behaviour, a configuration or a capability lacks; information lacks nothing."""
        if self.clause.modality in BY_RULES:
            return [f"no rule judges {statement}" for statement in self.unjudged]
        if self.clause.modality != "behaviour":
            return []
        needed = {
            "no transition realises it": self.transitions,
            "no property judges it": self.properties,
            "no mutant breaks it": self.mutants,
        }
        return [hole for hole, found in needed.items() if not found]


@dataclass(frozen=True)
class Coverage:
    """The matrix of a book. `statements` is how many statements the guide has.

    `rules` judge configurations and capabilities; `shown` is by what: rule to the faults that break
    it, fact to the installations that make use of it. `survey` tells what was found by exploring.
    """

    book: Book
    statements: int
    rules: Sequence[Rule] = ()
    shown: Mapping[str, Sequence[str]] = field(default_factory=dict)
    survey: Survey | None = None

    @cached_property
    def rows(self) -> list[Row]:
        """A row for each clause that is no decision."""
        laws = [c for c in self.book.clauses.values() if c.modality in MODALITIES]
        return [self._row(clause) for clause in laws]

    def _row(self, clause: Clause) -> Row:
        judged = self.book.judged(clause.id)
        broken = {m.name: None for claim in judged for m in self.book.violating(claim)}
        lines = self.book.realised.get(clause.id, [])
        statements = tuple(STATEMENT.findall(clause.about))
        rules = [rule for rule in self.rules if {*rule.statements} & {*statements}]
        said = {statement for rule in rules for statement in rule.statements}
        faults = {name: None for rule in rules for name in self.shown.get(rule.name, ())}
        return Row(
            clause,
            statements,
            tuple(f"{kind.name}.{event}" for kind, event in lines),
            tuple(claim.name for claim in judged),
            tuple(broken),
            tuple(rule.name for rule in rules),
            tuple(faults),
            tuple(statement for statement in statements if statement not in said),
        )

    @cached_property
    def classed(self) -> set[str]:
        """The statements that some clause takes up."""
        return {statement for row in self.rows for statement in row.statements}

    def of(self, *modalities: str) -> set[str]:
        """The statements of clauses of these modalities that lack nothing."""
        whole = [r for r in self.rows if r.clause.modality in modalities and not r.holes]
        return {statement for row in whole for statement in row.statements}

    @cached_property
    def judged(self) -> set[str]:
        """The statements that properties or rules judge, with nothing lacking."""
        return self.of("behaviour", *BY_RULES)

    @cached_property
    def holes(self) -> list[str]:
        """Everything that is missing, a line each."""
        found = [f"{row.clause.id}: {hole}" for row in self.rows for hole in row.holes]
        found += [
            f"{claim.name}: no mutant violates it"
            for claim in self.book.claims
            if not self.book.violating(claim)
        ]
        found += [
            f"{rule.name}: no {'fault breaks it' if rule.must else 'installation shows it'}"
            for rule in self.rules
            if not self.shown.get(rule.name)
        ]
        found += self.survey.holes if self.survey else []
        left = self.statements - len(self.classed)
        return found + ([f"{left} statements of the guide are in no clause"] if left else [])
