"""Hostile input is answered in one line, soon, and nothing is touched: what fuzzing has found."""

import io
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from unittest import mock
from zlib import crc32

import msgspec
import numpy as np
import pytest
import toys
from cli_run import complaint, dialonce
from fuzz import promises
from fuzz.promises import Broken, obey, watched
from fuzz.targets import TARGETS

from dialonce import Mutant, catalog, invariant
from dialonce.certificate import certificate
from dialonce.checkpoint import Header
from dialonce.compose import Composed
from dialonce.description.reader import QUOTED
from dialonce.effort import Effort
from dialonce.errors import SpecificationError, UsageError
from dialonce.explore import explore
from dialonce.files import write
from dialonce.modules import load
from dialonce.numbering import numbering_of
from dialonce.recheck import Recheck, objections

ROOT = Path(__file__).parent.parent
SMALL = (ROOT / "spec" / "installations" / "small.toml").read_text(encoding="utf-8")
DIGITS = "9" * 5_000


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to be in, in which the watch lets a run play."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FUZZ_SANDBOX", str(tmp_path))
    return tmp_path


def refused(*arguments, **more):
    """The complaint about a command, without its first word."""
    return complaint(dialonce(*arguments, **more)).removeprefix("dialonce: ")


# Files to read


@pytest.mark.parametrize("reader", [
    ("simulate", "reference", "--script"), ("prove", "--verify"), ("validate",),
    ("check", "--deployment"),
], ids=" ".join)  # fmt: skip
def test_pipe_and_device_are_no_file_to_read(here, reader):
    """What may never end is not read: a pipe, a device, a folder."""
    os.mkfifo(here / "pipe")
    for path in ("pipe", "/dev/zero", "."):
        assert "it is no file" in complaint(dialonce(*reader, path, modules=None))


def test_invalid_pipe_for_a_checkpoint(here):
    """A checkpoint that is a pipe is refused before anything waits for it."""
    os.mkfifo(here / "toy.json")
    assert "toy.json: it is no file" in refused("check", "toy", "--checkpoint", ".")


def test_invalid_size_of_a_script(here):
    """A script, and one from standard input, has at most so many characters."""
    text = "#" * ((1 << 20) + 1)
    Path("long").write_text(text)
    assert refused("simulate", "toy", "--script", "long") == (
        "cannot read long: it has 1,048,577 bytes, more than 1,048,576"
    )
    assert refused("simulate", "toy", "--script", "-", typed=text) == (
        "cannot read -: it has more than 1,048,576 characters"
    )


def test_a_name_that_is_not_utf8_is_no_end(here):
    """A file whose name is not text is judged; what no stream can show is escaped."""
    name = os.fsdecode(b"\xff.toml")
    Path(name).write_text(SMALL, encoding="utf-8")
    found = dialonce("validate", name, "--sarif", "log", modules=None)
    assert (found.exit_code, found.stdout.startswith("\\udcff.toml: 0 findings")) == (0, True)
    assert '"\\udcff.toml"' in dialonce("validate", name, "--json", modules=None).stdout
    assert refused("validate", os.fsdecode(b"\xfe"), modules=None).startswith("\\udcfe: it cannot")


# Files to write


@pytest.mark.parametrize("path", [".", "folder", "pipe"])
def test_only_a_file_is_written(here, path):
    """A pipe (or a device, which no test should risk) or a folder is never replaced by a file."""
    os.mkfifo(here / "pipe")
    Path("folder").mkdir()
    Path("site.toml").write_text(SMALL, encoding="utf-8")
    before = os.stat(path)
    said = refused("validate", "site.toml", "--sarif", path, modules=None)
    assert said == f"cannot write {path}: it is no file"
    assert (os.stat(path).st_mode, os.stat(path).st_ino) == (before.st_mode, before.st_ino)


@pytest.mark.parametrize(("path", "why"), [
    ("site.toml/log", "Not a directory"), ("x" * 300, "File name too long"),
])  # fmt: skip
def test_invalid_place_to_write(here, path, why):
    """A place where nothing can be is one line, also when the draft cannot be removed there."""
    Path("site.toml").write_text(SMALL, encoding="utf-8")
    said = refused("validate", "site.toml", "--sarif", path, modules=None)
    assert said == f"cannot write {path}: {why}"
    assert [each.name for each in here.iterdir()] == ["site.toml"]


