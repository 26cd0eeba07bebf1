"""JUnit XML: a test suite a system, and a test case a property.

What is undecided is an error, and never skipped, which tools count as a pass.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from dialonce.check import HOLDS, UNDECIDED, VIOLATED, Finding, Report
from dialonce.reports.account import Account, Open, names, plain, reason
from dialonce.show import clause_lines, connection, on_paper

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0


def junit_text(account: Account) -> str:
    """The file for a run."""
    suites = [_suite(account, report) for report in account.reports]
    suites += [_missing(account.missing)] if account.missing else []
    root = _element("testsuites", name=f"dialonce check, {account.subject}")
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, 0)) for suite in suites)))
    root.set("time", f"{sum(report.seconds for report in account.reports):.3f}")
    root.extend(suites)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, "unicode")}\n'


def _suite(account: Account, report: Report) -> ET.Element:
    verdicts = [finding.verdict for finding in report.findings]
    suite = _counted(report.system.name, len(verdicts), verdicts.count(VIOLATED),
                     verdicts.count(UNDECIDED), f"{report.seconds:.3f}")  # fmt: skip
    called = names(finding.property for finding in report.findings)
    properties = ET.SubElement(suite, "properties")
    for name, value in _facts(account, report).items():
        properties.append(_element("property", name=name, value=value))
    for finding in report.findings:
        claim = finding.property
        name = called[claim.topic, claim.name]
        if claim.clauses:
            cited = ", ".join(claim.clauses)
            properties.append(_element("property", name=f"clauses of {name}", value=cited))
        suite.append(_case(account, report.system.name, name, finding))
    return suite


def _facts(account: Account, report: Report) -> dict[str, str]:
    """What else is known of a system: its connection, and the size of what was explored."""
    space, mutant = report.space, account.mutant
    return {
        "connection": connection(report.system),
        **({"wrong design": f"{mutant.name}: {mutant.sentence}"} if mutant else {}),
        "verdict": report.verdict,
        "records": str(report.records),
        "states": str(space.states),
        "transitions": str(space.steps),
        "depth": str(space.depth),
        "complete": "yes" if space.complete else f"no: {space.why}",
    }


def _case(account: Account, system: str, name: str, finding: Finding) -> ET.Element:
    case = _element("testcase", classname=system, name=name)
    claim = finding.property
    if finding.verdict != HOLDS:
        short = reason(finding) if finding.verdict == UNDECIDED else claim.sentence or claim.title
        kind = "error" if finding.verdict == UNDECIDED else "failure"
        case.append(_element(kind, type=finding.verdict, message=short))
        case[0].text = _clean(f"\n{plain(finding, account.known)}\n")
    with on_paper():
        cited = clause_lines(claim.clauses, account.known)
    said = ET.SubElement(case, "system-out")
    said.text = _clean("\n".join([f"{claim.kind}: {claim.sentence}", *cited]))
    return case


def _missing(missing: list[Open]) -> ET.Element:
    """The suite of what a deployment has and no system stands for."""
    suite = _counted("deployment", len(missing), 0, len(missing), "0.000")
    for each in missing:
        case = _element("testcase", classname="deployment", name=each.text)
        why = f"No system stands for it yet: {each.file}, line {each.line}."
        case.append(_element("error", type=UNDECIDED, message=why))
        suite.append(case)
    return suite


def _counted(name: str, tests: int, failures: int, errors: int, seconds: str) -> ET.Element:
    return _element("testsuite", name=name, tests=str(tests), failures=str(failures),
                    errors=str(errors), skipped="0", time=seconds)  # fmt: skip


def _element(kind: str, /, **attributes: str) -> ET.Element:
    return ET.Element(kind, {name: _clean(value) for name, value in attributes.items()})


def _clean(text: str) -> str:
    """Text without the characters that no XML file may have."""
    return FORBIDDEN.sub("�", text)
