"""Beside a wrong design, in words: where it goes wrong, what is right there, and how a run passes.

They are for an engineer who knows the machines and no model checker.
"""

from __future__ import annotations

from dialonce.clauses import Clause
from dialonce.nearest.design import Nearest
from dialonce.nearest.parting import Parting
from dialonce.nearest.phrases import (
    COLUMN,
    Side,
    block,
    law,
    numbered,
    one_line,
    onward,
    reacts,
    side_lines,
)
from dialonce.show import event_name, plural, wrapped


def lines(found: Nearest, known: dict[str, Clause]) -> list[str]:
    """Where a run goes wrong, what is right there and by which clause, and how a run passes."""
    told = _wanted(found) if found.wanted else []
    if found.parting is None:
        return told or _alike(found)
    wrong, right = sides(found, found.parting)
    told += [_head(found, found.parting), ""]
    told += [*side_lines("wrong", wrong), *side_lines("right", right)]
    told += law(laws(found, right), known)
    return [*told, *_passing(found, found.parting), ""]


def sides(found: Nearest, parting: Parting) -> tuple[Side, Side]:
    """What the wrong and the right design do where they part."""
    wrong = reacts(found.trace, parting, parting.one)
    return wrong, reacts(found.run, parting, parting.other, why=True)


def laws(found: Nearest, right: Side) -> list[str]:
    """The clause that both the property and the right line cite, or one of each."""
    both = [clause for clause in found.claim.clauses if clause in right.clauses]
    return both[:1] or [*right.clauses[:1], *found.claim.clauses[:1]]


def _alike(found: Nearest) -> list[str]:
    text = "The right design can take the same steps; there they do not break this property."
    return [wrapped(text, 2), ""] if found.passes else []


def _head(found: Nearest, parting: Parting) -> str:
    event = event_name(found.run.system, parting.instance, parting.event)
    if found.wanted:
        return wrapped(f"This design cannot follow {_moment(parting)}, {event}:", 2)
    alike = " Up to there the right design does the same." if parting.at else ""
    if parting.taken:
        return wrapped(f"It goes wrong in step {parting.at + 1}, {event}.{alike}", 2)
    return wrapped(f"It goes wrong {_moment(parting)}, where {event} is due.{alike}", 2)


def _moment(parting: Parting) -> str:
    if parting.taken:
        return f"in step {parting.at + 1}"
    return f"after step {parting.at}" if parting.at else "at the start"


def _passing(found: Nearest, parting: Parting) -> list[str]:
    if found.wanted or not found.passes:
        return []
    on = found.run.steps[found.own :]
    kept = [number for number in found.kept if number != parting.at]
    parts = [f"{numbered(range(parting.at))} as above"] if parting.at else []
    parts += [f"step {parting.at + 1} as the right design takes it"] * (parting.at in found.kept)
    parts += [f"then {numbered(kept)}"] if kept else []
    said = [", ".join(parts)] * bool(parts)
    said += [f"{numbered(found.gone)} cannot happen then"] if found.gone else []
    text = " ".join(f"{part[0].upper()}{part[1:]}." for part in said)
    text += " Then:" if on else ""
    return [*block("passes", text.strip()), *onward(found.run, on, COLUMN + 2)]


def _wanted(found: Nearest) -> list[str]:
    count = plural(len(found.run.steps), "step")
    told = [wrapped(f"The right design can do it, in {count}:", 2), ""]
    for number, step in enumerate(found.run.steps, 1):
        told.append(one_line(found.run, 5, f"{number:>3}  ", step.instance, step.event, ""))
    return [*told, ""]