def test_a_long_name_has_room_for_its_draft(here):
    """A name as long as the system allows can be written."""
    assert write(Path("x" * 255), "text").read_text() == "text"


def test_a_link_is_replaced_and_not_followed(here):
    """What a link in the folder leads to stays as it is."""
    Path("kept").write_text("kept")
    Path("out").mkdir()
    Path("out/Lamp.dot").symlink_to("../kept")
    for form in ("dot", "svg"):
        Path(f"out/Lamp.{form}").unlink(missing_ok=True)
        Path(f"out/Lamp.{form}").symlink_to("../kept")
        assert dialonce("diagram", "Lamp", "--format", form, "-o", "out").exit_code == 0
        assert not Path(f"out/Lamp.{form}").is_symlink()
    assert Path("kept").read_text() == "kept"


def test_invalid_folder_in_the_place_of_a_drawing(here):
    """A drawing that cannot be written is one line."""
    Path("Lamp.svg").mkdir()
    assert refused("diagram", "Lamp") == "cannot write Lamp.svg: it is no file"


def test_pages_leave_alone_what_they_cannot_read(here):
    """A page that is no text, a folder called like one, and a linked folder stay."""
    Path("out/dir.md").mkdir(parents=True)
    Path("out/odd.md").write_bytes(b"\xff")
    Path("other").mkdir()
    Path("other/old.svg").write_text("<!-- Drawn by `dialonce pages` from it -->")
    Path("out/linked").symlink_to("../other")
    Path("out/verdicts.json").write_text("{}")
    from dialonce.pages import _clean

    _clean(Path("out"), set())
    assert sorted(each.name for each in Path("out").iterdir()) == [
        "dir.md", "linked", "odd.md", "verdicts.json"
    ]  # fmt: skip
    assert Path("other/old.svg").exists()


# The deployment file


def test_quoted_characters_are_skipped_in_one_pass():
    """A line of escaped quotes is looked through once; their square would take minutes."""
    began = time.process_time()
    assert QUOTED.sub("", 'a......"' + '\\"' * 120_000).startswith("a......")
    assert time.process_time() - began < 1


@pytest.mark.parametrize(("old", "new", "said"), [
    ('"DB Server"', '"x - at `$.foo"', ":37: type cannot be 'x - at `$.foo'. Mend: known are"),
    ("host =", '"x` - at `$.b" =', ":8: [[application]] has no key x` - at `$.b. Mend: known are"),
    ("[[application]]", '"x - at `$.b" = 1\n[[application]]', ":4: the file has no key"),
])  # fmt: skip
def test_values_that_look_like_a_path(here, old, new, said):
    """What the file says is not taken for the place that its checker names."""
    Path("site.toml").write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    assert refused("validate", "site.toml", modules=None).startswith(f"site.toml{said}")


# Checkpoints


@pytest.fixture(scope="module")
def tables():
    return Composed(catalog.system("reference"))


@pytest.fixture
def kept(here, tables):
    """A checkpoint of a search that met its bound, and a way to go on from it."""

    def again():
        return explore(tables, 3, False, 0, Effort(checkpoints=here))

    explore(tables, 3, False, 0, Effort(60, checkpoints=here))
    return here / "reference.json", again


def forge(path, change=None, column=None, at=0, value=0):
    """Change a checkpoint, and make its sums fit."""
    header = msgspec.json.decode(path.read_bytes(), type=Header)
    header.mark = header.mark._replace(**(change or {}))
    for position, (name, kind) in enumerate(
        [("words", np.int64), ("parents", np.int32), ("events", np.int16)]
    ):
        file = path.with_suffix(f".{name}")
        data = np.frombuffer(file.read_bytes(), kind).copy()
        if name == column:
            data[at] = value
        file.write_bytes(data.tobytes())
        if header.mark.found <= len(data):
            header.sums[position] = crc32(data[: header.mark.found].tobytes())
    header.own = header.whole
    path.write_bytes(msgspec.json.encode(header))


@pytest.mark.parametrize(("column", "value"), [
    ("words", -1), ("words", 2**62), ("words", 0), ("words", 7), ("parents", -1), ("parents", 40),
    ("parents", 2**31 - 1), ("events", -1), ("events", 32_767), ("events", 0),
])  # fmt: skip
def test_invalid_state_of_a_forged_checkpoint(kept, column, value):
    """States are believed only where the tables lead to them, whatever the sums say."""
    path, again = kept
    forge(path, column=column, at=40, value=value)
    with pytest.raises(UsageError, match=r"reference.json is damaged; remove it"):
        again()


