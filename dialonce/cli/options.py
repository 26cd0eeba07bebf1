"""Options that several verbs have, and how they write."""

from __future__ import annotations

import sys
from typing import Any

import click

from dialonce.files import writable as writable
from dialonce.files import write as write

RECORDS_MAX = 1_000  # of records, far beyond any search

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object only.")
folder_option = click.option("-o", "folder", metavar="DIR", help="The folder to write into.")
records_option = click.option(
    "--records", type=click.IntRange(1, RECORDS_MAX), metavar="N",
    help="How many records, where a system has them.",
)  # fmt: skip
mutant_option = click.option("--mutant", metavar="NAME", help="Take this wrong design instead.")


def print_json(value: Any) -> None:
    """One JSON object on stdout."""
    import json

    plain = "utf" not in (sys.stdout.encoding or "").lower()
    click.echo(json.dumps(value, indent=2, ensure_ascii=plain))
