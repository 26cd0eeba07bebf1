"""A conversation with an adapter: greet, reset, ask; each answer is complete, or a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from dialonce.conform import protocol
from dialonce.conform.channel import SLICE_SECONDS, Bounds, Patience
from dialonce.conform.fault import Fault
from dialonce.conform.protocol import Advance, Do, Done, Error, Event, Hello, Ready
from dialonce.conform.transport import Connection

QUICK_SECONDS, QUICK_TIMES = 0.5, 10


class Session:
    """Talks with one adapter at a time, and opens a new one after a fault.

    Errors: Fault, which leaves the session closed, so that the next `reset` begins with another.
    """

    def __init__(
        self, opening: Callable[[], Connection], greeting: protocol.Greeting, bounds: Bounds
    ):
        self.opening, self.greeting, self.bounds = opening, greeting, bounds
        self.connection: Connection | None = None
        self.hello: Hello | None = None
        self.opened = 0
        self.log = ""
        self._id = 0
        self._slice = SLICE_SECONDS
        self._slowest = 0.0  # seconds of an answer, beyond those that its ticks take

    def greet(self) -> Hello:
        """Open the connection, and learn who is there."""
        self.close()
        self.connection = self.opening()
        self.opened += 1
        patience = Patience(self.bounds.greeting_seconds)
        self._send(self.greeting, patience)
        message = self._next(patience, "did not greet")
        if not isinstance(message, Hello):
            raise self._fail("protocol", f"it must say hello first, not {_type(message)}")
        self.hello = message
        return message

    def reset(self) -> None:
        """Let the implementation begin anew; what it still had to say of before is dropped."""
        if self.connection is None:
            self.greet()
        patience = Patience(self.bounds.greeting_seconds)
        self.attend(SLICE_SECONDS, lambda at: None)
        self._send(protocol.Reset(), patience)
        for _ in range(self.bounds.flood_max):
            message = self._next(patience, "did not answer reset by ready")
            if isinstance(message, Ready):
                return
            if isinstance(message, Hello):
                raise self._fail("protocol", "it says hello again")
        raise self._flood("ready")

    def attend(self, slice_seconds: float, quiet: Callable[[float], None]) -> None:
        """Tell, about so often, up to what time (monotonic) all that was said is heard."""
        assert self.connection is not None
        self._slice, self.connection.channel.quiet = slice_seconds, quiet

    def quick(self) -> Bounds:
        """Bounds for one that is known to hang: some times what its slowest answer took."""
        enough = max(QUICK_SECONDS, QUICK_TIMES * self._slowest)
        return replace(self.bounds, answer_seconds=min(self.bounds.answer_seconds, enough))

    def do(self, event: str, member: int | None, more: bool) -> Iterator[Event | Done | Error]:
        """What is said of an event that happens to the implementation, up to the answer."""
        return self._ask(lambda number: Do(number, event, member, more), event, 0.0)

    def advance(self, ticks: int, more: bool) -> Iterator[Event | Done | Error]:
        """What is said while so many ticks pass, up to the answer."""
        each = self.hello.tick_seconds if self.hello and self.hello.clock == "real" else 0.0
        extra = ticks * (each or 0.0)
        return self._ask(lambda number: Advance(number, ticks, more), "advance", extra)

    def close(self) -> None:
        """Say goodbye, if anybody is there."""
        if self.connection is None:
            return
        connection, self.connection = self.connection, None
        try:
            connection.channel.send(protocol.encode(protocol.Bye()), Patience(0.0))
        except Fault:
            pass
        finally:
            connection.close()
            self.log = connection.log or self.log

    def _ask(self, request: Callable[[int], Any], what: str, extra: float) -> Iterator[Any]:
        self._id += 1
        patience = Patience(self.bounds.answer_seconds + extra, self._slice)
        if self._slice < SLICE_SECONDS:
            self._listen()
        self._send(request(self._id), patience)
        for _ in range(self.bounds.flood_max):
            message = self._next(patience, f"did not answer {what} by done")
            if isinstance(message, (Hello, Ready)):
                raise self._fail("protocol", f"it says {_type(message)} where done must come")
            if isinstance(message, (Done, Error)) and message.id != self._id:
                raise self._fail(
                    "protocol", f"it answers id {message.id} where {self._id} was asked"
                )
            if not isinstance(message, Event):
                taken = self.bounds.answer_seconds - patience.left
                self._slowest = max(self._slowest, taken)
                yield message
                return
            yield message
        raise self._flood(what)

    def _send(self, message: Any, patience: Patience) -> None:
        assert self.connection is not None
        try:
            self.connection.channel.send(protocol.encode(message), patience)
        except Fault as fault:
            raise self._left(fault) from None

    def _listen(self) -> None:
        assert self.connection is not None
        try:
            self.connection.channel.listen()
        except Fault as fault:
            raise self._left(fault) from None

    def _next(self, patience: Patience, late: str) -> Any:
        assert self.connection is not None
        bound = patience.left
        try:
            for _ in range(self.bounds.flood_max):
                line = self.connection.channel.receive(patience)
                if line is None:
                    raise Fault("hang", f"it {late} within {_seconds(bound)}")
                if line.strip():
                    return protocol.from_adapter(line)
            raise Fault("flood", f"it says more than {self.bounds.flood_max:,} blank lines")
        except Fault as fault:
            raise self._left(fault) from None

    def _flood(self, what: str) -> Fault:
        return self._fail("flood", f"it says {self.bounds.flood_max:,} lines without {what}")

    def _fail(self, kind: str, text: str) -> Fault:
        return self._left(Fault(kind, text))

    def _left(self, fault: Fault) -> Fault:
        """The fault, explained, with the connection closed and its log kept."""
        connection, self.connection = self.connection, None
        if connection is not None:
            fault = connection.explained(fault)
            connection.close(grace=False)
            self.log = connection.log
        return fault


def _type(message: Any) -> str:
    return str(type(message).__struct_config__.tag)


def _seconds(seconds: float) -> str:
    return f"{seconds:.3g} s"
