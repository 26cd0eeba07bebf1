"""`dialonce coverage`: the matrix of clauses, what realises, what judges and what breaks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dialonce import catalog
from dialonce.cli.options import json_option, print_json

if TYPE_CHECKING:
    from dialonce.coverage import Coverage
    from dialonce.survey import Survey


@click.command(short_help="Show which clause is realised, judged and broken by what.")
@click.option("--no-explore", is_flag=True, help="Leave out what only exploring can tell.")
@json_option
def coverage(no_explore: bool, as_json: bool) -> int:
    """Show the matrix clause, transitions, properties, mutants, both ways.

    All systems are explored, to tell which states and transitions of each machine occur, and
    which parts of each property decide something. Configurations and capabilities are judged by
    rules for installations, which faults break.
    Exit code 1 if there is a hole.
    """
    found = _coverage(not no_explore)
    if as_json:
        print_json(_facts(found))
    else:
        for line in _lines(found):
            click.echo(line)
    return 1 if found.holes else 0


def _coverage(explore: bool) -> Coverage:
    from dialonce.book import Book
    from dialonce.coverage import Coverage
    from dialonce.fault import shown

    book = Book(catalog.systems(), catalog.properties(), catalog.mutants(), catalog.clauses())
    rules = [*catalog.rules().values()]
    by = shown([*catalog.faults().values()], rules, [*catalog.formats().values()])
    return Coverage(book, catalog.statements(), rules, by, _survey(book) if explore else None)


def _survey(book: Any) -> Survey:
    from dialonce.cli.progress import Progress
    from dialonce.survey import survey

    return survey(book, Progress)


def _facts(found: Coverage) -> dict[str, Any]:
    from dialonce.cli.survey import of_survey
    from dialonce.coverage import BY_RULES

    return {
        "statements": found.statements,
        "classed": sorted(found.classed),
        "judged": sorted(found.judged),
        "judged_as_behaviour": sorted(found.of("behaviour")),
        "judged_by_rules": sorted(found.of(*BY_RULES)),
        "informative": sorted(found.of("informative")),
        "holes": found.holes,
        "clauses": [
            {
                "id": row.clause.id,
                "title": row.clause.title,
                "modality": row.clause.modality,
                "statements": row.statements,
                "transitions": row.transitions,
                "fired": found.survey.fired(row.clause.id) if found.survey else None,
                "properties": row.properties,
                "mutants": row.mutants,
                "rules": row.rules,
                "faults": row.faults,
            }
            for row in found.rows
        ],
        "mutants": {
            mutant.name: list(mutant.violates) for mutant in catalog.mutants().values()
        },
        "rules": {rule.name: list(rule.statements) for rule in found.rules},
        "faults": {fault.name: list(fault.breaks) for fault in catalog.faults().values()},
        **(of_survey(found.survey) if found.survey else {}),
    }  # fmt: skip


def _lines(found: Coverage) -> list[str]:
    from dialonce.cli.survey import in_words
    from dialonce.coverage import BY_RULES

    lines = []
    for row in found.rows:
        lines += ["", f"{row.clause.id:8}  {row.clause.title} ({row.clause.modality})"]
        parts = {"from": row.statements, "realised": row.transitions}
        if found.survey and row.transitions:
            count, fired = found.survey.fired(row.clause.id)
            parts["fired"] = (f"{fired} of {count} transitions",)
        parts |= {"judged": row.properties + row.rules, "broken": row.mutants + row.faults}
        lines += [_listed(name, names) for name, names in parts.items() if names]
        lines += [f"  HOLE      {hole}" for hole in row.holes]
    lines += ["", "Wrong designs, and the clauses of what they violate", ""]
    claims = catalog.properties()
    for mutant in catalog.mutants().values():
        clauses = {c: None for name in mutant.violates if name in claims
                   for c in claims[name].clauses}  # fmt: skip
        lines.append(f"  {mutant.name}: {', '.join(clauses) or 'none'}")
    lines += _rules(found)
    lines += in_words(found.survey) if found.survey else []
    lines += ["", *(f"HOLE  {hole}" for hole in found.holes), ""]
    counts = f"{len(found.classed)} classed, {len(found.judged)} judged"
    kinds = f"{len(found.of('behaviour'))} as behaviour, {len(found.of(*BY_RULES))} by rules"
    rest = f"{len(found.of('informative'))} informative; {len(found.holes)} holes"
    return [*lines, f"{found.statements} statements of the guide: {counts} ({kinds}), {rest}."]


def _rules(found: Coverage) -> list[str]:
    """Rules with the clauses that they judge, and faults with those that they break."""
    clauses = {
        rule.name: [row.clause.id for row in found.rows if rule.name in row.rules] or ["none yet"]
        for rule in found.rules
    }
    lines = ["", "Rules for installations, and the clauses that they judge", ""]
    lines += [f"  {name}: {', '.join(ids)}" for name, ids in clauses.items()]
    lines += ["", "Wrong installations, and the clauses that they break", ""]
    for fault in catalog.faults().values():
        broken = {i: None for name in fault.breaks for i in clauses.get(name, ())}
        lines.append(f"  {fault.name}: {', '.join(broken)}")
    return lines


def _listed(name: str, names: tuple[str, ...]) -> str:
    import textwrap

    text = ", ".join(names)
    return textwrap.fill(text, 100, initial_indent=f"  {name:8}  ", subsequent_indent=" " * 12)
