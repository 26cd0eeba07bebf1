"""Reports, traces and steps as plain values for --json."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialonce.cascade import Instance
from dialonce.show import event_name, sentence
from dialonce.trace import Trace, TraceStep

if TYPE_CHECKING:
    from dialonce.check import Finding, Report
    from dialonce.system import System


def of_report(report: Report, right: System | None = None) -> dict[str, Any]:
    """A report: what was explored, and every property with its verdict.

    `right` is the right version of a wrong design.
    """
    system, space = report.system, report.space
    return {
        "name": system.name,
        "client": system.client,
        "server": system.server,
        "mode": system.mode,
        "records": report.records,
        "symmetry": report.symmetry,
        "verdict": report.verdict,
        "complete": space.complete,
        "why": space.why,
        "states": space.states,
        "transitions": space.steps,
        "depth": space.depth,
        "seconds": round(report.seconds, 3),
        "search_seconds": round(space.seconds, 6),
        "properties": [of_finding(finding, report, right) for finding in report.findings],
    }


def of_finding(
    finding: Finding, report: Report | None = None, right: System | None = None
) -> dict[str, Any]:
    """A property and its verdict; if it is violated, with the trace and the nearest passing run."""
    claim = finding.property
    facts: dict[str, Any] = {
        "name": claim.name,
        "kind": claim.kind,
        "clauses": list(claim.clauses),
        "sentence": claim.sentence,
        "verdict": finding.verdict,
        "why": finding.why,
    }
    if finding.verdict == "VIOLATED" and finding.trace is not None:
        facts |= {"trace": of_steps(finding.trace), "loop": finding.trace.loop}
    if finding.verdict == "VIOLATED" and report is not None:
        from dialonce.cli.nearest import explained, in_facts

        found = explained(finding, report.system, right, report.records)
        facts |= {"nearest": in_facts(found)}
    return facts


def of_steps(trace: Trace) -> list[dict[str, Any]]:
    """The steps of a trace."""
    return [of_step(trace, step) for step in trace.steps]


def of_step(trace: Trace, step: TraceStep) -> dict[str, Any]:
    """One step: who did what, what changed, what was sent, by which clauses."""
    return {
        **of_event(trace, step.instance, step.event),
        "changes": [
            {
                "machine": trace.label(change.instance),
                "before": trace.tables[change.instance[0]].describe(change.before),
                "after": trace.tables[change.instance[0]].describe(change.after),
            }
            for change in step.changes
        ],
        "sent": [
            {
                "sender": trace.label(sent.sender),
                "message": sent.output.split(".")[1],
                "target": trace.label(sent.target) if sent.target else None,
            }
            for sent in step.sent
        ],
        "clauses": list(step.clauses),
    }


def of_event(trace: Trace, instance: Instance, event: str) -> dict[str, Any]:
    """An event: its name, whose it is, the line of a script that takes it, and its sentence."""
    return {
        "event": f"{instance[0]}.{event}",
        "actor": trace.label(instance),
        "script": event_name(trace.system, instance, event),
        "sentence": sentence(trace.system, instance, event),
    }


def of_state(trace: Trace, state: dict[Instance, int]) -> dict[str, str]:
    """A whole state: every instance and what it is in."""
    tables = trace.tables
    return {trace.label(at): tables[at[0]].describe(local) for at, local in state.items()}
