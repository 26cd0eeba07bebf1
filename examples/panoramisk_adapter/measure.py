"""What becomes of requests and of silence in panoramisk alone: counted, in virtual time.

    python measure.py [LOSSES]

Each scenario is run LOSSES (50) times, each time with 1 to 10 requests. Afterwards the server works
well: it answers all that it is asked and has not answered. Nothing is added to panoramisk, and
nothing of it is changed.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections import Counter
from random import Random

from ami_server import FakeAmi, originate
from panoramisk import Manager
from panoramisk.call_manager import CallManager
from virtual_time import VirtualLoop

WHILE, DAY = 600, 86400  # seconds


class Trial:
    """One panoramisk that is logged in, and its server."""

    def __init__(self, cls=Manager, server=None, **config):
        self.loop = VirtualLoop()
        asyncio.set_event_loop(self.loop)
        self.loop.set_exception_handler(lambda loop, context: None)
        self.server = server or FakeAmi(originate="hold")
        self.loop.run_until_complete(self.server.listen())
        self.lost = 0
        self.futures, self.manager = [], cls(
            loop=self.loop, host="127.0.0.1", port=self.server.port, username="u", secret="s",
            on_disconnect=self._count, **config,
        )  # fmt: skip
        self.manager.connect()
        self.loop.settle()

    def _count(self, *_):
        self.lost += 1

    def send(self, chance, **headers):
        """A few requests."""
        for number in range(chance.randint(1, 10)):
            self.futures.append(self.manager.send_action(originate(number, **headers)))
        self.loop.settle()

    def loses(self, seconds=5):
        """The connection is cut, and there is time to connect again."""
        self.server.drop()
        self.loop.advance(seconds)

    def each(self, act):
        """The server does something with each request that it has heard."""
        for request in [*self.server.requests]:
            act(request)
        self.loop.settle()

    def counted(self):
        """What became of the requests, after ten minutes in which the server works well."""
        self.loop.advance(WHILE)
        for request in [*self.server.requests]:
            if not request.answered and request.line in self.server.lines:
                self.server.place(request)
                self.server.report(request)
        self.loop.advance(WHILE)
        heard = Counter(each.headers["actionid"] for each in self.server.requests)
        copies = [*heard.values(), *[0] * (len(self.futures) - len(heard))]
        ends = [_end(future) for future in self.futures]
        self.server.crash()
        self.loop.finish()
        return Counter(requests=len(copies), never=copies.count(0), once=copies.count(1),
                       again=sum(n > 1 for n in copies), copies=sum(copies),
                       result=ends.count("result"), refused=ends.count("refused"),
                       nothing=ends.count("nothing"))  # fmt: skip


def _end(future):
    if not future.done():
        return "nothing"
    found = future.result()
    last = found[-1] if isinstance(found, list) else found
    return "result" if last.success else "refused"


def unanswered(chance):
    """cut before the server has answered"""
    trial = Trial()
    trial.send(chance)
    trial.loses()
    return trial


def unanswered_three(chance):
    """cut three times before the server has answered"""
    trial = Trial()
    trial.send(chance)
    for _ in range(3):
        trial.loses()
    return trial


def silent(chance):
    """sent into a silent connection, which is cut ten minutes later"""
    trial = Trial()
    trial.server.fall_silent()
    trial.send(chance)
    trial.loop.advance(WHILE)
    trial.loses()
    return trial


def queued(chance):
    """cut after `successfully queued`, before the result"""
    trial = Trial()
    trial.send(chance)
    trial.each(trial.server.place)
    trial.loses()
    trial.each(trial.server.report)
    return trial


def overtaken(chance):
    """cut before the answer, and the first call's result comes on the new connection"""
    trial = Trial()
    trial.send(chance)
    first = [*trial.server.requests]
    trial.loses()
    for request in first:
        trial.server.report(request)
    return trial


def down(chance):
    """sent ten minutes before the connection comes back"""
    trial = Trial()
    trial.server.crash()
    trial.loop.settle()
    trial.send(chance)
    trial.loop.advance(WHILE)
    trial.loop.run_until_complete(trial.server.listen())
    return trial


def not_booted(chance):
    """cut before the answer, and the server does not tell FullyBooted"""
    trial = Trial(server=FakeAmi(originate="hold", booted=False))
    trial.send(chance)
    trial.loses()
    return trial


