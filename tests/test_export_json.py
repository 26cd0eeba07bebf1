"""JSON: it has the form that the schema promises, and suffices to replay runs in JavaScript."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema_rs
import pytest
import toys
from post import post
from toys import falsehoods
from wander import wander

from dialonce import catalog, itf
from dialonce.check import check
from dialonce.export import json_form
from dialonce.property import Property
from dialonce.runs import shortest_run
from dialonce.table import tabulate

ROOT = Path(__file__).parent.parent
REPLAYER = ROOT / "docs/replay.js"
SCHEMA = jsonschema_rs.Draft202012Validator(
    json.loads((ROOT / "docs/export.schema.json").read_text(encoding="utf-8"))
)
LAW, CLAIMS = catalog.clauses(), list(catalog.properties().values())
TOY_CLAIMS = [claim for claim in vars(falsehoods).values() if isinstance(claim, Property)]
# Each sixth system with a group, one with nested states, and one that shows the order of messages.
GROUPED = [system for system in catalog.systems().values() if system.group]
SAMPLE = {system.name: system for system in [*GROUPED[::6], toys.toy, post]}
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="there is no node here")


def printed(document):
    """A document as it is read back from its text."""
    return json.loads(json_form.laid_out(document))


def of_system(system, claims=()):
    return printed(json_form.of_system(system, [c for c in claims if c.concerns(system)], LAW))


def replay(folder, system, trace, program=REPLAYER):
    """Run the replayer on a system and an ITF object; returns its exit code and what it prints."""
    files = folder / "system.json", folder / "trace.itf.json"
    files[0].write_text(json.dumps(of_system(system)), encoding="utf-8")
    files[1].write_text(json.dumps(trace), encoding="utf-8")
    command = ["node", program, *files]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.stderr == ""
    return run.returncode, run.stdout


def assert_whole(machine):
    """Fail unless everything that a machine's rows point at is there."""
    events, outputs = set(machine["events"]), set(machine["outputs"])
    for row in machine["rows"]:
        assert max(row["from"], row["to"]) < len(machine["locals"])
        assert max(row["transitions"]) < len(machine["transitions"])
        assert row["event"] in events
        assert outputs.issuperset(row["outputs"])
        assert row["reads"].keys() <= machine["reads"].keys()
    assert events.issuperset(machine["spontaneous"])
    for line in machine["transitions"]:
        assert not line["at"].startswith("/")
        assert not line["at"].endswith(":0")


def test_json_of_every_machine_has_the_form():
    """Every machine fits the schema, and its rows are those of its table, each with its lines."""
    for machine in catalog.machine_classes():
        found = printed(json_form.of_machine(machine, LAW))
        SCHEMA.validate(found)
        assert_whole(found)
        rows = [(row["from"], row["event"], row["reads"], row["to"], tuple(row["outputs"]))
                for row in found["rows"]]  # fmt: skip
        assert rows == [(a, e, reads, row.after, row.outputs)
                        for a, e, reads, row in tabulate(machine).rows() if row]  # fmt: skip


def test_json_of_every_system_has_the_form():
    """Every system fits the schema, with its machines, whom they tell, properties and clauses."""
    for system in catalog.systems().values():
        found = of_system(system, CLAIMS)
        SCHEMA.validate(found)
        kinds = {name: found["classes"][one["class"]] for name, one in found["machines"].items()}
        for name, machine in found["machines"].items():
            assert machine["routes"].keys() == set(kinds[name]["outputs"])
            assert machine["reads"].keys() == kinds[name]["reads"].keys()
            for hearer in (to for heard in machine["routes"].values() for to in heard):
                assert hearer["event"] in kinds[hearer["machine"]]["events"]
            for look in (look for looks in machine["reads"].values() for look in looks):
                assert set(look["states"]) <= {s["name"] for s in kinds[look["machine"]]["states"]}
        cited = {clause for claim in found["properties"] for clause in claim["clauses"]}
        assert found["properties"] or system.refines
        assert found["clauses"].keys() >= cited


