"""The pages about what is wrong on purpose: mutants, and the decisions that they follow not."""

from __future__ import annotations

from dialonce.book import Book
from dialonce.clauses import Clause
from dialonce.links import DECISIONS, MUTANTS, Links
from dialonce.markdown import code, codes, link
from dialonce.runs import named_mutants
from dialonce.sections import clause_section
from dialonce.show import plural, sentence
from dialonce.variant import Mutant
from dialonce.verdicts import of, parsed


def mutants_page(book: Book) -> str:
    """Every mutant: what is wrong, in which system, what it violates, and its run if kept."""
    text = "Each is wrong on purpose: a property that no mutant violates would prove nothing."
    parts = ["# Mutants", f"Back to the {link('index', 'index')}.", text]
    pages: dict[str, list[Mutant]] = {}
    for mutant in book.mutants.values():
        pages.setdefault(book.home(mutant.system), []).append(mutant)
    for page, found in pages.items():
        known = book.topics.get(page)
        parts += [f"## {known.title if known else page}", *(_mutant(book, m) for m in found)]
    return "\n\n".join(parts)


def _mutant(book: Book, mutant: Mutant) -> str:
    links = Links(book, MUTANTS)
    broken = {claim.name: links.claim(claim) for claim in book.violated(mutant)}
    facts = [
        f"- In {links.system(mutant.system)}, instead of {codes(mutant.machines)}",
        f"- Violates {', '.join(broken.get(name) or code(name) for name in mutant.violates)}",
    ]
    parts = [f"### {mutant.name}", links.text(mutant.sentence), "\n".join(facts)]
    known = book.verdicts["runs"].get(mutant.name)
    if known and known["run"]:
        parts += [f"The shortest run that violates {code(known['violates'])}:", _run(mutant, known)]
    return "\n\n".join(parts)


def _run(mutant: Mutant, known: dict[str, list[str]]) -> str:
    """A run as a numbered list: the event, and its sentence."""
    system = mutant.build()
    lines = [
        f"{number}. {code(f'{machine}.{event}')} {sentence(system, (machine, 0), event)}"
        for number, (machine, event) in enumerate(parsed(known["run"]), 1)
    ]
    return "\n".join(lines)


def decisions_page(book: Book, decisions: list[Clause]) -> str:
    """Every decision, and what its rejected readings would do."""
    links, known = Links(book, DECISIONS), book.topics.get(DECISIONS)
    parts = [f"# {known.title if known else 'Decisions'}"]
    parts.append(f"Back to the {link('index', 'index')}.")
    parts += [links.text(known.text)] if known else []
    for clause in decisions:
        parts.append(clause_section(book, clause, links))
        wrong = [_rejected(book, m, links) for m in named_mutants(clause, book.mutants)]
        if wrong:
            head = f"What a rejected reading would do, as {code(f'dialonce explain {clause.id}')}"
            parts += [f"{head} tells:", "\n".join(wrong)]
    return "\n\n".join(parts)


def _rejected(book: Book, mutant: Mutant, links: Links) -> str:
    known = of(book.verdicts, "runs", mutant.name)
    count = len(known["run"])
    length = f"in {plural(count, 'step')}" if count else "which no single run shows"
    text = f"{links.text(mutant.sentence)} It violates {code(known['violates'])}, {length}."
    return f"- {links.mutant(mutant)}: {text}"
