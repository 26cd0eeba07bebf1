"""The dialer on the network: carries out the actions of its core, and tells it what happens."""

import asyncio
from collections.abc import Callable

from ..core.action import Action
from ..core.addp import Watch
from ..core.dialer import Dialer
from ..core.tserver import QUESTIONS
from .frames import Frame, receive, send

HEARD = {"registered": "registered", "unregistered": "registration_refused", "status": "answered"}
ASKED = {"fetch": "fetch", "write": "write", "register": "register", "count": "count"}


class Connection:
    """One TCP connection of a link to a server."""

    def __init__(self, link: str, server: str):
        self.link, self.server = link, server
        self.watch = Watch()
        self.writer: asyncio.StreamWriter | None = None
        self.closed = False

    def send(self, frame: Frame) -> None:
        """Send a frame, if there is a connection."""
        if self.writer and not self.closed:
            send(self.writer, frame)

    def close(self) -> None:
        """Hang up."""
        self.closed = True
        if self.writer:
            self.writer.close()


class Client:
    """The running dialer. `where` tells the port of a server of a link, and of the desk."""

    def __init__(self, core: Dialer, where: Callable[[str, str], int]):
        self.core, self.where = core, where
        self.current: dict[str, Connection] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.hellos = 0
        self.desk = Connection("desk", "desk")

    async def begin(self) -> None:
        """Connect to the desk, which is told of losses."""
        reader, self.desk.writer = await asyncio.open_connection(
            "127.0.0.1", self.where("desk", "desk")
        )
        self.spawn(self.listen(self.desk, reader))

    def spawn(self, work) -> None:
        """Run something beside the rest."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def go_on(self) -> None:
        """After each event: the dialer's own work, and then what it wants done."""
        self.flush()
        self.core.turn()
        self.flush()

    def flush(self) -> None:
        """Carry out what the core wants done."""
        actions, self.core.actions = self.core.actions, []
        for action in actions:
            self.perform(action)

    def perform(self, action: Action) -> None:
        """Carry out one action."""
        link = action.link or ("cpd" if "cpd" in self.core.links else "tserver")
        if action.verb == "connect":
            self.spawn(self.connect(link, action.what))
        elif action.verb in ("report", "show"):
            self.desk.send({"t": action.verb, "what": action.what, "link": link})
        elif link in self.current:
            self.send(self.current[link], action)

    def send(self, connection: Connection, action: Action) -> None:
        """Carry out an action on a connection."""
        if action.verb == "close":
            connection.send({"t": "bye"})
            connection.close()
        elif action.verb == "ask":
            for what in QUESTIONS:
                connection.send({"t": "ask", "what": what})
        elif action.verb == "request":
            connection.send({"t": "call", "record": action.record, "attempt": action.attempt})
        else:
            about = {} if action.record is None else {"record": action.record}
            connection.send({"t": ASKED[action.verb]} | about)

    async def connect(self, link: str, server: str) -> None:
        """Connect to a server, and listen until the end."""
        connection = self.current[link] = Connection(link, server)
        self.hellos += 1
        try:
            reader, connection.writer = await asyncio.open_connection(
                "127.0.0.1", self.where(link, server)
            )
        except OSError:
            self.hellos -= 1
            return self.ended(connection)
        connection.send({"t": "hello"})
        await self.listen(connection, reader)
        self.ended(connection)

    async def listen(self, connection: Connection, reader: asyncio.StreamReader) -> None:
        """Hear what comes over a connection until its end."""
        while (frame := await receive(reader)) and not connection.closed:
            connection.watch.heard()
            if frame["t"] == "poll":
                connection.send({"t": "answer", "n": frame.get("n")})
            elif frame["t"] != "answer":
                self.hear(connection, frame)
                self.go_on()
        if connection.writer:
            connection.writer.close()

    def ended(self, connection: Connection) -> None:
        """A connection has ended: if not by us, the link has lost it."""
        if not connection.closed:
            connection.closed = True
            if self.current.get(connection.link) is connection:
                self.core.links[connection.link].lost()
                self.go_on()

    def hear(self, connection: Connection, frame: Frame) -> None:
        """What a server says."""
        kind, core = frame["t"], self.core
        if kind == "welcome":
            core.join(connection.link, "accepted")
        elif kind == "declined":
            connection.close()
            core.links[connection.link].refused()
        elif kind in HEARD:
            core.join(connection.link, HEARD[kind])
        elif kind == "result":
            core.result(frame["record"], frame["outcome"], frame["attempt"])
        elif kind == "row":
            core.rows[frame["record"]].arrived()
        elif kind == "written":
            core.rows[frame["record"]].acknowledged()

    def tick(self) -> None:
        """Time passes: for the core, and for each connection that may have fallen silent."""
        self.core.tick()
        self.flush()
        for connection in list(self.current.values()):
            if connection.closed or not self.joined(connection):
                continue
            todo = connection.watch.tick()
            if todo == "poll":
                connection.send({"t": "poll"})
            elif todo:
                connection.close()
                self.core.links[connection.link].lost()
        self.go_on()

    def joined(self, connection: Connection) -> bool:
        """Whether the server has accepted us, so that it is to answer polls."""
        return self.core.links[connection.link].state not in ("off", "trying", "resting", "lost")

    async def end(self) -> None:
        """Stop."""
        for connection in [*self.current.values(), self.desk]:
            connection.close()
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
