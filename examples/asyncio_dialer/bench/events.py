"""What can happen in the real world, by the specification's names."""

from ..net.client import Client
from ..net.frames import Frame
from ..subjects import Subject
from ..wire_words import LINES
from ..words import Refused, tell
from .store import Store
from .wire import Wire

BY_LINE = {line: link for link, line in LINES.items()}


class Events:
    """Lets an event happen: to a wire, a server process, a call, a row, or the dialer."""

    def __init__(
        self,
        client: Client,
        wires: dict[tuple[str, str], Wire],
        store: Store,
        subject: Subject,
    ):
        self.client, self.wires, self.store, self.subject = client, wires, store, subject

    async def happen(self, event: str, member: int | None) -> None:
        """Let it happen."""
        machine, _, verb = event.partition(".")
        if machine in BY_LINE:
            await self.line(BY_LINE[machine], verb)
        elif machine.endswith("_wire"):
            await self.wire(self.wires[self.link(), machine.removesuffix("_wire")], verb)
        elif machine in ("primary", "backup"):
            await self.server(self.wires[self.link(), machine], verb)
        elif machine == "dialog":
            await self.dialog(self.open(self.link()), verb)
        elif machine in ("call", "row", "operator") and member is not None:
            await self.member(machine, verb, member)
        elif tell(self.client.core, self.subject, event, member):
            self.client.go_on()
        else:
            raise Refused(event)

    def link(self) -> str:
        """The only link of the system."""
        return next(iter(self.client.core.links))

    def open(self, link: str) -> Wire:
        """The wire of a link that is open."""
        for (name, _), wire in self.wires.items():
            if name == link and wire.state == "open":
                return wire
        raise Refused(f"no wire of {link} is open")

    async def line(self, link: str, verb: str) -> None:
        """What happens to a line, whose server and tries the specification leaves out."""
        wire = self.wires[link, "primary"]
        if verb != "come_back":
            return await self.wire(wire, verb)
        await wire.accept()
        if link == "tserver":
            await self.settle_in(wire)
            await self.dialog(wire, "register_ocs")
            for _ in range(3):
                await self.settle_in(wire)
                await self.dialog(wire, "answer")

    async def settle_in(self, wire: Wire) -> None:
        """Let the dialer answer."""
        await wire.settled()

    async def wire(self, wire: Wire, verb: str) -> None:
        """What happens to a wire."""
        if verb in ("accept", "refuse", "decline"):
            await getattr(wire, verb)()
        elif verb in ("cut", "give_no_answer"):
            wire.drop()
        elif verb in ("fall_silent", "fall_silent_while_sending"):
            wire.fall_silent()
        else:
            raise Refused(verb)

    async def server(self, wire: Wire, verb: str) -> None:
        """A server process dies, or is started again."""
        if verb == "crash":
            wire.server.kill()
            if wire.state == "open":
                wire.drop()
        elif verb == "recover":
            wire.server.start()
        else:
            raise Refused(verb)

    async def dialog(self, wire: Wire, verb: str) -> None:
        """The T-Server answers what it was asked."""
        kind = {"register_ocs": "register", "answer": "ask"}.get(verb)
        if not kind:
            raise Refused(verb)
        wire.deliver(await wire.exchange(self.take(wire, kind, None)))

    def take(self, wire: Wire, kind: str, member: int | None) -> Frame:
        """Take a frame of the dialer off a wire."""
        for frame in wire.held:
            if frame["t"] == kind and member in (None, frame.get("record")):
                wire.held.remove(frame)
                return frame
        raise Refused(f"no {kind} is under way")

    async def member(self, machine: str, verb: str, member: int) -> None:
        """What happens to a call, or to a row."""
        if machine == "operator" and verb == "reset_record":
            self.client.core.records[member].reset()
            return self.client.go_on()
        if machine == "call":
            return await self.call(verb, member)
        wire = self.open("db")
        if verb in ("retrieve", "apply"):
            frame = self.take(wire, "fetch" if verb == "retrieve" else "write", member)
            wire.parked[member] = await wire.exchange(frame)
        elif verb in ("deliver", "acknowledge"):
            wire.deliver(wire.parked.pop(member))
        else:
            raise Refused(verb)

    async def call(self, verb: str, member: int) -> None:
        """What happens to a call, and to the messages about it."""
        dials = "cpd" if "cpd" in self.client.core.links else "tserver"
        if verb == "place":
            wire = self.open(dials)
            await wire.exchange(self.take(wire, "call", member))
        elif verb == "lose_request":
            for (link, _), wire in self.wires.items():
                if link == dials and any(f.get("record") == member for f in wire.held):
                    self.take(wire, "call", member)
        elif verb == "report":
            wire = self.open(dials)
            wire.deliver(await wire.exchange({"t": "report", "record": member}))
        elif verb not in ("end", "lose_report"):
            raise Refused(verb)
