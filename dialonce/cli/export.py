"""`dialonce export`: machines and systems in the notation of other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dialonce import catalog
from dialonce.cli.options import folder_option, mutant_option, records_option, writable, write
from dialonce.errors import UsageError
from dialonce.export import FORMS, writer

if TYPE_CHECKING:
    from dialonce.machine import Machine
    from dialonce.system import System


@click.command(short_help="Write machines and systems for other tools.")
@click.argument("names", nargs=-1, metavar="[MACHINE|SYSTEM]...")
@click.option("--format", "form", required=True, metavar="|".join(FORMS), help="What to write.")
@records_option
@mutant_option
@folder_option
def export(
    names: tuple[str, ...], form: str, records: int | None, mutant: str | None, folder: str | None
) -> int:
    """Write machines and systems, all of them unless some are named.

    One subject goes to standard output, unless a folder is given; else each becomes a file, and
    the files are printed. `promela` is a model for Spin, with the properties as assertions.
    """
    chosen = catalog.find("format", form, FORMS)
    if records is not None and not chosen.sized:
        raise UsageError(f"--records says nothing in the format {form}: leave it out")
    subjects = _chosen(names, mutant)
    if folder is None and len(subjects) > 1:
        raise UsageError(f"{len(subjects)} subjects need a folder to go to: add -o DIR")
    text = writer(form)
    texts = {name: text(each, records) if chosen.sized else text(each)
             for name, each in subjects.items()}  # fmt: skip
    if folder is None:
        click.echo(next(iter(texts.values())), nl=False)
        return 0
    path = writable(folder)
    for name, written in texts.items():
        click.echo(write(path / f"{name}{chosen.suffix}", written))
    return 0


def _chosen(names: tuple[str, ...], mutant: str | None) -> dict[str, System | type[Machine]]:
    """What is named, or the wrong design; all systems and machines without a name."""
    if mutant is not None:
        from dialonce.cli.choose import chosen_mutant, chosen_systems

        (system,) = chosen_systems(names, chosen_mutant(mutant))
        return {mutant: system}
    known: dict[str, Any] = {**catalog.machines(), **catalog.systems()}
    found = (catalog.find("machine or system", name, known) for name in names or known)
    return {each.__name__ if isinstance(each, type) else each.name: each for each in found}
