"""Coverage: which clause is realised by which transitions, judged by which properties, and broken
by which mutants; and what is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from dialonce.book import Book
from dialonce.clauses import STATEMENT, Clause

MODALITIES = ("behaviour", "configuration", "capability", "informative")


@dataclass(frozen=True)
class Row:
    """One clause: its statements, and by name what realises, judges and breaks it."""

    clause: Clause
    statements: tuple[str, ...]
    transitions: tuple[str, ...]
    properties: tuple[str, ...]
    mutants: tuple[str, ...]

    @property
    def holes(self) -> list[str]:
        """What a behaviour lacks; another modality lacks nothing here."""
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
    """The matrix of a book. `statements` is how many statements the guide has."""

    book: Book
    statements: int

    @cached_property
    def rows(self) -> list[Row]:
        """A row for each clause that is no decision."""
        laws = [c for c in self.book.clauses.values() if c.modality in MODALITIES]
        return [self._row(clause) for clause in laws]

    def _row(self, clause: Clause) -> Row:
        judged = self.book.judged(clause.id)
        broken = {m.name: None for claim in judged for m in self.book.violating(claim)}
        lines = self.book.realised.get(clause.id, [])
        return Row(
            clause,
            tuple(STATEMENT.findall(clause.about)),
            tuple(f"{kind.name}.{event}" for kind, event in lines),
            tuple(claim.name for claim in judged),
            tuple(broken),
        )

    @cached_property
    def classed(self) -> set[str]:
        """The statements that some clause takes up."""
        return {statement for row in self.rows for statement in row.statements}

    @cached_property
    def judged(self) -> set[str]:
        """The statements of behaviours that lack nothing."""
        whole = [r for r in self.rows if r.clause.modality == "behaviour" and not r.holes]
        return {statement for row in whole for statement in row.statements}

    @cached_property
    def holes(self) -> list[str]:
        """Everything that is missing, a line each."""
        found = [f"{row.clause.id}: {hole}" for row in self.rows for hole in row.holes]
        found += [
            f"{claim.name}: no mutant violates it"
            for claim in self.book.claims
            if not self.book.violating(claim)
        ]
        left = self.statements - len(self.classed)
        return found + ([f"{left} statements of the guide are in no clause"] if left else [])
