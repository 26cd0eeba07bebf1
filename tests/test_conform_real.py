"""Conform with a real clock, whose time is made up here, so that no machine is too slow."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from dialonce import __version__, catalog
from dialonce.conform import blame, run, verdict, watch
from dialonce.conform.channel import Bounds
from dialonce.conform.protocol import PROTOCOL, Greeting
from dialonce.conform.search import Effort, Search
from dialonce.conform.session import Session
from dialonce.conform.setting import agreed
from dialonce.conform.transport import by_command

ADAPTER = Path(__file__).parent.parent / "examples/node_adapter/adapter.mjs"
TICK_SECONDS = 0.1
TICK = ("clock.tick", None)
CRASHED = [("primary.crash", None), ("link.start", None), ("primary_wire.refuse", None), TICK, TICK]


class Subject:
    """A dialer of cpd_single without records, a connection and its channel in one.

    `rests`: for how many ticks after a failed try. `waits`: for how many when a tick is to pass.
    `late`: seconds by which its timers are late in one run after another.
    """

    log = ""

    def __init__(self, rests=1.0, waits=1.0, late=()):
        self.channel, self.rests, self.waits, self.late = self, rests, waits, iter(late)
        self.now, self.coming, self.quiet = 0.0, [], lambda at: None

    def monotonic(self):
        return self.now

    def say(self, after, **message):
        line = json.dumps(message).encode()
        self.coming = sorted([*self.coming, (self.now + after, len(self.coming), line)])

    def connect(self, after):
        self.say(after, type="event", event="primary_wire.connect")

    def send(self, line, patience):
        message = json.loads(line)
        match message:
            case {"type": "hello"}:
                self.say(0, type="hello", protocol=1, name="x", systems=["cpd_single"],
                         clock="real", tick_seconds=TICK_SECONDS, tolerance_ticks=0.3)  # fmt: skip
            case {"type": "reset"}:
                self.coming, self.stall = [], next(self.late, 0.0)
                self.say(0, type="ready")
            case {"type": "advance"}:
                self.say(self.waits * TICK_SECONDS + self.stall, type="done", id=message["id"])
            case {"type": "do", "event": event}:
                if event in ("link.start", "link.dropped"):
                    if event == "link.dropped":
                        for told in ("management.loss", "statistics.loss"):
                            self.say(0, type="event", event=told)
                    self.connect(0)
                if event == "link.refused":
                    self.connect(self.rests * TICK_SECONDS + self.stall)
                self.say(0, type="done", id=message["id"])

    def receive(self, patience):
        while self.coming[0][0] > self.now:
            self.quiet(self.now)
            self.now += 0.001
        return self.coming.pop(0)[-1]

    def listen(self):
        if not self.coming or self.coming[0][0] > self.now:
            self.quiet(self.now)

    def explained(self, fault):
        return fault

    def close(self, grace=True):
        pass


@pytest.fixture
def judged(monkeypatch):
    """The verdict on a subject by given choices, or by a search."""

    monkeypatch.setattr(blame, "rivals", lambda *_: [])  # takes seconds

    def judge(subject, choices=None, **effort):
        clock = SimpleNamespace(monotonic=subject.monotonic)
        monkeypatch.setattr(run, "time", clock)
        monkeypatch.setattr(watch, "time", clock)
        return verdict_on(lambda: subject, choices, **effort)

    return judge


def verdict_on(opening, choices=None, **effort):
    """The verdict on what an opening leads to."""
    system = catalog.system("cpd_single")
    greeting = Greeting(PROTOCOL, system.name, "ocs", 0, __version__)
    session = Session(opening, greeting, Bounds())
    effort = Effort(weigh_seconds=0, **effort)
    search = Search(session, agreed(session.greet(), system, "ocs", 0), effort)
    try:
        return verdict.verdict_of(search, search.replay(choices) if choices else search.go())
    finally:
        session.close()


def test_timers_in_time_conform(judged):
    """Whose rest ends within the tolerance does nothing wrong, early or late."""
    for rests in (0.75, 1.0, 1.25):
        found = judged(Subject(rests), runs=4, steps=15).found
        assert (found.failing, found.slow) == (None, 0)
        assert found.steps > 40


@pytest.mark.parametrize(("rests", "kind"), [(2, "late"), (0.4, "impossible"), (1e9, "late")])
def test_timers_out_of_time_are_found(judged, rests, kind):
    """A rest that is twice as long, much too short, or without end is found with its clause."""
    found = judged(Subject(rests), CRASHED)
    assert (found.word, found.outcome.wrong.kind) == ("VIOLATED", kind)
    assert "CPD-9" in found.clauses


def test_slow_machine_is_no_violation(judged):
    """What is late once, and in time when it is tried again, is told as too slow to judge."""
    found = judged(Subject(late=[0.2, 0.0, 0.0]), CRASHED)
    assert found.word == "UNDECIDED"
    assert "too slow to tell" in found.why


def test_invalid_answer_to_advance_that_has_not_waited(judged):
    """An adapter with a real clock that does not wait is told so."""
    found = judged(Subject(waits=0.1), CRASHED)
    assert "too soon" in found.why


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node here")
@pytest.mark.parametrize("wrong", ["", "rests_twice_as_long", "rests_too_short"])
def test_node_adapter_is_judged_by_its_real_clock(wrong, monkeypatch):
    """Its mistakes in time are found, as soon as the machine is quick enough; none is invented."""
    monkeypatch.setattr(blame, "rivals", lambda *_: [])
    options = f"--clock real {wrong and '--wrong'} {wrong}"
    opening = by_command(f"node {ADAPTER} {options}", Bounds())
    tries = range(8 if wrong else 2)
    found = any(verdict_on(opening, CRASHED).word == "VIOLATED" for _ in tries)
    assert found == bool(wrong)
