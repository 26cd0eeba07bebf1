"""What `dialonce check` says and writes about violations."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dialonce import catalog, show
from dialonce.cli.effort import effort_words
from dialonce.cli.nearest import explained, in_words
from dialonce.cli.options import write

if TYPE_CHECKING:
    from dialonce.check import Finding, Report
    from dialonce.cli.check import Job
    from dialonce.nearest.alone import Alone
    from dialonce.nearest.design import Nearest
    from dialonce.trace import Trace


def violated(job: Job, report: Report) -> list[Finding]:
    """The violated properties; those that a mutant is meant to violate come first."""
    meant = job.mutant.violates if job.mutant else ()
    found = [finding for finding in report.findings if finding.verdict == "VIOLATED"]
    return sorted(found, key=lambda finding: finding.property.name not in meant)


def say_violations(job: Job, report: Report) -> None:
    """Every violation of a system in words, the files, and the command that replays it."""
    known = catalog.clauses() if violated(job, report) else {}
    shown: dict[tuple[str, int | None], str] = {}
    for finding in violated(job, report):
        trace = finding.trace
        way = (_events(trace), trace.loop) if trace else ("", None)
        for line in show.violation(finding, known, shown.get(way, "")):
            click.echo(line)
        if way not in shown:
            for line in in_words(_explained(job, report, finding), known):
                click.echo(line)
        if trace is not None:
            shown.setdefault(way, finding.property.name)
            _say_files(job, report, finding)
    if shown and job.folder is None:
        command = shlex.join([*_command(job, report, "check"), "-o", "traces"])
        click.echo(f"To write this as a chart, as ITF and as a script to replay:\n  {command}\n")
    _say_missed(job, report)


def _explained(job: Job, report: Report, finding: Finding) -> Nearest | Alone | None:
    right = job.mutant.system if job.mutant else None
    return explained(finding, report.system, right, report.records)


def _say_files(job: Job, report: Report, finding: Finding) -> None:
    if job.folder is not None:
        paths = write_trace(job, report, finding)
        click.echo("  Written as a chart, as ITF and as a script:")
        click.echo("".join(f"    {path}\n" for path in paths), nl=False)
        command = shlex.join([*_command(job, report, "simulate"), "--script", str(paths[-1])])
        click.echo(f"  To replay it:\n    {command}\n")


def _say_missed(job: Job, report: Report) -> None:
    """A wrong design that breaks nothing of what it should is news, too, once it is decided."""
    names = {f.property.name for f in report.findings if f.verdict != "HOLDS"}
    missed = [name for name in job.mutant.violates if name not in names] if job.mutant else []
    if missed:
        click.echo(show.wrapped(f"Mutant {job.mutant and job.mutant.name} was expected to violate "
                                f"{', '.join(missed)}, and does not.", 0) + "\n")  # fmt: skip


def write_files(job: Job, report: Report) -> None:
    """The files of every violation, if a folder was given."""
    if job.folder is not None:
        for finding in violated(job, report):
            if finding.trace is not None:
                write_trace(job, report, finding)


def write_trace(job: Job, report: Report, finding: Finding) -> list[Path]:
    """A trace as a chart, as ITF and as a script; returns the paths."""
    from dialonce import chart, itf

    assert job.folder is not None
    assert finding.trace is not None
    claim, trace = finding.property, finding.trace
    subject = job.mutant.name if job.mutant else report.system.name
    stem = f"{subject}.{claim.name}"
    about = [show.connection(report.system) + ".", f"Property {claim.name}: {claim.sentence}"]
    about += [f"Wrong design {job.mutant.name}: {job.mutant.sentence}"] if job.mutant else []
    about += [f"Clauses: {', '.join(claim.clauses)}."] if claim.clauses else []
    with show.on_paper():
        told = in_words(_explained(job, report, finding), catalog.clauses())
    page = chart.page(trace, f"Violated: {claim.title}", about, told)
    return [
        write(job.folder / f"{stem}.md", page),
        write(job.folder / f"{stem}.itf.json", itf.dumps(trace, claim.sentence)),
        write(job.folder / f"{stem}.script", script(trace, claim.sentence)),
    ]


def script(trace: Trace, about: str) -> str:
    """A trace as a script for `dialonce simulate`: one event a line."""
    lines = [f"# {trace.system.name}: the way to a violation of", f"# {about}"]
    return "\n".join([*lines, _events(trace)]) + "\n"


def _events(trace: Trace) -> str:
    named = (show.event_name(trace.system, step.instance, step.event) for step in trace.steps)
    return "\n".join(named)


def _command(job: Job, report: Report, verb: str) -> list[str]:
    """The command line that does `verb` for this report."""
    own = report.records != report.system.members and report.system.group
    records = ["--records", str(report.records)] if own else []
    mutant = ["--mutant", job.mutant.name] if job.mutant else []
    command = ["dialonce", verb, report.system.name, *records, *mutant]
    if verb == "check":
        command += ["--no-symmetry"] if not report.symmetry else []
        command += effort_words(job.effort)
    return command
