"""`dialonce prove`: what holds for any number of records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from dialonce import catalog
from dialonce.cli.choose import chosen_mutant, chosen_systems
from dialonce.cli.options import (
    folder_option,
    json_option,
    mutant_option,
    print_json,
    writable,
    write,
)
from dialonce.cli.outcome import EXIT_CODES
from dialonce.errors import UsageError

if TYPE_CHECKING:
    from dialonce.prove import Proof


class Told(NamedTuple):
    """A proof in words, in values, and as the text of its certificate ("" if not asked for)."""

    lines: list[str]
    facts: dict[str, Any]
    certificate: str


@click.command(short_help="Prove properties for any number of records.")
@click.argument("names", nargs=-1, metavar="[SYSTEM]...")
@mutant_option
@click.option("--verify", metavar="FILE", help="Check the certificate in FILE again.")
@json_option
@folder_option
def prove(
    names: tuple[str, ...], mutant: str | None, verify: str | None, as_json: bool,
    folder: str | None,
) -> int:  # fmt: skip
    """Prove invariants, steps and liveness for any number of records.

    With -o each system's certificate is written: the inductive set, which --verify checks again
    with an interpreter of its own.
    """
    if verify:
        if names or mutant or as_json or folder:
            raise UsageError("--verify takes the certificate alone: leave out all else")
        return _verified(Path(verify))
    from dialonce.check import worst

    chosen_systems(names, chosen_mutant(mutant))
    target = writable(folder) if folder else None
    proofs = []
    for told in _proofs(names, mutant, bool(target)):
        proofs.append(told.facts)
        for line in told.lines if not as_json else ():
            click.echo(line)
        if target:
            write(target / f"{told.facts['name']}.certificate.json", told.certificate)
    verdict = worst(facts["verdict"] for facts in proofs)
    if as_json:
        print_json({"verdict": verdict, "systems": proofs})
    return EXIT_CODES[verdict]


def _proofs(names: tuple[str, ...], mutant: str | None, certified: bool) -> Iterator[Told]:
    """What is proved of each chosen system, in order, several worked out at a time."""
    from dialonce.cli.progress import Progress
    from dialonce.parallel import spread

    systems = chosen_systems(names, chosen_mutant(mutant))
    catalog.properties_of(systems)  # found once, before the children are forked
    found = spread(partial(_told, names, mutant, certified), len(systems))
    for system in systems:
        with Progress(f"proving {system.name}" + " and others" * (len(systems) > 1)):
            told = next(found)
        yield told


def _told(names: tuple[str, ...], mutant: str | None, certified: bool, index: int) -> Told:
    """Prove the chosen system at `index`, perhaps in a child."""
    from dialonce.prove import prove as attempt

    system = chosen_systems(names, chosen_mutant(mutant))[index]
    proof = attempt(system, catalog.properties_of([system]))
    return Told(_lines(proof, mutant), _facts(proof), _certificate(proof) if certified else "")


def _verified(path: Path) -> int:
    from dialonce.certificate import CERTIFIED, read
    from dialonce.recheck import objections

    found = read(path)
    system = catalog.system(str(found.get("system")))
    claims = catalog.properties_of([system])
    reasons = objections(system, found, claims)
    for reason in reasons:
        click.echo(f"The certificate of {system.name} does not prove it: {reason}.")
    if reasons:
        return EXIT_CODES["VIOLATED"]
    judged = [c for c in claims if c.concerns(system) and c.kind in CERTIFIED]
    left = [c.name for c in judged if c.name not in found["claims"]]
    click.echo(
        f"The certificate of {system.name} holds: {len(found['pairs']):,} pairs, on which "
        f"{len(judged) - len(left)} of {len(judged)} invariants and steps are true."
    )
    for name in left:
        click.echo(f"UNDECIDED  {name} is not claimed.")
    return EXIT_CODES["UNDECIDED" if left else "HOLDS"]


def _lines(proof: Proof, mutant: str | None) -> list[str]:
    from dialonce.show import connection, steps, verdict, wrapped

    held = sum(finding.verdict == "HOLDS" for finding in proof.findings)
    members = "records" if "record" in proof.system.group else "members"
    number = f"for any number of {members}" if proof.system.group else "without records"
    first = f"{verdict(proof.verdict)}  {connection(proof.system)}: {held} of {len(proof.findings)}"
    lines = [f"{first} properties {number}, by {proof.pairs:,} pairs in {proof.seconds:.2f} s"]
    for finding in proof.findings:
        if finding.verdict == "HOLDS":
            continue
        lines += [wrapped(f"{finding.verdict}  {finding.property.sentence}", 2)]
        lines += [f"  {finding.property.name}, {finding.property.kind}"]
        if finding.verdict == "VIOLATED" and finding.trace:
            which = f"--mutant {mutant}" if mutant else proof.system.name
            records = f" --records {finding.trace.members}" if proof.system.group else ""
            lines += [f"  Its shortest run: dialonce check {which}{records}"]
        else:
            lines += [wrapped(f"{finding.why[:1].upper()}{finding.why[1:]}.", 2)]
            lines += steps(finding.trace) if finding.trace else []
    return lines


def _facts(proof: Proof) -> dict[str, Any]:
    from dialonce.show import event_name

    return {
        "name": proof.system.name,
        "verdict": proof.verdict,
        "pairs": proof.pairs,
        "seconds": round(proof.seconds, 3),
        "properties": [
            {"name": f.property.name, "kind": f.property.kind, "verdict": f.verdict, "why": f.why,
             "run": [event_name(proof.system, step.instance, step.event)
                     for step in (f.trace.steps if f.trace else ())]}
            for f in proof.findings
        ],
    }  # fmt: skip


def _certificate(proof: Proof) -> str:
    import json

    return json.dumps(proof.certificate())