def forgetable(chance):
    """cut before the answer, `originate` among `forgetable_actions`"""
    trial = Trial(forgetable_actions=("ping", "login", "originate"))
    trial.send(chance)
    trial.loses()
    return trial


def mixed(chance):
    """cut at any moment, each request at its own"""
    trial = Trial()
    trial.send(chance)
    for request in [*trial.server.requests]:
        moment = chance.choice(["sent", "queued", "reported"])
        if moment != "sent":
            trial.server.place(request)
        if moment == "reported":
            trial.server.report(request)
    trial.loop.settle()
    trial.loses()
    return trial


def synchronous(chance):
    """no loss, no `Async`, and the call is answered"""
    trial = Trial(server=FakeAmi(originate="queue"))
    trial.send(chance, later=False)
    return trial


def refused(chance):
    """no loss, refused"""
    trial = Trial(server=FakeAmi(originate="refuse"))
    trial.send(chance)
    return trial


def twice(chance):
    """no loss, answered twice"""
    trial = Trial(server=FakeAmi(originate="twice"))
    trial.send(chance)
    return trial


def late(chance):
    """no loss, answered ten minutes late"""
    trial = Trial()
    trial.send(chance)
    trial.loop.advance(WHILE)
    trial.each(trial.server.place)
    trial.each(trial.server.report)
    return trial


SCENARIOS = [mixed, unanswered, unanswered_three, overtaken, silent, down, queued, not_booted,
             forgetable, refused, twice, late, synchronous]  # fmt: skip
HEAD = ["what happens", "runs", "requests", "never sent", "sent once", "sent again", "copies",
        "told the result", "told a refusal", "told nothing"]  # fmt: skip


def requests(losses):
    """A row a scenario."""
    for scenario in SCENARIOS:
        found = Counter()
        for seed in range(losses):
            found += scenario(Random(seed)).counted()
        keys = ("requests", "never", "once", "again", "copies", "result", "refused", "nothing")
        yield [scenario.__doc__, losses, *(found[key] for key in keys)]


def silence():
    """What panoramisk does while nothing answers, and how often it tells of a loss."""
    trial = Trial()
    trial.server.fall_silent()
    before = len(trial.server.heard)
    trial.loop.advance(DAY)
    yield "a day of silence: times that it was noticed", trial.lost
    yield "a day of silence: pings that were not answered", len(trial.server.heard) - before
    yield "a day of silence: actions that it still holds", len(trial.manager.protocol.responses)
    trial = Trial(server=FakeAmi(login="silent"))
    trial.loop.advance(DAY)
    yield "a day without an answer to the login: tries", trial.server.heard.count("login")
    trial = Trial(server=FakeAmi(login="refuse"))
    trial.loop.advance(60)
    yield "a minute of refused logins: tries", trial.server.heard.count("login")
    yield "a minute of refused logins: calls of on_disconnect", trial.lost
    trial = Trial()
    trial.server.shut_down()
    trial.loop.advance(60)
    yield "a Shutdown, and a minute of refused tries: calls of on_disconnect", trial.lost
    trial.manager.close()
    trial.loop.run_until_complete(trial.server.listen())
    trial.loop.advance(60)
    yield "closed during an outage: connections afterwards", len(trial.server.lines)


def other():
    """Two more ways to send."""
    trial = Trial()
    trial.server.fall_silent()
    trial.manager.send_agi_command("Local/1@out", "HANGUP")
    trial.loop.settle()
    trial.loses()
    sent = trial.server.heard.count("agi")
    yield "an AGI command, cut once before the answer: times that it was sent", sent
    trial = Trial(CallManager, server=FakeAmi(originate="refuse"))
    future = trial.manager.send_originate(originate(1))
    trial.loop.settle()
    held = f"a {type(future.result()).__name__} with uniqueid {future.result().uniqueid!r}"
    yield "CallManager.send_originate, refused: what the future holds", held


def table(head, rows):
    """Lines of Markdown."""
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(f'{each:,}' if isinstance(each, int) else each for each in row)} |"


def main(losses="50"):
    """Print both tables."""
    logging.disable(logging.CRITICAL)
    for line in table(HEAD, requests(int(losses))):
        print(line, flush=True)
    print()
    for line in table(["without an answer", "measured"], [*silence(), *other()]):
        print(line, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
