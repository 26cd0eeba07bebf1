"""`dialonce conform`: does that implementation obey the specification?"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dialonce import __version__, catalog
from dialonce.cli.options import folder_option, json_option, print_json, writable, write
from dialonce.cli.outcome import EXIT_CODES, interrupted
from dialonce.errors import UsageError

if TYPE_CHECKING:
    from dialonce.conform.channel import Bounds
    from dialonce.conform.protocol import Hello
    from dialonce.conform.session import Session
    from dialonce.conform.verdict import Verdict
    from dialonce.judge.words import Symbol
    from dialonce.system import System

CODES = EXIT_CODES | {"CONFORMS": 0}
RECORDS = 2


@dataclass(frozen=True)
class Task:
    """How to reach the adapter, and what to do with it."""

    opening: Any
    bounds: Bounds
    process: str | None
    records: int
    effort: Any
    choices: list[Symbol] | None


@click.command(short_help="Judge an implementation, in any language, through its adapter.")
@click.argument("name", metavar="[SYSTEM]", required=False)
@click.option("--command", metavar="COMMAND", help="Start this adapter, and talk at its pipes.")
@click.option("--connect", metavar="HOST:PORT", help="Or reach one that listens on this machine.")
@click.option("--process", metavar="NAME", help="The process that it plays: else the first.")
@click.option("--records", type=click.IntRange(1, 8), metavar="N", default=RECORDS,
              show_default=True, help="How many records, where the system has them.")
@click.option("--runs", type=click.IntRange(1), metavar="N", help="At most so many runs.")
@click.option("--seconds", type=click.FloatRange(0.1, 86_400), metavar="N", default=30.0,
              show_default=True, help="Search for so long.")
@click.option("--steps", type=click.IntRange(1, 1_000), metavar="N", default=60,
              show_default=True, help="The length of a run.")
@click.option("--seed", type=int, metavar="N", default=0, help="Other runs.")
@click.option("--answer-seconds", type=click.FloatRange(0.1, 3_600), metavar="N", default=10.0,
              show_default=True, help="A request without an answer for so long is a hang.")
@click.option("--replay", "replayed", metavar="FILE", help="Repeat the run of this file.")
@click.option("--take", metavar="EVENTS", help="Let these happen, as far as they can: one run.")
@json_option
@folder_option
def conform(
    name: str | None, command: str | None, connect: str | None, process: str | None, records: int,
    runs: int | None, seconds: float, steps: int, seed: int, answer_seconds: float,
    replayed: str | None, take: str | None, as_json: bool, folder: str | None,
) -> int:  # fmt: skip
    """Drive an implementation through its adapter, and judge what it does.

    The adapter speaks JSON lines, as docs/adapters.md tells. The kit plays the world: servers,
    networks, operators, time. The first thing that the specification does not allow ends the
    search; the run to it is made short, and told with its clauses and with what was allowed.

    Without SYSTEM, each system that the adapter names is judged. With -o the failing run is
    written into a file for --replay.

    Exit codes: 0 conforms, 1 violated, 2 wrong usage, 3 undecided.
    """
    from dialonce.conform.channel import Bounds
    from dialonce.conform.search import Effort

    bounds = Bounds(max(30.0, answer_seconds), answer_seconds)
    name, process, records, choices = _chosen(name, process, records, replayed, take)
    effort = Effort(runs or 10**9, seconds, seed, steps)
    task = Task(_opening(command, connect, bounds), bounds, process, records, effort, choices)
    target = writable(folder) if folder else None
    systems = [catalog.system(name)] if name else _offered(task)
    found = []
    for system in systems:
        with _ended_well():
            verdict = _judged(task, system)
        found.append(verdict)
        again = _again(verdict, target, command, connect)
        if not as_json:
            _say(verdict, again, blank=system is not systems[-1])
        if verdict.found.interrupted:
            break
    if as_json:
        _print_facts(found)
    elif found[-1].found.interrupted:
        interrupted(f" after {found[-1].found.runs:,} runs")
    return max((CODES[verdict.word] for verdict in found), key=lambda code: (code == 1, code))


def _chosen(
    name: str | None, process: str | None, records: int, replayed: str | None, take: str | None
) -> tuple[str | None, str | None, int, list[Symbol] | None]:
    """What --replay and --take say, beside or in place of the other options."""
    from dialonce.conform.replay import read, taken
    from dialonce.judge.vocabulary import vocabulary

    if take is not None:
        if replayed or not name:
            raise UsageError("--take needs a SYSTEM, and no --replay")
        return name, process, records, taken(take, vocabulary(catalog.system(name), process))
    if replayed is None:
        return name, process, records, None
    if name or process:
        raise UsageError("--replay has the system and the process in its file: leave them out")
    name, process, members, choices = read(replayed)
    return name, process, members or records, choices


@contextmanager
def _ended_well() -> Iterator[None]:
    """While an adapter runs, let SIGTERM be an interrupt, so that none is left behind."""

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _opening(command: str | None, connect: str | None, bounds: Bounds) -> Any:
    from dialonce.conform.transport import by_address, by_command

    if (command is None) == (connect is None):
        raise UsageError(
            'say where the adapter is: --command "./my-adapter", or --connect 127.0.0.1:7300'
        )
    return by_command(command, bounds) if command is not None else by_address(connect or "", bounds)


def _session(task: Task, system: System | None) -> Session:
    from dialonce.conform.protocol import PROTOCOL, Greeting
    from dialonce.conform.session import Session
    from dialonce.judge.vocabulary import process_of

    process = process_of(system, task.process) if system else ""
    members = task.records if system and system.group else 0
    greeting = Greeting(PROTOCOL, system.name if system else "", process, members, __version__)
    return Session(task.opening, greeting, task.bounds)


def _greeted(session: Session) -> Hello:
    """The adapter's hello. Errors: UsageError, with the end of its log."""
    from dialonce.conform.fault import Fault

    try:
        return session.greet()
    except Fault as fault:
        raise _unfit(fault, session) from None


