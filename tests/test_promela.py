"""The exported Promela: names that fit, and what Spin finds in it is what we find."""

import re

import pytest
from cli_run import complaint, dialonce
from spin_compare import disagreements, ours
from spin_model import MISSING, WHY, read, search

from dialonce import catalog
from dialonce.effort import USUAL
from dialonce.export import promela
from dialonce.table import tabulate

spin = pytest.mark.skipif(bool(MISSING), reason=WHY)
SECONDS = 120
EXPORT = ("export", "--format", "promela")
DEFINED = re.compile(r"^ *#define (\w+)", re.M)


def test_a_model_defines_each_name_once():
    """No two things of a model share a name, and none is called like a word of Promela or C."""
    text = promela.text(catalog.system("cpd_several"))
    variables = ["ASKED", "JUDGED"]  # which other definitions are there tells

    names = [name for name in DEFINED.findall(text) if name not in variables]
    names += re.findall(r"(?:hidden )?(?:byte|bool|mtype) (\w+)[\[;]", text)

    assert len(names) > 100
    assert sorted(names) == sorted(set(names))
    assert {"switch", "init", "end", "timeout"}.isdisjoint(names)


def test_a_name_that_is_taken_gets_a_longer_one():
    """What is called like a word of Promela or C, or like something else, is told apart."""
    words = promela.model(catalog.system("tcp")).words

    given = [words.new("switch"), words.new("switch"), words.new("lost, timer -1"), words.new("2")]

    assert given == ["switch_", "switch__", "lost_timer_1", "_2"]


@spin
@pytest.mark.parametrize(
    ("name", "members"), [("reference", 2), ("addp_1", 0), ("ga_db", 0), ("ha_lone", 1)]
)
def test_spin_agrees_about_a_system(name, members):
    """States, steps and verdicts are the same: with a group, an end, a bound, a cycle, a read."""
    system = catalog.system(name)
    report = ours(system, members, USUAL)

    assert report.verdict == "HOLDS"
    assert disagreements(system, members, report, SECONDS) == []


@spin
@pytest.mark.parametrize(
    "name", ["waits_before_the_first_try", "a_running_session_cannot_be_stopped"]
)
def test_spin_finds_a_wrong_design(name):
    """An assertion with the name of the property fails in the model of a wrong design."""
    mutant = catalog.mutant(name)
    model = promela.model(mutant.build(), 1)

    found = search(model.text, 1)

    assert {model.claims.names[name] for name in mutant.violates} <= found.violated


@spin
def test_spin_finds_a_run_without_the_response():
    """An acceptance cycle shows that a leads_to of a wrong design fails, and only that one."""
    model = promela.model(catalog.mutant("gives_up_after_one_round").build(), 1)

    wrong = search(model.text, 1, "-DLEADS_TO=reconnection_happens_without_an_operator", live=True)
    right = search(model.text, 1, "-DLEADS_TO=the_backup_is_tried_in_the_end", live=True)

    assert (wrong.cycle, right.cycle) == (True, False)


def test_counts_of_a_large_search_are_read():
    """From a hundred million on Spin writes its counts with an exponent."""
    said = ("Full statespace search for:\nState-vector 60 byte, depth reached 9, errors: 0\n"
            " 1.2345678e+08 states, stored\n2.4691358e+08 transitions (= all)\n")  # fmt: skip
    found = read(said)
    assert (found.states, found.transitions + 1) == (123_456_780, 246_913_580)



@spin
def test_a_comparison_notices_what_differs():
    """A wrong design is not taken for the right one: counts and verdicts differ."""
    right = ours(catalog.system("reference"), 1, USUAL)
    mutant = catalog.mutant("seeded_double_dial")

    against = disagreements(mutant.build(), 1, right, SECONDS)

    assert any(line.startswith("states: ") for line in against)
    assert any(line.startswith(mutant.violates[0]) for line in against)


@spin
def test_a_machine_alone_meets_its_local_states():
    """Any event at any time, whatever it reads: Spin reaches the states of the table, no others."""
    machine = catalog.system("reference").machines["record"]

    found = search(promela.text(machine), 0)

    assert found.states == len(tabulate(machine).locals)
    assert found.violated == set()


def test_export_prints_one_model():
    """A model goes to standard output, for so many records as are asked for."""
    result = dialonce(*EXPORT, "reference", "--records", 2, modules=None)

    assert result.exit_code == 0
    assert result.stdout == promela.text(catalog.system("reference"), 2)


def test_export_writes_many_models(tmp_path):
    """Several subjects become files of a folder, machines and systems alike."""
    result = dialonce(*EXPORT, "tcp", "AddpContract", "-o", tmp_path, modules=None)

    assert result.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["AddpContract.pml", "tcp.pml"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (EXPORT, "subjects need a folder to go to: add -o DIR"),
        (("export", "--format", "promla", "tcp"), "no format 'promla'; did you mean promela?"),
        ((*EXPORT, "tpc"), "no machine or system 'tpc'; did you mean tcp"),
        ((*EXPORT, "reference", "--records", 300), "; use --records "),
    ],
)
def test_invalid_export(words, said):
    """What cannot be written is one line and exit code 2."""
    assert said in complaint(dialonce(*words, modules=None))
