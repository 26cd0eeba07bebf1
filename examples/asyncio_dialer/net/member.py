"""One dialer of a pair as a process of its own.

It prints its port and listens there: to the Management Layer and the clients, who speak through one
connection, and to the other dialer. It ends with its standard input.
"""

import asyncio
import signal
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from asyncio_dialer.core.action import Action
from asyncio_dialer.core.dialer import Parts, Plan
from asyncio_dialer.core.pair import PairedDialer, dialer
from asyncio_dialer.net.frames import Frame, receive, send
from asyncio_dialer.wrong import VARIANTS

RECORDS_MAX = 8


class Member:
    """Carries orders to the core, and what the core wants done to the others."""

    def __init__(self, parts: Parts):
        core = dialer(Plan(pair=True), RECORDS_MAX, parts)
        assert isinstance(core, PairedDialer)
        self.core = core
        self.core.role.start()
        self.desk: asyncio.StreamWriter | None = None
        self.partner: asyncio.StreamWriter | None = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A connection: its first frame says of whom."""
        hello = await receive(reader)
        if hello and hello["who"] == "partner":
            await self.hold(reader, writer)
        elif hello:
            self.desk, frame = writer, hello
            while frame:
                self.hear(frame)
                self.flush()
                send(writer, {"t": "done"})
                frame = await receive(reader)
        writer.close()

    async def hold(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hold the connection to the other dialer, until it is lost, or left by us."""
        self.partner = writer
        assert self.desk
        send(self.desk, {"t": "done"})
        while await receive(reader):
            pass
        if self.partner is writer:
            self.partner = None
            self.core.role.partner_lost()
            self.flush()
            send(self.desk, {"t": "done"})

    def hear(self, frame: Frame) -> None:
        """What the Management Layer orders, a client asks, or a person wants."""
        core, kind = self.core, frame["t"]
        if kind in ("promote", "demote", "client_asks"):
            getattr(core.role, kind)()
        elif kind == "make":
            core.dial_by_hand(frame["record"])
        elif kind == "submit":
            core.hand_over(core.records[frame["record"]])

    def flush(self) -> None:
        """Carry out what the core wants done."""
        actions, self.core.actions = self.core.actions, []
        for action in actions:
            self.perform(action)

    def perform(self, action: Action) -> None:
        """Carry out one action, and let it be seen."""
        if (action.verb, action.what) == ("leave", "partner") and self.partner:
            self.partner.close()
            self.partner = None
        assert self.desk
        about = {} if action.record is None else {"record": action.record}
        send(self.desk, {"t": "did", "verb": action.verb, "what": action.what} | about)


async def main(wrong: str) -> None:
    """Serve until standard input ends."""
    member = Member(VARIANTS[wrong].parts if wrong else Parts())
    listening = await asyncio.start_server(member.serve, "127.0.0.1", 0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_reader(sys.stdin, ended.set)
    await ended.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started it ends it
    asyncio.run(main(sys.argv[1]))
