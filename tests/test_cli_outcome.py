"""The command line as a process: start, help, files, pipes, interrupts and faults."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from unittest import mock

import pytest
from cli_run import complaint, dialonce

from dialonce.cli.options import write
from dialonce.errors import UsageError

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "dialonce.cli"]
HEAVY = ["numba", "scipy", "rich", "graphviz", "hypothesis", "dialonce.kernel"]


def started(*arguments):
    """A process of its own, which hears an interrupt also where the tests run in the background."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen([*COMMAND, *arguments], **pipes, preexec_fn=heard)


def test_help_needs_no_heavy_library():
    """`--help` starts fast, because what is heavy is imported where it is used."""
    code = f"import sys, dialonce.cli; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "[]\n"


def test_help_names_every_verb():
    """The verbs stand in the order in which a newcomer needs them, each with one line."""
    said = dialonce("--help").stdout
    verbs = ["check", "validate", "prove", "systems", "explain", "coverage", "mutate", "simulate"]
    verbs += ["events", "conform", "replay", "vectors", "adapter", "diagram", "export", "pages"]
    told = said.split("Commands:\n")[1]
    assert [line.split()[0] for line in told.splitlines()[: len(verbs)]] == verbs
    assert "..." not in told


def test_no_verb_is_wrong_usage():
    """Without a verb, the help goes to stderr with exit code 2: nothing has been verified."""
    result = dialonce()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Commands:" in result.stderr


def test_invalid_verb_offers_the_nearest():
    """A misspelt verb is answered with the right one."""
    assert complaint(dialonce("chekc")) == "dialonce: no verb 'chekc'; did you mean check?"


