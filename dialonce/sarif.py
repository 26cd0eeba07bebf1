"""Findings as SARIF 2.1.0, which editors and code hosts show at their lines."""

from __future__ import annotations

import json

from dialonce import __version__
from dialonce.rule import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_text(file: str, findings: list[Finding]) -> str:
    """The log of one run on one file."""
    rules = list({found.rule.name: found.rule for found in findings}.values())
    driver = {
        "name": "dialonce",
        "version": __version__,
        "rules": [
            {
                "id": rule.name,
                "shortDescription": {"text": rule.sentence},
                "properties": {"tags": list(rule.statements)},
            }
            for rule in rules
        ],
    }
    run = {"tool": {"driver": driver}, "results": [_result(file, found) for found in findings]}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(file: str, found: Finding) -> dict[str, object]:
    text = f"{found.text} {found.cited}. Mend: {found.mend}."
    place = {"artifactLocation": {"uri": file}, "region": {"startLine": found.line}}
    return {
        "ruleId": found.rule.name,
        "level": "error",
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
