"""`dialonce pages`: the reference pages, generated."""

from __future__ import annotations

import click

from dialonce import catalog
from dialonce.cli.options import writable


@click.command()
@click.option("-o", "folder", metavar="DIR", required=True, help="The folder to write into.")
def pages(folder: str) -> int:
    """Write the reference pages."""
    from dialonce.pages import write_pages

    path = writable(folder)
    known = (catalog.systems(), catalog.properties(), catalog.mutants(), catalog.clauses())
    written = write_pages(*known, path)
    click.echo(f"{len(written)} pages are in {path}.")
    return 0
