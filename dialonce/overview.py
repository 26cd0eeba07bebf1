"""The pages that show all of it at once: index, systems, and from clause to mutant."""

from __future__ import annotations

import re
from collections import Counter

from dialonce.book import Book, Kind
from dialonce.chapter import ABOUT, TALK_LEGEND, verdict_table
from dialonce.clauses import Clause
from dialonce.links import CLAUSES, INDEX, MUTANTS, SYSTEMS, Links
from dialonce.markdown import codes, link, picture, table
from dialonce.pictures import system_path
from dialonce.sections import LEGEND, NOTHING
from dialonce.system import ENVIRONMENT, System
from dialonce.verdicts import of

REDUNDANCY = re.compile(r"\b(standby|backup)\b")  # what makes a mode a column of the matrix
FEW = 3  # links in a cell of a long table; the page of the clause has all
BACK = f"Back to the {link('index', INDEX)}."


def index(book: Book) -> str:
    """The index: the matrix of connections and modes, the topics, and how to read the drawings."""
    parts = ["# Reference", "Made from the specification itself: nothing here is written by hand."]
    parts += ["## Connections and modes", *_matrix(book), "## Topics", _topics(book)]
    parts += ["## How to read the drawings", f"Statecharts. {LEGEND}", f"Systems. {TALK_LEGEND}"]
    return "\n\n".join(parts)


def _matrix(book: Book) -> list[str]:
    """Who connects to whom, in which mode, with verdict and states: the most frequent first."""
    firsts = Counter(_mode(system)[0] for system in book.systems.values())
    clients = Counter(system.client for system in book.systems.values())
    columns = [mode for mode, _ in firsts.most_common() if REDUNDANCY.search(mode)] + ["other"]
    rows: dict[str, dict[str, list[str]]] = {}
    for alike in sorted(_groups(book), key=lambda alike: -clients[alike[0].client]):
        system, (mode, rest) = alike[0], _mode(alike[0])
        column, words = (mode, rest) if mode in columns else ("other", system.mode)
        row = rows.setdefault(f"{system.client} to {system.server}", {})
        row.setdefault(column, []).append(_cell(book, alike, words))
    text = (
        "Each cell names the systems that were verified, whether all properties hold, and in how "
        "many distinct states."
    )
    body = [(pair, *("<br>".join(row.get(c, [])) for c in columns)) for pair, row in rows.items()]
    return [text, table(("connection", *columns), body)]


def _mode(system: System) -> tuple[str, str]:
    """The first words of a mode, and the rest."""
    first, _, rest = system.mode.replace(":", ",").partition(", ")
    return first, rest


def _groups(book: Book) -> list[list[System]]:
    """The systems, those together that share everything but a size in the mode."""
    found: dict[tuple[str, ...], list[System]] = {}
    for system in book.systems.values():
        mode = "".join(letter for letter in system.mode if not letter.isdigit())
        found.setdefault((system.client, system.server, mode), []).append(system)
    return list(found.values())


def _cell(book: Book, alike: list[System], words: str) -> str:
    links, first = Links(book, INDEX), alike[0]
    known = [of(book.verdicts, "systems", system.name) for system in alike]
    states = sorted({facts["states"] for facts in known})
    size = f"{states[0]:,}" + (f" to {states[-1]:,}" if len(states) > 1 else "")
    verdicts = ", ".join(dict.fromkeys(facts["verdict"] for facts in known))
    name = links.system(first) + (f" to {links.system(alike[-1])}" if len(alike) > 1 else "")
    about = f" {words if len(alike) == 1 else re.sub('[0-9]+', '…', words)}" if words else ""
    return f"{name}{about}: {verdicts}, {size}"


def _topics(book: Book) -> str:
    rows = []
    for topic in book.pages:
        known = book.topics.get(topic)
        counts = (
            sum(clause.topic == topic for clause in book.clauses.values()),
            sum(book.page(kind.topic) == topic for kind in book.kinds),
            sum(book.page(claim.topic) == topic for claim in book.claims),
            sum(book.home(system) == topic for system in book.systems.values()),
        )
        about = known.title if known else ABOUT if topic == ENVIRONMENT else ""
        rows.append((link(topic, topic), about, *(str(count or NOTHING) for count in counts)))
    also = {SYSTEMS: "all systems, drawn, and the contracts", CLAUSES: "from clause to mutant",
            MUTANTS: "what is wrong on purpose"}  # fmt: skip
    beside = ", ".join(f"{link(page, page)} ({words})" for page, words in also.items())
    head = ("page", "about", "clauses", "machines", "properties", "systems")
    return f"{table(head, rows)}\n\nBeside them: {beside}."


