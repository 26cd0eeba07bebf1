"""The sections of a page: a clause, a statechart, its transitions, a property."""

from __future__ import annotations

import inspect
import re

from dialonce.arrows import arrows, emissions, span
from dialonce.book import Book, Kind
from dialonce.clauses import Clause, marks_of
from dialonce.labels import effects
from dialonce.links import Links
from dialonce.machine import data_of, event_names, reads_of
from dialonce.markdown import code, codes, link, picture, table
from dialonce.pictures import machine_path
from dialonce.property import Property
from dialonce.verdicts import of

NOTHING = "–"
LEGEND = (
    "Bold events happen by themselves, the others are messages that arrive; "
    "`[guard]`, `/ what changes`, → what is sent, then the clauses. "
    "Red and dashed: a fault. In a box under its line: what happens without leaving the state, "
    "and what leads *to* another one without an arrow, where many states do."
)


def clause_section(book: Book, clause: Clause, links: Links) -> str:
    """A clause as it stands, and who realises, judges and breaks it."""
    parts = [f"### {clause.id} {clause.title}", f"*{links.text(clause.about)}*"]
    parts.append(links.text(clause.text))
    lines = [
        ("Realised by", [links.kind(kind, f"{kind.name}.{event}")
                         for kind, event in book.realised.get(clause.id, [])]),
        ("Judged by", [links.claim(claim) for claim in book.judged(clause.id)]),
        ("Broken by", [links.mutant(mutant) for mutant in book.breaking(clause.id)]),
    ]  # fmt: skip
    shown = [f"- {title}: {', '.join(found)}." for title, found in lines if found]
    return "\n\n".join(part for part in [*parts, "\n".join(shown)] if part)


def machine_section(book: Book, kind: Kind, links: Links) -> str:
    """A machine: what its docstring says, its drawing, and its data."""
    machine = kind.shown
    sentence, items = _docstring(machine)
    parts = [f"### {kind.name}", links.text(sentence)]
    parts.append(picture(machine_path(book, kind), f"Statechart of {kind.name}"))
    items = [links.text(item) for item in items] + _facts(book, kind, links)
    items.append(link("Its transitions", links.here, transitions_title(kind), links.here))
    parts.append("\n".join(f"- {item}" for item in items))
    data = [(code(name), span(machine, name)) for name in data_of(machine)]
    parts += [table(("variable", "values"), data)] if data else []
    reads = [(code(name), sentence) for name, sentence in reads_of(machine).items()]
    parts += [table(("reads", "whether"), reads)] if reads else []
    return "\n\n".join(parts)


def _docstring(machine: type) -> tuple[str, list[str]]:
    """The first paragraph of a docstring, and each thing that it says after a word with a colon."""
    first, _, rest = inspect.cleandoc(machine.__doc__ or "").partition("\n\n")
    items = re.split(r"\n+(?=[A-Z][a-z]+: )", rest)
    return " ".join(first.split()), [" ".join(item.split()) for item in items if item.strip()]


def _facts(book: Book, kind: Kind, links: Links) -> list[str]:
    """Where the class is, who makes it, and where it is used."""
    facts = [f"Module: {code(kind.shown.__module__)}"]
    if kind.maker:
        sizes = f" in {kind.sizes} sizes; the largest is shown" if kind.sizes > 1 else ""
        facts.append(f"Made by: {code(kind.maker)}{sizes}")
    used = [links.system(system) for system in book.systems.values()
            if set(kind.variants) & set(system.machines.values())]  # fmt: skip
    return facts + ([f"Used in: {', '.join(used)}"] if used else [])


def transitions_title(kind: Kind) -> str:
    """The heading of a machine's transition table."""
    return f"Transitions of {kind.name}"


def transitions_section(kind: Kind, links: Links) -> str:
    """Every transition of a machine, event by event; an event is explained in its first row."""
    machine, told = kind.shown, set[str]()
    sentences, sent = dict(marks_of(machine).sentences), emissions(machine)
    rows = []
    for arrow in arrows(machine):
        sentence = links.text(" ".join(sentences.get(arrow.event, "").split()))
        words = "" if arrow.event in told else sentence
        told.add(arrow.event)
        rows.append((
            code(arrow.event), code(arrow.source), code(arrow.guard),
            code(arrow.target) or "stays", codes(effects(machine).get(id(arrow.transition), ())),
            _outputs(sent.get(id(arrow.transition))),
            ", ".join(links.clause(clause) for clause in arrow.clauses), words,
        ))  # fmt: skip
    head = ("event", "from", "guard", "to", "changes", "sends", "clauses", "in words")
    return "\n\n".join([f"### {transitions_title(kind)}", *_alone(kind), table(head, rows)])


def _alone(kind: Kind) -> list[str]:
    """Which events happen by themselves, and which of them are faults."""
    machine = kind.shown
    alone = [event for event in event_names(machine) if event in machine.spontaneous]
    faults = [event for event in alone if event in machine.faults]
    own = [event for event in alone if event not in faults]
    texts = [f"By themselves happen {codes(own)}."] if own else []
    texts += [f"Faults are {codes(faults)}."] if faults else []
    return [" ".join(texts)] if texts else []


def _outputs(possible: list[tuple[str, ...]] | None) -> str:
    """What a transition may send, as the table of the machine tells."""
    if possible is None:
        return "(never taken)"
    lists = [codes(outputs) or "nothing" for outputs in possible]
    return " or ".join(lists) if lists != ["nothing"] else ""


def property_section(book: Book, claim: Property, links: Links) -> str:
    """A property: its sentence, its verdict in each system, and who breaks it."""
    bound = f" {claim.ticks} ticks" if claim.ticks and isinstance(claim.ticks, int) else ""
    clauses = ", ".join(links.clause(clause) for clause in claim.clauses)
    facts = [f"- Kind: {claim.kind.replace('_', ' ')}{bound}", f"- Clauses: {clauses or NOTHING}"]
    found: dict[str, list[str]] = {}
    for system in book.systems_of(claim):
        known = of(book.verdicts, "systems", system.name)
        word = "HOLDS" if claim.name in known["holds"] else known["other"][claim.name]
        found.setdefault(word, []).append(f"{links.system(system)} ({known['states']:,} states)")
    facts += [f"- {word}: {', '.join(systems)}" for word, systems in found.items()]
    facts += [
        f"- Violated by {links.mutant(mutant)}: {links.text(mutant.sentence)}"
        for mutant in book.violating(claim)
    ]
    return "\n\n".join([f"### {claim.name}", links.text(claim.sentence), "\n".join(facts)])
