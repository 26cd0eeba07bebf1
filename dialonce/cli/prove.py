"""`dialonce prove`: what holds for any number of records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dialonce import catalog
from dialonce.cli.choose import chosen_mutant, chosen_systems
from dialonce.cli.options import folder_option, json_option, mutant_option, print_json, writable
from dialonce.cli.outcome import EXIT_CODES


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
        return _verified(Path(verify))
    from dialonce.check import worst
    from dialonce.prove import prove as attempt

    systems = chosen_systems(names, chosen_mutant(mutant))
    target = writable(folder) if folder else None
    claims = catalog.properties_of(systems)
    proofs = []
    for system in systems:
        proofs.append(attempt(system, claims))
        if not as_json:
            for line in _lines(proofs[-1]):
                click.echo(line)
        if target:
            _write(proofs[-1], target)
    verdict = worst(proof.verdict for proof in proofs)
    if as_json:
        print_json({"verdict": verdict, "systems": [_facts(proof) for proof in proofs]})
    return EXIT_CODES[verdict]


def _verified(path: Path) -> int:
    from dialonce.certificate import objections, read

    found = read(path)
    system = catalog.system(str(found.get("system")))
    reasons = objections(system, found, catalog.properties_of([system]))
    for reason in reasons:
        click.echo(f"The certificate of {system.name} does not prove it: {reason}.")
    if not reasons:
        click.echo(f"The certificate of {system.name} holds: {len(found['pairs'])} pairs.")
    return 1 if reasons else 0


def _lines(proof: Any) -> list[str]:
    from dialonce.show import connection, verdict, wrapped

    held = sum(finding.verdict == "HOLDS" for finding in proof.findings)
    number = "for any number of records" if proof.system.group else "without records"
    first = f"{verdict(proof.verdict)}  {connection(proof.system)}: {held} of {len(proof.findings)}"
    lines = [f"{first} properties {number}, by {proof.pairs:,} pairs in {proof.seconds:.2f} s"]
    for finding in proof.findings:
        if finding.verdict == "UNDECIDED":
            lines += [wrapped(f"UNDECIDED  {finding.property.sentence}", 2)]
            lines += [wrapped(f"An abstract run that could not be excluded: {finding.why}.", 4)]
        elif finding.verdict == "VIOLATED":
            lines += [wrapped(f"VIOLATED  {finding.property.sentence}", 2)]
            lines += [f"    Seen with: dialonce check {proof.system.name} --records 2"]
    return lines


def _facts(proof: Any) -> dict[str, Any]:
    return {
        "name": proof.system.name,
        "verdict": proof.verdict,
        "pairs": proof.pairs,
        "seconds": round(proof.seconds, 3),
        "properties": [
            {"name": f.property.name, "kind": f.property.kind, "verdict": f.verdict, "why": f.why}
            for f in proof.findings
        ],
    }


def _write(proof: Any, folder: Path) -> None:
    import json

    import numpy as np

    from dialonce.certificate import certificate
    from dialonce.cli.options import write

    composed = proof.composed
    pairs = [
        (composed.globals.rows[g], composed.members.rows[m] if proof.system.group else ())
        for g, m in zip(*(ids.tolist() for ids in np.nonzero(composed.pairs)), strict=True)
    ]
    text = json.dumps(certificate(proof.system, pairs))
    write(folder / f"{proof.system.name}.certificate.json", text)
