"""The systems of an installation: which connections it has, and what stands for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dialonce import catalog
from dialonce.cli.validate import format_of, judged, read_description
from dialonce.errors import SpecificationError
from dialonce.installed import Connection
from dialonce.system import System


@dataclass(frozen=True)
class Deployment:
    """A description, its connections with their lines, and how many findings it has.

    `outside` are the connections of which nothing is specified.
    """

    file: str
    connections: list[tuple[int, Connection]]
    outside: list[tuple[int, Connection]]
    findings: int

    @property
    def systems(self) -> list[System]:
        """The systems of all connections, once each."""
        found = (system for _, each in self.connections for system in each.systems)
        return list({(system.name, system.members): system for system in found}.values())

    @property
    def missing(self) -> list[Connection]:
        """The connections that no system stands for."""
        return [each for _, each in self.connections if not each.systems]

    @property
    def facts(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "file": self.file,
            "findings": self.findings,
            "connections": [_plain(line, each) for line, each in self.connections],
            "outside": [
                {"line": line, "client": each.client, "server": each.server}
                for line, each in self.outside
            ],
        }


def deployment_of(file: str) -> Deployment:
    """The deployment in a file. Errors: DescriptionError when it cannot be read."""
    from dialonce.rule import Remark

    description, kind = read_description(file), format_of()
    chooser = catalog.choosers().get(kind.name)
    if chooser is None:
        rule = "nothing tells which systems it has."
        raise SpecificationError(f"format {kind.name}", rule, "declare a Chooser of that name")
    known = catalog.systems().values()
    found = [
        (description.line(Remark(each.part, each.key, "")), each)
        for each in chooser.choose(description.view, known)
    ]
    wrong = [each for each in judged(description) if each.rule.must]
    inside = [pair for pair in found if not pair[1].outside]
    return Deployment(file, inside, [pair for pair in found if pair[1].outside], len(wrong))


def _plain(line: int, found: Connection) -> dict[str, Any]:
    return {
        "line": line,
        "client": found.client,
        "server": found.server,
        "mode": found.mode,
        "values": list(found.values),
        "noticed": found.noticed,
        "noticed_seconds": found.seconds,
        "systems": [system.name for system in found.systems],
    }


def introduction(deployment: Deployment) -> Iterator[str]:
    """The connections in words: mode, values, when a silence is noticed, and the systems."""
    from dialonce.show import plural, wrapped

    count = plural(len(deployment.connections), "connection")
    yield f"{deployment.file} has {count}."
    if deployment.findings:
        found = plural(deployment.findings, "finding")
        yield f"It also has {found}: dialonce validate {deployment.file}"
    yield ""
    for _, each in deployment.connections:
        yield f"  {each.client} to {each.server}, {each.mode}"
        told = "; ".join([*each.values, f"a silence is noticed {each.noticed}"])
        if each.values:
            yield wrapped(told, 6)
        names = ", ".join(system.name for system in each.systems)
        yield wrapped(f"by {names}" if names else "NO SYSTEM YET: not verified", 6, "      ")
    if deployment.outside:
        others = ", ".join(f"{each.client} to {each.server}" for _, each in deployment.outside)
        yield wrapped(f"Not verified, as nothing is specified of them: {others}.", 2, "  ")
    yield ""


def ending(deployment: Deployment) -> Iterator[str]:
    """What was not verified, if anything."""
    from dialonce.show import plural, verdict, wrapped

    if deployment.missing:
        count = plural(len(deployment.missing), "connection")
        names = ", ".join(f"{each.client} to {each.server}" for each in deployment.missing)
        yield wrapped(f"{verdict('UNDECIDED')}: {count} without a system: {names}.", 0)
