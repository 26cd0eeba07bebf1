"""SARIF of a run of `check`: a rule a property, a result for each that does not hold.

What is undecided is a result of the kind `fail` and the level `error`, with UNDECIDED as its first
word. SARIF has the kind `open` for it, which forces the level `none`; code hosts hide that, and
who sees no result reads a pass.
"""

from __future__ import annotations

import hashlib
from typing import Any

from dialonce.check import HOLDS, UNDECIDED, VIOLATED, Finding, Report
from dialonce.property import Property
from dialonce.reports.account import Account, Open, names, reason
from dialonce.reports.flow import code_flow, line_of
from dialonce.reports.place import Place, of_clause, of_machine, of_property, place
from dialonce.reports.sarif import Json, location, log_text, rule_of
from dialonce.show import WAYS, connection, plural

CODES = {HOLDS: 0, VIOLATED: 1, UNDECIDED: 3}
MISSING = "every_connection_has_a_system"
Named = dict[tuple[str, str], str]


def alerts_text(account: Account) -> str:
    """The log of a run; its results are violated, undecided or missing."""
    claims = {(f.property.topic, f.property.name): f.property
              for report in account.reports for f in report.findings}  # fmt: skip
    called = names(claims.values())
    rules = [_rule(called[key], claim, account.known) for key, claim in claims.items()]
    results = [
        _result(account, report, finding, called[finding.property.topic, finding.property.name])
        for report in account.reports for finding in report.findings
        if finding.verdict != HOLDS
    ]  # fmt: skip
    if account.missing:
        sentence = "Every connection of an installation has a system that stands for it."
        rules.append(rule_of(MISSING, sentence, [], sentence, sentence))
        results += [_open(each) for each in account.missing]
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    for result in results:
        result["ruleIndex"] = numbers[result["ruleId"]]
    what = f"check/{account.mutant.name}" if account.mutant else "check"
    return log_text(what, rules, results, invocations=[_invocation(account)])


def _invocation(account: Account) -> Json:
    told = {"exitCodeDescription": account.verdict}
    if account.cut:
        notice = {"level": "error", "message": {"text": f"UNDECIDED: {account.cut}."}}
        told["toolExecutionNotifications"] = [notice]  # type: ignore[assignment]
    return {"executionSuccessful": not account.cut, "exitCode": CODES[account.verdict], **told}


def _rule(name: str, claim: Property, known: dict[str, Any]) -> Json:
    cited = [known[each] for each in claim.clauses if each in known]
    ask = f"dialonce explain {name}"
    text = [claim.sentence, *(f"{c.id} {c.title}: {c.text}" for c in cited), f"More: {ask}"]
    marked = [claim.sentence, *(f"**{c.id} {c.title}**\n{c.text}" for c in cited), f"More: `{ask}`"]
    tags = [*claim.clauses, claim.kind]
    return rule_of(name, claim.sentence, tags, "\n\n".join(text), "\n\n".join(marked))


def _result(account: Account, report: Report, finding: Finding, name: str) -> Json:
    related = _related(finding.property, account.known)
    result = {
        "ruleId": name,
        "kind": "fail",
        "level": "error",
        "message": {"text": _message(account, report, finding, related)},
        "locations": [location(_place(report, finding), logicalLocations=[
            {"fullyQualifiedName": f"{report.system.name}.{name}"}])],
        "relatedLocations": related,
        "partialFingerprints": _fingerprints(account, report, name),
        "properties": {"verdict": finding.verdict, "system": report.system.name,
                       "records": report.records, "clauses": list(finding.property.clauses)},
    }  # fmt: skip
    if finding.verdict == VIOLATED and finding.trace and finding.trace.steps:
        result["codeFlows"] = [code_flow(finding.trace, account.known, finding.property.sentence)]
    return result


def _message(account: Account, report: Report, finding: Finding, related: list[Json]) -> str:
    """The verdict in words, with a link to each related location."""
    claim, trace = finding.property, finding.trace
    wrong = f", wrong design {account.mutant.name}" if account.mutant else ""
    where = f"{finding.verdict} in {report.system.name} ({connection(report.system)}{wrong})"
    if finding.verdict == UNDECIDED:
        way = reason(finding)
    elif trace is None:
        way = f"{finding.why.capitalize()}."
    elif trace.steps:
        way = WAYS.get(claim.kind, "The shortest way there")
        way += f" has {plural(len(trace.steps), 'step')}."
    else:
        way = "It is so from the start."
    links = ", ".join(f"[{each['message']['text']}]({each['id']})" for each in related)
    return f"{where}: {claim.sentence} {way}" + (f" See {links}." if links else "")


def _related(claim: Property, known: dict[str, Any]) -> list[Json]:
    """The clauses of a property, and where it is written."""
    found = [(of_clause(known[each]), f"{each} {known[each].title}")
             for each in claim.clauses if each in known]  # fmt: skip
    own = of_property(claim)
    found += [(own, f"property {claim.name}")] if own else []
    return [location(spot, text, id=number) for number, (spot, text) in enumerate(found, 1)]


def _place(report: Report, finding: Finding) -> Place | None:
    """The line of a run's last step; without a run, the property; else the system's machine."""
    trace = finding.trace
    last = line_of(trace, trace.steps[-1]) if trace and trace.steps else None
    return last or of_property(finding.property) or _machine(report)


def _machine(report: Report) -> Place | None:
    machines = report.system.machines.values()
    return next((found for machine in machines if (found := of_machine(machine))), None)


def _fingerprints(account: Account, report: Report, name: str) -> dict[str, str]:
    """What stays the same when lines move and runs change: whose property it is.

    The second key is the only one that some code hosts read.
    """
    mutant = account.mutant.name if account.mutant else ""
    key = hashlib.sha256(f"{report.system.name}/{mutant}/{name}".encode()).hexdigest()[:16]
    return {"systemAndProperty/v1": key, "primaryLocationLineHash": f"{key}:1"}


def _open(missing: Open) -> Json:
    key = hashlib.sha256(missing.text.encode()).hexdigest()[:16]
    return {
        "ruleId": MISSING,
        "kind": "fail",
        "level": "error",
        "message": {"text": f"UNDECIDED: no system stands for {missing.text} yet."},
        "locations": [location(place(missing.file, missing.line))],
        "partialFingerprints": {"systemAndProperty/v1": key, "primaryLocationLineHash": f"{key}:1"},
    }
