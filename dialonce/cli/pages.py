"""`dialonce pages`: the reference pages, generated."""

from __future__ import annotations

import click

from dialonce import catalog
from dialonce.cli.options import writable
from dialonce.errors import SpecificationError


@click.command(short_help="Write the reference, with verdicts and pictures.")
@click.option("-o", "folder", metavar="DIR", required=True, help="The folder to write into.")
@click.option("--known-verdicts", is_flag=True,
              help="Verify nothing; take the verdicts that are in the folder.")  # fmt: skip
def pages(folder: str, known_verdicts: bool) -> int:
    """Verify every system, and write the reference pages with the verdicts and pictures."""
    from dialonce import verdicts
    from dialonce.book import Book
    from dialonce.cli.progress import Progress
    from dialonce.pages import write_pages

    path = writable(folder)
    known = (catalog.systems(), catalog.properties(), catalog.mutants(), catalog.clauses())
    found = verdicts.read(path) if known_verdicts else verdicts.verify(*known, Progress)
    try:
        with Progress("writing pages and pictures"):
            written = write_pages(Book(*known, catalog.topics(), found), path)
    except (LookupError, ValueError, StopIteration) as error:
        if known_verdicts:
            rule = "its verdicts are of other systems."
            raise SpecificationError(str(path / verdicts.FILE), rule, verdicts.MEND) from error
        raise
    click.echo(f"{len(written)} files are in {path}.")
    return 0
