"""The options that bound a search, and the words that repeat them in a command."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import click

from dialonce.cli.options import writable
from dialonce.effort import Effort
from dialonce.errors import UsageError

UNITS = {"K": 10, "M": 20, "G": 30, "T": 40}


class Memory(click.ParamType):
    """A size such as 512M or 4G, in bytes."""

    name = "size"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """The bytes. Errors: BadParameter with an example."""
        form = re.fullmatch(r"([1-9]\d{0,8})([KMGT])", str(value).upper())
        if form is None:
            self.fail(f"{value!r} is no size: write a whole number and K, M, G or T, such as 512M")
        return int(form[1]) << UNITS[form[2]]


def size_text(count: int) -> str:
    """Bytes as `Memory` reads them: the largest unit that is exact."""
    unit = next(u for u, bits in reversed(UNITS.items()) if count % (1 << bits) == 0)
    return f"{count >> UNITS[unit]}{unit}"


OPTIONS = (
    click.option("--max-states", type=click.IntRange(min=1), metavar="N",
                 help="Stop each search after so many states: then UNDECIDED."),
    click.option("--max-memory", type=Memory(), metavar="SIZE",
                 help="Stop each search that takes more, such as 512M or 4G: then UNDECIDED."),
    click.option("--first", is_flag=True,
                 help="Stop each search at its first violation: what is open then is UNDECIDED."),
    click.option("--checkpoint", metavar="DIR",
                 help="Write down a long search in this folder, and go on from there next time."),
)  # fmt: skip

engine_option = click.option(
    "--engine", metavar="dask[=ADDRESS]",
    help="Search with the workers of a Dask cluster, or with two here: see docs/cluster.md.",
)  # fmt: skip


def effort_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a verb that searches; their values are for `effort_of`."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function


def effort_of(
    systems: int, max_states: int | None, max_memory: int | None, first: bool,
    checkpoint: str | None,
) -> Effort:  # fmt: skip
    """What the searches for so many systems may take: a single one has all cores to itself."""
    from dialonce.parallel import cores

    threads = 1 << (cores().bit_length() - 1) if systems == 1 else 1
    folder = writable(checkpoint) if checkpoint else None
    return Effort(max_states, max_memory, first, threads, folder)


@contextmanager
def engaged(effort: Effort, engine: str | None) -> Iterator[Effort]:
    """The effort with a cluster, where one is wanted. Errors: UsageError when there is none."""
    if engine is None:
        yield effort
        return
    name, equals, address = engine.partition("=")
    if name != "dask" or bool(equals) != bool(address):
        raise UsageError(f"no engine {engine}: use --engine dask, or dask=tcp://HOST:PORT")
    if effort.checkpoints:
        raise UsageError("--engine dask keeps no checkpoint: leave out one of them")
    from dialonce.cluster import cluster_at

    with cluster_at(address) as cluster:
        yield replace(effort, cluster=cluster)


def effort_words(effort: Effort) -> list[str]:
    """The options that give this effort."""
    states = ["--max-states", str(effort.states)] if effort.states else []
    memory = ["--max-memory", size_text(effort.memory)] if effort.memory else []
    return [*states, *memory, *["--first"] * effort.first]
