"""A server process: started, killed, frozen, thawed, and never left behind."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from .postgres import Unavailable, is_postgres

PROGRAM = Path(__file__).with_name("server.py")
MEMBER = Path(__file__).parents[1] / "net" / "member.py"
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent() -> None:
    """On Linux: end as soon as the bench does, even if it is killed, or we are frozen."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class ServerProcess:
    """One server, or what else listens; `last_port` is where it does, or did before it died."""

    def __init__(self, url: str, program: Path = PROGRAM):
        self.url, self.program, self.last_port = url, program, 0
        self.process: subprocess.Popen[bytes] | None = None
        self.grave: socket.socket | None = None

    def start(self) -> None:
        """Start it, if it does not run, and wait until it listens."""
        if self.process:
            return
        self.open_grave()
        quick = [] if is_postgres(self.url) else ["-S"]  # without a driver, no installed package
        self.process = subprocess.Popen(
            [sys.executable, *quick, str(self.program), self.url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=die_with_parent,
        )  # fmt: skip
        assert self.process.stdout
        told = self.process.stdout.readline()
        if not told:
            raise Unavailable("a server process did not start; it says why above")
        self.last_port = int(told)

    def kill(self) -> None:
        """SIGKILL, which reaches a frozen one, too."""
        if self.process:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    pipe.close()
            self.process = None
            self.keep_port()

    def keep_port(self) -> None:
        """Keep the port of a dead server, so that nobody else is found there."""
        self.grave = socket.socket()
        self.grave.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):  # taken already
            self.grave.bind(("127.0.0.1", self.last_port))

    def open_grave(self) -> None:
        """Give the port of the dead server back."""
        if self.grave:
            self.grave.close()
            self.grave = None

    def freeze(self) -> None:
        """SIGSTOP: it is there, and does nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """SIGCONT."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        if self.process:
            os.kill(self.process.pid, number)
