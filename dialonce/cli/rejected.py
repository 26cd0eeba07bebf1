"""What a rejected reading would do, as facts and in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dialonce import catalog

if TYPE_CHECKING:
    from dialonce.variant import Mutant


def run_facts(mutant: Mutant) -> dict[str, Any]:
    """A wrong design, what it violates, and the shortest run in which it does."""
    from dialonce.runs import shortest_run
    from dialonce.show import event_name, sentence

    finding = shortest_run(mutant, catalog.properties().values())
    steps = finding.trace.steps if finding.trace else []
    system = mutant.build()
    return {
        "name": mutant.name,
        "sentence": mutant.sentence,
        "violates": finding.property.sentence,
        "run": [
            {
                "event": event_name(system, step.instance, step.event),
                "sentence": sentence(system, step.instance, step.event),
            }
            for step in steps
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
