"""The report files of a verb: where they may be, and that each is written whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dialonce import catalog
from dialonce.cli.options import writable, write
from dialonce.errors import UndecidedError, UsageError

if TYPE_CHECKING:
    from dialonce.cli.check import Job
    from dialonce.reports.account import Account

OPTIONS = (
    click.option("--junit", metavar="FILE", help="Write the verdicts into this file, as JUnit."),
    click.option("--sarif", metavar="FILE",
                 help="Write what does not hold into this file, as SARIF 2.1.0."),
)  # fmt: skip
CUTS: dict[type[BaseException], str] = {
    UndecidedError: "it ended early",
    MemoryError: "out of memory",
    KeyboardInterrupt: "interrupted",
    BrokenPipeError: "its output was closed",
}


def report_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a verb that writes reports; their values are for `report_files`."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function


def report_files(read: str | None, **asked: str | None) -> dict[str, Path]:
    """The file of each report that is asked for; one of an earlier run is taken away.

    So a run that ends by force leaves no verdicts of another one. `read` is a file that the verb
    reads. Errors: UsageError.
    """
    files = {kind: _file(file) for kind, file in asked.items() if file is not None}
    places = [os.path.realpath(path) for path in files.values()]
    if len(set(places)) < len(places):
        raise UsageError("--junit and --sarif name one file: give each its own")
    if read and os.path.realpath(read) in places:
        raise UsageError(f"{read} would be replaced by the report: name another file for it")
    for path in files.values():
        path.unlink(missing_ok=True)
    return files


def _file(file: str) -> Path:
    path = Path(file)
    try:
        kind = path.stat().st_mode if path.name else 0
    except FileNotFoundError:
        kind = stat.S_IFREG
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from error
    if not stat.S_ISREG(kind):
        raise UsageError(f"cannot write {file or repr(file)}: it is no file")
    writable(str(path.parent))
    return path


@contextmanager
def reporting(job: Job) -> Iterator[None]:
    """Write the reports when the work is done, also where it ends early: then as undecided."""
    try:
        yield
    except tuple(CUTS) as error:
        _write(job, str(error) or next(CUTS[kind] for kind in CUTS if isinstance(error, kind)))
        raise
    _write(job, "interrupted" if job.interrupted else "")


def _write(job: Job, cut: str) -> None:
    if not job.files:
        return
    from dialonce.reports.alerts import alerts_text
    from dialonce.reports.junit import junit_text

    texts = {"junit": junit_text, "sarif": alerts_text}
    account = _account(job, cut)
    for kind, path in job.files.items():
        write(path, texts[kind](account))


def _account(job: Job, cut: str) -> Account:
    from dialonce.reports.account import Account, Open, unchecked

    done = {id(report.system): report for report in job.reports}
    claims = catalog.properties_of(job.systems)
    reports = [
        done.get(id(system)) or unchecked(system, claims, job.records, cut or "not come to")
        for system in job.systems
    ]
    missing = [
        Open(f"{each.client} to {each.server}, {each.mode}", site.file, line)
        for site in ([job.deployment] if job.deployment else [])
        for line, each in site.connections
        if not each.systems
    ]
    return Account(reports, catalog.clauses(), job.mutant, missing, cut)