def test_invalid_class_is_told_with_the_mend(tmp_path, monkeypatch):
    """A machine that breaks the contract is one line: the class, the rule and the mend."""
    (tmp_path / "badly.py").write_text(
        "from statemachine import State\nfrom dialonce import Machine, System\n"
        "class Odd(Machine):\n    spontaneous = frozenset({'go'})\n    a = State(initial=True)\n"
        "    go = a.to(None, on='act')\n    def act(self):\n        self.hidden = 1\n"
        "odd = System('odd', 'a', 'b', 'c', {'p': {'odd': Odd}}, ())\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    said = complaint(dialonce("check", "odd", modules=("badly",)))
    assert "Odd: hidden is undeclared data. Mend: declare hidden = Data(" in said


def test_fault_of_our_own_is_told_as_such():
    """An internal error exits 4 with a request to report it; the traceback only on demand."""
    broken = mock.patch("dialonce.parallel.check", side_effect=ZeroDivisionError("by nothing"))
    with broken:
        result = dialonce("check", "toy")
    assert result.exit_code == 4
    assert result.stderr.startswith("dialonce: internal error, ZeroDivisionError: by nothing.")
    assert "report" in result.stderr
    assert result.stderr.count("\n") == 1
    with broken:
        assert "Traceback" in dialonce("check", "toy", env={"DIALONCE_DEBUG": "1"}).stderr


def test_lack_of_memory_is_undecided():
    """A search that does not fit is neither right nor wrong."""
    with mock.patch("dialonce.parallel.check", side_effect=MemoryError):
        result = dialonce("check", "toy")
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
    assert "UNDECIDED: out of memory" in result.stderr


def test_no_color_is_obeyed():
    """With NO_COLOR there is no colour, even where there would be."""
    assert "\x1b" not in dialonce("check", "toy", env={"NO_COLOR": "1"}).stdout


def test_interrupt_of_the_process_is_undecided():
    """Ctrl-C ends a long search with exit code 3 and one line."""
    process = started("check", "reference", "--records", "7", "--no-symmetry")
    next(line for line in process.stdout if "connection and mode" in line)
    for _ in range(20):
        try:
            process.send_signal(signal.SIGINT)
            out, error = process.communicate(timeout=3)
            break
        except subprocess.TimeoutExpired:
            continue
    assert process.returncode == 3
    assert error.startswith("dialonce: UNDECIDED: interrupted")
    assert "Traceback" not in out + error


def test_closed_pipe_is_quiet():
    """A reader that goes away, such as `head`, is no reason for a traceback or a verdict."""
    process = started("explain", "reference")
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 3


@pytest.mark.parametrize(("closed", "code"), [(">&-", 0), ("2>&-", 0), (">/dev/full", 3)])
def test_output_that_nobody_keeps(closed, code):
    """Closed output is left out; output that finds no room makes the verdict unknown."""
    if "full" in closed and not os.path.exists("/dev/full"):
        pytest.skip("this system has no /dev/full")
    command = f'"{sys.executable}" -m dialonce.cli check reference --records 1 {closed}'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == code
    assert done.stderr.count("\n") == (code == 3)
    assert "Traceback" not in done.stderr


def test_output_is_written_as_a_whole():
    """Leaving at once loses no output, also where it is long and goes into a pipe."""
    process = started("explain", "CallRecord", "--json")
    out, _ = process.communicate()
    assert (process.returncode, out[0], out[-2:]) == (0, "{", "}\n")
    assert len(out) > 4096


def test_diagram_writes_every_format(tmp_path):
    """Machines and systems are drawn as SVG, PNG, DOT or Mermaid, and the files are listed."""
    for form, end in {"svg": "svg", "png": "png", "dot": "dot", "mermaid": "mmd"}.items():
        result = dialonce("diagram", "Lamp", "toy", "--format", form, "-o", tmp_path)
        assert result.exit_code == 0, result.stderr
        paths = [tmp_path / f"Lamp.{end}", tmp_path / f"toy.{end}"]
        assert result.stdout.split() == [str(path) for path in paths]
        assert all(path.stat().st_size > 100 for path in paths)
    assert len(list(tmp_path.iterdir())) == 8


def test_diagram_draws_all(tmp_path):
    """Without names, every machine and every system is drawn."""
    result = dialonce("diagram", "--format", "mermaid", "-o", tmp_path)
    names = {Path(line).stem for line in result.stdout.splitlines()}
    assert names == {
        "Door",
        "Lamp",
        "Clock",
        "Fuse",
        "Switch",
        "toy",
        "broken",
        "fused",
        "switches",
    }


def test_invalid_diagram():
    """Unknown formats and names offer what would be right."""
    assert "did you mean svg?" in complaint(dialonce("diagram", "Lamp", "--format", "svgz"))
    assert "did you mean Lamp?" in complaint(dialonce("diagram", "Lmap"))


def test_pages_are_written(tmp_path):
    """Pages, pictures and verdicts go into the folder, and the number of files is told."""
    result = dialonce("pages", "-o", tmp_path)
    assert result.exit_code == 0, result.stderr
    count = len([path for path in tmp_path.rglob("*.*") if path.is_file()])
    assert result.stdout == f"{count} files are in {tmp_path}.\n"
    assert "VIOLATED" in (tmp_path / "systems.md").read_text(encoding="utf-8")

    again = dialonce("pages", "-o", tmp_path, "--known-verdicts")
    assert again.stdout == result.stdout


@pytest.mark.parametrize("name", ["write_bytes", "replace"])
def test_invalid_write_leaves_nothing_behind(tmp_path, name):
    """A file is written as a whole or not at all."""
    path = tmp_path / "trace.md"
    path.write_text("old")
    full = OSError(28, "No space left on device")
    with (
        mock.patch.object(Path, name, side_effect=full),
        pytest.raises(UsageError, match=r"cannot write .*trace\.md: No space left on device"),
    ):
        write(path, "new")
    assert [p.name for p in tmp_path.iterdir()] == ["trace.md"]
    assert path.read_text() == "old"


def test_progress_is_for_terminals_only():
    """A line about work under way is shown on a terminal after half a second, and wiped."""
    pty = pytest.importorskip("pty")
    main, side = pty.openpty()
    code = (
        "import time\nfrom dialonce.cli.progress import Progress\n"
        "with Progress('checking toy') as progress:\n"
        "    time.sleep(1.2); progress(1234, 5, 7 << 20); time.sleep(0.3)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=side, check=True
    )
    os.close(side)
    shown = os.read(main, 65536).decode()
    os.close(main)
    assert "checking toy · 1,234 states, depth 5, 7 MiB" in shown
    assert done.stdout == b""


def test_interrupt_of_parallel_work_is_undecided():
    """Ctrl-C while several systems are checked at once ends all of it in one line."""
    process = started("check", "--records", "5")
    next(line for line in process.stdout if "HOLDS" in line)
    process.send_signal(signal.SIGINT)
    try:
        out, error = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 3
    assert error.startswith("dialonce: UNDECIDED: interrupted")
    assert error.count("\n") == 1
    assert "Traceback" not in out + error
