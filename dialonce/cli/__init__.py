"""The command line: one file a verb. What a user gets wrong is one line and exit code 2."""

from __future__ import annotations

import os
import sys

import click

from dialonce import __version__
from dialonce.cli.outcome import UNDECIDED, Verbs
from dialonce.cli.process import prepare

VERBS = (
    "check", "validate", "prove", "systems", "explain", "coverage", "mutate", "simulate", "events",
    "conform", "replay", "vectors", "adapter", "diagram", "export", "pages",
)  # fmt: skip
EPILOG = (
    "Exit codes: 0 holds, 1 violated, 2 wrong usage or specification, 3 undecided, "
    "4 internal error."
)


@click.group(
    cls=Verbs, verbs=VERBS, epilog=EPILOG, invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)  # fmt: skip
@click.version_option(__version__, message="dialonce %(version)s")
@click.pass_context
def main(context: click.Context) -> int:
    """Verify, explain and step through the connections of an outbound dialer."""
    if os.environ.get("NO_COLOR"):
        context.color = False
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(2)
    return 0


def run() -> None:
    """The program: `main`, then leave at once; taking compiled code down would cost 0.3 s more."""
    prepare()
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by the caller: as good as /dev/null
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115
    try:
        main(prog_name="dialonce")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            code = code or UNDECIDED
        os._exit(code)
