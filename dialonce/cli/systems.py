"""`dialonce systems`: which systems there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dialonce import catalog
from dialonce.cli.options import json_option, print_json

if TYPE_CHECKING:
    from dialonce.system import System


@click.command(short_help="List the systems.")
@json_option
def systems(as_json: bool) -> int:
    """List the systems: which machines meet, in which connection and mode."""
    found = catalog.systems()
    if as_json:
        print_json({"systems": [_facts(system) for system in found.values()]})
    else:
        for line in _lines(list(found.values())):
            click.echo(line)
    return 0


def _facts(system: System) -> dict[str, Any]:
    return {
        "name": system.name,
        "client": system.client,
        "server": system.server,
        "mode": system.mode,
        "records": system.members if system.group else 0,
        "default": system.default,
        "machines": {name: cls.__name__ for name, cls in system.machines.items()},
        "topics": list(system.topics),
    }


def _lines(found: list[System]) -> list[str]:
    from dialonce.show import connection, faint

    head = ("system", "connection and mode", "records")
    rows = [(s.name, connection(s), str(s.members) if s.group else "-") for s in found]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [
        f"{name:{widths[0]}}  {text:{widths[1]}}  {records:>{widths[2]}}"
        for name, text, records in [head, *rows]
    ]
    asides = ["", *("" if s.default else "  not in the default check" for s in found)]
    return [faint(lines[0])] + [
        line + faint(aside) for line, aside in zip(lines[1:], asides[1:], strict=True)
    ]