def _unfit(fault: Any, session: Session) -> UsageError:
    log = "".join(f"; log: {line}" for line in session.log.splitlines()[-1:])
    return UsageError(f"the adapter cannot be judged: {fault}{log}")


def _offered(task: Task) -> list[System]:
    """The systems that the adapter says it plays."""
    session = _session(task, None)
    try:
        return [catalog.system(name) for name in _greeted(session).systems]
    except UsageError as error:
        raise UsageError(f"{error}; or name the SYSTEM that it plays") from error
    finally:
        session.close()


def _judged(task: Task, system: System) -> Verdict:
    from dialonce.conform.fault import Fault
    from dialonce.conform.search import Search
    from dialonce.conform.setting import agreed
    from dialonce.conform.verdict import verdict_of

    session = _session(task, system)
    try:
        hello = _greeted(session)
        if system.name not in hello.systems:
            raise UsageError(f"the adapter plays {', '.join(hello.systems)}, not {system.name}")
        try:
            setting = agreed(hello, system, session.greeting.process, task.records)
        except Fault as fault:
            raise _unfit(fault, session) from None
        search = Search(session, setting, task.effort)
        found = search.go() if task.choices is None else search.replay(task.choices)
        return verdict_of(search, found)
    finally:
        session.close()


def _again(verdict: Verdict, folder: Path | None, command: str | None, connect: str | None) -> str:
    """The command that replays a failing run, whose file is written where a folder is given."""
    import json
    import shlex

    from dialonce.conform.replay import facts, written

    if verdict.outcome is None:
        return ""
    setting, way = verdict.setting, ["--command", command]
    if command is None:
        way = ["--connect", connect]
    if folder:
        file = folder / f"{setting.system.name}.json"
        write(file, json.dumps(facts(verdict), indent=1) + "\n")
        return shlex.join(["dialonce", "conform", *map(str, way), "--replay", str(file)])
    events = " ".join(map(written, verdict.outcome.labels))
    first = [setting.system.name, "--process", setting.seen.process]
    first += ["--records", str(setting.members)] if setting.members else []
    return shlex.join(["dialonce", "conform", *first, *map(str, way), "--take", events])


def _say(verdict: Verdict, again: str, blank: bool) -> None:
    from dialonce.conform.show import lines

    for line in lines(verdict, again):
        click.echo(line)
    if blank:
        click.echo()
    sys.stdout.flush()


def _print_facts(found: list[Verdict]) -> None:
    from dialonce.conform.show import as_facts

    words = [verdict.word for verdict in found]
    worst = next((w for w in ("VIOLATED", "UNDECIDED", "CONFORMS") if w in words), "UNDECIDED")
    print_json({"verdict": worst, "systems": [as_facts(verdict) for verdict in found]})


