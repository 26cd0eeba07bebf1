"""The verdict on an implementation: right machines conform, wrong ones are told what they break."""

import json
import re
import sys
from pathlib import Path

import pytest
from cli_run import complaint, dialonce
from conform_loop import judged

from dialonce import catalog
from dialonce.conform.show import lines

DOCS = Path(__file__).parent.parent / "docs" / "adapters.md"


@pytest.mark.parametrize("lazy", [False, True], ids=["eager", "lazy"])
@pytest.mark.parametrize("name", ["cpd_warm_addp", "db_single", "commit"])
def test_right_machines_conform(name, lazy):
    """The specification's machines do nothing wrong, whether at once or later."""
    found = judged(catalog.system(name), lazy=lazy, runs=3, steps=30)

    assert found.outcome is None, found.why
    assert found.found.steps > 0
    if found.word != "CONFORMS":  # three runs may be too few for a verdict, and nothing else
        assert (found.word, found.why[:22]) == ("UNDECIDED", "too little was played:")


def test_too_little_is_no_verdict():
    """Nothing wrong in a few steps is UNDECIDED, and it is told how to get a verdict."""
    found = judged(catalog.system("cpd_single"), runs=1, steps=9, seconds=20)
    text = "\n".join(lines(found, ""))

    assert found.word == "UNDECIDED"
    assert f"9 of the {found.needed} steps" in " ".join(text.split())
    assert re.search(r"For a verdict: --seconds \d+ --runs \d+", text)


def test_a_clause_is_judged_only_where_a_design_that_breaks_it_would_show():
    """In cpd_warm no stale timer is seen, and no record reset; a missing backup is noticed."""
    found = judged(catalog.system("cpd_warm"), runs=9, steps=60, seconds=60, weigh_seconds=20)
    said = found.standing

    assert said.judged["CPD-6"] == "tries_the_lost_server_first"
    assert {"REC-12", "SES-4"} <= said.judged.keys()
    assert {"REC-8", "REC-9"} <= said.unseen.keys()
    assert "cpd_by_hand" in said.impossible["REC-14"]
    assert "would pass: " + said.unseen["REC-9"][:20] in "\n".join(lines(found, ""))


def run(*arguments):
    """The command line on the installed systems."""
    return dialonce(*arguments, modules=None)


def verdict_on(name, **more):
    """The verdict on a wrong design."""
    mutant = catalog.mutant(name)
    return judged(mutant.system, mutant.build(), **{"seconds": 20, "shrink_seconds": 3} | more)


def test_a_second_call_is_found_with_its_clause_and_its_design():
    """Who dials again after a switchover is shown in five steps, with REC-12."""
    found = verdict_on("retry_after_switchover")

    assert found.word == "VIOLATED"
    assert len(found.outcome.labels) == 5
    assert found.outcome.wrong.symbol == ("call.request", 0)
    assert found.mutants[0].name == "retry_after_switchover"
    assert found.clauses[0] == "REC-12"
    assert "REC-7" in found.clauses


def test_what_is_left_out_is_missing():
    """Who rests where it must try at once lacks the try."""
    found = verdict_on("waits_before_the_first_try")

    assert found.outcome.wrong.kind == "missing"
    assert ("primary_wire.connect", None) in found.expected
    assert found.clauses[0] == "CPD-9"


def test_the_same_seed_searches_the_same_runs():
    """A search can be repeated."""
    stories = [verdict_on("never_tries_the_backup", runs=50).outcome.story for _ in range(2)]

    assert stories[0] == stories[1]


def test_the_adapter_of_the_page_conforms_and_its_fault_is_found(tmp_path):
    """The minimal adapter of docs/adapters.md works as it stands there, and can be broken."""
    (code,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(code)
    bad.write_text(code.replace('self.link = "up"', 'self.link, self.to_dial = "up", [1]'))

    fine = run("conform", "--command", f"{sys.executable} {good}", "--runs", "10")
    wrong = run("conform", "cpd_single", "--command", f"{sys.executable} {bad}", "--json")

    assert fine.exit_code == 0, fine.output
    assert "CONFORMS" in fine.stdout
    assert wrong.exit_code == 1
    assert "REC-12" in json.loads(wrong.stdout)["systems"][0]["clauses"]


def test_a_failing_run_is_written_and_replayed(tmp_path):
    """With -o the run is a file, from which --replay finds the same."""
    command = f"{sys.executable} -m dialonce.cli adapter --mutant retry_after_switchover"
    steps = "session.start link.start primary_wire.accept primary_wire.cut backup_wire.accept"
    ways = ("--command", command, "--json")

    first = run("conform", "cpd_warm", *ways, "--take", steps, "-o", str(tmp_path))
    second = run("conform", *ways, "--replay", str(tmp_path / "cpd_warm.json"))

    assert (first.exit_code, second.exit_code) == (1, 1)
    stories = [json.loads(each.stdout)["systems"][0]["story"] for each in (first, second)]
    assert stories[0] == stories[1]
    assert stories[0][-1] == {"who": "did", "event": "call.request", "member": 1}


WRONG = {
    "no way": (["cpd_warm"], "say where the adapter is"),
    "two ways": (["--command", "x", "--connect", "127.0.0.1:1"], "say where the adapter is"),
    "an unknown system": (["cpd_wram", "--command", "true"], "did you mean cpd_warm"),
    "a program that ends": (["cpd_warm", "--command", "false"], "it ended with exit code 1"),
    "take without system": (["--command", "true", "--take", "a.b"], "--take needs a SYSTEM"),
    "a misspelt take": (["cpd_warm", "--command", "true", "--take", "primary_wire.accpet"],
                        "primary_wire.accept"),
    "a bad take": (["cpd_warm", "--command", "true", "--take", "a;b"], "such as link.start"),
    "a file that is no run": (["--command", "true", "--replay", str(DOCS)], "is no run"),
}


@pytest.mark.parametrize("how", WRONG)
def test_invalid_use_is_one_line(how):
    """What a user gets wrong is one line that says what to do, and exit code 2."""
    arguments, text = WRONG[how]

    assert text in complaint(run("conform", *arguments))
