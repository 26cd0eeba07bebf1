"""Options that several verbs have, and how they write files."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dialonce.errors import UsageError

if TYPE_CHECKING:
    from dialonce.explore import Explorer

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object only.")
folder_option = click.option("-o", "folder", metavar="DIR", help="The folder to write into.")
records_option = click.option(
    "--records", type=click.IntRange(min=1), metavar="N",
    help="How many records, where a system has them.",
)  # fmt: skip
mutant_option = click.option("--mutant", metavar="NAME", help="Take this wrong design instead.")
engine_option = click.option(
    "--engine", metavar="dask[=ADDRESS]",
    help="Search with the workers of a Dask cluster, or with two here; see docs/cluster.md.",
)  # fmt: skip


def explorer_of(engine: str | None) -> AbstractContextManager[Explorer]:
    """What searches: this process, or a cluster. Errors: UsageError for other engines."""
    if engine is None:
        from dialonce.explore import explore

        return nullcontext(explore)
    name, _, address = engine.partition("=")
    if name != "dask":
        raise UsageError(f"no engine {name}: use --engine dask, or dask=ADDRESS of a scheduler")
    from dialonce.cluster import clustered

    return clustered(address)


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
