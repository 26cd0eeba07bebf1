"""`pytest --dialonce` in another project, whose systems are found by its entry points."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

TESTS = Path(__file__).resolve().parent
GROUPS = ("systems", "properties", "mutants", "spec")
OWN = 'def test_of_the_project(pytestconfig):\n    """A test."""\n'
QUIET = OWN + (
    "    import sys\n"
    '    known = {"dialonce", "dialonce.pytest_plugin"}\n'
    '    assert {m for m in sys.modules if m.split(".")[0] == "dialonce"} == known\n'
    '    assert not {"statemachine", "numpy", "click"} & set(sys.modules)\n'
)


@pytest.fixture
def project(tmp_path):
    """A project that installs the toys, and has a test of its own and strict marks."""
    info = tmp_path / "site" / "toys-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: toys\nVersion: 1.0\n")
    points = (f"[dialonce.{group}]\ntoys = toys\n" for group in GROUPS)
    (info / "entry_points.txt").write_text("\n".join(points))
    (tmp_path / "project" / "unit").mkdir(parents=True)
    (tmp_path / "project" / "pytest.ini").write_text("[pytest]\naddopts = --strict-markers\n")
    (tmp_path / "project" / "unit" / "test_own.py").write_text(OWN)
    return tmp_path / "project"


def ran(project, *arguments):
    """What pytest says in the project, and its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:hypothesispytest",
         *arguments],
        cwd=project, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": f"{project.parent / 'site'}{os.pathsep}{TESTS}",
             "COLUMNS": "100", "PYTEST_ADDOPTS": ""},
    )  # fmt: skip
    return done.stdout + done.stderr, done.returncode


def test_plugin_loads_nothing_without_its_option(project):
    """A project that does not ask for it collects its own tests, and loads no engine."""
    (project / "unit" / "test_own.py").write_text(QUIET)
    said, code = ran(project)
    assert "1 passed" in said
    assert code == 0


def test_plugin_fails_with_the_shortest_trace(project):
    """One item a property beside the project's tests; a failure is words and no traceback."""
    said, code = ran(project, "--dialonce=toy,broken", "--junitxml=report.xml")
    assert "7 failed, 6 passed" in said
    assert code == 1
    assert "unit/test_own.py ." in said
    assert "dialonce/toy ...." in said
    assert "dialonce/broken .FFFFFFF" in said
    assert "broken: the_door_stays_shut" in said
    assert "  The shortest way there, in 5 steps:" in said
    assert "FAILED dialonce/broken::the_door_stays_shut - Failed: VIOLATED" in said
    assert "Traceback" not in said
    assert ".py:" not in said
    cases = etree.parse(project / "report.xml").xpath("//testcase[@classname='dialonce.broken']")
    facts = {each.get("name"): each.get("value") for each in cases[3].iter("property")}
    assert facts == {"clauses": "TOY-1, TOY-9", "records": "2", "states": "31", "transitions": "71"}


def test_plugin_selects_by_clause_and_says_undecided_as_an_error(project):
    """A clause is a mark; a search that met its bound is an error with its reason, not skipped."""
    said, code = ran(
        project, "--dialonce=toy", "-m", "TOY-2", "--dialonce-max-states=3", "--dialonce-records=1"
    )
    assert (code, "skipped" in said) == (1, False)
    assert re.search(r"^=+ 2 deselected, 3 errors in", said, re.MULTILINE)
    assert "UNDECIDED  A lit lamp goes dark in the end." in said
    assert "Nobody knows whether it holds: more than 3 states." in said


def test_plugin_checks_a_mutant_before_the_folder_of_tests(project):
    """The option alone takes no folder for its value; -k takes names of properties."""
    said, code = ran(
        project,
        "-k",
        "burns or of_the_project",
        "--dialonce-mutant",
        "leaky_lamp",
        "--dialonce",
        "unit",
    )
    assert "1 failed, 1 passed, 3 deselected" in said
    assert "VIOLATED  A lamp burns for two hours at most." in said
    assert code == 1


def test_plugin_shares_the_systems_out_to_workers(project):
    """With loadscope a system is explored by one worker, and nothing is lost or repeated."""
    said, code = ran(project, "-n", "2", "--dist", "loadscope", "-v", "--dialonce=toy,broken")
    assert "7 failed, 6 passed" in said
    assert code == 1
    lines = [line.split() for line in said.splitlines() if line.startswith("[gw") and "%]" in line]
    assert len(lines) == 13
    workers = {(line[0], line[-1].split("::")[0]) for line in lines if "dialonce/" in line[-1]}
    assert sorted(system for _, system in workers) == ["dialonce/broken", "dialonce/toy"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--dialonce=tay"], "ERROR: no system 'tay'; did you mean toy?"),
        (["--dialonce-mutant=x", "unit"], "ERROR: --dialonce-mutant is for --dialonce: give that"),
        (["--dialonce", "--dialonce-records=0"], "'0' is not a whole number from 1 on"),
    ],
)
def test_invalid_option_is_one_line(project, arguments, said):
    """What a user gets wrong ends pytest with its exit code for usage, and no traceback."""
    found, code = ran(project, *arguments)
    assert said in found
    assert (code, "Traceback" in found) == (4, False)
