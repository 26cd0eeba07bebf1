"""`dialonce mutate`: wrong designs derived from the tables, and which of them nobody notices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dialonce import catalog
from dialonce.cli.choose import chosen_systems
from dialonce.cli.options import json_option, print_json, write
from dialonce.cli.outcome import EXIT_CODES
from dialonce.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialonce.mutation.page import Page
    from dialonce.mutation.tally import Result, Row, Tally

EXPLAINED = Path("docs/survivors.md")


@click.command(short_help="Derive wrong designs, and show which nobody notices.")
@click.argument("names", nargs=-1, metavar="[SYSTEM]...")
@click.option("--only", default="", metavar="TEXT", help="Only mutants whose names contain this.")
@click.option("--explained", metavar="FILE", type=click.Path(path_type=Path),
              help=f"Where survivors are explained; {EXPLAINED} if it is there.")
@click.option("--page", metavar="FILE", type=click.Path(path_type=Path),
              help="Write the figures into this page too, between its two marks.")
@click.option("--seed", type=int, metavar="N", help="Accepted by every verb; unused here.")
@json_option
def mutate(
    names: tuple[str, ...], only: str, explained: Path | None, page: Path | None,
    seed: int | None, as_json: bool,
) -> int:  # fmt: skip
    """Get every transition wrong in every way, and see whether a property notices.

    The machines that realise the specification are mutated, one transition at a time, by what
    their tables show; the environment is no design. A mutant is judged by all systems in which its
    machine stands, unless some are named. What survives and is not explained in a file is a hole
    in the properties: then the exit code is 1.
    """
    if page and (names or only):
        raise UsageError("--page tells of everything: leave out the systems and --only")
    figures = _page(page) if page else None
    tally = _tally(names, only, explained)
    if figures:
        write(figures.path, figures.text(tally))
    if as_json:
        print_json(_facts(tally))
    else:
        for line in _lines(tally):
            click.echo(line)
    return EXIT_CODES[tally.verdict]


def _page(path: Path) -> Page:
    from dialonce.mutation.page import Page

    return Page(path)


def _tally(names: tuple[str, ...], only: str, explained: Path | None) -> Tally:
    from dialonce.cli.progress import Progress
    from dialonce.mutation.campaign import Campaign
    from dialonce.mutation.explained import read_explained
    from dialonce.mutation.tally import tallied

    file = explained or (EXPLAINED if EXPLAINED.exists() else None)
    reasons = read_explained(file) if file else {}
    systems = chosen_systems(names, None) if names else list(catalog.systems().values())
    campaign = Campaign(systems, catalog.properties_of(systems), only)
    judged = []
    with Progress(f"judging {len(campaign.mutants):,} mutants") as progress:
        for each in campaign.judged():
            judged.append(each)
            progress.tell(f"{len(judged):,} done")
    return tallied(judged, reasons, not (names or only))


def _facts(tally: Tally) -> dict[str, Any]:
    return {
        "verdict": tally.verdict,
        "counts": dict(tally.counts),
        "new": [result.mutant.name for result in tally.new],
        "stale": tally.stale,
        "hollow": tally.hollow,
        "clauses": [
            {"id": row.name, "unexplained": row.new, **row.counts} for row in tally.by_clause
        ],
        "mutants": [_mutant(result) for result in tally.results],
    }


def _mutant(result: Result) -> dict[str, Any]:
    mutant, verdict, reason = result
    return {
        "name": mutant.name,
        "operator": mutant.operator,
        "file": mutant.file,
        "line": mutant.line,
        "clauses": list(mutant.clauses),
        "outcome": verdict.outcome,
        "by": verdict.by,
        "systems": list(verdict.systems),
        "reason": reason,
    }


def _lines(tally: Tally) -> Iterator[str]:
    from dialonce.show import plural, verdict

    yield from _table("mistake", tally.by_operator)
    yield from _table("clause", tally.by_clause)
    yield from (line for result in tally.new for line in _survivor(result))
    for result in tally.of("UNDECIDED"):
        yield f"UNDECIDED {result.mutant.name}: {result.verdict.by}"
    yield from (f"HOLLOW    {name}: none of its mutants is noticed" for name in tally.hollow)
    yield from (f"STALE     {name}: explained, but it is no survivor" for name in tally.stale)
    yield ""
    counts = ", ".join(f"{tally.counts[name]:,} {name.lower()}" for name in _outcomes())
    known = tally.counts["survived"] - len(tally.new)
    yield (f"{verdict(tally.verdict)}: {plural(len(tally.results), 'mutant')}: {counts}; of the "
           f"survivors {known:,} explained, {len(tally.new):,} not.")  # fmt: skip


def _table(what: str, rows: list[Row]) -> Iterator[str]:
    from dialonce.show import faint

    yield faint(f"{what:10}" + "".join(f"{name.lower():>12}" for name in _outcomes()))
    for row in rows:
        numbers = "".join(f"{row.counts[name] or '-':>12}" for name in _outcomes())
        yield f"{row.name:10}{numbers}"
    yield ""


def _survivor(result: Result) -> Iterator[str]:
    from dialonce.show import strong, wrapped

    mutant = result.mutant
    yield strong(f"SURVIVOR  {mutant.name}")
    yield f"          {mutant.file}:{mutant.line}  {', '.join(mutant.clauses) or 'no clause'}"
    yield wrapped(f"in {', '.join(result.verdict.systems)}", 10)
    yield wrapped(f"it shows: {result.verdict.by}", 10)


def _outcomes() -> tuple[str, ...]:
    from dialonce.mutation.tally import OUTCOMES

    return OUTCOMES