def test_json_says_what_a_toy_says():
    """Processes, routes, reads and rows stand where a reader looks for them."""
    found = of_system(toys.toy)

    assert found["processes"] == {"guest": ["door", "lamp"], "environment": ["clock"]}
    assert found["group"] == ["lamp"]
    shine = {"machine": "lamp", "event": "shine", "all": True}
    assert found["machines"]["door"]["routes"] == {"lamp.shine": [shine], "neighbour.hear": []}
    look = {"machine": "door", "states": ["ajar"]}
    assert found["machines"]["lamp"]["reads"] == {"door_open": [look]}
    door = found["classes"]["Door"]
    assert door["locals"][1] == {"states": ["ajar", "still"], "data": {}}
    assert door["rows"][0] == {
        "from": 0, "event": "unlock", "reads": {}, "to": 1,
        "outputs": ["lamp.shine", "neighbour.hear"], "transitions": [1],
    }  # fmt: skip
    line = door["transitions"][1]
    assert (line["event"], line["source"], line["target"]) == ("unlock", "shut", "ajar")
    assert line["clauses"] == ["TOY-1"]


def test_json_tells_classes_of_one_name_apart():
    """Machines of different classes with the same name are not mixed up."""
    system = catalog.system("pool_calls")
    found = of_system(system)
    for name, cls in system.machines.items():
        rows = found["classes"][found["machines"][name]["class"]]["rows"]
        assert len(rows) == sum(row is not None for *_, row in tabulate(cls).rows())
    assert len(found["classes"]) == len(set(system.machines.values()))


def test_json_of_a_wrong_design_names_the_files_of_its_lines():
    """What a wrong design keeps is in the file of the right one, and what is wrong in its own."""
    mutant = catalog.mutant("retry_after_switchover")
    found = printed(json_form.of_machine(mutant.machines["record"], LAW))
    SCHEMA.validate(found)
    files = {line["event"]: line["at"].partition(":")[0] for line in found["transitions"]}
    assert found["mutant"] == mutant.machines["record"].mutant
    assert files["claim"] == "machines/record.py"
    assert files["retry"] == "machines/mutants/record.py"


def test_json_is_the_same_bytes_each_time():
    """Neither chance nor a new process changes a byte, and no path of this computer is in it."""
    program = "import toys; from dialonce.export.json_form import text; print(text(toys.toy))"
    folders = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    text = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": folders, "PYTHONHASHSEED": "1"},
    ).stdout  # fmt: skip
    assert text == json_form.text(toys.toy) + "\n"
    assert str(ROOT) not in text


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("rows"),
        lambda d: d.update(more=1),
        lambda d: d.update(version=2),
        lambda d: d.update(kind="thing"),
        lambda d: d.update(locals=[]),
        lambda d: d["rows"][0].update(to=-1),
        lambda d: d["rows"][0].update(transitions=[]),
        lambda d: d["rows"][0]["reads"].update(open="yes"),
        lambda d: d["transitions"][0].update(clauses=["four"]),
    ],
)
def test_invalid_json_is_refused_by_the_schema(spoil):
    """The schema is strict: nothing may be missing, added, or of another kind."""
    found = printed(json_form.of_machine(toys.Door, LAW))
    SCHEMA.validate(found)
    spoil(found)
    assert not SCHEMA.is_valid(found)


@needs_node
@pytest.mark.parametrize("name", SAMPLE)
def test_javascript_replays_a_run(name, tmp_path):
    """JavaScript takes the same steps to the same states, by the JSON alone."""
    *_, runner = wander(SAMPLE[name], 3, 40)
    assert len(runner.trace.steps) == 40

    code, said = replay(tmp_path, SAMPLE[name], itf.to_itf(runner.trace))

    assert code == 0, said
    assert said.endswith("40 steps, each as the trace says\n")


# A law of a step that is not ours: the system that shows it, and the change of the replayer.
OTHER_LAWS = {
    "last_in_first_out": (
        "post", "for (const [hearer, heard] of queue) {",
        "while (queue.length) { const [hearer, heard] = queue.pop();",
    ),
    "answers_first": (
        "post", "queue.push([all[label(to.machine, member)], to.event]);",
        "step(all[label(to.machine, member)], to.event);",
    ),
    "hearers_in_another_order": (
        "post", "of hearer.routes[output])", "of [...hearer.routes[output]].reverse())",
    ),
    "one_member_hears": ("toy", "to.all ? members : [hearer.member]", "[hearer.member || 1]"),
    "reads_of_the_beginning": ("passes_warm", "at }, states) => locals[at]",
                               "was }, states) => locals[was ?? 0]"),
    "reads_of_nobody": ("passes_warm", "holds(one, read) === value", "true"),
    "reads_of_another_member": ("passes_warm", "all[label(look.machine, one.member)]",
                                "all[label(look.machine, members.at(-1))]"),
}  # fmt: skip


