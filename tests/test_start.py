"""What the command line loads before it begins: only what a command needs."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "statemachine", "numpy", "numba", "scipy", "msgspec", "tree_sitter", "rich", "hypothesis",
    "graphviz", "graphviz_pure", "pytest", "multiprocessing",
}  # fmt: skip
ASK = """
import json, os, sys
from dialonce.cli import main
out = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
try:
    main(sys.argv[1:], prog_name="dialonce")
except SystemExit as end:
    code = end.code
sys.stdout.flush()
os.write(out, json.dumps([code, sorted({name.split(".")[0] for name in sys.modules})]).encode())
"""


def loaded(*arguments):
    """The exit code of a command in a fresh interpreter, and the heavy packages it loaded."""
    command = [sys.executable, "-c", ASK, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    code, names = json.loads(done.stdout)
    return code, HEAVY & set(names)


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments):
    """Help is shown without the machines' library, and without arrays."""
    assert loaded(*arguments) == (0, set())


def test_list_of_systems_loads_no_arrays():
    """To list the systems, their classes are loaded, and what reads installations."""
    assert loaded("systems") == (0, {"statemachine", "msgspec"})


def test_simulation_loads_no_arrays(tmp_path):
    """Stepping through a system needs its tables only."""
    script = tmp_path / "script"
    script.touch()
    assert loaded("simulate", "reference", "--script", str(script)) == (0, {"statemachine"})


@pytest.mark.parametrize(
    ("arguments", "code"), [(["reference"], 0), (["--mutant", "seeded_double_dial", "--first"], 1)]
)
def test_small_check_loads_no_compiler(arguments, code):
    """A small system is searched, and its cycles are found, without compiler and SciPy."""
    assert loaded("check", *arguments, "--records", "2") == (code, {"statemachine", "numpy"})


def test_late_module_is_loaded_when_it_is_used():
    """A module that is loaded late costs nothing until something of it is asked for."""
    ask = (
        "import sys; from dialonce.cli.process import late; late('asyncio')\n"
        "import asyncio as mine\n"
        "assert 'asyncio.events' not in sys.modules\n"
        "async def answer(): return 42\n"
        "assert mine.run(answer()) == 42\n"
        "from asyncio.events import AbstractEventLoop\n"
        "import asyncio; late('asyncio'); assert sys.modules['asyncio'] is asyncio is not mine\n"
        "assert mine.AbstractEventLoop is asyncio.AbstractEventLoop is AbstractEventLoop\n"
    )
    subprocess.run([sys.executable, "-c", ask], check=True)
