"""The adapter: adapter protocol 1 of dialonce on standard input and output, for either world.

adapter.py                    the kit plays the servers: virtual time, quick
adapter.py --world real       real sockets, server processes that are killed and frozen, SQLite
adapter.py --world real --database postgresql://…    PostgreSQL instead; needs psycopg
adapter.py --driven           the kit drives the dialer's own steps, too, as test vectors do
adapter.py --wrong NAME       one of the faulty variants; --list names them all
"""

import argparse
import json
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from asyncio_dialer.bench.pair import PairWorld
from asyncio_dialer.bench.postgres import Unavailable, is_postgres
from asyncio_dialer.bench.real import RealWorld
from asyncio_dialer.core.dialer import Parts
from asyncio_dialer.kit import DrivenWorld, KitWorld
from asyncio_dialer.subjects import SUBJECTS
from asyncio_dialer.wire_words import REAL
from asyncio_dialer.words import Refused, Seen
from asyncio_dialer.wrong import VARIANTS

PROTOCOL = 1
PLAYED = ("ocs", "ocs_1", "")
PATIENCE_TICKS = 1
DRIVEN = [name for name, subject in SUBJECTS.items() if subject.own or subject.hears]
Message = dict[str, Any]
World = KitWorld | RealWorld | PairWorld


class Adapter:
    """Answers the kit's requests, one line each, with any number of lines."""

    def __init__(self, real: bool, wrong: str, url: str, driven: bool = False):
        self.real, self.wrong, self.url, self.driven = real, wrong, url, driven
        self.parts = VARIANTS[wrong].parts if wrong else Parts()
        self.world: World | None = None

    def answer(self, message: Message) -> Iterator[Message]:
        """The lines that answer a request."""
        kind = message["type"]
        if kind == "hello":
            yield self.greet(message)
        elif self.world is None:
            raise SystemExit("adapter: the first message is to be a hello")
        elif kind == "reset":
            self.world.reset()
            yield {"type": "ready"}
        elif kind in ("do", "advance"):
            yield from self.carry_out(self.world, message)

    def carry_out(self, world: World, message: Message) -> Iterator[Message]:
        """Let something happen; where no more belongs to the moment, the dialer goes on."""
        number = message["id"]
        try:
            if message["type"] == "do":
                yield from self.events(world.hear(message["event"], message.get("member")))
            else:
                for _ in range(message["ticks"]):
                    yield from self.events(world.tick())
            if not message.get("more"):
                yield from self.events(world.turn())
        except Refused as error:
            yield {"type": "error", "id": number, "class": "refused", "certain": True,
                   "text": str(error)}  # fmt: skip
        except RuntimeError as error:
            yield {"type": "error", "id": number, "class": "failed", "certain": False,
                   "text": str(error)}  # fmt: skip
        else:
            yield {"type": "done", "id": number}

    def events(self, seen: Iterator[Seen]) -> Iterator[Message]:
        """What is seen, as lines."""
        for event, member in seen:
            yield {"type": "event", "event": event} | ({"member": member} if member else {})

    def greet(self, hello: Message) -> Message:
        """The answer to the kit's hello: what can be done here, and what is seen."""
        if hello.get("protocol") != PROTOCOL:
            raise SystemExit(
                f"adapter: the kit speaks protocol {hello.get('protocol')}, and this is {PROTOCOL}"
            )
        if (process := hello.get("process", "ocs")) not in PLAYED:
            raise SystemExit(f"adapter: this is ocs, or ocs_1 of a pair, and never {process}")
        system, systems = hello["system"], [*self.systems]
        answer = {
            "type": "hello", "protocol": PROTOCOL, "name": self.name, "version": "1",
            "systems": systems, "clock": "virtual", "world": "adapter" if self.real else "kit",
            "patience_ticks": PATIENCE_TICKS,
        }  # fmt: skip
        if system in systems:
            self.world = self.made(system, hello.get("members", 0))
            answer["observes"] = [*self.world.observes]
            answer["absent"] = [*SUBJECTS[system].absent]
            if self.real:
                answer["absent"] += REAL[system]
            if (commands := self.world.commands) is not None:
                answer["commands"] = [*commands]
        return answer

    def made(self, system: str, members: int) -> World:
        """The world of a system."""
        if not self.real:
            return (DrivenWorld if self.driven else KitWorld)(system, members, self.parts)
        if SUBJECTS[system].plan.pair:
            return PairWorld(system, self.wrong)
        return RealWorld(system, members, self.parts, self.url)

    @property
    def systems(self) -> Iterable[str]:
        """The systems that it plays."""
        return DRIVEN if self.driven else REAL if self.real else SUBJECTS

    @property
    def name(self) -> str:
        """Which dialer this is."""
        return "asyncio dialer" + (f", {self.wrong}" if self.wrong else "")

    def end(self) -> None:
        """Leave no process behind."""
        if self.world and not isinstance(self.world, KitWorld):
            self.world.end()


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--world", choices=("kit", "real"), default="kit")
    parser.add_argument("--driven", action="store_true", help="let the kit drive its own steps")
    parser.add_argument("--wrong", choices=sorted(VARIANTS), metavar="NAME", default="")
    parser.add_argument("--database", default="", metavar="URL", help="postgresql://…, for SQLite")
    parser.add_argument("--list", action="store_true", help="name the faulty variants")
    options = parser.parse_args()
    if options.database and not is_postgres(options.database):
        parser.error("--database takes postgresql://USER:PASSWORD@HOST:PORT/NAME")
    if options.database and options.world != "real":
        parser.error("--database belongs to --world real")
    if options.driven and options.world != "kit":
        parser.error("--driven belongs to --world kit")
    return options


def main() -> None:
    """Answer line by line until the kit leaves."""
    options = arguments()
    if options.list:
        for variant in VARIANTS.values():
            print(f"{variant.name:33}{variant.system:16}{variant.mistake}")
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    adapter = Adapter(options.world == "real", options.wrong, options.database, options.driven)
    try:
        for line in sys.stdin:
            message = json.loads(line)
            if message["type"] == "bye":
                break
            for reply in adapter.answer(message):
                sys.stdout.write(json.dumps(reply) + "\n")
            sys.stdout.flush()
    except Unavailable as error:
        sys.exit(f"adapter: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # the kit is gone
    finally:
        adapter.end()


if __name__ == "__main__":
    main()
