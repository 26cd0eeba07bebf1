"""A server process: CPD Server, T-Server or DB Server, as far as a dialer sees them.

It prints its port, serves until its standard input ends, and answers over one connection at a
time. Frames that no dialer sends are of the bench: standby, and report.
"""

import asyncio
import signal
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from asyncio_dialer.bench.postgres import Unavailable
from asyncio_dialer.bench.store import Store
from asyncio_dialer.net.frames import Frame, receive, send


class Server:
    """Serves one store."""

    def __init__(self, store: Store):
        self.store, self.standby = store, False

    def reply(self, frame: Frame) -> Frame | None:
        """What it answers to a frame."""
        kind, record = frame["t"], frame.get("record", 0)
        if kind == "hello":
            return {"t": "declined" if self.standby else "welcome"}
        if kind == "poll":
            return {"t": "answer"}
        if kind == "standby":
            self.standby = frame["on"]
            return {"t": "done"}
        if kind == "register":
            return {"t": "registered"}
        if kind == "ask":
            return {"t": "status", "what": frame["what"]}
        if kind == "call":
            self.store.place(record, frame["attempt"])
            return {"t": "placed"}
        if kind == "report":
            attempt = max(attempt for attempt, _ in self.store.calls(record))
            return {"t": "result", "record": record, "attempt": attempt, "outcome": "answered"}
        return self.reply_of_list(frame, kind, record)

    def reply_of_list(self, frame: Frame, kind: str, record: int) -> Frame | None:
        """What a DB Server answers."""
        if kind == "fetch":
            self.store.fetch(record)
            return {"t": "row", "record": record}
        if kind == "write":
            self.store.write(record, frame.get("outcome", "closed"))
            return {"t": "written", "record": record}
        return None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one client until it leaves."""
        while frame := await receive(reader):
            answer = self.reply(frame)
            if answer:
                send(writer, answer)
        writer.close()


async def main(url: str) -> None:
    """Serve until standard input ends."""
    server = Server(Store(url))
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    ended = loop.create_future()
    loop.add_reader(sys.stdin, lambda: sys.stdin.buffer.read1() or ended.done() or
                    ended.set_result(None))  # fmt: skip
    await ended


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started it ends it
    try:
        asyncio.run(main(sys.argv[1]))
    except Unavailable as error:
        sys.exit(f"server: {error}")
    except KeyboardInterrupt:
        pass
