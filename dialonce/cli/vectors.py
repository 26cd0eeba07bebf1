"""`dialonce vectors`: test vectors for implementations in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dialonce.cli.choose import chosen_systems
from dialonce.cli.options import folder_option, json_option, print_json, writable
from dialonce.errors import UsageError

if TYPE_CHECKING:
    from dialonce.system import System
    from dialonce.vectors.chapter import Made

PARTS = {
    "transitions": ("transitions", "covered"),
    "properties": ("properties", "covered"),
    "wrong designs": ("designs", "killed"),
}
MEMBERS_MAX = 3  # of whom all are told apart


@click.command(short_help="Write test vectors for implementations in any language.")
@click.argument("names", nargs=-1, metavar="[SYSTEM]...")
@folder_option
@click.option("--members", type=click.IntRange(1, MEMBERS_MAX), default=1, show_default=True,
              metavar="N", help="How many records, where a system has them.")
@click.option("--run", "source", metavar="DIR", help="Put an implementation through these cases.")
@click.option("--command", metavar="COMMAND", help="With --run: start this adapter.")
@click.option("--connect", metavar="HOST:PORT", help="With --run: or reach one that listens here.")
@click.option("--seed", type=int, metavar="N", help="Accepted by every verb; unused here.")
@json_option
def vectors(
    names: tuple[str, ...], folder: str | None, members: int, source: str | None,
    command: str | None, connect: str | None, seed: int | None, as_json: bool,
) -> int:  # fmt: skip
    """Write short cases that judge an implementation, all systems unless some are named.

    A case tells an implementation of the dialer what happens, and says what must be seen of it.
    Together the cases take every transition, show every property at work, and catch the known
    wrong designs; each says which. docs/vectors.md explains the form, and how to read it.

    With --run the cases of a folder are put to an adapter, as docs/adapters.md tells of. A case
    that fails names the wrong designs that fail it in the same way, with their clauses.
    """
    if source is not None:
        from dialonce.cli.vectors_run import put

        return put(source, names, command, connect, as_json)
    if command is not None or connect is not None:
        raise UsageError("--command and --connect need the cases: add --run DIR")
    if folder is None:
        raise UsageError("vectors need a folder to go to: add -o DIR")
    from dialonce.vectors.chapter import manifest, written

    path, found = writable(folder), _made(chosen_systems(names, None), members)
    written(found, path)
    if as_json:
        print_json(manifest(found))
    else:
        for line in _lines(found, folder):
            click.echo(line)
    return 0


def _made(systems: list[System], members: int) -> list[Made]:
    from dialonce.cli.progress import Progress
    from dialonce.vectors.chapter import made

    found = []
    with Progress(f"vectors of {len(systems)} systems") as progress:
        for each in made(systems, members):
            found.append(each)
            progress.tell(f"{len(found)} done")
    return found


def _lines(found: list[Made], folder: str) -> list[str]:
    from dialonce.vectors.chapter import totals

    lines = [f"{'system':24}{'cases':>6}{'steps':>7}" + "".join(f"{n:>15}" for n in PARTS)]
    for name, _, counts in found:
        lines.append(f"{name:24}{counts['cases']:>6}{counts['steps']:>7}{_row(counts)}")
    sums = totals(found)
    lines.append(f"{'total':24}{sums['cases']:>6}{sums['steps']:>7}{_row(sums)}")
    what = f"{sums['systems']} files and manifest.json, {sums['bytes'] / 1e6:.1f} MB"
    return [*lines, "", f"{what}, in {folder}; what is not covered, and why, is in the manifest"]


def _row(counts: dict[str, Any]) -> str:
    return "".join(f"{counts[key][done]}/{counts[key]['of']}".rjust(15)
                   for key, done in PARTS.values())  # fmt: skip
