"""The live classes agree with their tables on long random runs, and every property holds there."""

import pytest
from automata import meet
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from statemachine import State

from dialonce import Data, Machine, catalog
from dialonce.check import VIOLATED, check
from dialonce.walk import Walker, WalkError, follow, walk_of

SYSTEMS = catalog.systems()
PROPERTIES = list(catalog.properties().values())
MOOD = {"now": ""}
QUICK = settings(
    max_examples=5, stateful_step_count=40, deadline=None,
    suppress_health_check=list(HealthCheck), derandomize=True,
)  # fmt: skip


@pytest.mark.parametrize("name", SYSTEMS)
def test_walk_agrees_with_the_tables_and_keeps_every_property(name):
    """Live machines and tables walk in step, and no invariant or step property breaks."""
    system = SYSTEMS[name]
    members = 4 if system.group else 0

    run_state_machine_as_test(walk_of(system, members, PROPERTIES), settings=QUICK)


class Fickle(Machine):
    """Does what its mood is, which no table knows."""

    outputs = frozenset({"room.speak"})
    spontaneous = frozenset({"go"})
    steps = Data(range(2))

    here = State(initial=True)

    go = here.to(None, on="act")

    def act(self):
        if MOOD["now"] == "loud":
            self.emit("room.speak")
        if MOOD["now"] == "restless":
            self.steps = 1


@pytest.mark.parametrize(
    ("mood", "said"), [("loud", "messages differ"), ("restless", "fickle differs")]
)
def test_walk_notices_a_live_machine_that_leaves_its_table(mood, said, monkeypatch):
    """A class that sends or does something else than when it was tabulated is found out."""
    walker = Walker(meet({"fickle": Fickle}, roles={"fickle.room": ""}), 0, [])
    walker.take(("fickle", 0), "go")
    monkeypatch.setitem(MOOD, "now", mood)

    with pytest.raises(WalkError, match=said):
        walker.take(("fickle", 0), "go")


def test_walk_prints_a_program_that_repeats_a_failure():
    """A failing walk ends with a program, and that program fails in the same way."""
    mutant = catalog.mutants()["automatic_reset"].build()
    walker = Walker(mutant, 1, PROPERTIES)
    events = [
        ("link", "start"), ("primary_wire", "accept"), ("session", "start"), ("record", "claim"),
        ("record", "hand_over"), ("clock", "tick"), ("clock", "tick"), ("record", "sweep"),
    ]  # fmt: skip

    for machine, event in events[:-1]:
        walker.take((machine, 0), event)
    with pytest.raises(WalkError, match="stale is absorbing for automatic dialing") as error:
        walker.take((events[-1][0], 0), events[-1][1])
    program = str(error.value).split("repeats it:\n\n")[1]

    assert compile(program, "program", "exec")
    assert f"('{events[-1][0]}', 0, '{events[-1][1]}')," in program
    with pytest.raises(WalkError, match="stale is absorbing"):
        follow(mutant, 1, PROPERTIES, [(m, 0, e) for m, e in events])


def test_walk_replays_the_counterexample_of_retry_after_switchover_on_live_classes():
    """The shortest double dial, found by table, happens step by step on the live classes."""
    mutant = catalog.mutants()["retry_after_switchover"].build()
    report = check(mutant, PROPERTIES, members=2)
    finding = next(
        f for f in report.findings if f.property.name == "a_record_is_dialed_at_most_once"
    )
    assert finding.verdict == VIOLATED
    walker = Walker(mutant, 2, [])

    for step in finding.trace.steps:
        walker.take(step.instance, step.event)

    calls = [walker.live.machines["call", i].placed for i in range(2)]
    assert 2 in calls
