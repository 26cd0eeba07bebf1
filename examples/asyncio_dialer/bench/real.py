"""The dialer in a real world: sockets, server processes, a database; the kit says what happens.

It has the face of the kit's world: events in, what is seen out. What is seen is seen on the wires
and at the desk. Time is the kit's: a tick passes when it says so, and not before all that was sent
has arrived, so that a busy machine changes no verdict.
"""

import asyncio
import contextlib
import tempfile
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

from ..core.dialer import Parts
from ..core.pair import dialer
from ..net.client import Client
from ..net.frames import Frame
from ..subjects import SUBJECTS
from ..wire_words import NOTICES, said_at_desk, said_on_wire, world_commands
from ..words import Seen
from .desk import Desk
from .events import Events
from .postgres import Schema
from .process import ServerProcess
from .store import Store
from .wire import Wire

SLICES, SLICE_SECONDS = 600, 0.1
BY_ITSELF = ("call.request", "row.ask", "row.update", "ccpulse.waiting")


class RealWorld:
    """A dialer, its wires and its servers; every call runs the loop until all is quiet."""

    def __init__(self, system: str, members: int, parts: Parts, url: str = ""):
        self.system, self.subject = system, SUBJECTS[system]
        self.members, self.parts = members, parts
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory(prefix="dialer-")
        self.schema = Schema(url) if url else None
        self.url = self.schema.url if self.schema else str(Path(self.folder.name) / "switch.sqlite")
        self.store = Store(self.url)
        self.processes: dict[tuple[str, str], ServerProcess] = {}
        self.wires: dict[tuple[str, str], Wire] = {}
        self.client: Client | None = None
        self.heard: list[Seen] = []
        self.activity = 0
        for link, servers in self.subject.plan._asdict().items():
            for server in servers if isinstance(servers, tuple) else ():
                self.processes[link, server] = ServerProcess(self.url)

    @property
    def observes(self) -> tuple[str, ...]:
        """What is seen of the dialer."""
        notices = NOTICES if self.subject.given else ()
        return (*self.subject.observes, *notices)

    @property
    def commands(self) -> list[str]:
        """What the kit may let happen."""
        return world_commands(self.system)

    def reset(self) -> None:
        """Begin anew: an empty switch, servers that run, a dialer that was just started."""
        self.run(self.restart())

    def hear(self, event: str, member: int | None) -> Iterator[Seen]:
        """Let an event happen, in the world or to the dialer, and all that follows from it."""
        self.run(self.happen(event, member))
        yield from self.seen()

    def tick(self) -> Iterator[Seen]:
        """Let a tick pass."""
        self.run(self.pass_tick())
        yield from self.seen()

    def turn(self) -> Iterator[Seen]:
        """The real dialer goes on by itself."""
        yield from self.seen()

    def seen(self) -> Iterator[Seen]:
        """What was seen since the last time.

        What different sockets showed in one moment has no order of its own: what an event leads to
        comes before what the dialer then does by itself.
        """
        heard, self.heard = self.heard, []
        heard.sort(key=lambda each: each[0] in BY_ITSELF)
        yield from (each for each in heard if each[0] in self.observes)

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something, and then until all is quiet. Errors: RuntimeError if it never is."""
        self.loop.run_until_complete(self.patiently(work))

    async def patiently(self, work: Coroutine[Any, Any, None]) -> None:
        """Wait in slices: one in which this machine stood still counts as one."""

        async def both() -> None:
            await work
            await self.settle()

        task = asyncio.ensure_future(both())
        for _ in range(SLICES):
            done, _pending = await asyncio.wait({task}, timeout=SLICE_SECONDS)
            if done:
                return task.result()
        task.cancel()
        raise RuntimeError(f"not quiet after {SLICES * SLICE_SECONDS:.0f} s: {self.words()}")

    # Inside the loop.

    async def restart(self) -> None:
        """Begin anew."""
        await self.stop()
        self.store.begin(self.members)
        ports = {}
        for at, process in self.processes.items():
            process.start()
            self.wires[at] = Wire(process, lambda word, at=at: self.notice_wire(at, word))
            ports[at] = await self.wires[at].begin()
        self.desk = Desk(self.notice_desk)
        ports["desk", "desk"] = await self.desk.begin()
        core = dialer(self.subject.plan, self.members, self.parts)
        self.client = Client(core, lambda link, server: ports[link, server])
        await self.client.begin()
        self.events = Events(self.client, self.wires, self.store, self.subject)
        if self.subject.given:
            for link in core.links.values():
                link.start()
            self.client.go_on()
        self.heard.clear()

    async def happen(self, event: str, member: int | None) -> None:
        """Let an event happen."""
        await self.events.happen(event, None if member is None else member - 1)

    async def pass_tick(self) -> None:
        """Let a tick pass for the dialer."""
        assert self.client
        self.client.tick()

    def notice_wire(self, at: tuple[str, str], word: str) -> None:
        """Something was seen on a wire."""
        self.activity += 1
        self.heard += said_on_wire(*at, word)

    def notice_desk(self, frame: Frame) -> None:
        """Something was told to the desk."""
        self.activity += 1
        self.heard += said_at_desk(frame)

    async def settle(self) -> None:
        """Wait until nothing is under way: all that was sent has arrived, and led to nothing."""
        client = self.client
        assert client
        while True:
            before = self.activity, self.places()
            await self.desk.settled()
            whole = [await wire.settled() for wire in self.wires.values()]
            if all(whole) and self.agree(client) and before == (self.activity, self.places()):
                return
            await asyncio.sleep(0.0005)

    def words(self) -> str:
        """What the dialer and the wires take to be so, for a log."""
        links = self.client.core.links if self.client else {}
        ours = [f"{link.name} {link.state} {link.server}" for link in links.values()]
        theirs = [f"{'/'.join(at)} {w.state} {w.held}" for at, w in self.wires.items()]
        return "; ".join([*ours, *theirs])

    def places(self) -> list[str]:
        """The states of the wires."""
        return [wire.state for wire in self.wires.values()]

    def agree(self, client: Client) -> bool:
        """Whether the dialer and the wires have the same connections."""
        ours = {(c.link, c.server) for c in client.current.values() if not c.closed}
        theirs = {at for at, wire in self.wires.items() if wire.near}
        hellos = sum(wire.hellos for wire in self.wires.values())
        return ours == theirs and client.hellos == hellos

    async def stop(self) -> None:
        """Stop the dialer and its wires; the servers go on."""
        if self.client:
            await self.client.end()
            for wire in self.wires.values():
                await wire.end()
            self.desk.end()
            self.client = None

    def end(self) -> None:
        """Leave nothing behind."""
        for process in self.processes.values():
            process.kill()
            process.open_grave()
        with contextlib.suppress(Exception):
            self.loop.run_until_complete(self.stop())
        self.loop.close()
        self.store.end()
        if self.schema:
            self.schema.end()
        self.folder.cleanup()
