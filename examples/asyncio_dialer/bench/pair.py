"""Two dialers in a real world: processes that are killed and frozen, and a connection between them.

The Management Layer, the clients and the person are the bench: it tells a dialer what the kit
says, and waits for its answer. What is seen is what the first dialer does; the second is right.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

from ..core.action import Action
from ..net.frames import Frame, receive, send
from ..subjects import SUBJECTS
from ..words import Refused, Seen, said
from .process import MEMBER, ServerProcess

ENDS = ("first", "second")
ANSWER_SECONDS = 60
COMMANDS = (
    "layer.choose_first", "layer.choose_second", "layer.suspect", "layer.deliver", "layer.correct",
    *(f"pair_link.{verb}" for verb in ("connect", "cut", "fall_silent", "notice", "end")),
    *(f"{end}_host.{verb}" for end in ENDS for verb in ("start", "crash", "freeze", "thaw")),
    *(f"{end}_{event}" for end in ENDS
      for event in ("client.connect", "queue.make", "queue.submit", "request.arrive")),
)  # fmt: skip


class Host:
    """A dialer's process, and the two connections to it."""

    def __init__(self, wrong: str):
        self.process = ServerProcess(wrong, MEMBER)
        self.desk: asyncio.StreamWriter | None = None
        self.partner: asyncio.StreamWriter | None = None
        self.answers = asyncio.Queue[Frame]()
        self.listening: asyncio.Task[None] | None = None
        self.frozen, self.owed = False, 0

    @property
    def works(self) -> bool:
        """Whether it runs, and is not frozen."""
        return self.desk is not None and not self.frozen

    async def connect(self, who: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect to it."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.process.last_port)
        send(writer, {"t": "hello", "who": who})
        return reader, writer

    async def start(self) -> None:
        """Start the process."""
        self.process.start()
        reader, self.desk = await self.connect("desk")
        self.owed = 1
        self.listening = asyncio.get_running_loop().create_task(self.listen(reader, self.desk))

    async def listen(self, reader: asyncio.StreamReader, desk: asyncio.StreamWriter) -> None:
        """Keep what it says."""
        while frame := await receive(reader):
            if self.desk is desk:
                self.answers.put_nowait(frame)

    async def join(self) -> None:
        """It is connected to the other dialer."""
        _, self.partner = await self.connect("partner")
        self.owed += 1

    def hang_up(self) -> None:
        """The connection to the other dialer ends: it notices, at once or when it is thawed."""
        if self.partner:
            self.partner.close()
            self.partner = None
            self.owed += 1

    def kill(self) -> None:
        """SIGKILL; its connections end with it."""
        self.process.kill()
        for writer in (self.desk, self.partner):
            if writer:
                writer.close()
        if self.listening:
            self.listening.cancel()
        self.desk = self.partner = None
        self.answers = asyncio.Queue()
        self.frozen, self.owed = False, 0

    async def done(self) -> list[Frame]:
        """What it does, until it has answered all that is owed."""
        found = []
        while self.owed and self.works:
            frame = await asyncio.wait_for(self.answers.get(), ANSWER_SECONDS)
            if frame["t"] == "done":
                self.owed -= 1
            else:
                found.append(frame)
        return found


class PairWorld:
    """Two dialers, of which the first one is judged."""

    commands = COMMANDS

    def __init__(self, system: str, wrong: str = ""):
        self.subject, self.wrong = SUBJECTS[system], wrong
        self.loop = asyncio.new_event_loop()
        self.hosts: dict[str, Host] = {}
        self.heard: list[Seen] = []

    @property
    def observes(self) -> tuple[str, ...]:
        """What is seen of the first dialer."""
        return self.subject.observes

    def reset(self) -> None:
        """Begin anew: nothing runs, and nobody has the role."""
        self.stop()
        self.hosts = {"first": Host(self.wrong), "second": Host("")}
        self.order = self.holder = ""

    def hear(self, event: str, member: int | None) -> Iterator[Seen]:
        """Let an event happen, and wait for all that follows from it."""
        self.run(self.happen(event, (member or 1) - 1))
        heard, self.heard = self.heard, []
        yield from heard

    def tick(self) -> Iterator[Seen]:
        """Nothing here depends on time."""
        yield from ()

    turn = tick

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something. Errors: RuntimeError where a dialer does not answer."""
        try:
            self.loop.run_until_complete(work)
        except TimeoutError:
            raise RuntimeError(f"a dialer did not answer for {ANSWER_SECONDS} s") from None

    async def happen(self, event: str, record: int) -> None:
        """Let an event happen."""
        machine, _, verb = event.partition(".")
        end, _, part = machine.partition("_")
        if machine == "layer":
            await self.layer(verb)
        elif machine == "pair_link":
            await self.link(verb)
        elif part == "host":
            await self.host(end, verb)
        elif part == "client":
            await self.tell(end, {"t": "client_asks"})
        elif part == "queue":
            await self.tell(end, {"t": verb, "record": record})
        elif part != "request":
            raise Refused(event)

    async def layer(self, verb: str) -> None:
        """The Management Layer chooses, gives an order, or corrects."""
        if verb.startswith("choose_"):
            self.order = verb.removeprefix("choose_")
        elif verb == "suspect":
            self.order, self.holder = other(self.holder), ""
        elif verb == "correct":
            await self.tell(other(self.holder), {"t": "demote"})
        elif self.order:
            await self.tell(self.order, {"t": "promote"})

    async def link(self, verb: str) -> None:
        """The connection of the two is made, lost on both sides, or silent, which nobody sees."""
        for host in self.hosts.values() if verb != "fall_silent" else ():
            if verb == "connect":
                await host.join()
            else:
                host.hang_up()
        await self.listen()

    async def host(self, end: str, verb: str) -> None:
        """A process is started, killed, frozen, or goes on."""
        host = self.hosts[end]
        if verb == "start":
            await host.start()
        elif verb == "crash":
            host.kill()
            self.order = "" if self.order == end else self.order
            self.holder = "" if self.holder == end else self.holder
        else:
            host.frozen = verb == "freeze"
            (host.process.freeze if host.frozen else host.process.thaw)()
        await self.listen()

    async def tell(self, end: str, frame: Frame) -> None:
        """Tell a dialer something, unless it is down or frozen: then it is not told."""
        host = self.hosts[end]
        if host.works:
            assert host.desk
            send(host.desk, frame)
            host.owed += 1
        await self.listen()

    async def listen(self) -> None:
        """Hear what the dialers do, until they have answered."""
        for end, host in self.hosts.items():
            for frame in await host.done():
                self.note(end, Action(frame["verb"], frame["what"], record=frame.get("record")))

    def note(self, end: str, action: Action) -> None:
        """A dialer has done something."""
        host = self.hosts[end]
        if action.what == "role" and action.verb == "report":
            self.order, self.holder = "", end
        elif action.verb == "leave" and host.partner:
            host.partner.close()
            host.partner = None
        if end == "first":
            number = None if action.record is None else action.record + 1
            self.heard.append((said(action, self.subject.says), number))

    def stop(self) -> None:
        """Kill both."""
        for host in self.hosts.values():
            host.kill()
            host.process.open_grave()

    def end(self) -> None:
        """Leave nothing behind."""
        self.stop()
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.close()


def other(end: str) -> str:
    """The other one of the two."""
    return ENDS[1 - ENDS.index(end)]
