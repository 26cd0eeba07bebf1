"""What is known about a clause, property, machine, system or mutant, as plain values."""

from __future__ import annotations

import inspect
import re
from typing import Any

from dialonce import catalog
from dialonce.clauses import STATEMENT, Clause, marks_of, place
from dialonce.cli.rejected import run_facts
from dialonce.machine import Machine, data_of, reads_of
from dialonce.property import Property
from dialonce.runs import named_mutants
from dialonce.system import System
from dialonce.table import tabulate
from dialonce.variant import Mutant

DECISION = re.compile(r"\bD-\d+\b")


def about(subject: Any) -> dict[str, Any]:
    """The facts about whatever the catalog holds; `kind` says what it is."""
    if isinstance(subject, Clause):
        return about_clause(subject)
    if isinstance(subject, Property):
        return about_property(subject)
    if isinstance(subject, System):
        return about_system(subject)
    return about_mutant(subject) if isinstance(subject, Mutant) else about_machine(subject)


def about_clause(clause: Clause) -> dict[str, Any]:
    """A clause or decision: its text, what realises it, what judges it, what breaks that."""
    claims = [claim for claim in catalog.properties().values() if clause.id in claim.clauses]
    known = catalog.clauses()
    related = [other for other in known.values() if _refers(clause, other)]
    return {
        "kind": "decision" if clause.modality == "decision" else "clause",
        "name": clause.id,
        "title": clause.title,
        "about": clause.about,
        "text": clause.text,
        "file": f"{clause.file}:{clause.line}",
        "related": [{"id": other.id, "title": other.title} for other in related],
        "transitions": _realising(clause.id),
        "properties": [_brief(claim) for claim in claims],
        "mutants": _mutants_of(claims),
        **_rules_of(clause),
        "rejected": [run_facts(mutant) for mutant in named_mutants(clause, catalog.mutants())],
    }


def _rules_of(clause: Clause) -> dict[str, Any]:
    """The rules that judge a clause in an installation, and the wrong installations."""
    statements = set(STATEMENT.findall(clause.about)) if clause.modality != "decision" else set()
    rules = [rule for rule in catalog.rules().values() if statements & set(rule.statements)]
    names = {rule.name for rule in rules}
    faults = [fault for fault in catalog.faults().values() if names & set(fault.breaks)]
    return {
        "rules": [{"name": r.name, "kind": r.kind, "sentence": r.sentence} for r in rules],
        "faults": [{"name": fault.name, "sentence": fault.sentence} for fault in faults],
    }


def _refers(clause: Clause, other: Clause) -> bool:
    """Whether one of the two names the other in the line under its heading, as decisions do."""
    decision = "decision" in (clause.modality, other.modality)
    named = re.findall(r"\b[A-Z]+-\d+\b", clause.about), re.findall(r"\b[A-Z]+-\d+\b", other.about)
    return decision and (other.id in named[0] or clause.id in named[1])


def about_property(claim: Property) -> dict[str, Any]:
    """A property: its sentence, its clauses, where it is checked, and what breaks it."""
    known = catalog.clauses()
    found = [system for system in catalog.systems().values() if claim.concerns(system)]
    return {
        "kind": "property",
        "name": claim.name,
        "sentence": claim.sentence,
        "shape": claim.kind,
        "clauses": [_titled(i, known) for i in claim.clauses],
        "systems": [system.name for system in found],
        "mutants": _mutants_of([claim]),
    }


def about_machine(machine: type[Machine]) -> dict[str, Any]:
    """A machine: its docstring, data, reads, messages, and transitions."""
    fields = machine.__dict__
    return {
        "kind": "machine",
        "name": machine.__name__,
        "text": inspect.cleandoc(machine.__doc__ or ""),
        "file": place(machine),
        "states": [state.id for state in machine.ordered_states],
        "data": [
            {"name": name, "values": list(values), "unit": getattr(fields.get(name), "unit", "")}
            for name, values in data_of(machine).items()
        ],
        "reads": reads_of(machine),
        "outputs": sorted(machine.outputs),
        "transitions": transitions(machine),
        "systems": [
            f"{system.name} (as {', '.join(names)})"
            for system in catalog.systems().values()
            if (names := [n for n, cls in system.machines.items() if cls is machine])
        ],
    }


