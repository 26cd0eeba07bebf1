"""Runs the command line inside the test, on the toys unless told otherwise."""

from contextlib import nullcontext
from inspect import signature
from unittest import mock

from click.testing import CliRunner

from dialonce import catalog
from dialonce.cli import main


def dialonce(*arguments, modules=("toys",), typed=None, env=None):
    """Run `dialonce` with the arguments; `modules` replaces what is installed, None leaves it."""
    apart = {"mix_stderr": False} if "mix_stderr" in signature(CliRunner).parameters else {}
    toys = mock.patch.object(catalog, "module_names", return_value=list(modules or ()))
    wide = {"COLUMNS": "100", **(env or {})}
    with toys if modules else nullcontext():
        return CliRunner(**apart).invoke(main, [*map(str, arguments)], input=typed, env=wide)


def complaint(result):
    """The one line of an error of the user; fails where it is not one line with exit code 2."""
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("dialonce: "), result.stderr
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr.strip()
