"""The house: who imports whom, how long things are, and that law and machines cite each other."""

import ast
import re
import sys
from pathlib import Path

import pytest

from dialonce import catalog
from dialonce.clauses import marks_of

ROOT = Path(__file__).parent.parent
HOUSE = ("spec", "dialonce", "machines", "properties")
MAY_IMPORT = {
    "spec": set(),
    "dialonce": set(),
    "machines": {"spec", "dialonce"},
    "properties": {"spec", "dialonce"},
}
LINES_MAX = {"dialonce": 300, "machines": 150, "properties": 150, "spec": 150}
FUNCTION_LINES_MAX = 40
FILES = [path for folder in HOUSE for path in sorted((ROOT / folder).rglob("*.py"))]
CLAUSES = catalog.clauses()
PROPERTIES = catalog.properties()


def name_of(path):
    return str(path.relative_to(ROOT))


def imports_of(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield ("." * node.level) + (node.module or "")


def size_of(function):
    """Lines of a function, without the machine class that a factory holds."""
    classes = [node for node in function.body if isinstance(node, ast.ClassDef)]
    held = sum(node.end_lineno - node.lineno + 1 for node in classes)
    return function.end_lineno - function.lineno + 1 - held


def marks():
    """Every clause that some transition cites."""
    return {
        clause
        for machine in catalog.machine_classes()
        for lines in marks_of(machine).lines.values()
        for clauses, _ in lines
        for clause in clauses
    }


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_arrows_between_folders_run_one_way(path):
    """A folder imports only from the folders that the law allows it."""
    folder = name_of(path).split("/")[0]

    used = {name.split(".")[0] for name in imports_of(ast.parse(path.read_text()))}

    assert used & set(HOUSE) - {folder} <= MAY_IMPORT[folder]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_are_short(path):
    """No file and no function is longer than the house allows."""
    text = path.read_text()
    limit = LINES_MAX[name_of(path).split("/")[0]]
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    sizes = {n.name: size_of(n) for n in ast.walk(ast.parse(text)) if isinstance(n, functions)}
    long = {name: size for name, size in sizes.items() if size > FUNCTION_LINES_MAX}

    assert text.count("\n") <= limit
    assert long == {}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_file_says_what_it_is_for(path):
    """A file begins with a docstring."""
    assert ast.get_docstring(ast.parse(path.read_text()))


def test_the_engine_knows_no_telephony():
    """The words of the trade do not occur in the engine's code."""
    words = re.compile(r"\b(OCS|CPD|ADDP|dialing session|T-Server)\b")
    code = [p for p in FILES if name_of(p).startswith("dialonce/")]

    found = {name_of(p): words.findall(p.read_text()) for p in code}

    assert {name: hits for name, hits in found.items() if hits} == {}


def test_every_behaviour_clause_is_realised_and_judged():
    """Each behaviour is cited by a transition and by a property."""
    behaviours = {c.id for c in CLAUSES.values() if c.modality == "behaviour"}
    judged = {clause for claim in PROPERTIES.values() for clause in claim.clauses}

    assert behaviours - marks() == set()
    assert behaviours - judged == set()


def test_every_cited_clause_exists():
    """No transition, property or decision cites a clause that is not there."""
    cited = marks() | {clause for claim in PROPERTIES.values() for clause in claim.clauses}
    mentioned = {
        clause
        for each in CLAUSES.values()
        for clause in re.findall(r"\b[A-Z]+-\d+\b", each.about + each.text)
    }

    assert cited - set(CLAUSES) == set()
    assert mentioned - set(CLAUSES) == set()


def test_every_event_has_a_sentence():
    """Each event of each machine is followed by the sentence that explains it."""
    silent = [
        f"{machine.__name__}.{event.id}"
        for machine in catalog.machine_classes()
        for event in machine._events
        if event.id not in marks_of(machine).sentences
    ]

    assert silent == []


def test_every_machine_has_a_name_of_its_own():
    """No two classes of different places share a name, under which a reader looks for them."""
    places = {(m.__name__, m.__module__) for m in catalog.machine_classes()}
    names = [name for name, _ in places]

    assert [name for name in set(names) if names.count(name) > 1] == []


def test_every_mutant_named_by_a_decision_exists():
    """The decisions name only wrong designs that can be run."""
    named = {
        name
        for clause in CLAUSES.values()
        for line in re.findall(r"^Mutants?: (.*)$", clause.text, re.MULTILINE)
        for name in re.findall(r"[a-z]+(?:_[a-z]+)+", line)
    }

    assert named - set(catalog.mutants()) == set()


def test_generated_numbers_have_a_unit():
    """Every parameter's name ends with its unit."""
    import spec.parameters as parameters

    units = ("_SECONDS", "_MINUTES", "_TICKS", "_RECORDS_MAX", "_RESOURCES_MAX")
    names = [name for name in vars(parameters) if name.isupper()]

    assert names
    assert [name for name in names if not name.endswith(units)] == []


def test_python_is_supported():
    """The tests run on a Python that the project supports."""
    assert (3, 11) <= sys.version_info[:2] <= (3, 13)
