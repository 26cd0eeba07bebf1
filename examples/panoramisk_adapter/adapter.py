"""panoramisk as an implementation that the kit drives: adapter protocol 1 on stdin and stdout.

    dialonce conform cpd_single_addp --command "python examples/panoramisk_adapter/adapter.py"

On its command line, what a careful user adds: pace, watch, once, told (`careful.py`).
"""

from __future__ import annotations

import asyncio
import json
import sys
from importlib.metadata import version

from ami_server import FakeAmi, originate
from careful import ADDITIONS, careful_config, put_on_watch
from panoramisk import Manager
from virtual_time import VirtualLoop

TICK_SECONDS = 10  # panoramisk's ping interval stands for T, one tick in cpd_single_addp
OBSERVES = ["link.dropped", "primary_wire.connect", "call.request", "management.loss",
            "statistics.loss"]  # fmt: skip


class Network(VirtualLoop):
    """A loop on which a try to connect is told, and waits for its fate."""

    def __init__(self, say):
        super().__init__()
        self.say, self.fate = say, None

    async def create_connection(self, *arguments, **options):
        self.say("primary_wire.connect")
        self.fate = self.create_future()
        await self.fate
        return await super().create_connection(*arguments, **options)


class Subject:
    """One panoramisk with its server: a method for each event that the kit may let happen."""

    def __init__(self, say, additions):
        self.say, self.additions = say, additions
        self.loop = Network(say)
        asyncio.set_event_loop(self.loop)
        self.server = FakeAmi(originate="hold", tap=self._heard)
        self.loop.run_until_complete(self.server.listen())
        self.manager = Manager(loop=self.loop, host="127.0.0.1", port=self.server.port,
                               username="u", secret="s", on_disconnect=self._lost,
                               **careful_config(additions))  # fmt: skip
        put_on_watch(self.manager, additions)

    def _heard(self, action):
        if action["action"] == "Originate":
            self.say("call.request", int(action["exten"]))

    def _lost(self, manager, _):
        if manager.authenticated:
            self.say("link.dropped")
        if "told" not in self.additions or manager.authenticated:
            self.say("management.loss")
            self.say("statistics.loss")

    def link__start(self):
        self.manager.connect()

    def session__start(self):
        """A person starts the session: panoramisk has none, the kit says when a record goes."""

    def record__hand_over(self, member):
        self.manager.send_action(originate(member))

    def primary__crash(self):
        self.server.crash()

    def primary__recover(self):
        self.loop.run_until_complete(self.server.listen())

    def primary_wire__accept(self):
        self.server.login = "accept"
        self.loop.fate.set_result(None)

    def primary_wire__refuse(self):
        self.loop.fate.set_result(None)  # nobody listens there: the host refuses

    def primary_wire__give_no_answer(self):
        """The host accepts, as it does for a process that hangs, and no login is answered."""
        self.server.login = "silent"
        self.loop.fate.set_result(None)

    def primary_wire__cut(self):
        self.server.drop()

    def primary_wire__fall_silent(self):
        self.server.fall_silent()

    primary_wire__fall_silent_while_sending = primary_wire__fall_silent

    def call__place(self, member):
        self.server.place(self.server.last(member))

    def call__report(self, member):
        self.server.report(self.server.last(member))

    def call__lose_request(self, member):
        """It was heard on the wire, and is never answered."""

    call__end = call__lose_report = call__lose_request

    def close(self):
        """Leave nothing behind."""
        self.server.crash()
        self.loop.finish()


COMMANDS = [name.replace("__", ".") for name in vars(Subject) if name[0] != "_" and "__" in name]


def main(additions):
    """Answer the kit until it leaves."""

    def send(**message):
        print(json.dumps(message), flush=True)

    def say(event, member=None):
        send(type="event", event=event, **({"member": member} if member else {}))

    subject = None
    for line in sys.stdin:
        match json.loads(line):
            case {"type": "hello"}:
                send(type="hello", protocol=1, name="panoramisk", version=version("panoramisk"),
                     systems=["cpd_single_addp"], clock="virtual", world="adapter",
                     commands=COMMANDS, observes=OBSERVES)  # fmt: skip
            case {"type": "reset"}:
                if subject:
                    subject.close()
                subject = Subject(say, additions)
                send(type="ready")
            case {"type": "do", "id": number, "event": event, **rest}:
                getattr(subject, event.replace(".", "__"))(*filter(None, [rest.get("member")]))
                subject.loop.settle()
                send(type="done", id=number)
            case {"type": "advance", "id": number, "ticks": ticks}:
                subject.loop.advance(ticks * TICK_SECONDS)
                send(type="done", id=number)


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(ADDITIONS):
        sys.exit(f"no such addition: {' '.join(sorted(unknown))}; there are {' '.join(ADDITIONS)}")
    main(set(sys.argv[1:]))
