"""`dialonce vectors --run`: put an implementation through the cases of a folder."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from dialonce.cli.options import print_json
from dialonce.errors import UsageError

if TYPE_CHECKING:
    from dialonce.vectors.run import Verdict

SHOWN_MAX = 20  # failing cases
ALIKE_MAX = 3  # wrong designs that are named
WORDS = {
    "shows": "must not say",
    "lacks": "does not say",
    "is": "is in another state",
    "refused": "refuses what it is told",
    "failed": "fails to do what it is told",
}


def put(
    folder: str, names: tuple[str, ...], command: str | None, connect: str | None, as_json: bool
) -> int:
    """Run the cases of the named systems, or of those that the adapter plays."""
    from dialonce.cli.conform import _opening
    from dialonce.conform.channel import Bounds
    from dialonce.vectors.adapter import suites_in

    opening = _opening(command, connect, Bounds())
    suites = {suite["system"]: suite for suite in suites_in(folder)}
    for name in names:
        if name not in suites:
            raise UsageError(f"{folder} has no vectors of {name}: it has {', '.join(suites)}")
    found = []
    for name in names or _played(opening, suites):
        found += _judged(opening, suites[name])
    if not found:
        raise UsageError("there is no case to run: name a system of the folder")
    counts = Counter(verdict.outcome for verdict in found)
    if as_json:
        print_json({"counts": dict(counts), "cases": [_facts(each) for each in found]})
    else:
        for line in _lines(found, counts):
            click.echo(line)
    if counts["failed"]:
        return 1
    return 0 if counts["passed"] else 3


def _played(opening: Any, suites: dict[str, Any]) -> list[str]:
    """The systems that the adapter says it plays, as far as there are cases of them."""
    from dialonce.conform.channel import Bounds
    from dialonce.conform.fault import Fault
    from dialonce.conform.protocol import PROTOCOL, Greeting
    from dialonce.conform.session import Session

    session = Session(opening, Greeting(PROTOCOL, "", "", 0, ""), Bounds())
    try:
        return [name for name in session.greet().systems if name in suites]
    except Fault as fault:
        raise UsageError(f"the adapter cannot be judged: {fault}") from None
    finally:
        session.close()


def _judged(opening: Any, suite: dict[str, Any]) -> list[Verdict]:
    from dialonce.conform.channel import Bounds
    from dialonce.conform.fault import Fault
    from dialonce.vectors.adapter import Adapted
    from dialonce.vectors.run import FAILED, Reader, Verdict

    try:
        subject = Adapted(opening, suite, Bounds())
    except Fault as fault:
        raise UsageError(f"the adapter cannot be judged: {fault}") from None
    found = []
    try:
        for case in suite["cases"]:
            try:
                found.append(Reader(subject, case).verdict())
            except Fault as fault:
                found.append(Verdict(case, FAILED, None, f"{fault}"))
    finally:
        subject.session.close()
    return found


def _facts(verdict: Verdict) -> dict[str, Any]:
    fault = verdict.fault
    found: dict[str, Any] = {"id": verdict.case["id"], "outcome": verdict.outcome}
    found |= {"why": verdict.why} if verdict.why else {}
    if fault:
        symbols = [{"event": event} | ({"member": m} if m else {}) for event, m in fault.symbols]
        found |= {"step": fault.step, "by": fault.by, "symbols": symbols}
        found["resembles"] = [
            {key: kill[key] for key in ("design", "sentence", "properties", "clauses")}
            for kill in verdict.resembles
        ]
    return found


def _lines(found: list[Verdict], counts: Counter[str]) -> list[str]:
    lines: list[str] = []
    failed = [verdict for verdict in found if verdict.outcome == "failed"]
    for verdict in failed[:SHOWN_MAX]:
        lines += _failure(verdict)
    if len(failed) > SHOWN_MAX:
        lines += [f"… {len(failed) - SHOWN_MAX} more that failed", ""]
    lines += _whole(found)
    told = ", ".join(f"{counts[name]} {name}" for name in sorted(counts, key=str))
    return [*lines, f"{len(found)} cases: {told}"]


def _whole(found: list[Verdict]) -> list[str]:
    """Whom the implementation resembles on the whole."""
    from dialonce.vectors.run import resembled

    lines = []
    for kill, count in resembled(found)[:ALIKE_MAX]:
        lines.append(f"on the whole like {kill['design']} ({count} cases): {kill['sentence']}")
        lines.append(f"    against {', '.join(kill['clauses'])}")
    return [*lines, ""] if lines else []


def _failure(verdict: Verdict) -> list[str]:
    case, fault = verdict.case, verdict.fault
    lines = [f"FAILED  {case['id']}  {case['title']}"]
    if fault is None:
        return [*lines, f"  {verdict.why}", ""]
    said = ", ".join(f"{event} {member or ''}".strip() for event, member in fault.symbols)
    where = f"step {fault.step} of {len(case['steps'])}"
    lines.append(f"  {where}: it {WORDS[fault.by]} {said}".rstrip())
    for kill in verdict.resembles[:ALIKE_MAX]:
        lines.append(f"  you behave like {kill['design']}: {kill['sentence']}")
        lines.append(f"    against {', '.join(kill['clauses'])}")
    return [*lines, ""]

