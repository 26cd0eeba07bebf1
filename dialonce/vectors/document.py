"""Cases as JSON, by docs/vectors.schema.json: the same bytes for the same specification."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from dialonce import __version__
from dialonce.arrows import arrows
from dialonce.cascade import Instance
from dialonce.judge.vocabulary import vocabulary
from dialonce.judge.words import Symbol, symbol_of
from dialonce.property import Property
from dialonce.show import sentence
from dialonce.system import System
from dialonce.vectors.effects import Start
from dialonce.vectors.goals import arrow_name
from dialonce.vectors.kills import Kill
from dialonce.vectors.play import PATIENCE, Item, Step, Words
from dialonce.vectors.suite import Case, Suite

FORMAT, VERSION = "dialonce-vectors", 1
ID_DIGITS = 10
GRAPH = ("processes", "group", "spontaneous", "fair", "strong")
TABLE = ("states", "data", "locals", "rows")


def digest(system: System) -> str:
    """SHA-256 over what decides the graph of a system: tables and wiring, and no text."""
    from dialonce.export.json_form import of_system

    found = of_system(system, (), {})
    graph: dict[str, Any] = {key: found[key] for key in GRAPH}
    graph["machines"] = found["machines"]
    graph["classes"] = {
        name: {key: cls[key] for key in TABLE} for name, cls in found["classes"].items()
    }
    return "sha256:" + hashlib.sha256(_canonical(graph)).hexdigest()


def of_suite(suite: Suite) -> dict[str, Any]:
    """The document of a system's cases."""
    graph = digest(suite.system)
    return {
        "format": FORMAT,
        "version": VERSION,
        "system": suite.system.name,
        "process": suite.seen.process,
        "specification": __version__,
        "digest": graph,
        "patience_ticks": PATIENCE,
        "cases": [_case(suite, case, graph) for case in suite.cases],
    }


def counts_of(suite: Suite) -> dict[str, Any]:
    """What the cases of a system cover, and what not, each with its reason."""
    best = {name: suite.best(name) for name in suite.mutants}
    kills = [kill for kill in best.values() if kill]
    mine = {each for each in suite.covered if each in suite.transitions}
    return {
        "system": suite.system.name,
        "members": suite.members,
        "cases": len(suite.cases),
        "steps": sum(len(case.script.steps) for case in suite.cases),
        "transitions": {
            "covered": len(mine), "of": len(suite.transitions),
            "of_other_processes": len(suite.covered) - len(mine),
            "not_covered": suite.open["transitions"],
        },
        "properties": {
            "covered": len(suite.shown), "of": len(suite.claims),
            "not_covered": suite.open["properties"],
        },
        "designs": {
            "killed": len(kills), "of": len(best),
            "by_messages": sum(not kill.looking for kill in kills),
            "when": {when: sum(kill.when == when for kill in kills) for when in _whens()},
            "not_killed": suite.open["designs"],
        },
    }  # fmt: skip


def _whens() -> tuple[str, ...]:
    from dialonce.vectors.kills import WHEN

    return WHEN


def _case(suite: Suite, case: Case, graph: str) -> dict[str, Any]:
    system, steps = suite.system, _steps(suite.system, case)
    broken = {claim for name in case.near for claim in suite.mutants[name].violates}
    claims = [c for c in suite.claims if c in case.witnesses or c.name in broken]
    body = {
        "system": system.name, "process": suite.seen.process, "members": suite.members,
        "driven": list(case.script.driven), "steps": steps,
    }  # fmt: skip
    number = hashlib.sha256(_canonical(body)).hexdigest()[:ID_DIGITS]
    return {
        "id": f"{system.name}-{number}",
        "title": sentence(system, *case.script.run[-1]),
        **{key: body[key] for key in ("system", "process", "members")},
        "specification": __version__,
        "digest": graph,
        "clauses": _clauses(case, system, claims),
        "properties": [_claim(claim, case, broken) for claim in claims],
        "transitions": [arrow_name(n, arrows(system.machines[n])[at])
                        for n, at in sorted(case.fired)],
        "observes": observed(suite),
        "driven": body["driven"],
        "sure": case.script.sure,
        "steps": steps,
        "kills": [_kill(suite, name, kill) for name, kill in sorted(case.kills.items())],
    }  # fmt: skip


