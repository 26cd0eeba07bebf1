"""Beside a violating run of a system whose right version nobody knows: how the same system passes.

A run that breaks an invariant or a step passes with another choice, made as late as possible; and
of what our own machines did, the last reaction is named without which the rest of the run breaks
nothing, because a guard belongs there or before. Where an answer is missing, the run passes by
leaving the way that never gets there, as late as possible; after that step there is no way back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dialonce.cascade import Instance
from dialonce.nearest.design import pairs_where
from dialonce.nearest.judge import ANSWERED, keeps, waiting
from dialonce.nearest.parting import Reaction, idle, reactions
from dialonce.nearest.ways import pair_of, way
from dialonce.property import Property
from dialonce.show import DEADLOCK
from dialonce.system import ENVIRONMENT
from dialonce.table import Row
from dialonce.trace import Runner, Trace


@dataclass
class Alone:
    """A run of the same system that passes, computed.

    `at`: how many steps it shares with the violating run; `others`: what else could happen there;
    `closing`: whether after the next violating step no way leads to the answer any more; `at_fault`
    and `culprit`: the number of a step, from 0, and the reaction of ours in it, without which the
    rest of the violating run breaks nothing; `unmoved`: reactions of ours in that step to others of
    ours that change and send nothing.
    """

    claim: Property
    trace: Trace
    run: Trace
    at: int
    others: list[tuple[Instance, str]] = field(default_factory=list)
    closing: bool = False
    at_fault: int = 0
    culprit: Reaction | None = None
    unmoved: list[Reaction] = field(default_factory=list)


def alone(claim: Property, trace: Trace | None) -> Alone | None:
    """The nearest run of the same system that passes; None where no run shows the violation."""
    if trace is None or claim.kind in ("reachable", "refinement") or claim.name == DEADLOCK:
        return None
    return _leaving(claim, trace) if claim.kind in ANSWERED else _otherwise(claim, trace)


def _runner_at(trace: Trace, count: int) -> Runner:
    runner = Runner(trace.system, trace.members)
    for step in trace.steps[:count]:
        runner.take(step.instance, step.event)
    return runner


def _otherwise(claim: Property, trace: Trace) -> Alone | None:
    """Another choice as late as possible, after which nothing is broken."""
    for at in range(len(trace.steps) - 1, -1, -1):
        runner = _runner_at(trace, at)
        others = [event for event in runner.enabled() if _passes(claim, trace, at, event)]
        if others:
            others.sort(key=lambda each: trace.system.is_fault(each[0][0], each[1]))
            runner.take(*others[0])
            found = Alone(claim, trace, runner.trace, at, others)
            found.at_fault, found.culprit = _culprit(claim, trace)
            found.unmoved = _unmoved(trace, found.at_fault) if found.culprit else []
            return found
    return None


def _passes(claim: Property, trace: Trace, at: int, event: tuple[Instance, str]) -> bool:
    """Whether an event after `at` steps changes something, is another one, and breaks nothing."""
    step, runner = trace.steps[at], _runner_at(trace, at)
    return event != (step.instance, step.event) and bool(
        runner.take(*event).changes and keeps(claim, runner.trace)
    )


def _culprit(claim: Property, trace: Trace) -> tuple[int, Reaction | None]:
    """The last reaction of ours without which the same events break nothing."""
    system = trace.system
    for number in range(len(trace.steps) - 1, -1, -1):
        step = trace.steps[number]
        heard = reactions(_runner_at(trace, number), step.instance, step.event)
        for reaction in reversed(heard):
            ours = system.process_of[reaction.hearer[0]] != ENVIRONMENT
            if ours and reaction.row and keeps(claim, _without(trace, number, reaction)):
                return number, reaction
    return 0, None


def _unmoved(trace: Trace, number: int) -> list[Reaction]:
    """Who of ours hears another one of ours in a step, and neither changes nor sends anything."""
    step, home = trace.steps[number], trace.system.process_of
    heard = reactions(_runner_at(trace, number), step.instance, step.event)
    told = {
        (s.target, s.output.split(".")[1]) for s in step.sent if home[s.sender[0]] != ENVIRONMENT
    }
    return [
        r for r in heard
        if (r.hearer, r.event) in told and home[r.hearer[0]] != ENVIRONMENT
        and idle(r)
    ]  # fmt: skip


def _without(trace: Trace, number: int, lost: Reaction) -> Trace:
    """The same events as far as they are possible when a machine does not react once."""
    runner = _runner_at(trace, number)
    known = runner.react

    def react(
        hearer: Instance, event: str, state: int, local: Callable[[Instance], int]
    ) -> Row | None:
        same = (hearer, event, state) == lost[:3]
        return None if same else known(hearer, event, state, local)

    for later, step in enumerate(trace.steps[number:]):
        runner.react = react if later == 0 else known
        if runner.peek(step.instance, step.event).enabled:
            runner.take(step.instance, step.event)
    return runner.trace


def _leaving(claim: Property, trace: Trace) -> Alone | None:
    """The answer from as late a state as possible."""
    from dialonce.compose import compose

    composed, system = compose(trace.system), trace.system
    members = range(max(1, trace.members))
    member = next((k for k in members if waiting(claim, trace, k)), 0)
    goal = pairs_where(composed, claim, claim.response)
    for at in range(len(trace.steps), -1, -1):
        found = way(composed, pair_of(composed, trace.states[at], member), goal)
        if not found:
            continue
        runner = _runner_at(trace, at)
        for name, event in found:
            runner.take((name, member if name in system.group else 0), event)
        if claim.kind == "leads_to" or keeps(claim, runner.trace):
            exact = trace.members <= 1 or not composed.own_events  # others could open a way
            closing = claim.kind == "leads_to" and at < len(trace.steps) and exact
            return Alone(claim, trace, runner.trace, at, [], closing)
    return None
