"""Whether one concrete run keeps a property, member by member, with the property's own words."""

from __future__ import annotations

from typing import Any

import numpy as np

from dialonce.cascade import Sent
from dialonce.event import Event
from dialonce.observe import Observation, StepView, ask, counter, observe, ticks_of
from dialonce.property import Property
from dialonce.trace import Trace, TraceStep

ANSWERED = ("leads_to", "within")


def keeps(claim: Property, trace: Trace) -> bool:
    """Whether a finite run keeps an invariant, a step, or answers each trigger (within: in time).

    What no single run can break, such as a reachable, it keeps.
    """
    for member in range(max(1, trace.members)):
        seen = seen_by(trace, member)
        if claim.kind == "invariant" and not _truth(claim, claim.predicate, seen, trace).all():
            return False
        if claim.kind == "step" and not _steps_keep(claim, trace, member, seen):
            return False
        if claim.kind in ANSWERED and not _answers(claim, trace, seen):
            return False
    return True


def seen_by(trace: Trace, member: int) -> Observation:
    """What a property sees in the states of a run when it looks at one member."""

    def column(name: str) -> Any:
        at = (name, member if name in trace.system.group else 0)
        return np.array([state[at] for state in trace.states])

    return observe(trace.tables, trace.system.looks, column)


def waiting(claim: Property, trace: Trace, member: int) -> bool:
    """Whether a trigger of a leads_to or within is not answered at the end, for this member."""
    seen = seen_by(trace, member)
    trigger = _truth(claim, claim.predicate, seen, trace)
    response = _truth(claim, claim.response, seen, trace)
    last = np.flatnonzero(response)[-1:]
    return bool(trigger[last[0] if len(last) else 0 :].any() and not response[-1])


def _truth(claim: Property, predicate: Any, seen: Observation, trace: Trace) -> Any:
    return ask(claim, len(trace.states), predicate, seen)


def _steps_keep(claim: Property, trace: Trace, member: int, seen: Observation) -> bool:
    for number, step in enumerate(trace.steps):
        name, of = step.instance
        if name in trace.system.group and of != member:
            continue
        said = [sent for sent in step.sent if _concerns(trace, sent, member)]
        event = Event([f"{name}.{step.event}"], np.ones(1, int), trace.system)
        own = TraceStep(step.instance, step.event, step.changes, tuple(said), step.clauses)
        view = StepView(event, counter(trace.system, [own]), np.zeros(1, int))  # type: ignore[list-item]
        before, after = (seen.part(np.array([at])) for at in (number, number + 1))
        if not ask(claim, 1, claim.predicate, before, view, after).all():
            return False
    return True


def _concerns(trace: Trace, sent: Sent, member: int) -> bool:
    """Whether a message is neither from nor to another member."""
    ends = [end for end in (sent.sender, sent.target) if end and end[0] in trace.system.group]
    return all(number == member for _, number in ends)


def _answers(claim: Property, trace: Trace, seen: Observation) -> bool:
    trigger = _truth(claim, claim.predicate, seen, trace)
    response = _truth(claim, claim.response, seen, trace)
    late = ticks_of(claim, trace.system) if claim.kind == "within" else len(trace.steps) + 1
    waited, pending = 0, False
    for at, (asked, answered) in enumerate(zip(trigger, response, strict=True)):
        step = trace.steps[at - 1] if at else None
        waited += bool(pending and step and (step.instance[0], step.event) == ("clock", "tick"))
        if pending and not answered and waited >= late:
            return False
        waited = 0 if not pending else waited
        pending = bool((pending or asked) and not answered)
    return not pending or claim.kind == "within"
