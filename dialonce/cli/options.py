"""Options that several verbs have, and how they write files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from dialonce.errors import UsageError

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object only.")
folder_option = click.option("-o", "folder", metavar="DIR", help="The folder to write into.")
records_option = click.option(
    "--records", type=click.IntRange(min=1), metavar="N",
    help="How many records, where a system has them.",
)  # fmt: skip
mutant_option = click.option("--mutant", metavar="NAME", help="Take this wrong design instead.")


def print_json(value: Any) -> None:
    """One JSON object on stdout."""
    import json

    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def writable(folder: str) -> Path:
    """The folder, made where it is missing. Errors: UsageError when it cannot be written."""
    path = Path(folder)
    probe = path / f".dialonce-{os.getpid()}"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UsageError(f"cannot write into {folder}: {error.strerror}") from error
    return path


def write(path: Path, text: str) -> Path:
    """Write a file as a whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
    return path
