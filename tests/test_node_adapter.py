"""The adapter in JavaScript: the judge finds nothing in its dialer, and finds each mistake."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from dialonce import catalog
from dialonce.judge.automaton import TICKED, Judge
from dialonce.judge.observation import Observation
from dialonce.judge.resemble import follow
from dialonce.judge.space import Concrete
from dialonce.judge.vocabulary import vocabulary

FOLDER = Path(__file__).parent.parent / "examples/node_adapter"
SYSTEMS = ["cpd_warm", "cpd_warm_addp", "cpd_single", "cpd_single_addp", "cpd_by_hand"]
# Each mistake, with a system in which it shows, and what the dialer does wrong there.
WRONG = {
    "retries_after_switchover": ("cpd_warm", {"call.request"}),
    "never_tries_the_backup": ("cpd_warm", {"primary_wire.connect"}),
    "marks_stale_too_late": ("cpd_by_hand", set()),  # a reset is ignored, and nothing is dialed
}
# What happens more often, or less, than all else: runs in which much is dialed, lost and regained.
LIKELY = {
    "start": 9, "accept": 5, "recover": 3, "tick": 3, "reset_record": 0.6, "crash": 0.3, "cut": 0.3,
    "fall_silent": 0.3, "fall_silent_while_sending": 0.3, "lose_request": 0.3, "place": 0.2,
    "decline": 0.2, "give_no_answer": 0.2, "stop": 0.1,
}  # fmt: skip
MEMBERS = 2
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="there is no node here")


class Adapter:
    """A running adapter."""

    def __init__(self, system, *options):
        command = ["node", FOLDER / "adapter.mjs", *options]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        self.hello = self.ask("hello", protocol=1, system=system, members=MEMBERS)[-1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate(json.dumps({"type": "bye"}) + "\n")
        assert self.process.returncode == 0

    def ask(self, kind, **rest):
        """All that is said about a message, up to its answer."""
        print(json.dumps({"type": kind, **rest}), file=self.process.stdin, flush=True)
        said = []
        while not said or said[-1]["type"] == "event":
            said.append(json.loads(self.process.stdout.readline()))
        return said

    def tell(self, symbol):
        """The symbols that are said about a symbol."""
        name, member = symbol
        one = {} if member is None else {"member": member + 1}
        message = ("advance", {"ticks": 1}) if symbol == TICKED else ("do", {"event": name, **one})
        *events, answer = self.ask(message[0], id=1, **message[1])
        assert answer == {"type": "done", "id": 1}
        return [(e["event"], e["member"] - 1 if "member" in e else None) for e in events]


class Kit:
    """Plays the world by chance, and judges what the adapter says."""

    def __init__(self, system, adapter):
        self.adapter, self.chance = adapter, random.Random(1)
        self.ways = {name: term.direction for name, term in vocabulary(system).items()}
        self.start = Judge(Concrete(Observation.of(system), MEMBERS)).start

    def of(self, symbols, *ways):
        return [symbol for symbol in symbols if self.ways[symbol[0]] in ways]

    def run(self, steps):
        """What the adapter said when no state was possible any more; None after all steps."""
        assert self.adapter.ask("reset") == [{"type": "ready"}]
        nodes = [self.start]
        for _ in range(steps):
            told = self.of(nodes[0].owed(), "in")
            free = told or self.of(nodes[0].allowed(), "world", "command", "time")
            odds = [LIKELY.get(name.partition(".")[2], 1) for name, _ in free]
            symbol = self.chance.choices(free, odds)[0]
            world = self.ways[symbol[0]] == "world"
            said = [] if world else self.adapter.tell(symbol)
            nodes = [node for before in nodes for node in self.after(before, symbol, said)]
            if not nodes:
                return said
        return None

    def after(self, node, symbol, said):
        """The nodes after a symbol and what was said meanwhile, before it or after it."""
        for place in range(len(said) + 1):
            found = follow(node, [*said[:place], symbol, *said[place:]])
            if found and not self.of(found.owed(), "in"):
                found = found.settled()
            if found:
                yield found


@needs_node
@pytest.mark.parametrize("name", SYSTEMS)
def test_node_adapter_conforms(name):
    """The judge allows all that the dialer does in random runs of each system."""
    with Adapter(name) as adapter:
        assert name in adapter.hello["systems"]
        kit = Kit(catalog.system(name), adapter)
        assert [kit.run(50) for _ in range(5)] == [None] * 5


@needs_node
@pytest.mark.parametrize("wrong", WRONG)
def test_node_adapter_is_caught_with_a_mistake(wrong):
    """The judge refuses a run of each wrong dialer, at the moment of its mistake."""
    name, mistaken = WRONG[wrong]
    with Adapter(name, "--wrong", wrong) as adapter:
        kit = Kit(catalog.system(name), adapter)
        said = next(said for said in (kit.run(50) for _ in range(100)) if said is not None)
        assert {event for event, _ in said} - {"management.loss", "statistics.loss"} == mistaken


@needs_node
def test_node_adapter_refuses_what_is_not_possible():
    """A command that is not possible, and an event that is unknown, are answered by an error."""
    with Adapter("cpd_warm") as adapter:
        adapter.ask("reset")
        for event, kind in (("session.stop", "refused"), ("link.burn", "unsupported")):
            (answer,) = adapter.ask("do", id=7, event=event)
            assert (answer["type"], answer["id"], answer["class"]) == ("error", 7, kind)
            assert answer["certain"]


@needs_node
@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('{"type":"hello","protocol":2,"system":"cpd_warm"}', "speaks protocol 1, not 2"),
        ('{"type":"hello","protocol":1,"system":"obn"}', "not for obn"),
        ('{"type":"reset"}', "wants a hello"),
        ("hello", "is not valid JSON"),
    ],
)
def test_invalid_greeting_ends_the_node_adapter(said, why):
    """What is no greeting of protocol 1 for one of its systems ends it with 2 and one line."""
    command = ["node", FOLDER / "adapter.mjs"]
    run = subprocess.run(command, input=said + "\n", capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert why in run.stderr


def test_node_adapter_is_small():
    """The dialer and its adapter have at most 150 lines, none of them longer than 100."""
    files = [FOLDER / "dialer.mjs", FOLDER / "adapter.mjs"]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) <= 150
    assert max(map(len, lines)) <= 100
