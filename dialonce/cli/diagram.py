"""`dialonce diagram`: machines and systems as drawings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dialonce import catalog
from dialonce.cli.options import folder_option, writable, write

FORMATS = {"svg": ".svg", "png": ".png", "dot": ".dot", "mermaid": ".mmd"}


@click.command(short_help="Draw machines and systems.")
@click.argument("names", nargs=-1, metavar="[MACHINE|SYSTEM]...")
@click.option("--format", "form", default="svg", show_default=True, metavar="|".join(FORMATS),
              help="What to write.")  # fmt: skip
@folder_option
def diagram(names: tuple[str, ...], form: str, folder: str | None) -> int:
    """Draw machines and systems, all of them unless some are named, and print the files."""
    suffix = catalog.find("format", form, FORMATS)
    known: dict[str, Any] = {**catalog.machines(), **catalog.systems()}
    chosen = [catalog.find("machine or system", name, known) for name in names or known]
    path = writable(folder or ".")
    for subject in {id(subject): subject for subject in chosen}.values():
        click.echo(_draw(subject, suffix, path))
    return 0


def _draw(subject: Any, suffix: str, folder: Path) -> Path:
    from dialonce import diagram as draw
    from dialonce.system import System

    system = isinstance(subject, System)
    path = folder / f"{subject.name if system else subject.__name__}{suffix}"
    if suffix == ".mmd":
        text = draw.system_mermaid(subject) if system else draw.machine_mermaid(subject)
        return write(path, text)
    graph = draw.system_dot(subject) if system else draw.machine_dot(subject)
    if suffix == ".dot":
        return write(path, getattr(graph, "source", graph))
    draw.render(graph, "svg" if suffix == ".svg" else "png", path)
    return path
