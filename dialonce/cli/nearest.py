"""The explanation of a violation, in words and as plain values, for `dialonce check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialonce.cli.facts import of_event, of_steps

if TYPE_CHECKING:
    from dialonce.check import Finding
    from dialonce.clauses import Clause
    from dialonce.nearest.alone import Alone
    from dialonce.nearest.design import Nearest
    from dialonce.nearest.phrases import Side
    from dialonce.system import System


def explained(
    finding: Finding, wrong: System, right: System | None, members: int
) -> Nearest | Alone | None:
    """The nearest run that passes: of the right design, where it is known, or of the same one."""
    if right:
        from dialonce.nearest.design import beside

        found = beside(finding, right, wrong, members)
        if found and (found.parting or found.passes):
            return found
    from dialonce.nearest.alone import alone

    return alone(finding.property, finding.trace)


def in_words(found: Nearest | Alone | None, known: dict[str, Clause]) -> list[str]:
    """Lines for the screen and for a page; none where nothing was found."""
    from dialonce.nearest.design import Nearest

    if found is None:
        return []
    if isinstance(found, Nearest):
        from dialonce.nearest.words import lines

        return lines(found, known)
    from dialonce.nearest.alone_words import lines_alone

    return lines_alone(found, known)


def in_facts(found: Nearest | Alone | None) -> dict[str, Any] | None:
    """The same for a program. `shared`: so many steps are those of the violating run."""
    from dialonce.nearest.design import Nearest

    if found is None:
        return None
    return _beside(found) if isinstance(found, Nearest) else _alone(found)


def _beside(found: Nearest) -> dict[str, Any]:
    from dialonce.nearest.words import laws, sides

    shared = found.parting.at if found.parting else len(found.trace.steps)
    facts: dict[str, Any] = {"of": "the right design", "shared": shared, "passes": found.passes}
    if found.parting:
        wrong, right = sides(found, found.parting)
        facts |= {
            "parts_at": of_event(found.run, found.parting.instance, found.parting.event),
            "wrong": _side(wrong),
            "right": _side(right),
            "clauses": laws(found, right),
        }
    impossible = [number + 1 for number in found.gone]
    return {**facts, "impossible": impossible, "trace": of_steps(found.run)}


def _alone(found: Alone) -> dict[str, Any]:
    from dialonce.nearest.alone_words import culprit_side

    facts: dict[str, Any] = {
        "of": "the same design",
        "shared": found.at,
        "passes": True,
        "closes": found.closing,
        "others": [of_event(found.run, *event) for event in found.others],
    }
    if found.culprit:
        side = _side(culprit_side(found, found.culprit))
        facts["guard"] = {"step": found.at_fault + 1, **side}
    return {**facts, "trace": of_steps(found.run)}


def _side(side: Side) -> dict[str, Any]:
    return {"does": side.words, "lines": list(side.places), "clauses": side.clauses}
