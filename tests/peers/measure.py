"""Runs one command in a process of its own, and measures it."""

import os
import subprocess
import time
from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Run:
    """What a process said, and what it took.

    `stamps` has the seconds since the start at which each line of `text` arrived; `wall` and `cpu`
    are seconds; `peak` is in bytes, that of the largest process if there were several.
    """

    text: str
    code: int
    wall: float
    cpu: float = 0.0
    peak: int = 0
    stamps: tuple[float, ...] = ()

    def seconds_at(self, words):
        """When the first line with these words arrived."""
        lines = zip(self.text.splitlines(), self.stamps, strict=True)
        return next(at for line, at in lines if words in line)


def run(command, folder):
    """Run a command in `folder` to its end; its complaints are part of what it said."""
    began = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    try:
        lines = [(line, time.perf_counter() - began) for line in child.stdout]
        _, status, used = os.wait4(child.pid, 0)
    except BaseException:
        child.kill()
        child.wait()
        raise
    wall = time.perf_counter() - began
    child.stdout.close()
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        "".join(line for line, _ in lines), child.returncode, wall, used.ru_utime + used.ru_stime,
        used.ru_maxrss * 1024, tuple(at for _, at in lines),
    )  # fmt: skip


def floor():
    """The least peak that can be told: a child begins with the memory of this process."""
    return run(["true"], "/").peak
