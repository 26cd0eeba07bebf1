"""What a rejected reading would do: the shortest run of the wrong design that a decision names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dialonce.clauses import Clause
from dialonce.property import Property
from dialonce.variant import Mutant

if TYPE_CHECKING:
    from dialonce.check import Finding

NAMED = re.compile(r"^Mutants?: (.*)$", re.MULTILINE)
MEMBERS = 1


def named_mutants(clause: Clause, known: Mapping[str, Mutant]) -> list[Mutant]:
    """The wrong designs that the text of a decision names."""
    names = [name for line in NAMED.findall(clause.text) for name in re.findall(r"\w+", line)]
    return [known[name] for name in names if name in known]


def shortest_run(mutant: Mutant, claims: Iterable[Property]) -> Finding:
    """The violation of the first property that a wrong design names and that a run can show.

    Where it only makes something impossible, no run shows it: then the finding has no trace.
    """
    from dialonce.check import check

    broken = [c for name in mutant.violates for c in claims if c.name == name]
    return shown(mutant, check(mutant.build(), broken, MEMBERS).findings)


def shown(mutant: Mutant, findings: Iterable[Finding]) -> Finding:
    """Of the verdicts on a wrong design, the one that its run shows."""
    by_name = {finding.property.name: finding for finding in findings}
    ordered = [by_name[name] for name in mutant.violates if name in by_name]
    return next((f for f in ordered if f.verdict == "VIOLATED" and f.trace), ordered[0])
