"""What every reader promises, and what watches that it is kept while a command runs in here.

A command ends with 0, 1, 2 or 3; what is wrong is one line that says so; nothing takes longer or
more memory than the bounds below; nothing outside the folder that was asked for is touched; and
no draft is left behind.
"""

import importlib
import os
import re
import resource
import signal
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache, lru_cache
from inspect import signature
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from click.testing import CliRunner

from dialonce import catalog
from dialonce.cli import main

SECONDS_MAX = 10.0  # of processor time, for one input
GROWTH_MAX = 384 << 20  # bytes, for one input
ROOM = 2 << 30  # bytes of address space beyond what there is at first
COMPLAINT_MAX = 1_000  # characters
STATES_MAX = 3_000  # an honest search may take long: that is no hang
WALK_MAX = 300
KNOWN = (
    "systems",
    "properties",
    "mutants",
    "rules",
    "faults",
    "formats",
    "choosers",
    "clauses",
    "topics",
    "statements",
)
WHOLE = {name: getattr(catalog, name) for name in KNOWN}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    "os.mkdir": 1,
    "os.rename": 2,
    "os.remove": 1,
    "os.rmdir": 1,
    "os.truncate": 1,
    "os.chmod": 1,
    "os.chown": 1,
    "os.link": 2,
    "os.symlink": 2,
    "os.utime": 1,
}
DRAWING = ("dot", "graphviz-pure")


class Broken(AssertionError):
    """A promise that was not kept."""


class Hang(BaseException):
    """The time is over; nothing but the watch may catch this."""


class Outcome(NamedTuple):
    """How a command ended: exit code and streams."""

    code: int
    out: str
    err: str


class Watch:
    """An audit hook that lets nothing be written outside of `inside`, or where nobody asked."""

    def __init__(self):
        self.inside, self.asked, self.breaches, self.on = Path("/"), [], [], False
        sys.addaudithook(self)

    def __call__(self, event, arguments):
        if not self.on:
            return
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, str | bytes) and flags & WRITING:
                self.look(event, path)
        elif event in CHANGES:
            for path in arguments[: CHANGES[event]]:
                self.look(event, path)
        elif event == "subprocess.Popen":
            if Path(os.fsdecode(arguments[0])).name not in DRAWING:
                self.breaches.append(f"starts {arguments[0]}")
        elif event in ("os.system", "os.exec", "os.fork", "os.posix_spawn", "socket.connect"):
            self.breaches.append(event)

    def look(self, event, path):
        """Note a change where none was asked for, and forbid it outside of the sandbox."""
        if isinstance(path, int) or path == os.devnull:
            return
        whole = os.path.normpath(os.path.join(os.getcwd(), os.fsdecode(path)))
        whole = os.path.join(os.path.realpath(os.path.dirname(whole)), os.path.basename(whole))
        meant = re.sub(r"/\.([^/]+)\.\d+$", r"/\1", whole)  # a draft is meant for its file
        within = any(_under(meant, each) for each in self.asked)
        above = event == "os.mkdir" and any(_under(each, whole) for each in self.asked)
        if not within and not above:
            self.breaches.append(f"{event} {whole}")
        if not _under(whole, str(self.inside)):
            raise PermissionError(13, "Permission denied")


def _under(path, folder):
    return path == folder or path.startswith(folder.rstrip("/") + "/")


@cache
def watch():
    """The one hook of this process: hooks cannot be taken away."""
    return Watch()


@contextmanager
def watched(*asked):
    """Let nothing break a promise while this runs: `asked` are the folders to write into."""
    hook, began, before = watch(), time.process_time(), peak()
    hook.asked, hook.breaches = [os.path.realpath(each) for each in asked], []
    hook.inside = Path(os.path.realpath(os.environ["FUZZ_SANDBOX"]))
    handler = signal.signal(signal.SIGVTALRM, _hang)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_MAX)
    hook.on = True
    try:
        yield
    except Hang:
        raise Broken(f"hangs: more than {SECONDS_MAX} s") from None
    finally:
        hook.on = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, handler)
    spent = time.process_time() - began
    if hook.breaches:
        raise Broken(f"touches what was not asked for: {hook.breaches[0]}")
    if spent > SECONDS_MAX:
        raise Broken(f"takes {spent:.1f} s")
    if peak() > before + GROWTH_MAX:
        raise Broken(f"takes {(peak() - before) >> 20} MiB")


def _hang(number, frame):
    raise Hang


def peak():
    """The most memory that this process had so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def confine():
    """Give this process so much room for ever, and no more."""
    with open("/proc/self/statm") as file:
        pages = int(file.read().split()[0])
    room = pages * resource.getpagesize() + ROOM
    resource.setrlimit(resource.RLIMIT_AS, (room, resource.RLIM_INFINITY))


@lru_cache(2)
def once(modules):
    """What the catalog is asked, so that it is looked up once as long as these modules stay."""
    return {name: cache(WHOLE[name]) for name in KNOWN}


@contextmanager
def toys(modules=("toys",)):
    """The catalog is these modules, looked through once; one process, and bounded searches."""
    check = importlib.import_module("dialonce.cli.check")  # the name is also the verb's

    simulate = importlib.import_module("dialonce.cli.simulate")

    def bounded(*arguments, **bounds):
        effort = honest(*arguments, **bounds)
        return replace(effort, states=min(effort.states or STATES_MAX, STATES_MAX), threads=1)

    honest = check.effort_of
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(check, "effort_of", bounded))
        stack.enter_context(mock.patch.object(simulate, "STEPS_MAX", WALK_MAX, create=True))
        stack.enter_context(mock.patch("dialonce.parallel.cores", return_value=1))
        if modules:
            stack.enter_context(
                mock.patch.object(catalog, "module_names", return_value=list(modules))
            )
        for name, found in once(tuple(modules or ())).items():
            stack.enter_context(mock.patch.object(catalog, name, found))
        yield


def run(arguments, typed=b"", env=None):
    """Run the command line in here."""
    apart = {"mix_stderr": False} if "mix_stderr" in signature(CliRunner).parameters else {}
    wide = {"COLUMNS": "100"} | (env or {})
    result = CliRunner(**apart).invoke(main, arguments, input=typed, env=wide)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(
        result.exit_code, result.stdout_bytes.decode("utf-8", "backslashreplace"), result.stderr
    )


def obey(arguments, typed=b"", env=None, asked=()):
    """Run a command, and judge how it ends. Errors: Broken."""
    arguments = [os.fspath(each) for each in arguments]
    with watched(*asked):
        outcome = run(arguments, typed, env)
    judge(outcome)
    for draft in Path().rglob(".*"):
        raise Broken(f"leaves {draft.name} behind")
    return outcome


def judge(outcome):
    """Whether a command ended as it may. Errors: Broken."""
    code, out, err = outcome
    if code not in (0, 1, 2, 3) or "internal error," in err:
        raise Broken(f"exit code {code}: {err[-600:]}")
    if "Traceback" in out + err:
        raise Broken("traceback")
    if code == 2 and not err.startswith(("dialonce: ", "Usage: ")):
        raise Broken(f"exit code 2 without a complaint: {err[:100]!r}")
    if err.startswith("dialonce: ") and (err.count("\n") != 1 or not err.strip().isprintable()):
        raise Broken(f"the complaint is not one plain line: {err[:300]!r}")
    if len(err) > COMPLAINT_MAX and err.startswith("dialonce: "):
        raise Broken(f"a complaint of {len(err):,} characters")
    if "out of memory" in err:
        raise Broken("memory without a bound")