@needs_node
@pytest.mark.parametrize("law", OTHER_LAWS)
def test_javascript_notices_another_law_of_a_step(law, tmp_path):
    """Whoever runs the tables in another order, or reads at another time, is told."""
    name, right, wrong = OTHER_LAWS[law]
    program, text = tmp_path / "wrong.js", REPLAYER.read_text(encoding="utf-8")
    assert text.count(right) == 1
    program.write_text(text.replace(right, wrong), encoding="utf-8")
    *_, runner = wander(SAMPLE[name], 3, 40)

    code, said = replay(tmp_path, SAMPLE[name], itf.to_itf(runner.trace), program)

    assert code == 1, said


@needs_node
def test_javascript_replays_what_is_violated(tmp_path):
    """The trace of a wrong design is one of its own tables, and none of the right ones."""
    mutant = catalog.mutant("retry_after_switchover")
    trace = itf.to_itf(shortest_run(mutant, CLAIMS).trace)

    code, said = replay(tmp_path, mutant.build(), trace)
    assert code == 0, said
    assert "record.retry 1\n" in said

    code, said = replay(tmp_path, mutant.system, trace)
    assert code == 1
    assert said.endswith("this is not possible here\n")


@needs_node
def test_javascript_replays_a_run_that_repeats(tmp_path):
    """Where a run goes round for ever, it comes back to the state that it repeats from."""
    found = next(f for f in check(toys.broken, TOY_CLAIMS).findings if f.trace and f.trace.loop)
    trace = itf.to_itf(found.trace)
    assert replay(tmp_path, toys.broken, trace)[0] == 0

    trace["loop"] = 0
    code, said = replay(tmp_path, toys.broken, trace)
    assert code == 1
    assert "repeats from" in said


def picks(member):
    """The choice of a member, as ITF has it."""
    return {"member": {"tag": "Some", "value": {"#bigint": str(member)}}}


@needs_node
@pytest.mark.parametrize(("system", "said"), [(None, "no such file"), ({"kind": "machine"}, "")])
def test_invalid_files_end_javascript_with_2(system, said, tmp_path):
    """What is no system or no trace ends with 2 and one line, and is no difference."""
    file = tmp_path / "system.json"
    if system:
        file.write_text(json.dumps(system), encoding="utf-8")
    command = ["node", REPLAYER, file, file]
    run = subprocess.run(command, capture_output=True, text=True)
    assert (run.returncode, run.stderr, run.stdout.count("\n")) == (2, "", 1)
    assert run.stdout.startswith("cannot replay this: ")
    assert said in run.stdout


CHANGES = {
    "another_state": lambda s: s[2]["lamp_1"].update(state="dark"),
    "other_data": lambda s: s[3]["lamp_1"].update(used={"#bigint": "2"}),
    "other_nested_states": lambda s: s[1]["door"].update(state={"#set": ["ajar", "swinging"]}),
    "another_beginning": lambda s: s[0]["lamp_2"].update(state="lit"),
    "another_first_action": lambda s: s[0].update({"mbt::actionTaken": "door.unlock"}),
    "another_event": lambda s: s[3].update({"mbt::actionTaken": "clock.tick"}),
    "no_such_event": lambda s: s[3].update({"mbt::actionTaken": "lamp.explode"}),
    "no_such_machine": lambda s: s[3].update({"mbt::actionTaken": "moon.rise"}),
    "a_message_as_event": lambda s: s[1].update({"mbt::actionTaken": "lamp.shine"}),
    "another_member": lambda s: s[3].update({"mbt::nondetPicks": picks(2)}),
    "a_step_left_out": lambda s: s.pop(1),
    "steps_swapped": lambda s: s.insert(2, s.pop(3)),
    "a_variable_less": lambda s: s[2].pop("clock"),
    "a_variable_more": lambda s: s[2].update(moon={"state": "full"}),
    "a_field_less": lambda s: s[2]["lamp_2"].pop("used"),
    "a_field_more": lambda s: s[2]["clock"].update(hour={"#bigint": "1"}),
}  # fmt: skip


@needs_node
@pytest.mark.parametrize("change", CHANGES)
def test_invalid_trace_is_refused_in_javascript(change, tmp_path):
    """A trace that was changed anywhere ends the replay with 1 and the difference."""
    *_, runner = wander(toys.toy, 2, 0)
    for step in ((("door", 0), "unlock"), (("clock", 0), "tick"), (("lamp", 0), "burn")):
        runner.take(*step)
    trace = itf.to_itf(runner.trace)

    CHANGES[change](trace["states"])
    code, said = replay(tmp_path, toys.toy, trace)

    assert code == 1
    assert "not possible here" in said or "but the trace says" in said