@pytest.mark.parametrize("change", [
    {"found": 0, "at": 0, "level": 0}, {"found": 2**40}, {"found": 2**80}, {"at": 2**63},
    {"deadlock": 2**31}, {"depth": -1},
], ids=str)  # fmt: skip
def test_invalid_mark_of_a_forged_checkpoint(kept, change):
    """A number of states that no file has takes no memory."""
    path, again = kept
    forge(path, change)
    with pytest.raises(UsageError, match=r"reference.* (is damaged; |has .* too many)"):
        again()


def test_a_wrong_certificate_is_refused_soon():
    """The checker stops at the last reason that it tells, however many pairs and events follow."""
    system = catalog.system("reference")
    initial = tuple((0,) * len(names) for names in (system.singles, system.group))
    tried = mock.patch.object(Recheck, "step", autospec=True, side_effect=Recheck.step)
    with mock.patch("dialonce.recheck.REASONS_MAX", 1), tried as steps:
        reasons = objections(system, certificate(system, [initial], []), [])
    assert len(reasons) == 1
    assert steps.call_count < len(system.spontaneous)


# Standard input of a walk


@pytest.mark.parametrize(("line", "said"), [
    (DIGITS, "cannot read the input: a line has more than 500 characters"),
    ("a" + "1" * 20_000 + "!", "cannot read the input: a line has more than 500 characters"),
])  # fmt: skip
def test_invalid_line_that_is_too_long(line, said):
    """A line of any length is read up to a bound; a long number or word is not worked out."""
    began = time.process_time()
    assert refused("simulate", "toy", typed=line) == said
    assert time.process_time() - began < 1


def test_invalid_event_that_is_too_long(here):
    """The same holds for a line of a script."""
    Path("steps").write_text("unlock\n" + "a" + "1" * 200_000 + "!\n")
    said = refused("simulate", "toy", "--script", "steps")
    assert said == "steps, line 2: an event has no 200,002 characters"


def test_invalid_bytes_on_standard_input():
    """Bytes that are no text end the walk in one line."""
    said = refused("simulate", "toy", typed=b"unlock\n\xff\n")
    assert said == "cannot read the input: it is not text in UTF-8"


def test_a_random_walk_has_an_end():
    """However many steps are asked for, a walk keeps a bounded number of them."""
    simulate = sys.modules["dialonce.cli.simulate"]
    with mock.patch.object(simulate, "STEPS_MAX", 20):
        told = dialonce("simulate", "toy", typed=f"random {10**30}\nback\nquit\n")
    assert told.exit_code == 0
    assert "after 20 steps there are no more: begin anew" in told.stdout
    assert "Back after step 19." in told.stdout


def test_what_is_typed_cannot_steer_the_terminal():
    """The echo of a line from a pipe shows control characters as escapes."""
    told = dialonce("simulate", "toy", typed="\x1b[2J\n")
    assert "\x1b" not in told.stdout
    assert "> \\x1b[2J" in told.stdout


# The command line


def test_invalid_number_of_records_is_told_at_once(tables):
    """A number of records beyond any search is refused, and what would fit is found upwards."""
    assert refused("check", "toy", "--records", 10**9) == (
        "Invalid value for '--records': 1000000000 is not in the range 1<=x<=1000."
    )
    began = time.process_time()
    with pytest.raises(UsageError, match="use --records 19 or fewer, or leave out --no-symmetry"):
        numbering_of(tables, 10**6, 10**6)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("words", [
    ("check", "--mutant", ""), ("check", "toy", "--mutant="), ("prove", "--verify", ""),
    ("diagram", "-o", ""), ("simulate", "toy", "--script", ""), ("check", "--checkpoint=", "toy"),
])  # fmt: skip
def test_an_option_that_is_empty_is_not_left_out_silently(words):
    """An unset variable of a shell must not turn a check of a wrong design into one of all."""
    option = next(word for word in words if word[:1] == "-").rstrip("=")
    assert refused(*words) == f"{option} is given, but empty: leave it out"


@pytest.mark.parametrize("word", ["\x1b[31m", "x" * 100_000, "\u202e\x07", os.fsdecode(b"\xff")])
def test_a_complaint_is_one_short_plain_line(word):
    """Whatever a word has in it, the complaint can be shown, and keeps its end."""
    for verb in ("explain", "check", "simulate", "systems"):
        said = refused(verb, word)
        assert said.isprintable()
        assert len(said) < 1_000


