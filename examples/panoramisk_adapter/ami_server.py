"""A fake server of Asterisk's management interface (AMI) on loopback: it does what it is told.

It knows Login, Ping, Originate and Logoff, and of any other action that it succeeds. What it
hears on a silent connection it notes, as somebody would who listens at the wire, and does not do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

END = "\r\n"
BANNER = "Asterisk Call Manager/7.0.3"
Message = dict[str, str]


def originate(number: int, later: bool = True) -> Message:
    """An action that calls somebody; `later`: answered when queued, not when the call is over."""
    action = {"Action": "Originate", "Channel": f"Local/{number}@out", "Context": "out"}
    return action | {"Exten": str(number), "Priority": "1"} | ({"Async": "true"} if later else {})


@dataclass(eq=False)
class Request:
    """One Originate, as often as it was heard: `line` is where it came from."""

    headers: Message
    line: Line
    answered: bool = False

    @property
    def number(self) -> str:
        """Who is to be called."""
        return self.headers["exten"]


class Line(asyncio.Protocol):
    """One connection. `silent`: nothing gets through any more, and nobody is told."""

    def __init__(self, server: FakeAmi):
        self.server, self.silent, self.logged_in, self._rest = server, False, False, ""

    def connection_made(self, transport):
        self.transport = transport
        self.server.lines.append(self)
        if self.server.login == "silent":
            self.silent = True
        self._write(BANNER + END)

    def data_received(self, data):
        *texts, self._rest = (self._rest + data.decode()).split(END + END)
        for text in texts:
            pairs = (line.partition(": ") for line in text.split(END))
            self.server.hear(self, {key.lower(): value for key, _, value in pairs})

    def connection_lost(self, _):
        if self in self.server.lines:
            self.server.lines.remove(self)

    def say(self, **headers: str) -> None:
        """One message, with its headers in this order."""
        self._write("".join(f"{key}: {value}{END}" for key, value in headers.items()) + END)

    def _write(self, text: str) -> None:
        if not self.silent:
            self.transport.write(text.encode())


@dataclass
class FakeAmi:
    """The server. `login` and `originate` say how it answers, `tap` is told of every action.

    login: accept, refuse, or silent; `booted`: whether it tells FullyBooted after a login.
    originate: queue (success at once, the result when told), hold (all when told), twice (success
    and result at once, each of them twice), or refuse.
    """

    port: int = 0
    login: str = "accept"
    booted: bool = True
    originate: str = "queue"
    tap: Callable[[Message], None] = lambda action: None
    lines: list[Line] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    _door: asyncio.Server | None = None

    async def listen(self) -> None:
        """Start, on the same port again if there was one."""
        loop = asyncio.get_running_loop()
        self._door = await loop.create_server(lambda: Line(self), "127.0.0.1", self.port)
        self.port = self._door.sockets[0].getsockname()[1]

    def crash(self) -> None:
        """Die: the host resets every connection but those that are silent."""
        self._close_door()
        self._cut([line for line in self.lines if not line.silent])

    def _close_door(self) -> None:
        if self._door:
            self._door.close()

    def drop(self) -> None:
        """Cut every connection, so that both sides notice."""
        self._cut(self.lines)

    def _cut(self, lines: list[Line]) -> None:
        for line in [*lines]:
            line.transport.abort()
            if line in self.lines:
                self.lines.remove(line)

    def fall_silent(self) -> None:
        """From now on nothing gets through on the connections that there are."""
        for line in self.lines:
            line.silent = True

    def hear(self, line: Line, action: Message) -> None:
        """Answer an action, or only note it if the connection is silent."""
        name = action["action"].lower()
        self.heard.append(name)
        request = Request(action, line)
        if name == "originate":
            self.requests.append(request)
        self.tap(action)
        if line.silent:
            return
        if name == "login":
            self._log_in(line, action)
        elif name == "originate":
            self._originate(request)
        else:
            line.say(Response="Success", ActionID=action["actionid"],
                     **({"Ping": "Pong"} if name == "ping" else {}))  # fmt: skip

    def _log_in(self, line: Line, action: Message) -> None:
        if self.login == "refuse":
            line.say(Response="Error", ActionID=action["actionid"], Message="Authentication failed")
            line.transport.close()
            return
        line.logged_in = True
        line.say(Response="Success", ActionID=action["actionid"], Message="Authentication accepted")
        if self.booted:
            line.say(Event="FullyBooted", Privilege="system,all", Status="Fully Booted")

    def _originate(self, request: Request) -> None:
        if self.originate == "refuse":
            request.line.say(Response="Error", ActionID=request.headers["actionid"],
                             Message="Extension does not exist.")  # fmt: skip
        elif self.originate != "hold":
            for _ in range(2 if self.originate == "twice" else 1):
                self.place(request)
            for _ in range(2 if self.originate == "twice" else 0):
                self.report(request)

    def last(self, number: int) -> Request:
        """The last request for this number."""
        return [each for each in self.requests if each.number == str(number)][-1]

    def place(self, request: Request) -> None:
        """Take the request: the call is placed, and the caller is told that it is queued."""
        request.answered = True
        request.line.say(Response="Success", ActionID=request.headers["actionid"],
                         Message="Originate successfully queued")  # fmt: skip

    def report(self, request: Request) -> None:
        """Tell the result of a call to every client, as AMI does with events."""
        for line in self.lines:
            if line.logged_in:
                line.say(Event="OriginateResponse", Privilege="call,all",
                         ActionID=request.headers["actionid"], Response="Success",
                         Channel=request.headers["channel"], Exten=request.number, Reason="4",
                         Uniqueid=f"1700000000.{len(self.requests)}")  # fmt: skip

    def shut_down(self) -> None:
        """Tell every client, and end in good order."""
        for line in [*self.lines]:
            line.say(Event="Shutdown", Privilege="system,all", Shutdown="Cleanly", Restart="True")
            line.transport.close()
        self._close_door()