def observed(suite: Suite) -> list[str]:
    """All that the process says to others, which is what a case goes by."""
    terms = vocabulary(suite.system, suite.seen.process).values()
    return sorted(t.name for t in terms if t.direction == "out" and t.name in suite.seen.seen)


def _claim(claim: Property, case: Case, broken: set[str]) -> dict[str, Any]:
    roles = ["witness"] * (claim in case.witnesses) + ["near_miss"] * (claim.name in broken)
    return {"name": claim.name, "sentence": claim.sentence, "roles": roles}


def _clauses(case: Case, system: System, claims: list[Property]) -> list[str]:
    """The clauses of the transitions at the end of the case, and of its properties, sorted."""
    fired = (arrows(system.machines[name])[at] for name, at in case.last)
    found = {clause for arrow in fired for clause in arrow.clauses}
    return sorted(found | {clause for claim in claims for clause in claim.clauses}, key=_numbered)


def _numbered(clause: str) -> tuple[str, int, str]:
    name, _, number = clause.rpartition("-")
    return name, int(number) if number.isdigit() else 0, clause


def _steps(system: System, case: Case) -> list[dict[str, Any]]:
    """The steps, with what each must not show, and what is learnt of the machines."""
    found: list[dict[str, Any]] = []
    known: dict[Instance, tuple[str, ...]] = {}
    before: tuple[Words, tuple[Start, ...]] = (), ()
    for number, step in enumerate(case.script.steps):
        wrong = {s for kill in case.kills.values() if kill.step == number and not kill.looking
                 and kill.wrong.kind == "shows" for s in kill.wrong.symbols}  # fmt: skip
        found.append(_step(system, case, step, sorted(wrong, key=repr)))
        if step.not_due and (step.state, step.not_due) != before:
            found[-1]["not_due"] = [_symbol(symbol_of(system, *start)) for start in step.not_due]
        before = step.state, step.not_due
        now = dict(step.state)
        told = [_state(system, at, now.get(at)) for at in dict.fromkeys([*known, *now])
                if known.get(at) != now.get(at)]  # fmt: skip
        found[-1] |= {"state": told} if told else {}
        known = now
    return found


def _step(system: System, case: Case, step: Step, wrong: list[Symbol]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if step.start is not None and step.start == case.script.effects.tick:
        found["advance"] = 1
    elif step.start is not None and step.told[:1] != (symbol_of(system, *step.start),):
        found["because"] = _symbol(symbol_of(system, *step.start))
    if step.told or "advance" not in found:
        found["do"] = [_symbol(symbol) for symbol in step.told]
    if step.own:
        found["own"] = [_symbol(symbol_of(system, *start)) for start in step.own]
    found["expect"] = [_item(item) for item in step.expect]
    if step.may:
        found["may"] = [_symbol(symbol) for symbol in sorted(step.may, key=repr)]
    if wrong:
        found["must_not"] = [_symbol(symbol) for symbol in wrong]
    return found


def _symbol(symbol: Symbol) -> dict[str, Any]:
    name, member = symbol
    return {"event": name} | ({} if member is None else {"member": member + 1})


def _item(item: Item) -> dict[str, Any]:
    return (
        _symbol(item.symbol)
        | ({"after": item.after} if item.after >= 0 else {})
        | ({"within": item.within} if item.within else {})
        | ({} if item.sure else {"sure": False})
    )


def _state(system: System, at: Instance, words: tuple[str, ...] | None) -> dict[str, Any]:
    name, member = at
    who = {"machine": name} | ({"member": member + 1} if name in system.group else {})
    return who | {"is": list(words) if words is not None else None}


def _kill(suite: Suite, name: str, kill: Kill) -> dict[str, Any]:
    """How a wrong design fails the case, and what it then violates."""
    mutant = suite.mutants[name]
    claims = [c for c in suite.claims if c.name in mutant.violates]
    kind, symbols = kill.wrong
    shown = {kind: [_symbol(symbol) for symbol in symbols]} if symbols else {}
    return {
        "design": mutant.name,
        "sentence": mutant.sentence,
        "properties": [claim.name for claim in claims],
        "clauses": list(dict.fromkeys(clause for claim in claims for clause in claim.clauses)),
        "step": kill.step + 1,
        "by": kind,
        **shown,
        "when": kill.when,
    }


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