def clauses_page(book: Book) -> str:
    """Clause to the transitions that realise it, the properties that judge it, and the mutants."""
    parts = ["# From clause to mutant", BACK]
    parts.append(f"A cell names at most {FEW}; the page of the clause has all of them.")
    for topic in book.pages:
        found = [clause for clause in book.clauses.values() if clause.topic == topic]
        if found:
            known = book.topics.get(topic)
            parts += [f"## {known.title if known else topic}", _clause_rows(book, found)]
    return "\n\n".join(parts)


def _clause_rows(book: Book, clauses: list[Clause]) -> str:
    links, rows = Links(book, CLAUSES), []
    for clause in clauses:
        lines = [links.kind(kind, f"{kind.name}.{event}")
                 for kind, event in book.realised.get(clause.id, [])]  # fmt: skip
        claims = [links.claim(claim) for claim in book.judged(clause.id)]
        mutants = [links.mutant(mutant) for mutant in book.breaking(clause.id)]
        cells = [_few(found) for found in (lines, claims, mutants)]
        rows.append((f"{links.clause(clause.id)} {clause.title}", clause.modality, *cells))
    return table(("clause", "modality", "transitions", "properties", "mutants"), rows)


def _few(found: list[str]) -> str:
    more = len(found) - FEW
    return ", ".join(found[:FEW]) + (f" and {more} more" if more > 0 else "") or NOTHING


def systems_page(book: Book) -> str:
    """Every system; those that look alike share a drawing."""
    links = Links(book, SYSTEMS)
    parts = ["# Systems", BACK, f"*{TALK_LEGEND}*"]
    for name, alike in book.drawings.items():
        parts += [f"## {links.heading(alike[0])}", _pages_of(book, alike[0])]
        parts.append(picture(system_path(name), f"Who talks to whom in {name}"))
        parts += [verdict_table(book, alike, links), _wiring(book, alike[0], links)]
    if any(system.refines for system in book.systems.values()):
        parts += ["## Contracts", _contracts(book, links)]
    return "\n\n".join(parts)


def _pages_of(book: Book, system: System) -> str:
    found = (book.page(topic) for topic in system.topics)
    pages = [page for page in dict.fromkeys(found) if page in book.pages]
    judged = f"Judged by the properties of {', '.join(link(page, page) for page in pages)}."
    return judged if pages else "Verified for the contract that it justifies."


def _wiring(book: Book, system: System, links: Links) -> str:
    """Processes and their machines; a machine of a group carries a cross."""
    facts = []
    for process, machines in system.processes.items():
        names = [
            links.kind(book.kind_of[cls], name) + " ×" * (name in system.group)
            for name, cls in machines.items()
        ]
        facts.append(f"- **{process}**: {', '.join(names)}")
    if system.group:
        facts.append(f"- Group, marked ×: {codes(system.group)}, once for each member")
    if system.fair:
        facts.append(f"- Fair, so they happen in the end: {codes(system.fair)}")
    if system.strong:
        facts.append(
            f"- Strongly fair, so they happen if enabled again and again: {codes(system.strong)}"
        )
    if system.tags:
        facts.append(f"- Tags: {codes(system.tags)}")
    return "\n".join(facts)


def _contracts(book: Book, links: Links) -> str:
    """Which systems justify which contract, whose verdicts rest on it, and what it caught."""
    lines = ["A contract allows every run of the systems that justify it, and stands in for them."]
    for kind, justifying in contracts(book).items():
        users = [s for s in book.systems.values() if kind in book.grounds(s)]
        caught = [
            m for m in book.mutants.values()
            if any(name.startswith(f"{kind.name}_") for name in m.violates)
        ]  # fmt: skip
        facts = [
            f"- Justified by {', '.join(map(links.system, justifying))}.",
            f"- Verdicts that rest on it: {', '.join(map(links.system, users)) or NOTHING}.",
            f"- Mutants refused: {', '.join(map(links.mutant, caught)) or NOTHING}.",
        ]
        lines += [f"### {kind.name}", f"Its statechart: {links.kind(kind)}.", "\n".join(facts)]
    return "\n\n".join(lines)


def contracts(book: Book) -> dict[Kind, list[System]]:
    """Each contract, and the systems that justify it."""
    found: dict[Kind, list[System]] = {}
    for system in book.systems.values():
        if system.refines:
            found.setdefault(book.kind_of[system.refines.contract], []).append(system)
    return found
