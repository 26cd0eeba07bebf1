"""The ways to an adapter: a process at its pipes, or TCP on this machine."""

from __future__ import annotations

import ipaddress
import os
import shlex
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress

from dialonce.conform.channel import Bounds, Channel, End
from dialonce.conform.fault import Fault
from dialonce.errors import UsageError
from dialonce.files import reason

GRACE_SECONDS = 1.0  # to end by itself after goodbye, then again after SIGTERM
LAST_WORDS_SECONDS = 0.5  # to end after its output has
RETRY_SECONDS = 0.1
ATTEMPT_SECONDS = 5.0  # for an adapter that is still starting to listen


class Connection:
    """An adapter that is there: its channel, and how it is left."""

    def __init__(self, channel: Channel):
        self.channel = channel

    @property
    def log(self) -> str:
        """The last that the adapter wrote to its log."""
        return self.channel.log.decode("utf-8", "backslashreplace").strip()

    def explained(self, fault: Fault) -> Fault:
        """The fault, with what is known of its cause."""
        return fault

    def close(self, grace: bool = True) -> None:
        """Leave it; `grace`: let it end by itself."""
        self.channel.close()


class Process(Connection):
    """An adapter that was started here, in a process group that does not outlive the connection."""

    def __init__(self, command: list[str], bounds: Bounds):
        try:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                bufsize=0, start_new_session=True,
            )  # fmt: skip
        except (OSError, ValueError) as error:
            mend = "name a program that can be run"
            raise UsageError(f"cannot start {command[0]!r}: {reason(error)}; {mend}") from error
        pipes = (self.process.stdin, self.process.stdout, self.process.stderr)
        fds = [pipe.fileno() for pipe in pipes if pipe]
        for fd in fds:
            os.set_blocking(fd, False)
        writer, reader, log = fds
        super().__init__(
            Channel(
                End(self.process.stdout, lambda size: os.read(reader, size)),
                End(self.process.stdin, lambda data: os.write(writer, data)),
                End(self.process.stderr, lambda size: os.read(log, size)),
                bounds,
            )
        )
        self.channel.over = lambda: self._status() is not None

    def explained(self, fault: Fault) -> Fault:
        """Tell how it ended, if it has."""
        if fault.kind != "exit":
            return fault
        if not self._ended_within(LAST_WORDS_SECONDS):
            return Fault("exit", fault.text.replace("the connection", "its output") + ", yet runs")
        self.channel.drain()
        half = fault.text.partition(", in the")
        return Fault("exit", f"it ended {self._how()}{half[1]}{half[2]}")

    def close(self, grace: bool = True) -> None:
        """Say no more, wait a little, then end its whole process group."""
        with suppress(OSError):
            self.channel.writer.file.close()
        if not self._ended_within(GRACE_SECONDS if grace else 0.0):
            self._signal(signal.SIGTERM)
            self._ended_within(GRACE_SECONDS)
        self._signal(signal.SIGKILL)  # its children, too: until it is waited for, the group is its
        self.process.wait()
        super().close()

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def _ended_within(self, seconds: float) -> bool:
        """Whether the process ends in time; it stays to be waited for."""
        deadline, pause = time.monotonic() + seconds, 0.001
        while not self._status():
            if time.monotonic() > deadline:
                return False
            time.sleep(pause)
            pause = min(0.05, pause * 2)
        return True

    def _status(self) -> os.waitid_result | None:
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)

    def _how(self) -> str:
        status = self._status()
        code = status.si_status if status else 0
        if status and status.si_code != os.CLD_EXITED:
            return f"by signal {signal.Signals(code).name}"
        return f"with exit code {code}"


def by_command(text: str, bounds: Bounds) -> Callable[[], Connection]:
    """Starts the adapter as a process, each time it is called. Errors: UsageError."""
    try:
        command = shlex.split(text)
    except ValueError as error:
        raise UsageError(f"--command has a quote that does not end: {text}") from error
    if not command:
        raise UsageError('--command is empty: name a program, as --command "./my-adapter"')
    if not hasattr(os, "waitid"):
        raise UsageError("--command needs a POSIX system: let it listen, and use --connect")
    return lambda: Process(command, bounds)


def by_address(text: str, bounds: Bounds) -> Callable[[], Connection]:
    """Connects to an adapter that listens on this machine. Errors: UsageError."""
    host, _, port = text.rpartition(":")
    host = host.strip("[]")
    if not host or not port.isascii() or not port.isdecimal() or not 0 < int(port) < 65536:
        raise UsageError(f"--connect takes HOST:PORT, as 127.0.0.1:7300, not {text!r}")
    try:
        found = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UsageError(f"--connect knows no host {host!r}: {reason(error)}") from error
    for *_, address in found:
        if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback:
            raise UsageError(f"--connect reaches this machine only: 127.0.0.1 or ::1, not {host}")
    return lambda: _connected(host, int(port), bounds)


def _connected(host: str, port: int, bounds: Bounds) -> Connection:
    deadline = time.monotonic() + ATTEMPT_SECONDS
    while True:
        try:
            line = socket.create_connection((host, port), timeout=ATTEMPT_SECONDS)
            break
        except OSError as error:
            if time.monotonic() > deadline:
                raise UsageError(
                    f"cannot connect to {host}:{port}: {reason(error)}; start the adapter first"
                ) from error
            time.sleep(RETRY_SECONDS)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    line.setblocking(False)
    reader, writer = line.dup(), line
    return Connection(Channel(End(reader, reader.recv), End(writer, writer.send), None, bounds))
