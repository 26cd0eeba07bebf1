"""The page of a topic, in the order in which an implementer reads it."""

from __future__ import annotations

from click import unstyle

from dialonce import chart
from dialonce.book import Book
from dialonce.clauses import Clause
from dialonce.links import Links
from dialonce.markdown import details, link, mermaid, picture, table
from dialonce.pictures import system_path
from dialonce.sections import (
    LEGEND,
    NOTHING,
    clause_section,
    machine_section,
    property_section,
    transitions_section,
)
from dialonce.show import plural, steps
from dialonce.story import tell
from dialonce.system import ENVIRONMENT, System
from dialonce.trace import Trace
from dialonce.verdicts import of, parsed

TALK_LEGEND = (
    "A box is a process of ours, yellow cards are the environment. A line carries messages: dark "
    "ones are sent by the end in a box, brown ones by the environment. On a card stand its class, "
    "what it sees without a message, the events that happen by themselves, and in red the faults. "
    "A double frame: once for each member of the group."
)
ABOUT = "What no implementation can choose: the others, and the ways between."
STORY = (
    "Found by searching, not written: the shortest run in which one connection is lost through a "
    "fault, at the moment at which most is at stake, until it is up again and all that was "
    "disturbed has moved on."
)


def chapter(book: Book, topic: str) -> str:
    """The page of a topic."""
    links, known = Links(book, topic), book.topics.get(topic)
    title = known.title if known else topic.replace("_", " ").capitalize()
    parts = [f"# {title}", f"Topic `{topic}`. Back to the {link('index', 'index')}."]
    about = ABOUT if topic == ENVIRONMENT else known.text if known else ""
    parts += [links.text(about)] if about else []
    kinds = [kind for kind in book.kinds if book.page(kind.topic) == topic]
    clauses = [clause for clause in book.clauses.values() if clause.topic == topic]
    claims = [claim for claim in book.claims if book.page(claim.topic) == topic]
    for heading, sections in (
        ("Who talks to whom", _talk(book, topic, links)),
        ("Statecharts", [machine_section(book, kind, links) for kind in kinds]),
        ("A loss and what follows", _story(book, topic, links)),
        ("Transitions", [transitions_section(kind, links) for kind in kinds]),
        ("Clauses", [clause_section(book, clause, links) for clause in clauses]),
        ("Properties", [property_section(book, claim, links) for claim in claims]),
        ("Wrong designs", _wrong(book, topic, links)),
        ("Decisions", _decisions(book, clauses, links)),
    ):
        legend = [f"*{LEGEND}*"] if sections and heading == "Statecharts" else []
        parts += [f"## {heading}", *legend, *sections] if sections else []
    return "\n\n".join(parts)


def _talk(book: Book, topic: str, links: Links) -> list[str]:
    """The first drawing of the topic's systems, and all of them with their verdicts."""
    homes, others = _systems(book, topic)
    shown = _with_story(book, topic)
    wanted = homes or ([shown[0]] if shown else [])
    drawn = [name for name, alike in book.drawings.items() if any(each in wanted for each in alike)]
    parts = []
    if drawn:
        text = f"Who talks to whom in {drawn[0]}"
        parts += [picture(system_path(drawn[0]), text), f"*{TALK_LEGEND}*"]
    more = [links.system(book.systems[name]) for name in drawn[1:]]
    parts += [f"Drawn as well: {', '.join(more)}."] if more else []
    parts += [verdict_table(book, homes, links)] if homes else []
    if others:
        also = ", ".join(map(links.system, others))
        parts.append(f"Its properties are judged in {also}{' too' if homes else ''}.")
    return parts


def _systems(book: Book, topic: str) -> tuple[list[System], list[System]]:
    """The systems that belong to the topic, and the others in which it is judged."""
    homes = [system for system in book.systems.values() if book.home(system) == topic]
    return homes, [
        system
        for system in book.systems.values()
        if system not in homes and topic in map(book.page, system.topics)
    ]


def verdict_table(book: Book, systems: list[System], links: Links) -> str:
    """Systems with their size, their verdicts, and the contracts on which these rest."""
    rows = []
    for system in systems:
        known = of(book.verdicts, "systems", system.name)
        count = len(known["holds"]) + len(known.get("other", ()))
        grounds = [links.kind(kind) for kind in book.grounds(system)]
        rows.append((
            links.system(system), f"{system.client} to {system.server}, {system.mode}",
            str(known["members"] or NOTHING), f"{known['states']:,}", f"{known['transitions']:,}",
            str(known["depth"]), f"{known['verdict']} {len(known['holds'])}/{count}",
            ", ".join(grounds) or NOTHING,
        ))  # fmt: skip
    head = ("system", "connection and mode", "members", "states", "transitions", "depth",
            "verdict", "rests on")  # fmt: skip
    return table(head, rows)


def _story(book: Book, topic: str, links: Links) -> list[str]:
    """The story of the topic's first system that has one."""
    found = _with_story(book, topic)
    if not found:
        return []
    system, trace = found
    return [f"{STORY} The system is {links.system(system)}, {members(system)}.", *told(trace)]


def _with_story(book: Book, topic: str) -> tuple[System, Trace] | None:
    """The first system of the topic with a story; or another one whose story moves its machines."""
    homes, others = _systems(book, topic)
    for system in [*homes, *others]:
        story = list(parsed(of(book.verdicts, "systems", system.name)["story"]))
        if story:
            trace = tell(system, story)
            moved = {system.machines[c.instance[0]] for step in trace.steps for c in step.changes}
            pages = {book.page(book.kind_of[machine].topic) for machine in moved}
            if system in homes or topic in pages:
                return system, trace
    return None


def members(system: System) -> str:
    """With how many members of its group a short run is told."""
    return f"with one {system.group[0].replace('_', ' ')}" if system.group else "as it is"


def told(trace: Trace) -> list[str]:
    """A run as a chart, and step by step in words."""
    words = "\n".join(line.rstrip() for line in steps(trace))
    summary = f"The same in words, {plural(len(trace.steps), 'step')}"
    return [
        mermaid(chart.sequence(trace, unheard=False)),
        details(summary, f"```text\n{unstyle(words)}\n```"),
    ]


def _wrong(book: Book, topic: str, links: Links) -> list[str]:
    """The wrong designs that a property of the topic catches."""
    found = [
        f"- {links.mutant(mutant)}: {links.text(mutant.sentence)}"
        for mutant in book.mutants.values()
        if topic in (book.page(claim.topic) for claim in book.violated(mutant))
    ]
    return ["\n".join(found)] if found else []


def _decisions(book: Book, clauses: list[Clause], links: Links) -> list[str]:
    """The decisions that touch the clauses of the topic, with what was chosen."""
    ids = {clause.id for clause in clauses if clause.modality != "decision"}
    cited = {d for c in clauses if c.id in ids for d in book.cited(f"{c.about} {c.text}")}
    rows = []
    for clause in book.clauses.values():
        touches = ids & set(book.cited(f"{clause.about} {clause.text}"))
        if clause.modality == "decision" and (touches or clause.id in cited):
            rows.append(f"- {links.clause(clause.id)} {clause.title}. {links.text(choice(clause))}")
    return ["\n".join(rows)] if rows else []


def choice(clause: Clause) -> str:
    """The line of a decision that says what was chosen."""
    lines = [line for line in clause.text.splitlines() if line.startswith("Choice")]
    return lines[0] if lines else ""
