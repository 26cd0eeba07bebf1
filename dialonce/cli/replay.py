"""`dialonce replay`: whether a recorded run is one that the specification allows."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from dialonce.cli.options import json_option, print_json
from dialonce.cli.outcome import EXIT_CODES, interrupted
from dialonce.errors import UsageError

if TYPE_CHECKING:
    from dialonce.replay.explain import Violation
    from dialonce.replay.outcome import Outcome
    from dialonce.replay.question import Question

MANY = 1_000_000_000


@click.command(short_help="Judge a recorded run, and show the first impossible line.")
@click.argument("log", metavar="LOG")
@click.option("--system", metavar="NAME", help="The system that was recorded.")
@click.option("--process", metavar="NAME", help="Whose log it is; by default its first process.")
@click.option(
    "--observes",
    metavar="EVENT,...",
    help="What is in the log, beside what the process hears and is ordered.",
)
@click.option("--absent", metavar="EVENT,...", help="What never happened, though it could.")
@click.option("--tick-seconds", type=float, metavar="S", help="Let time pass by t: S is a tick.")
@click.option(
    "--tolerance",
    type=click.IntRange(0, 1000),
    metavar="N",
    help="By how many ticks clocks may differ.",
)
@click.option(
    "--patience",
    type=click.IntRange(0, 1000),
    metavar="N",
    help="For how many ticks the process may leave undone what it does by itself.",
)
@click.option(
    "--partial",
    is_flag=True,
    help="Let the log begin anywhere, and lack events where a line is damaged.",
)
@click.option("--strict", is_flag=True, help="Refuse damaged and unknown lines.")
@click.option(
    "--first",
    type=click.IntRange(1, 1000),
    default=3,
    show_default=True,
    metavar="N",
    help="Tell of so many impossible lines.",
)
@click.option(
    "--remember",
    type=click.IntRange(1, MANY),
    metavar="N",
    help="How many finished members to remember, in each session.",
)
@click.option(
    "--partition",
    metavar="session|member",
    type=click.Choice(["session", "member"]),
    help="Deal a large file out into parts, by DuckDB, and judge them side by side.",
)
@click.option("--parts", type=click.IntRange(1, 4096), metavar="N", help="How many parts.")
@click.option("--no-likeness", is_flag=True, help="Seek no wrong design that does the same.")
@json_option
def replay(
    log: str, partition: str | None, parts: int | None, no_likeness: bool, as_json: bool,
    **asked: Any,
) -> int:  # fmt: skip
    """Judge a log: one event a line, in JSON. LOG is a file, a pipe, or - for standard input.

    A line is {"event": "link.dropped", "member": 17, "session": "s1", "t": 12.5}; only the event
    must be there. The first line may say what log it is: {"dialonce": 1, "system": "cpd_warm"}.
    Lines that cannot be read are skipped and counted. See docs/replay.md.
    """
    from dialonce.replay.judging import judge_stream, liken

    question = _question(**asked)
    tell = None if as_json or partition else lambda found: click.echo(_violation(found))
    if partition:
        outcome = _in_parts(log, question, partition, parts)
        for found in () if as_json else outcome.shown:
            click.echo(_violation(found))
    else:
        outcome = judge_stream(_reading(log), question, tell)
    first = None if no_likeness or outcome.interrupted else liken(outcome)
    if as_json:
        print_json(outcome.plain())
    else:
        if first:
            click.echo(_likeness(first))
        click.echo(_ending(outcome))
    if outcome.interrupted:
        interrupted(f" after {outcome.lines:,} lines")
    return EXIT_CODES[outcome.verdict]


def _question(observes: str | None, absent: str | None, **asked: Any) -> Question:
    from dialonce.replay.question import Question

    given = {name: value for name, value in asked.items() if value is not None}
    return Question(observes=_names(observes), absent=_names(absent), **given)


def _names(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(x.strip() for x in text.split(",") if x.strip())


def _in_parts(log: str, question: Question, by: str, parts: int | None) -> Outcome:
    from dialonce.replay.partition import judge_file

    return judge_file(log, question, by, parts)


def _reading(log: str) -> Callable[[int], bytes]:
    """How to read a log. Errors: UsageError."""
    try:
        if log == "-":
            return open(sys.stdin.fileno(), "rb", buffering=0, closefd=False).read
        if os.path.isdir(log):
            raise UsageError(f"cannot read {log}: it is a folder")
        return open(log, "rb", buffering=0).read
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read {log!r}: {getattr(error, 'strerror', error)}") from error


def _violation(found: Violation) -> str:
    from dialonce.replay.words import violation

    return violation(found)


def _likeness(found: Violation) -> str:
    from dialonce.replay.words import likeness

    return likeness(found)


def _ending(outcome: Outcome) -> str:
    from dialonce.replay.words import ending

    return ending(outcome)
