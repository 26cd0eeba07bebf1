"""How a command ends: its exit code, and one clear line for whatever went wrong."""

from __future__ import annotations

import errno
import io
import os
import sys
from importlib import import_module
from itertools import pairwise
from typing import Any, NoReturn

import click

from dialonce.errors import DialonceError, SpecificationError, UndecidedError, UsageError

EXIT_CODES = {"HOLDS": 0, "VIOLATED": 1, "UNDECIDED": 3}
WRONG, UNDECIDED, INTERNAL = 2, 3, 4
LINE_MAX = 900  # characters of a complaint


class Verbs(click.Group):
    """The verbs in the order of a newcomer's needs; each returns its exit code.

    A verb has the name of its file in this folder, which is loaded when it is asked for.
    """

    def __init__(self, *args: Any, verbs: tuple[str, ...] = (), **extra: Any):
        super().__init__(*args, **extra)
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in their order, not by the alphabet."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name, or None."""
        if cmd_name not in self.verbs:
            return None
        found: click.Command = getattr(import_module(f"dialonce.cli.{cmd_name}"), cmd_name)
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the verb. Errors: UsageError that offers the nearest ones."""
        from dialonce.catalog import find

        if args and args[0] not in self.verbs:
            find("verb", args[0], dict.fromkeys(self.verbs))
        for before, word in pairwise(args):
            if (before[:1] == "-" and not word) or (word[:2] == "--" and word[-1] == "="):
                raise UsageError(f"{word[:-1] or before} is given, but empty: leave it out")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; where nobody reads the output any more, the verdict is not known to them."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except KeyboardInterrupt:
            interrupted("")
        except SystemExit as error:  # as if all were well, when the code is 0
            rule = "code of a machine or a property ends the program."
            raise SpecificationError("specification", rule, "take sys.exit() out of it") from error
        return UNDECIDED

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the command line and leave with its exit code."""
        for stream in (sys.stdout, sys.stderr):  # what its encoding lacks is escaped
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        code = self._outcome(*args, **extra | {"standalone_mode": False})
        # Python remembers an interrupt that crossed exec(), as in numba, and would end by SIGINT
        # although it was handled; running any text makes it forget.
        exec("")
        sys.exit(code)

    def _outcome(self, *args: Any, **extra: Any) -> int:
        try:
            return int(super().main(*args, **extra) or 0)
        except click.ClickException as error:
            complain(error.format_message())
        except UndecidedError as error:
            _trace(error)
            complain(f"UNDECIDED: {error}")
            return UNDECIDED
        except DialonceError as error:
            _trace(error)
            complain(str(error))
        except (click.Abort, KeyboardInterrupt):
            interrupted("")
            return UNDECIDED
        except MemoryError:
            complain("UNDECIDED: out of memory; use fewer --records, or bound it by --max-states")
            return UNDECIDED
        except Exception as error:
            return _internal(error)
        return WRONG


def complain(text: str) -> None:
    """One line on stderr, of bounded length: the beginning, and the end, which has the mend."""
    line = printable(" ".join(text.split()))
    if len(line) > LINE_MAX:
        line = f"{line[: LINE_MAX // 2]} … {line[-LINE_MAX // 2 :]}"
    click.echo(f"dialonce: {line}", err=True)


def printable(text: str) -> str:
    """The same with escapes for what a terminal would obey, or cannot show."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def interrupted(how_far: str) -> None:
    """One line on stderr, below the ^C that a terminal shows."""
    if sys.stderr.isatty():
        click.echo(err=True)
    complain(f"UNDECIDED: interrupted{how_far}")


def _trace(error: Exception) -> None:
    """The traceback, for those who ask for it."""
    if os.environ.get("DIALONCE_DEBUG"):
        import traceback

        traceback.print_exception(error)


def _internal(error: Exception) -> int:
    _trace(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        complain(f"UNDECIDED: the output is not complete: {error.strerror}")
        return UNDECIDED
    complain(
        f"internal error, {type(error).__name__}: {error}. This is a fault of dialonce: please "
        "report it with the command and what it prints with DIALONCE_DEBUG=1 before it."
    )
    return INTERNAL
