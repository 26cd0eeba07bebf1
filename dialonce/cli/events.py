"""`dialonce events`: the vocabulary of a system, for adapters, test vectors and logs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dialonce import catalog
from dialonce.cli.choose import chosen_systems
from dialonce.cli.options import json_option, print_json, write
from dialonce.errors import UsageError

if TYPE_CHECKING:
    from dialonce.judge.timers import Timer
    from dialonce.judge.vocabulary import Term
    from dialonce.system import System


@click.command(short_help="List what can happen in a system, and who does it.")
@click.argument("name", required=False, metavar="[SYSTEM]")
@click.option("--process", metavar="NAME", help="As this process of the system sees it.")
@click.option(
    "--page",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the events of all systems into this page.",
)
@json_option
def events(name: str | None, process: str | None, page: Path | None, as_json: bool) -> int:
    """List the events of a system by the names that adapters, vectors and logs give them."""
    if page is not None:
        return _write(page, name)
    if name is None:
        raise UsageError("name a system: dialonce systems lists them")
    (system,) = chosen_systems((name,), None)
    from dialonce.judge.timers import timers
    from dialonce.judge.vocabulary import process_of, vocabulary

    mine, terms = process_of(system, process), vocabulary(system, process)
    if as_json:
        facts = [_facts(system, term) for term in terms.values()]
        ends = [_timer_facts(system, timer) for timer in timers(system, mine)]
        print_json({"system": system.name, "process": mine, "events": facts, "timers": ends})
        return 0
    for line in (*_lines(system, mine, list(terms.values())), *_timer_lines(system, mine)):
        click.echo(line)
    return 0


def _write(path: Path, name: str | None) -> int:
    from dialonce.judge.lexicon import page

    if name is not None:
        raise UsageError("--page writes the events of all systems: leave out the name")
    write(path, page(catalog.systems().values()))
    click.echo(f"The events are in {path}.")
    return 0


def _facts(system: System, term: Term) -> dict[str, Any]:
    from dialonce.clauses import sentence_of
    from dialonce.judge.lexicon import clauses_of_event

    machine = system.machines[term.machine]
    return {
        "event": term.name,
        "direction": term.direction,
        "from": list(term.actors),
        "member": term.grouped,
        "instrument": term.device,
        "sentence": sentence_of(machine, term.event),
        "clauses": clauses_of_event(machine, term.event),
    }


def _lines(system: System, process: str, terms: list[Term]) -> list[str]:
    from dialonce.clauses import sentence_of
    from dialonce.judge.vocabulary import DIRECTIONS
    from dialonce.show import connection, faint

    lines = [f"{connection(system)}, as its process {process} sees it."]
    width = max(len(term.name) for term in terms)
    for way, said in DIRECTIONS.items():
        mine = [term for term in terms if term.direction == way]
        lines += ["", f"{way}: {said}"] if mine else []
        for term in mine:
            told = sentence_of(system.machines[term.machine], term.event)
            asides = ["  (of a member)"] * term.grouped + ["  (an instrument)"] * term.device
            lines.append(f"  {term.name:{width}}  {told}" + faint("".join(asides)))
    return lines


def _timer_facts(system: System, timer: Timer) -> dict[str, Any]:
    from dialonce.clauses import sentence_of
    from dialonce.system import TICK

    said = sentence_of(system.machines[timer.machine], TICK[1])
    return {"machine": timer.machine, "states": [*timer.states], "ticks": timer.ticks,
            "sentence": said}  # fmt: skip


def _timer_lines(system: System, process: str) -> list[str]:
    """In which states of its machines time runs, and what then happens."""
    from dialonce.judge.timers import timers
    from dialonce.show import plural

    facts = [_timer_facts(system, timer) for timer in timers(system, process)]
    lines = ["", "timers: after how many ticks, in which states"] if facts else []
    for fact in facts:
        states = " or ".join(fact["states"])
        lines += [f"  {fact['machine']}, after {plural(fact['ticks'], 'tick')} in {states}:",
                  f"    {fact['sentence']}"]  # fmt: skip
    return lines
