"""The desk: the Management Layer and Stat Server, to which the dialer tells what it must."""

import asyncio
from collections.abc import Callable

from ..net.frames import Frame, receive, send


class Desk:
    """Listens for the dialer's reports."""

    def __init__(self, notice: Callable[[Frame], None]):
        self.notice = notice
        self.near: asyncio.StreamWriter | None = None
        self.flushed = asyncio.Event()

    async def begin(self) -> int:
        """Listen; the port."""
        self.listening = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        port: int = self.listening.sockets[0].getsockname()[1]
        return port

    async def serve(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        """Take reports until the dialer leaves."""
        self.near = near
        while frame := await receive(reader):
            if frame["t"] == "answer":
                self.flushed.set()
            else:
                self.notice(frame)
        near.close()

    async def settled(self) -> None:
        """Wait until what was reported has arrived."""
        while not self.near:
            await asyncio.sleep(0.0005)
        self.flushed.clear()
        send(self.near, {"t": "poll"})
        await self.flushed.wait()

    def end(self) -> None:
        """Stop."""
        self.listening.close()
        if self.near:
            self.near.close()