def test_closed_standard_input_is_an_empty_one():
    """A program that closes standard input gets the state, and what is possible."""
    code = "import toys; from dialonce import catalog, cli\n" \
           "catalog.module_names = lambda kind: ['toys']\ncli.run()"  # fmt: skip
    done = subprocess.run(
        f'"{sys.executable}" -c "{code}" simulate toy <&-', shell=True, capture_output=True,
        text=True, env=os.environ | {"PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{ROOT}"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "What can happen now:" in done.stdout


def test_json_stays_json_where_the_encoding_is_narrow():
    """With a stream that knows ASCII only, words are escaped as JSON does."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    from dialonce.cli.options import print_json

    with mock.patch.object(sys, "stdout", stream):
        print_json({"é": "→"})
        stream.flush()
    assert json.loads(stream.buffer.getvalue()) == {"é": "→"}


# Specifications of somebody's own


@pytest.mark.parametrize(("text", "said"), [
    ("import sys\nsys.exit(0)\n", "it raises SystemExit: 0. Mend: correct .*own.py, line 2"),
    ("x = '\0'\n", "it raises SyntaxError: .*null bytes. Mend: correct own, line 1"),
    ("raise ValueError('a\\nb')\n", "it raises ValueError: a b. Mend: correct .*own.py, line 1"),
])  # fmt: skip
def test_invalid_module_is_told_with_its_line(here, monkeypatch, text, said):
    """A module that ends the program, too, is an error: exit code 0 would say that all holds."""
    (here / "own.py").write_text(text)
    monkeypatch.syspath_prepend(here)
    monkeypatch.delitem(sys.modules, "own", raising=False)
    with pytest.raises(SpecificationError, match=said):
        load("own")
    assert re.fullmatch(f"module own: {said}", refused("check", modules=("own",)))


@pytest.mark.parametrize(("make", "said"), [
    (lambda: Mutant("wrong", ("a",), range(0), {}),
     "mutant wrong: system cannot be range(0, 0). Mend: give it as System"),
    (lambda: Mutant("wrong", "a", toys.toy, {}),
     "mutant wrong: violates cannot be 'a'. Mend: give it as tuple[str, ...]"),
    (lambda: replace(toys.toy, members="2"),
     "system toy: members cannot be '2'. Mend: give it as int"),
    (lambda: replace(toys.toy, processes={"guest": {"door": toys.Door()}}),
     "system toy: processes cannot be {'guest': {'door': "),
    (lambda: invariant(5)(len), "property len: clauses cannot be (5,). Mend: give it as tuple[str"),
])  # fmt: skip
def test_invalid_kind_of_a_declared_value(make, said):
    """What is declared as something else is refused where it is declared."""
    with pytest.raises(SpecificationError, match=re.escape(said)):
        make()


def test_invalid_end_within_a_specification():
    """A property that ends the program does not end it with a verdict."""
    with mock.patch("dialonce.parallel.check", side_effect=SystemExit(0)):
        assert refused("check", "toy") == (
            "specification: code of a machine or a property ends the program. "
            "Mend: take sys.exit() out of it"
        )


@pytest.mark.parametrize("text", ["[dialonce.systems]\nx = :y", "\udcff"])
def test_invalid_entry_points_are_told(here, text):
    """A package whose entry points cannot be read is one line, whatever its parser meets."""
    about = here / "own-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: own\nVersion: 1\n")
    (about / "entry_points.txt").write_bytes(os.fsencode(text))
    done = subprocess.run(
        [sys.executable, "-m", "dialonce.cli", "systems"], capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(here)])},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("dialonce: entry points: those of some installed package cannot")


def test_invalid_law_that_is_no_text(here, monkeypatch):
    """A file of the law that is not UTF-8 is named."""
    (here / "own_law.py").write_text("")
    (here / "law.md").write_bytes(b"### A-1 \xff\n")
    monkeypatch.syspath_prepend(here)
    assert "law.md: " in refused("coverage", modules=("own_law",))


# Verdicts


@pytest.mark.parametrize("text", [
    "[" * 100_000, '{"systems": [["toy", 1]], "runs": {}}', '{"systems": {"toy": {}}, "runs": {}}',
    "\udcff",
], ids=["deep", "list", "lacking", "bytes"])  # fmt: skip
def test_invalid_verdicts_are_refused(here, text):
    """Kept verdicts of another form are one line with the mend, and no page is written."""
    Path("verdicts.json").write_bytes(os.fsencode(text))
    said = refused("pages", "-o", ".", "--known-verdicts")
    assert re.match(r"verdicts.json: its verdicts cannot be read: .+ Mend: write the ref", said)
    assert [each.name for each in here.iterdir()] == ["verdicts.json"]


def test_invalid_verdicts_of_other_systems(here):
    """Verdicts that do not fit are refused before a page is written."""
    size = {"verdict": "HOLDS", "members": 2, "states": 1, "transitions": 1, "depth": 1,
            "holds": [], "story": ["lamp.explode"]}  # fmt: skip
    known = {"systems": dict.fromkeys(("toy", "broken", "fused", "switches"), size), "runs": {}}
    Path("verdicts.json").write_text(json.dumps(known))
    assert refused("pages", "-o", ".", "--known-verdicts") == (
        "verdicts.json: its verdicts are of other systems. "
        "Mend: write the reference again: make docs"
    )
    assert [each.name for each in here.iterdir()] == ["verdicts.json"]


# The fuzzers themselves


@pytest.mark.parametrize(("wrong", "said"), [
    (lambda: Path("other/file").write_text("x"), "touches what was not asked for: open"),
    (lambda: Path("other").rmdir(), "touches what was not asked for: os.rmdir"),
    (lambda: os.rename("asked", "gone"), "touches what was not asked for: os.rename"),
    (lambda: subprocess.run(["true"], check=True), "starts true"),
    (lambda: [0] * (promises.peak() // 8), "takes .* MiB"),
], ids=["open", "rmdir", "rename", "start", "memory"])  # fmt: skip
def test_watch_notices_a_broken_promise(here, wrong, said):
    """The watch sees writing elsewhere, processes, and memory."""
    Path("other").mkdir()
    Path("asked").mkdir()
    small = mock.patch.object(promises, "GROWTH_MAX", 1 << 20)
    with small, pytest.raises(Broken, match=said), watched("asked"):
        wrong()


def test_watch_forbids_what_is_outside_of_the_sandbox(here):
    """Even what was asked for is not written outside of the sandbox."""
    with pytest.raises(PermissionError), watched(here.parent):
        (here.parent / "outside").write_text("x")
    assert not (here.parent / "outside").exists()


def test_watch_ends_a_hang(here):
    """An input that takes too long is ended, although the code catches what it can."""

    def endless():
        while True:
            try:
                sum(range(1_000))
            except Exception:
                continue

    soon = mock.patch.object(promises, "SECONDS_MAX", 0.1)
    with soon, pytest.raises(Broken, match="hangs"), watched():
        endless()


@pytest.mark.parametrize(("code", "out", "err", "said"), [
    (4, "", "dialonce: internal error, X", "exit code 4"), (-11, "", "", "exit code -11"),
    (1, "Traceback (most recent call last)", "", "traceback"),
    (2, "", "Error", "without a complaint"), (2, "", "dialonce: a\nb\n", "not one plain line"),
    (2, "", "dialonce: \x1b\n", "not one plain line"), (2, "", f"dialonce: {'x' * 2_000}\n", "2,0"),
    (3, "", "dialonce: UNDECIDED: out of memory\n", "memory without a bound"),
])  # fmt: skip
def test_judge_notices_a_bad_end(code, out, err, said):
    """The judge sees wrong exit codes, tracebacks, and complaints that are none."""
    with pytest.raises(Broken, match=said):
        promises.judge(promises.Outcome(code, out, err))


def test_judge_notices_a_draft(here):
    """A draft that is left behind is noticed."""
    Path(".log.1").write_text("half")
    with pytest.raises(Broken, match=r"leaves \.log\.1 behind"):
        obey(["--version"])


@pytest.mark.parametrize("name", ["deployment", "script", "trace"])
def test_target_keeps_its_promises(here, name):
    """A target runs on what is right, and on what its strategy draws."""
    target = TARGETS[name]
    for seed in target.seeds()[:1]:
        target.promise(seed)
    if name == "trace":
        target.promise(([3, 1, 4, 1, 5], "why", 2))
    if name == "script":
        target.promise(b"unlock\n\xff")
