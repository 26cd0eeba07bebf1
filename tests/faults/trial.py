"""A trial: tests, run in a process of their own on an engine with a fault in it.

The process is forked from one that has the libraries loaded, and nothing of ours. The fault is put
in where its file is imported; no file is changed. The kernel runs as plain Python, so that nothing
is compiled, and no compiled code of a fault is cached.
"""

import io
import os
import sys
from contextlib import redirect_stdout
from importlib.machinery import PathFinder, SourceFileLoader
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import pytest

TESTS = Path(__file__).resolve().parent.parent
ENGINE = TESTS.parent / "dialonce"
SECONDS_MAX = 300  # a hang, even where much else is running
LIBRARIES = ["pytest", "numpy", "numba", "statemachine", "hypothesis", "msgspec", "click"]
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(LIBRARIES)


class Outcome(NamedTuple):
    """How the tests ended: pytest's exit code, what failed, and its report.

    `failures` are (phase, whether a statement of the test was not true, exception).
    """

    code: int
    failures: list[tuple[str, bool, str]]
    report: str

    @property
    def noticed(self):
        """Whether tests ran and failed, each because a statement of it was not true."""
        failed = self.code == pytest.ExitCode.TESTS_FAILED and bool(self.failures)
        return failed and all(phase == "call" and untrue for phase, untrue, _ in self.failures)


def outcome(tests, fault=None):
    """Run tests, up to the first that fails, on the engine with a fault in it.

    Errors: TimeoutError when they do not end in time.
    """
    here, there = PROCESSES.Pipe(duplex=False)
    child = PROCESSES.Process(target=_run, args=(tests, fault, there))
    child.start()
    there.close()
    try:
        if not here.poll(SECONDS_MAX):
            raise TimeoutError(f"{fault and fault.name}: the tests do not end")
        return Outcome(*here.recv())
    finally:
        child.kill()
        child.join()


def _run(tests, fault, to):
    import numba

    numba.config.DISABLE_JIT = True
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    if fault:
        sys.meta_path.insert(0, Seeder(fault))
    watch, said = Watch(), io.StringIO()
    where = ["-c", os.devnull, "--rootdir", str(TESTS), "-p", "no:cacheprovider"]
    with redirect_stdout(said):
        code = pytest.main(["-q", "-x", *where, *(f"{TESTS / test}" for test in tests)], [watch])
    to.send((int(code), watch.failures, said.getvalue()))


class Watch:
    """Writes down what fails, also while tests are collected."""

    def __init__(self):
        self.failures = []

    def pytest_exception_interact(self, call):
        found = call.excinfo
        untrue = isinstance(found.value, (AssertionError, pytest.fail.Exception))
        self.failures.append((call.when, untrue, found.exconly()))


class Seeder:
    """Lets the file of a fault be imported with the fault in it."""

    def __init__(self, fault):
        self.fault = fault
        self.module = ".".join(Path("dialonce", fault.file).with_suffix("").parts)

    def find_spec(self, name, path, target=None):
        spec = PathFinder.find_spec(name, path, target) if name == self.module else None
        if spec:
            spec.loader = Seeded(self.fault, name, spec.origin)
        return spec


class Seeded(SourceFileLoader):
    """Loads a file with a fault in it, and never its cached bytecode."""

    def __init__(self, fault, name, path):
        super().__init__(name, path)
        self.fault = fault

    def get_code(self, name):
        return self.source_to_code(self.fault.seeded(self.get_source(name)), self.path)
