"""A trace as a SARIF code flow: the machine's line of each step, and the clauses that it cites.

What a step causes stands one level below it, and so do the clauses. A viewer that leaves out what
is not essential shows one location a step.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialonce import show
from dialonce.cascade import Instance
from dialonce.clauses import marks_of
from dialonce.reports.place import Place, of_clause, of_transition
from dialonce.reports.sarif import Json, location
from dialonce.trace import Trace, TraceStep

Fired = tuple[list[Instance], str, Any]  # who took it, the event, the transition


def code_flow(trace: Trace, known: dict[str, Any], about: str) -> Json:
    """The code flow of a trace."""
    where = [each for number in range(len(trace.steps)) for each in _step(trace, number, known)]
    last = {"text": " ".join([about, *(line.strip() for line in show.ending(trace))])}
    return {"message": last, "threadFlows": [{"id": trace.system.name, "locations": where}]}


def lines(trace: Trace, step: TraceStep) -> list[Fired]:
    """The transitions that a step takes, in order; what several members do alike counts once."""
    found: dict[tuple[str, str, int], Fired] = {}
    for instance, event, row in step.fired:
        for transition in row.taken:
            key = (instance[0], event, id(transition))
            found.setdefault(key, ([], event, transition))[0].append(instance)
    return list(found.values())


def line_of(trace: Trace, step: TraceStep) -> Place | None:
    """The line of the event that a step is."""
    return next((_place(trace, fired) for fired in lines(trace, step)), None)


def _place(trace: Trace, fired: Fired) -> Place | None:
    return of_transition(trace.system.machines[fired[0][0][0]], fired[2])


def _step(trace: Trace, number: int, known: dict[str, Any]) -> Iterator[Json]:
    step, cited = trace.steps[number], set[str]()
    for index, fired in enumerate(lines(trace, step)):
        text = _caused(trace, fired) if index else _said(trace, number)
        weight = "important" if index else "essential"
        name = f"{trace.system.name}.{fired[0][0][0]}.{fired[1]}"
        spot = location(_place(trace, fired), text, logicalLocations=[{"fullyQualifiedName": name}])
        state = {} if index else {"state": _state(trace, number)}
        yield _located(spot, number, int(index > 0), weight) | state
        marks = marks_of(trace.system.machines[fired[0][0][0]])
        for clause in marks.clauses(fired[2]):
            if clause in known and clause not in cited:
                cited.add(clause)
                law = known[clause]
                spot = location(of_clause(law), f"{clause} {law.title}")
                yield _located(spot, number, 1 + int(index > 0), "unimportant")


def _located(spot: Json, number: int, level: int, weight: str) -> Json:
    order = {"executionOrder": number + 1, "nestingLevel": level, "importance": weight}
    return {"location": spot, **order}


def _said(trace: Trace, number: int) -> str:
    """A step in words: who, what, and what changed."""
    step = trace.steps[number]
    begin = "From here on it goes round: " if number == trace.loop else ""
    changed = show.changes(trace, step) or ["nothing changes"]
    what = show.sentence(trace.system, step.instance, step.event)
    return f"{begin}{trace.label(step.instance)}: {what} ({'; '.join(changed)})"


def _caused(trace: Trace, fired: Fired) -> str:
    """A reaction in words: who hears what, and what that means."""
    who = show.names(trace, fired[0])
    what = show.sentence(trace.system, fired[0][0], fired[1])
    return f"{who} hears {fired[1].replace('_', ' ')}: {what}"


def _state(trace: Trace, number: int) -> Json:
    """What each machine that changes is in after a step."""
    after = trace.states[number + 1]
    return {
        trace.label(change.instance): {
            "text": show.state_words(trace, change.instance, after[change.instance])
        }
        for change in trace.steps[number].changes
    }
