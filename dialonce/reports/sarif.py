"""SARIF 2.1.0: what all its logs have in common, and the findings on an installation."""

from __future__ import annotations

import json
from typing import Any

from dialonce import __version__
from dialonce.reports.place import Place, place
from dialonce.rule import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
BASE = "%SRCROOT%"
ABOUT_BASE = "The repository, or for an installed package the folder that it is in."
Json = dict[str, Any]


def log_text(what: str, rules: list[Json], results: list[Json], **more: Any) -> str:
    """The log of one run; `what` names the run, so that others do not replace it."""
    driver = {"name": "dialonce", "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"dialonce/{what}/"},
        "originalUriBaseIds": {BASE: {"description": {"text": ABOUT_BASE}}},
        "results": results,
        **more,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def rule_of(name: str, sentence: str, tags: list[str], text: str, markdown: str) -> Json:
    """The description of a rule, with what code hosts ask for."""
    return {
        "id": name,
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": sentence},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": tags},
    }


def location(found: Place | None, text: str = "", **more: Any) -> Json:
    """A location: a line of a file where that is known, and what is said about it."""
    place = {}
    if found:
        file = {"uri": found.uri, "uriBaseId": BASE}
        region = {"region": {"startLine": found.line}} if found.line else {}
        place = {"physicalLocation": {"artifactLocation": file, **region}}
    return place | ({"message": {"text": text}} if text else {}) | more


def sarif_text(file: str, findings: list[Finding]) -> str:
    """The log of the rules that a description breaks."""
    rules = {found.rule.name: found.rule for found in findings}
    described = [
        rule_of(rule.name, rule.sentence, list(rule.statements), rule.sentence, rule.sentence)
        for rule in rules.values()
    ]
    numbers = {name: number for number, name in enumerate(rules)}
    results = [
        {
            "ruleId": found.rule.name,
            "ruleIndex": numbers[found.rule.name],
            "level": "error",
            "message": {"text": f"{found.text} {found.cited}. Mend: {found.mend}."},
            "locations": [location(place(file, found.line))],
        }
        for found in findings
    ]
    return log_text("validate", described, results)
