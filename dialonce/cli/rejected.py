"""What a rejected reading would do: the shortest run of the wrong design that a decision names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dialonce import catalog
from dialonce.clauses import Clause
from dialonce.variant import Mutant

NAMED = re.compile(r"^Mutants?: (.*)$", re.MULTILINE)
MEMBERS = 1


def named_mutants(clause: Clause) -> list[Mutant]:
    """The wrong designs that the text of a decision names."""
    names = [name for line in NAMED.findall(clause.text) for name in re.findall(r"\w+", line)]
    known = catalog.mutants()
    return [known[name] for name in names if name in known]


def shortest_run(mutant: Mutant) -> dict[str, Any]:
    """The first property that a wrong design names, and the shortest run that violates it."""
    from dialonce.check import check
    from dialonce.show import event_name, sentence

    claims = [c for c in catalog.properties().values() if c.name == mutant.violates[0]]
    finding = check(mutant.build(), claims, MEMBERS).findings[-1]
    steps = finding.trace.steps if finding.trace else []
    system = mutant.system
    return {
        "name": mutant.name,
        "sentence": mutant.sentence,
        "violates": claims[0].sentence if claims else mutant.violates[0],
        "run": [
            {
                "event": event_name(system, step.instance, step.event),
                "sentence": sentence(finding.trace.system, step.instance, step.event),
            }
            for step in steps
            if finding.trace
        ],
    }


def lines(found: list[dict[str, Any]]) -> Iterator[str]:
    """The runs in words."""
    from dialonce.show import faint, wrapped

    for wrong in found:
        yield f"  {wrong['name']}"
        yield wrapped(wrong["sentence"], 4)
        yield wrapped("It violates: " + wrong["violates"], 4)
        for number, step in enumerate(wrong["run"], 1):
            yield wrapped(f"{number:>2}  {step['sentence']}", 8, " " * 4) + faint(
                f"  {step['event']}"
            )
