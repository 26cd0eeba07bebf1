"""Lines to and from an adapter: one thread, no call that can block, and a bound on everything."""

from __future__ import annotations

import selectors
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from dialonce.conform.fault import Fault, excerpt

CHUNK = 1 << 16  # bytes of one read
HELD_MAX = 1 << 24  # bytes that wait to be read
SLICE_SECONDS = 0.25
LOG_MAX = 1 << 13  # bytes of the adapter's log that are kept, the last ones


@dataclass(frozen=True)
class Bounds:
    """How long, and how much: `greeting_seconds` to the first line, `answer_seconds` to each one.

    `line_max` bytes of a line; `flood_max` lines, blank ones too, before a request is answered.
    """

    greeting_seconds: float = 30.0
    answer_seconds: float = 10.0
    line_max: int = 1 << 16
    flood_max: int = 10_000


class Patience:
    """Seconds that are left to wait, a `slice` at a time; those of a suspended machine are free."""

    def __init__(self, seconds: float, slice: float = SLICE_SECONDS):
        self.left, self.slice = seconds, slice

    def select(self, selector: selectors.BaseSelector) -> list[Any]:
        """What is ready, waited for during a slice of what is left."""
        asked, began = max(0.0, min(self.slice, self.left)), time.monotonic()
        ready = selector.select(asked)
        self.left -= min(time.monotonic() - began, 2 * asked)
        return ready


@dataclass
class End:
    """One direction of a connection: its file, and how bytes pass there."""

    file: Any
    move: Callable[[Any], Any]


class Channel:
    """Sends and receives lines while there is patience. Errors: Fault, and nothing else."""

    def __init__(self, reader: End, writer: End, log: End | None, bounds: Bounds):
        self.reader, self.writer, self.bounds = reader, writer, bounds
        self.log = b""
        self.over: Callable[[], bool] = lambda: False  # whether nobody is at the other end
        self.quiet: Callable[[float], None] = lambda at: None  # all that was said by then is heard
        self._log = log
        self._buffer, self._lines = bytearray(), deque[bytes]()
        self._ended, self._held = False, 0
        self._select = selectors.DefaultSelector()
        self._select.register(reader.file, selectors.EVENT_READ, self._read)
        if log:
            self._select.register(log.file, selectors.EVENT_READ, self._drain)

    def send(self, line: bytes, patience: Patience) -> None:
        """Write one line, while whatever the adapter says meanwhile is kept.

        Errors: Fault when it reads nothing in time, or is gone.
        """
        rest = memoryview(line + b"\n")
        try:
            rest = rest[self.writer.move(rest) :]
        except BlockingIOError:
            pass
        except OSError:
            raise self.gone() from None
        if rest:
            self._send_rest(rest, patience)

    def _send_rest(self, rest: memoryview, patience: Patience) -> None:
        self._select.register(self.writer.file, selectors.EVENT_WRITE, None)
        try:
            while rest:
                if self._wait(patience):
                    try:
                        rest = rest[self.writer.move(rest) :]
                    except BlockingIOError:
                        continue
                    except OSError:
                        raise self.gone() from None
                elif patience.left <= 0:
                    raise Fault("hang", "it does not read what it is sent")
        finally:
            self._select.unregister(self.writer.file)

    def receive(self, patience: Patience) -> bytes | None:
        """The next line without its end; None when none came in time."""
        while not self._lines:
            if self._ended:
                raise self.gone()
            late, over, asked = patience.left <= 0, self.over(), time.monotonic()
            self._wait(Patience(0.0) if over else patience)
            if not self._lines:
                self.quiet(asked)
            if over and not self._lines:
                raise self.gone()
            if late and not self._lines and not self._ended:
                return None
        line = self._lines.popleft()
        self._held -= len(line)
        return line

    def listen(self) -> None:
        """Take up what has been said, and wait for nothing."""
        asked = time.monotonic()
        self._wait(Patience(0.0))
        if not self._lines:
            self.quiet(asked)

    def gone(self) -> Fault:
        """The fault of a connection that has ended."""
        half = excerpt(bytes(self._buffer))
        said = f", in the middle of a line: {half}" if half else ""
        return Fault("exit", f"it closed the connection{said}")

    def close(self) -> None:
        """Give the files back."""
        self._select.close()
        for end in (self.reader, self.writer, self._log):
            if end:
                with suppress(OSError):  # what was not written is not needed any more
                    end.file.close()

    def _wait(self, patience: Patience) -> bool:
        """Let bytes move until something did; whether the writer is ready."""
        ready = False
        for key, _ in patience.select(self._select):
            if key.data is None:
                ready = True
            else:
                key.data()
        return ready

    def _read(self) -> None:
        data = self._take(self.reader)
        if data is None:
            return
        if not data:
            self._ended = True
            return
        self._buffer += data
        *whole, rest = self._buffer.split(b"\n")
        if max(map(len, [*whole, rest])) > self.bounds.line_max:
            raise Fault("flood", f"a line is longer than {self.bounds.line_max:,} bytes: "
                        f"{excerpt(bytes(max([*whole, rest], key=len)))}")  # fmt: skip
        self._buffer = bytearray(rest)
        self._lines.extend(bytes(line) for line in whole)
        self._held += sum(map(len, whole)) + len(whole)
        if self._held > HELD_MAX:
            raise Fault("flood", "it says more than anybody reads")

    def drain(self) -> None:
        """Read what is left of the log."""
        if self._log and self._log.file in self._select.get_map():
            self._drain()

    def _drain(self) -> None:
        data = self._take(self._log) if self._log else b""
        if data is not None:
            self.log = (self.log + data)[-LOG_MAX:]

    def _take(self, end: End) -> bytes | None:
        """Bytes that have come; none at the end, after which nobody listens there; None if none."""
        try:
            data: bytes = end.move(CHUNK)
        except BlockingIOError:
            return None
        except OSError:
            data = b""
        if not data:
            self._select.unregister(end.file)
        return data
