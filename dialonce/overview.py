"""The pages that show all of it at once: index with the matrix, systems, mutants."""

from __future__ import annotations

from dialonce.book import Book
from dialonce.clauses import Clause
from dialonce.markdown import code, codes, link, mermaid, table
from dialonce.system import System

NOTHING = "–"


def index(book: Book) -> str:
    """The index: topics, systems, contracts, and the matrix from clauses to mutants."""
    decisions = [clause for clause in book.clauses.values() if clause.modality == "decision"]
    law = [clause for clause in book.clauses.values() if clause.modality != "decision"]
    parts = ["# Reference", "Made from the specification itself: nothing here is written by hand."]
    parts += ["## Topics", _topics(book), "## Systems", _systems(book)]
    parts += ["## Contracts", _contracts(book)] if any(s.refines for s in _all(book)) else []
    parts += ["## From clause to mutant", _matrix(book, law)] if law else []
    parts += ["## From decision to mutant", _matrix(book, decisions)] if decisions else []
    return "\n\n".join(parts)


def _all(book: Book) -> list[System]:
    return list(book.systems.values())


def _topics(book: Book) -> str:
    rows = []
    for topic in book.topics:
        counts = (
            sum(clause.topic == topic for clause in book.clauses.values()),
            sum(kind.topic == topic for kind in book.kinds),
            sum(claim.topic == topic for claim in book.claims),
        )
        rows.append((link(topic, topic), *(str(count or NOTHING) for count in counts)))
    also = f"Beside them: {link('systems', 'systems')}, {link('mutants', 'mutants')}."
    return f"{table(('page', 'clauses', 'machines', 'properties'), rows)}\n\n{also}"


def _systems(book: Book) -> str:
    rows = [
        (book.system_link(s, "index"), s.client, s.server, s.mode, _processes(book, s, "index"),
         code(s.refines.contract.__name__) if s.refines else NOTHING)
        for s in _all(book)
    ]  # fmt: skip
    head = ("system", "client", "server", "mode", "processes and machines", "justifies")
    return table(head, rows)


def _processes(book: Book, system: System, here: str) -> str:
    """Processes and their machines; a machine of a group carries a cross."""
    texts = []
    for process, machines in system.processes.items():
        names = [
            book.kind_link(book.kind_of[cls], name, here) + " ×" * (name in system.group)
            for name, cls in machines.items()
        ]
        texts.append(f"**{process}**: {', '.join(names)}")
    return "<br>".join(texts)


def _contracts(book: Book) -> str:
    """Which system justifies which contract, whose verdicts rest on it, and what it caught."""
    rows = []
    for system in (each for each in _all(book) if each.refines):
        contract = system.refines.contract  # type: ignore[union-attr]
        users = [s for s in _all(book) if contract in s.machines.values()]
        caught = [
            book.mutant_link(mutant, "index")
            for mutant in book.mutants.values()
            if mutant.system is system
            and any(name.startswith(f"{contract.__name__}_") for name in mutant.violates)
        ]
        rows.append((
            book.kind_link(book.kind_of[contract], contract.__name__, "index"),
            f"{book.system_link(system, 'index')} ({system.mode})",
            ", ".join(book.system_link(user, "index") for user in users) or NOTHING,
            ", ".join(caught) or NOTHING,
        ))  # fmt: skip
    text = "A contract allows every run of the system that justifies it, and stands in for it."
    head = ("contract", "justified by", "verdicts that rest on it", "mutants refused")
    return f"{text}\n\n{table(head, rows)}"


def _matrix(book: Book, clauses: list[Clause]) -> str:
    """Clause to the transitions that realise it, the properties that judge it, and the mutants."""
    rows = []
    for clause in clauses:
        lines = [book.kind_link(kind, f"{kind.name}.{event}", "index")
                 for kind, event in book.realised.get(clause.id, [])]  # fmt: skip
        claims = [book.claim_link(claim, "index") for claim in book.judged(clause.id)]
        mutants = [book.mutant_link(mutant, "index") for mutant in book.breaking(clause.id)]
        cells = [", ".join(links) or NOTHING for links in (lines, claims, mutants)]
        first = f"{book.clause_link(clause.id, 'index')} {clause.title}"
        rows.append((first, clause.modality, *cells))
    return table(("clause", "modality", "transitions", "properties", "mutants"), rows)


def systems_page(book: Book) -> str:
    """Every system; those that look alike share a drawing."""
    parts = ["# Systems", f"Back to the {link('index', 'index')}."]
    for drawing, alike in book.drawings.items():
        parts += [f"## {book.headings[alike[0].name]}", _alike(book, alike), mermaid(drawing)]
        parts.append(_wiring(book, alike[0]))
    return "\n\n".join(parts)


def _alike(book: Book, systems: list[System]) -> str:
    rows = []
    for s in systems:
        count = sum(claim.concerns(s) for claim in book.claims)
        size = f"any number, {s.members} by default" if s.group else NOTHING
        rows.append((code(s.name), s.client, s.server, s.mode, size, str(count),
                     "yes" if s.default else "when named"))  # fmt: skip
    head = ("system", "client", "server", "mode", "members of the group", "properties", "checked")
    return table(head, rows)


def _wiring(book: Book, system: System) -> str:
    facts = [f"- {text}" for text in _processes(book, system, "systems").split("<br>")]
    if system.group:
        facts.append(f"- Group, marked ×: {codes(system.group)}, once for each member")
    if system.fair:
        facts.append(f"- Fair, so they happen in the end: {codes(system.fair)}")
    if system.tags:
        facts.append(f"- Tags: {codes(system.tags)}")
    return "\n".join(facts)


def mutants_page(book: Book) -> str:
    """Every mutant: what is wrong, in which system, and which properties it violates."""
    claims = {claim.name: claim for claim in book.claims}
    rows = [
        (
            code(mutant.name),
            book.linked(mutant.sentence, "mutants"),
            book.system_link(mutant.system, "mutants"),
            codes(mutant.machines),
            ", ".join(
                book.claim_link(claims[name], "mutants") if name in claims else code(name)
                for name in mutant.violates
            ),
        )
        for mutant in book.mutants.values()
    ]
    text = "Each is wrong on purpose: a property that no mutant violates would prove nothing."
    head = ("mutant", "what is wrong", "system", "machines", "violates")
    parts = ["# Mutants", f"Back to the {link('index', 'index')}.", text, table(head, rows)]
    return "\n\n".join(parts)
