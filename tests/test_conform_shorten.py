"""Failing runs are made short: contradictions, crashes, hangs and broken messages alike."""

import pytest
from conform_loop import Loop

from dialonce import __version__, catalog
from dialonce.cli.adapter import Actor
from dialonce.conform import shorten
from dialonce.conform.channel import Bounds
from dialonce.conform.fault import Fault
from dialonce.conform.protocol import PROTOCOL, Greeting
from dialonce.conform.search import Effort, Search
from dialonce.conform.session import Session
from dialonce.conform.setting import agreed

# A call, a loss, and a failed try: the fewest things that must happen, in any run that breaks.
SHORTEST = 5
LONG = ["session.start", "link.start", "primary_wire.decline", "clock.tick",
        "backup_wire.decline", "clock.tick", "primary_wire.accept", "clock.tick",
        "primary_wire.cut", "backup_wire.decline"]  # fmt: skip


class Broken(Loop):
    """Breaks at a failed try after a call: `how` is exit, hang, garbage or impossible."""

    how = ""

    def __init__(self, actor):
        super().__init__(actor)
        self.called = False

    def send(self, line, patience):
        if b'"reset"' in line:
            self.called = False
        if not (b"link.refused" in line and self.called):
            super().send(line, patience)
            self.called |= any(b"call.request" in said for said in self.lines)
        elif self.how == "exit":
            raise Fault("exit", "it ended")
        elif self.how != "hang":
            event = b'{"type":"event","event":"management.loss"}'
            self.lines.append(b"oops" if self.how == "garbage" else event)
            super().send(line, patience)

    def receive(self, patience):
        if self.lines:
            return self.lines.popleft()
        patience.left = 0.0
        return None


@pytest.mark.parametrize("how", ["exit", "hang", "garbage", "wrong"])
def test_failing_run_is_made_short(how, monkeypatch):
    """Whatever the failure is, the shown run has none but the steps that it needs."""
    monkeypatch.setattr(Broken, "how", how)
    monkeypatch.setattr(shorten, "SHRINKS_MAX", 10)
    monkeypatch.setattr(shorten, "STATES_MAX", 100)
    system = catalog.system("cpd_warm")
    actor = Actor(system, system, "ocs", None, 0, False)
    greeting = Greeting(PROTOCOL, system.name, "ocs", 1, __version__)
    session = Session(lambda: Broken(actor), greeting, Bounds())
    search = Search(session, agreed(session.greet(), system, "ocs", 1), Effort(shrink_seconds=60))
    found = search.replay([(name, None) for name in LONG])
    assert (found.failing.way, len(found.failing.labels)) == (how, len(LONG))

    search._shorten(found.failing)

    assert (found.failing.way, len(found.failing.labels)) == (how, SHORTEST)
    assert session.bounds == Bounds()
