"""`dialonce explain`: what is known about one name, whatever it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from dialonce import catalog
from dialonce.cli import rejected
from dialonce.cli.options import json_option, print_json

Facts = dict[str, Any]


@click.command(short_help="Explain a clause, a property or a machine.")
@click.argument("name", metavar="CLAUSE|PROPERTY|MACHINE")
@json_option
def explain(name: str, as_json: bool) -> int:
    """Explain a clause, a property or a machine; a system, a mutant or a decision as well.

    A statement of the guide, such as C113, is explained by the clause that takes it up.
    """
    from dialonce.cli.subjects import about

    facts = about(_subject(name))
    if as_json:
        print_json(facts)
    else:
        for line in [*_head(facts), *_body(facts)]:
            click.echo(line)
    return 0


def _subject(name: str) -> Any:
    """The clause, property, machine, system or mutant of that name, or a machine in a system."""
    from dialonce.questions import DEADLOCK

    known: dict[str, Any] = {
        **_instances(), **catalog.machines(), **catalog.clauses(), **catalog.properties(),
        DEADLOCK.name: DEADLOCK, **catalog.systems(), **catalog.mutants(), **_statements(),
    }  # fmt: skip
    return catalog.find("clause, property or machine", name, known)


def _statements() -> Facts:
    """Statements of the guide, such as C113, to the clause that takes each of them up."""
    from dialonce.clauses import STATEMENT

    known = catalog.clauses().values()
    laws = [clause for clause in known if clause.modality != "decision"]
    return {each: clause for clause in laws for each in STATEMENT.findall(clause.about)}


def _instances() -> Facts:
    """Machines by the name that they have in a system, such as `record`."""
    found: Facts = {}
    for system in catalog.systems().values():
        for name, machine in system.machines.items():
            found.setdefault(name, machine)
    return found


def _head(facts: Facts) -> list[str]:
    from dialonce.show import faint, strong, wrapped

    title = facts.get("title") or facts.get("connection") or facts.get("sentence") or ""
    asides = [facts.get("about", "").replace(" · ", ", "), facts.get("shape"), facts.get("file")]
    aside = ", ".join(filter(None, [facts["kind"], *asides]))
    first = f"{facts['name']}  "
    text = wrapped(title, len(first)).lstrip() if title else ""
    return [strong(facts["name"]) + ("  " + text if text else ""), faint(aside), ""]


def _body(facts: Facts) -> Iterator[str]:
    if facts.get("text"):
        yield from _paragraphs(facts["text"])
        yield ""
    for key, (title, lines) in SECTIONS.items():
        if facts.get(key):
            yield TITLES.get((facts["kind"], key), title)
            yield from lines(facts[key])
            yield ""
    if facts["kind"] == "property" and not facts["mutants"]:
        yield from ("No wrong design is known that violates it.", "")
    if facts.get("about", "").startswith("behaviour"):
        missed = [text for key, text in MISSED.items() if not facts[key]]
        yield from (line for text in missed for line in (text, ""))


def _paragraphs(text: str) -> Iterator[str]:
    from dialonce.show import wrapped

    return (wrapped(line.strip(), 2) for line in text.splitlines())


def _transitions(found: list[Facts]) -> Iterator[str]:
    """Event by event, its sentence first."""
    from dialonce.show import faint, wrapped

    shown = ""
    for t in found:
        event = f"{t['machine']}.{t['event']}"
        if event != shown:
            yield wrapped(f"{event}: {t['sentence']}".rstrip(": "), 6, "  ")
            shown = event
        ends = f"{t['source']} -> {t['target']}" if t["target"] else f"stays in {t['source']}"
        when = f", when {' and '.join(t['when'])}" if t["when"] else ""
        sends = f", sends {', '.join(t['sends'])}" if t["sends"] else ""
        yield wrapped(f"{ends}{when}{sends}", 8, "    ")
        yield faint(f"        {', '.join([*t['clauses'], t['file']])}")


def _claims(found: list[Facts]) -> Iterator[str]:
    from dialonce.show import faint, wrapped

    for claim in found:
        yield f"  {claim['name']}{faint(', ' + claim['kind'])}"
        yield wrapped(claim["sentence"], 4)


def _mutants(found: list[Facts]) -> Iterator[str]:
    from dialonce.show import faint, wrapped

    for mutant in found:
        yield f"  {mutant['name']}{faint(', of ' + mutant['system'])}"
        yield wrapped(mutant["sentence"], 4)


def _faults(found: list[Facts]) -> Iterator[str]:
    from dialonce.show import wrapped

    for fault in found:
        yield f"  {fault['name']}"
        yield wrapped(fault["sentence"], 4)


def _titles(found: list[Facts]) -> Iterator[str]:
    return (f"  {clause['id']:<8}  {clause['title']}" for clause in found)


def _data(found: list[Facts]) -> Iterator[str]:
    for data in found:
        values, unit = data["values"], f" {data['unit']}".rstrip()
        numbers = all(isinstance(value, int) for value in values) and len(values) > 2
        span = f"{min(values)} to {max(values)}{unit}" if numbers else ", ".join(map(str, values))
        yield f"  {data['name']}: {span}, at first {values[0]}"


def _pairs(found: dict[str, Any]) -> Iterator[str]:
    for name, value in found.items():
        inner = value.items() if isinstance(value, dict) else ()
        yield f"  {name}: {value if not inner else ''}".rstrip()
        yield from (f"    {part}: {cls}" for part, cls in inner)


def _words(found: list[str]) -> Iterator[str]:
    from dialonce.show import wrapped

    yield wrapped(", ".join(found), 2)


def _number(found: int) -> Iterator[str]:
    yield f"  {found}"


SECTIONS: dict[str, tuple[str, Any]] = {
    "related": ("Decided with", _titles),
    "clauses": ("Says what the clauses say", _titles),
    "processes": ("Machines, by process", _pairs),
    "group": ("Once for each record", _words),
    "records": ("Records, unless --records says otherwise", _number),
    "states": ("States", _words),
    "data": ("Data", _data),
    "reads": ("Looks at", _pairs),
    "outputs": ("Sends", _words),
    "machines": ("Machines that are wrong", _pairs),
    "transitions": ("Transitions", _transitions),
    "properties": ("Judged by", _claims),
    "systems": ("Systems", _words),
    "mutants": ("Broken by the wrong designs", _mutants),
    "rules": ("Judged in an installation by", _claims),
    "faults": ("Broken by the wrong installations", _faults),
    "rejected": ("What a rejected reading would do, in the shortest run", rejected.lines),
    "command": ("To see it", lambda found: iter([f"  {found}"])),
}
TITLES = {
    ("clause", "transitions"): "Realised by",
    ("mutant", "properties"): "Violates",
    ("mutant", "systems"): "A wrong design of",
    ("system", "mutants"): "Wrong designs of it",
}
MISSED = {
    "transitions": "No transition realises it.",
    "properties": "No property judges it.",
}
