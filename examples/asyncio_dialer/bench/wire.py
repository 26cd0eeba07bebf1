"""The wire between the dialer and one server: it holds what crosses it until it is let through.

So each fault of a network can happen at any moment, between any two messages.
"""

import asyncio
from collections.abc import Callable

from ..net.frames import Frame, receive, send
from .process import ServerProcess


class Wire:
    """Listens for the dialer, and holds the way on to a server process."""

    def __init__(self, server: ServerProcess, notice: Callable[[str], None]):
        self.server, self.notice = server, notice
        self.listening: asyncio.Server | None = None
        self.hellos = 0
        self.tasks: set[asyncio.Task[None]] = set()
        self.clear()

    def clear(self) -> None:
        """No connection."""
        self.state = "closed"  # opening, open, silent
        self.near: asyncio.StreamWriter | None = None  # to the dialer
        self.far: asyncio.StreamWriter | None = None  # to the server
        self.held: list[Frame] = []  # from the dialer
        self.replies: list[Frame] = []  # from the server
        self.parked: dict[int, Frame] = {}  # replies about a record that wait to be let through
        self.flushed: asyncio.Event = asyncio.Event()
        self.polls = 0
        self.came = asyncio.Event()

    async def begin(self) -> int:
        """Listen; the port."""
        self.listening = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        port: int = self.listening.sockets[0].getsockname()[1]
        return port

    # What comes from the dialer.

    async def serve(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        """One connection of the dialer."""
        if self.near:  # a second connection to the same server
            near.close()
            self.hellos += 1
            self.notice("connect")
            return
        self.near, self.state = near, "opening"
        while frame := await receive(reader):
            if self.near is near:
                self.take(frame)
        near.close()
        if self.near is near:
            if self.state == "silent":
                self.notice("give up")
            self.drop()

    def take(self, frame: Frame) -> None:
        """A frame of the dialer: polls pass, the rest is held."""
        kind = frame["t"]
        if kind == "answer":
            self.flushed.set()
        elif kind == "hello":
            self.hellos += 1
            self.notice("connect")
        elif kind == "bye":
            self.notice("close")
        elif self.state == "silent":
            if kind not in ("poll", "answer"):
                self.notice(self.told(frame))
        elif kind == "poll":
            if self.far:
                self.polls += 1
                send(self.far, frame)
        else:
            self.held.append(frame)
            self.notice(self.told(frame))

    def told(self, frame: Frame) -> str:
        """How a frame is reported: its type, and its record, or what is asked."""
        about = frame.get("record", frame.get("what"))
        return frame["t"] if about is None else f"{frame['t']} {about}"

    # What comes from the server.

    async def connect(self) -> bool:
        """Connect to the server, as the dialer wants to; False if it is not there."""
        try:
            reader, self.far = await asyncio.open_connection("127.0.0.1", self.server.last_port)
        except OSError:
            return False
        task = asyncio.get_running_loop().create_task(self.carry(reader, self.far))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return True

    async def carry(self, reader: asyncio.StreamReader, far: asyncio.StreamWriter) -> None:
        """Carry what the server sends."""
        while frame := await receive(reader):
            if self.far is not far or self.state == "silent":
                continue
            if frame["t"] == "answer":
                self.polls -= 1
                if self.near:
                    send(self.near, frame)
            else:
                self.replies.append(frame)
                self.came.set()
        far.close()
        if self.far is far and self.state == "open":
            self.drop()

    async def exchange(self, frame: Frame) -> Frame:
        """Send a frame to the server, and take its reply."""
        assert self.far
        send(self.far, frame)
        return await self.reply()

    async def reply(self) -> Frame:
        """The next reply of the server."""
        while not self.replies:
            self.came.clear()
            await self.came.wait()
        return self.replies.pop(0)

    def deliver(self, frame: Frame) -> None:
        """Let a frame through to the dialer."""
        if self.near:
            send(self.near, frame)

    # What happens to the connection.

    async def accept(self) -> None:
        """Let the dialer through to the server, which accepts."""
        if await self.connect():
            welcome = await self.exchange({"t": "hello"})
            self.state = "open"
            self.deliver(welcome)

    async def refuse(self) -> None:
        """Let the dialer through to a server that is down."""
        if await self.connect():
            raise RuntimeError("a server that is down has accepted")
        self.drop()

    async def decline(self) -> None:
        """Let the dialer through to a server in the standby role."""
        if await self.connect():
            await self.exchange({"t": "standby", "on": True})
            declined = await self.exchange({"t": "hello"})
            await self.exchange({"t": "standby", "on": False})
            self.deliver(declined)

    def fall_silent(self) -> None:
        """Freeze the server; nothing comes through any more, and nobody is told."""
        self.state = "silent"
        self.server.freeze()

    def drop(self) -> None:
        """The connection is gone, on both sides, and with it what was on its way."""
        near, far = self.near, self.far
        if self.state == "silent":
            self.server.thaw()
        self.clear()
        for writer in (near, far):
            if writer:
                writer.close()

    async def settled(self) -> bool:
        """Wait until what was sent over it has arrived; False if it has ended meanwhile."""
        near = self.near
        if not near or self.state not in ("open", "opening"):
            return True
        if self.state == "open":
            self.flushed.clear()
            send(near, {"t": "poll"})
            flushed = self.flushed
            while not flushed.is_set() and self.near is near:
                await asyncio.sleep(0.0005)
            while self.polls > 0 and self.near is near and self.state == "open":
                await asyncio.sleep(0.0005)
        return self.near is near

    async def end(self) -> None:
        """Stop."""
        self.drop()
        if self.listening:
            self.listening.close()
        for task in [*self.tasks]:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
