"""The pytest plugin: with `--dialonce`, every property of every system is a test item.

Without that option it adds nothing and loads nothing; `pytest_items` has what it is made of.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Generator
from typing import Any

import pytest

OPTION = "--dialonce"
MARK = "dialonce: a property of a system, collected by --dialonce; its clauses are marks, too"


def _count(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, which are read together with the others."""
    group = parser.getgroup("dialonce", "dialonce: verify systems of state machines")
    group.addoption(
        OPTION, nargs="?", const="", metavar="SYSTEM,...",
        help="collect the properties of these systems, or with --dialonce alone of all default "
        "ones, as tests; choose among them with -m CLAUSE and -k NAME",
    )  # fmt: skip
    group.addoption(
        "--dialonce-records", type=_count, metavar="N",
        help="how many records, where a system has them",
    )  # fmt: skip
    group.addoption(
        "--dialonce-max-states", type=_count, metavar="N",
        help="stop each search after so many states: what is open then is an error",
    )  # fmt: skip
    group.addoption(
        "--dialonce-mutant", metavar="NAME", help="take this wrong design instead of its system"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: Any, parser: Any, args: list[str]) -> None:
    """`--dialonce tests` is the option and a folder, as for an option without a value."""
    if OPTION in args:
        args[:] = [f"{OPTION}=" if each == OPTION else each for each in args]
        found = parser.parse_known_args(args).file_or_dir
        early_config.known_args_namespace.file_or_dir = found


def pytest_configure(config: pytest.Config) -> None:
    """Register the marks. Errors: UsageError for a name or an option that does not fit."""
    config.addinivalue_line("markers", MARK)
    if config.option.dialonce is not None:
        from dialonce.pytest_items import prepare

        prepare(config)
        return
    for option in ("records", "max_states", "mutant"):
        if config.getoption(f"dialonce_{option}") is not None:
            name = option.replace("_", "-")
            raise pytest.UsageError(f"--dialonce-{name} is for --dialonce: give that, too")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: Any) -> Generator[None, Any, Any]:
    """After what pytest itself collects come the systems."""
    report = yield
    if isinstance(collector, pytest.Session) and collector.config.option.dialonce is not None:
        from dialonce.pytest_items import systems

        report.result.extend(systems(collector))
    return report
