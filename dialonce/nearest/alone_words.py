"""In words: how a system passes whose right version nobody knows, and which line let it fail."""

from __future__ import annotations

from dialonce.clauses import Clause
from dialonce.nearest.alone import Alone
from dialonce.nearest.parting import Parting, Reaction
from dialonce.nearest.phrases import (
    MARGIN,
    Side,
    block,
    law,
    numbered,
    one_line,
    onward,
    places_of,
    reacts,
    side_lines,
)
from dialonce.show import event_name, wrapped
from dialonce.system import TICK

OTHERS_MAX, UNMOVED_MAX = 3, 2


def lines_alone(found: Alone, known: dict[str, Clause]) -> list[str]:
    """How the same system passes, and where a guard would have stopped the run."""
    told = _others(found) if found.others else _leaving(found)
    if found.culprit:
        told += _guard_line(found, found.culprit, known)
    return [*told, ""]


def _others(found: Alone) -> list[str]:
    """What else could happen at the last choice."""
    step = found.trace.steps[found.at]
    instead = event_name(found.trace.system, step.instance, step.event)
    shared = f"takes {numbered(range(found.at))}, and then" if found.at else "takes"
    text = f"The nearest run that passes {shared}, instead of {instead}, such as:"
    told = [wrapped(text, 2), ""]
    for instance, event in found.others[:OTHERS_MAX]:
        fault = " (a fault)" if found.trace.system.is_fault(instance[0], event) else ""
        told.append(one_line(found.run, MARGIN + 2, "", instance, event, fault))
    return [*told, ""]


def _leaving(found: Alone) -> list[str]:
    """How a run gets to the answer that is missing, and whether it must."""
    after = f"after step {found.at}" if found.at else "from the start"
    head = f"The nearest run that passes leaves this way {after}:"
    if found.closing:
        head = f"Step {found.at + 1} closes the last way to the answer. Before it there was one:"
    on = found.run.steps[found.at :]
    told = [wrapped(head, 2), "", *onward(found.run, on, MARGIN + 2)]
    system = found.trace.system
    promised = {*system.fair_events, *system.strong_events, TICK}
    free = [s for s in on if (s.instance[0], s.event) not in promised]
    if free and found.claim.kind == "leads_to" and not found.closing:
        named = dict.fromkeys(event_name(system, step.instance, step.event) for step in free)
        which = f"{' and '.join(named)} {'happens' if len(named) == 1 else 'happen'}"
        told.append(wrapped(f"But nothing promises that {which}.", MARGIN + 2))
    return told


def _guard_line(found: Alone, culprit: Reaction, known: dict[str, Clause]) -> list[str]:
    """The reaction of ours without which the run breaks nothing, its line, and its clause.

    A guard is named only where a machine acts by itself: what it is told, it must hear.
    """
    side = culprit_side(found, culprit)
    guards = " and ".join(dict.fromkeys(f"[{a.guard}]" for a in side.arrows if a.guard))
    has = f" Its guard {guards} lets it pass." if guards else " It has no guard."
    step = found.trace.steps[found.at_fault]
    head = f"It comes about by this reaction in step {found.at_fault + 1}"
    if (step.instance, step.event) == culprit[:2]:
        head = f"A guard in step {found.at_fault + 1} would have stopped it"
    text = f"{head}; without the reaction, the same events break nothing:"
    told = [wrapped(text, 2), "", *block("line", side.words + has), *places_of(side)]
    both = [clause for clause in found.claim.clauses if clause in side.clauses]
    return told + law((both or list(found.claim.clauses))[:1], known) + _unmoved(found)


def culprit_side(found: Alone, culprit: Reaction) -> Side:
    """What a machine did at a reaction in the step at fault."""
    step = found.trace.steps[found.at_fault]
    parting = Parting(found.at_fault, step.instance, step.event, culprit, culprit)
    return reacts(found.trace, parting, culprit)


def _unmoved(found: Alone) -> list[str]:
    """Who of ours was told something in that step by others of ours, and did nothing."""
    told = [culprit_side(found, reaction) for reaction in found.unmoved[:UNMOVED_MAX]]
    return [line for side in told for line in side_lines("unmoved", side)]
