"""An outside subject: what panoramisk does with requests and with silence (docs/outside.md)."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from dialonce import catalog
from dialonce.conform.protocol import Hello
from dialonce.conform.setting import agreed
from dialonce.judge.automaton import SETTLED, TICKED, Judge
from dialonce.judge.space import Concrete

pytest.importorskip("panoramisk", reason="panoramisk is no part of this environment: make env")
FOLDER = Path(__file__).parent.parent / "examples" / "panoramisk_adapter"
sys.path.insert(0, str(FOLDER))

import measure  # noqa: E402
from adapter import COMMANDS, OBSERVES, TICK_SECONDS, Subject  # noqa: E402
from careful import ADDITIONS  # noqa: E402

UP = ["link.start", "primary_wire.accept", "session.start"]
SILENT = [*UP[:2], "primary_wire.fall_silent", TICKED[0], TICKED[0]]
DIALED_AND_CUT = [*UP, "record.hand_over", "primary_wire.cut", "primary_wire.accept"]
HANGING = ["link.start", "primary_wire.give_no_answer", TICKED[0]]
REFUSED = ["primary.crash", "link.start", "primary_wire.refuse", "primary.recover", TICKED[0],
           "primary_wire.accept"]  # fmt: skip
CONNECT, REQUEST, LOSS = (("primary_wire.connect", None), ("call.request", 0),
                          ("management.loss", None))  # fmt: skip


@pytest.fixture(scope="module")
def judge():
    """Judges what the adapter shows, as the kit agrees with it."""
    hello = Hello(1, "panoramisk", [], world="adapter", commands=COMMANDS, observes=OBSERVES)
    return Judge(Concrete(agreed(hello, catalog.systems()["cpd_single_addp"], None, 1).seen, 1))


def judged(judge, additions, run):
    """None if a run is allowed; else the first symbol that is not, or a list of those missing."""
    said = []
    subject = Subject(lambda name, at=None: said.append((name, at and at - 1)), additions)
    node = judge.start
    try:
        for event in run:
            member = 1 if event.startswith(("record.", "call.")) else None
            node = node.after((event, member and member - 1))
            assert node, f"the kit would not let {event} happen"
            if event == TICKED[0]:
                subject.loop.advance(TICK_SECONDS)
            else:
                getattr(subject, event.replace(".", "__"))(*filter(None, [member]))
                subject.loop.settle()
            for symbol in said:
                node = node.after(symbol)
                if node is None:
                    return symbol
            said.clear()
            if node.after(SETTLED) is None:
                return node.owed()
            node = node.settled()
    finally:
        subject.close()
    return None


@pytest.mark.parametrize("run", [SILENT, DIALED_AND_CUT, HANGING, REFUSED])
def test_panoramisk_with_care_conforms(judge, run):
    """With all that a careful user adds, none of these runs is against the specification."""
    assert judged(judge, {*ADDITIONS}, run) is None


@pytest.mark.parametrize(("without", "run", "wrong"), [
    ("once", DIALED_AND_CUT, REQUEST),
    ("pace", DIALED_AND_CUT, [CONNECT]),
    ("watch", HANGING, [CONNECT]),
    ("told", HANGING, LOSS),
])  # fmt: skip
def test_panoramisk_needs_each_addition(judge, without, run, wrong):
    """Without one of the additions there is a run that breaks the specification."""
    assert judged(judge, {*ADDITIONS} - {without}, run) == wrong


def test_panoramisk_alone_never_notices_a_silence(judge):
    """Its pings wait for no answer: at 2T nothing of the loss is told."""
    assert judged(judge, {*ADDITIONS} - {"watch"}, SILENT) == [("link.dropped", None)]


def test_panoramisk_sends_again_what_was_not_answered():
    """Each request without an answer is sent once more for each loss, by itself."""
    found = measure.unanswered(Random(1)).counted()
    assert found["again"] == found["requests"] > 0
    assert found["copies"] == 2 * found["requests"]


def test_panoramisk_loses_what_was_queued_without_a_word():
    """A request that is queued when the connection is lost is not repeated, and never resolved."""
    found = measure.queued(Random(1)).counted()
    assert found["once"] == found["nothing"] == found["requests"] > 0


def test_adapter_speaks_the_protocol():
    """The adapter greets, resets, reports what panoramisk does, and says when it is settled."""
    asked = [{"type": "hello"}, {"type": "reset"}, {"type": "do", "id": 1, "event": "link.start"},
             {"type": "bye"}]  # fmt: skip
    said = subprocess.run(
        [sys.executable, FOLDER / "adapter.py"], input="\n".join(map(json.dumps, asked)),
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    hello, *rest = map(json.loads, said.splitlines())
    assert (hello["type"], hello["name"], hello["world"]) == ("hello", "panoramisk", "adapter")
    assert rest == [{"type": "ready"}, {"type": "event", "event": CONNECT[0]},
                    {"type": "done", "id": 1}]  # fmt: skip


def test_page_has_every_scenario():
    """docs/outside.md has a row of each scenario that is counted."""
    page = (FOLDER.parent.parent / "docs" / "outside.md").read_text()
    rows = {line.split("|")[1].strip() for line in page.splitlines() if line.startswith("|")}
    assert {scenario.__doc__ for scenario in measure.SCENARIOS} <= rows