def about_system(system: System) -> dict[str, Any]:
    """A system: who connects to whom, which machines meet, and what is checked."""
    claims = [claim for claim in catalog.properties().values() if claim.concerns(system)]
    return {
        "kind": "system",
        "name": system.name,
        "connection": f"{system.client} to {system.server}, {system.mode}",
        "processes": {
            process: {name: cls.__name__ for name, cls in machines.items()}
            for process, machines in system.processes.items()
        },
        "group": list(system.group),
        "records": system.members if system.group else 0,
        "properties": [_brief(claim) for claim in claims],
        "mutants": _mutants_of(claims, system),
    }


def about_mutant(mutant: Mutant) -> dict[str, Any]:
    """A wrong design: what is wrong, where, and which properties notice."""
    known = {claim.name: claim for claim in catalog.properties().values()
             if claim.concerns(mutant.system)}  # fmt: skip
    claims = [known[name] for name in mutant.violates if name in known]
    return {
        "kind": "mutant",
        "name": mutant.name,
        "sentence": mutant.sentence,
        "systems": [mutant.system.name],
        "machines": {name: cls.__name__ for name, cls in mutant.machines.items()},
        "properties": [_brief(claim) for claim in claims],
        "command": f"dialonce check --mutant {mutant.name}",
    }


def transitions(machine: type[Machine]) -> list[dict[str, Any]]:
    """The transitions of a machine in the order of its lines."""
    marks, sent = marks_of(machine), _sent(machine)
    return [
        {
            "machine": machine.__name__,
            "event": event.id,
            "sentence": " ".join(marks.sentences.get(event.id, "").split()),
            "source": state.id,
            "target": transition.target.id if transition.target else None,
            "when": _guards(transition),
            "sends": sent.get(id(transition), []),
            "clauses": list(marks.clauses(transition)),
            "file": place(machine, transition),
        }
        for event in machine._events
        for state in machine.ordered_states
        for transition in state.transitions
        if event in transition.events and not transition.initial
    ]


def _realising(clause: str) -> list[dict[str, Any]]:
    """The transitions marked with a clause; what a function makes several times counts once."""
    sources = {(machine.__module__, machine.__qualname__): machine
               for machine in reversed(catalog.machine_classes())}  # fmt: skip
    marked = [
        machine
        for machine in reversed(sources.values())
        if any(clause in ids for lines in marks_of(machine).lines.values() for ids, _ in lines)
    ]
    return [t for machine in marked for t in transitions(machine) if clause in t["clauses"]]


def _sent(machine: type[Machine]) -> dict[int, list[str]]:
    """Per transition, what the reactions that take it send."""
    found: dict[int, dict[str, None]] = {}
    for *_, row in tabulate(machine).rows():
        for transition in row.taken if row else ():
            found.setdefault(id(transition), {}).update(dict.fromkeys(row.outputs if row else ()))
    return {key: list(outputs) for key, outputs in found.items()}


def _guards(transition: Any) -> list[str]:
    own = [s for s in transition._specs if not s.is_convention and s.expected_value is not None]
    return [str(s.func) if s.expected_value else f"not {s.func}" for s in own]


def _mutants_of(claims: list[Property], system: System | None = None) -> list[dict[str, Any]]:
    """The mutants that violate one of the claims, or are wrong designs of the system."""
    return [
        {"name": mutant.name, "sentence": mutant.sentence, "system": mutant.system.name}
        for mutant in catalog.mutants().values()
        if (system is None or mutant.system.name == system.name)
        and any(c.name in mutant.violates and c.concerns(mutant.system) for c in claims)
    ]


def _brief(claim: Property) -> dict[str, Any]:
    return {"name": claim.name, "kind": claim.kind, "sentence": claim.sentence}


def _titled(clause: str, known: dict[str, Clause]) -> dict[str, str]:
    return {"id": clause, "title": known[clause].title if clause in known else ""}
