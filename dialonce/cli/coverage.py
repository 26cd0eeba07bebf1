"""`dialonce coverage`: the matrix of clauses, transitions, properties and mutants."""

from __future__ import annotations

from typing import Any

import click

from dialonce import catalog
from dialonce.cli.options import json_option, print_json


@click.command(short_help="Show which clause is realised, judged and broken by what.")
@json_option
def coverage(as_json: bool) -> int:
    """Show the matrix clause, transitions, properties, mutants, both ways.

    Exit code 1 if there is a hole.
    """
    from dialonce.book import Book
    from dialonce.coverage import Coverage

    book = Book(catalog.systems(), catalog.properties(), catalog.mutants(), catalog.clauses())
    found = Coverage(book, catalog.statements())
    if as_json:
        print_json(_facts(found))
    else:
        for line in _lines(found):
            click.echo(line)
    return 1 if found.holes else 0


def _facts(found: Any) -> dict[str, Any]:
    return {
        "statements": found.statements,
        "classed": sorted(found.classed),
        "judged": sorted(found.judged),
        "holes": found.holes,
        "clauses": [
            {
                "id": row.clause.id,
                "title": row.clause.title,
                "modality": row.clause.modality,
                "statements": row.statements,
                "transitions": row.transitions,
                "properties": row.properties,
                "mutants": row.mutants,
            }
            for row in found.rows
        ],
        "mutants": {
            mutant.name: list(mutant.violates) for mutant in catalog.mutants().values()
        },
    }  # fmt: skip


def _lines(found: Any) -> list[str]:
    lines = []
    for row in found.rows:
        lines += ["", f"{row.clause.id:8}  {row.clause.title} ({row.clause.modality})"]
        parts = {"from": row.statements, "realised": row.transitions}
        parts |= {"judged": row.properties, "broken": row.mutants}
        lines += [_listed(name, names) for name, names in parts.items() if names]
        lines += [f"  HOLE      {hole}" for hole in row.holes]
    lines += ["", "Wrong designs, and the clauses of what they violate", ""]
    claims = catalog.properties()
    for mutant in catalog.mutants().values():
        clauses = {c: None for name in mutant.violates if name in claims
                   for c in claims[name].clauses}  # fmt: skip
        lines.append(f"  {mutant.name}: {', '.join(clauses) or 'none'}")
    lines += ["", *(f"HOLE  {hole}" for hole in found.holes), ""]
    counts = f"{len(found.classed)} classed, {len(found.judged)} judged as behaviour"
    return [
        *lines,
        f"{found.statements} statements of the guide: {counts}; {len(found.holes)} holes.",
    ]


def _listed(name: str, names: tuple[str, ...]) -> str:
    import textwrap

    text = ", ".join(names)
    return textwrap.fill(text, 100, initial_indent=f"  {name:8}  ", subsequent_indent=" " * 12)
