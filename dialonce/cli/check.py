"""`dialonce check`: every property of every system, and the shortest way to a violation."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dialonce import catalog
from dialonce.cli.choose import chosen_mutant, chosen_systems
from dialonce.cli.effort import effort_of, effort_options, engaged, engine_option
from dialonce.cli.options import (
    folder_option,
    json_option,
    mutant_option,
    print_json,
    records_option,
    writable,
)
from dialonce.cli.outcome import EXIT_CODES, interrupted
from dialonce.cli.reports import report_files, report_options, reporting
from dialonce.errors import UsageError

if TYPE_CHECKING:
    from dialonce.check import Report
    from dialonce.cli.deployment import Deployment
    from dialonce.effort import Effort
    from dialonce.system import System
    from dialonce.variant import Mutant


@dataclass
class Job:
    """What is to be checked, and how; the reports so far, and the files to write them into."""

    systems: list[System]
    mutant: Mutant | None
    records: int | None
    symmetry: bool
    effort: Effort
    folder: Path | None
    deployment: Deployment | None = None
    engine: str | None = None
    files: dict[str, Path] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)
    interrupted: bool = False


@click.command(short_help="Verify systems, and show the shortest way to a violation.")
@click.argument("names", nargs=-1, metavar="[SYSTEM]...")
@records_option
@click.option("--no-symmetry", is_flag=True, help="Tell records apart that differ in name only.")
@mutant_option
@effort_options
@click.option("--deployment", metavar="FILE",
              help="Verify the systems of the installation that this file describes.")
@click.option("--seed", type=int, metavar="N", help="Accepted by every verb; unused here.")
@engine_option
@report_options
@json_option
@folder_option
def check(
    names: tuple[str, ...], records: int | None, no_symmetry: bool, mutant: str | None,
    deployment: str | None, seed: int | None, engine: str | None, junit: str | None,
    sarif: str | None, as_json: bool, folder: str | None, **bounds: Any,
) -> int:  # fmt: skip
    """Verify systems exhaustively: all of the default ones unless some are named.

    A violated property is shown with the shortest way to it. With -o that trace is also written,
    as a sequence chart, in ITF, and as a script that `dialonce simulate` replays.

    With --deployment the systems are those of an installation: its connections, their modes and
    their times. A connection that no system stands for makes the verdict UNDECIDED.

    With --junit and --sarif the verdicts are also written for other tools: see docs/reports.md.
    """
    from dialonce.check import worst

    wrong = chosen_mutant(mutant)
    site = _deployment(deployment, names, mutant)
    chosen = site.systems if site else chosen_systems(names, wrong)
    job = Job(chosen, wrong, records, not no_symmetry, effort_of(len(chosen), **bounds),
              writable(folder) if folder else None, site, engine,
              report_files(deployment, junit=junit, sarif=sarif))  # fmt: skip
    with reporting(job):
        reports = _in_silence(job) if as_json else _in_words(job)
    undecided = job.interrupted or bool(site and site.missing)
    verdict = worst([report.verdict for report in reports] + ["UNDECIDED"] * undecided)
    if as_json:
        from dialonce.cli.facts import of_report

        facts = {"deployment": site.facts} if site else {}
        right = wrong.system if wrong else None
        print_json({"verdict": verdict, "mutant": wrong.name if wrong else None, **facts,
                    "systems": [of_report(report, right) for report in reports]})  # fmt: skip
    elif job.interrupted:
        done = sum(not _was_interrupted(report) for report in reports)
        interrupted(f" with {done} of {len(job.systems)} systems done")
    return EXIT_CODES[verdict]


def _deployment(
    file: str | None, names: tuple[str, ...], mutant: str | None
) -> Deployment | None:
    if file is None:
        return None
    from dialonce.cli.deployment import deployment_of

    if names or mutant:
        raise UsageError("--deployment chooses the systems: leave out their names and --mutant")
    return deployment_of(file)


def reports_of(job: Job) -> Iterator[Report]:
    """One report a system, as each is done; an interrupt ends it early."""
    try:
        from dialonce.cli.process import keep_freed_memory
        from dialonce.cli.progress import Progress
        from dialonce.parallel import Work, check_all

        keep_freed_memory()
        claims = catalog.properties_of(job.systems)
        with engaged(job.effort, job.engine) as effort:
            work = Work(job.systems, claims, job.records, job.symmetry, effort)
            for report in check_all(work, Progress):
                job.reports.append(report)
                yield report
                if _was_interrupted(report):
                    job.interrupted = True
                    return
    except KeyboardInterrupt:
        job.interrupted = True


def _was_interrupted(report: Report) -> bool:
    return any(finding.why == "interrupted" for finding in report.findings)


def _in_silence(job: Job) -> list[Report]:
    from dialonce.cli.violations import write_files

    reports = list(reports_of(job))
    for report in reports:
        write_files(job, report)
    return reports


def _in_words(job: Job) -> list[Report]:
    from dialonce.cli.violations import say_violations
    from dialonce.show import heading, row

    began, reports = time.perf_counter(), []
    for line in _deployed(job, "introduction"):
        click.echo(line)
    click.echo(_introduction(job))
    click.echo()
    click.echo(heading(job.systems))
    for report in reports_of(job):
        reports.append(report)
        click.echo(row(report, job.systems))
    click.echo()
    for report in reports:
        say_violations(job, report)
    for line in _totals(reports, time.perf_counter() - began):
        click.echo(f"So far {line}" if job.interrupted else line)
    for line in _deployed(job, "ending"):
        click.echo(line)
    return reports


def _deployed(job: Job, part: str) -> Iterator[str]:
    """What is said of an installation before and after its systems."""
    if job.deployment:
        from dialonce.cli import deployment

        yield from getattr(deployment, part)(job.deployment)


def _introduction(job: Job) -> str:
    from dialonce.show import plural, wrapped

    counts = sorted({job.records or system.members for system in job.systems if system.group})
    each = "each" if all(system.group for system in job.systems) else "where there are any"
    span = f"{counts[0]} to {counts[-1]} records" if len(counts) > 1 else ""
    records = f" with {span or plural(counts[0], 'record')} {each}" if counts else ""
    text = f"Checking {plural(len(job.systems), 'system')}{records}."
    if counts and job.symmetry:
        text += " States that differ only in record numbers count once."
    if job.mutant:
        text = f"Checking the wrong design {job.mutant.name}{records}: {job.mutant.sentence}"
    return wrapped(text, 0)


def _totals(reports: list[Report], seconds: float) -> Iterator[str]:
    from dialonce.show import plural, verdict

    findings = [finding for report in reports for finding in report.findings]
    count = f"{plural(len(findings), 'property')} in {plural(len(reports), 'system')}"
    states = sum(report.space.states for report in reports)
    size = f"{plural(states, 'state')} in {seconds:.2f} s"
    for word in ("VIOLATED", "UNDECIDED"):
        bad = sum(finding.verdict == word for finding in findings)
        if bad:
            yield f"{verdict(word)}: {bad} of {count}; {size}."
    if findings and all(finding.verdict == "HOLDS" for finding in findings):
        yield f"{verdict('HOLDS')}: all {count}; {size}."
    for why in sorted({report.space.why for report in reports} - {"", "interrupted"}):
        yield f"A search ended early: {why}."
