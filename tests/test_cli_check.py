"""`dialonce check`: verdicts, counterexamples, files and exit codes."""

import json
import re
import shlex
from unittest import mock

import pytest
from cli_run import complaint, dialonce

from dialonce.check import Checker
from dialonce.cli.effort import Memory, size_text
from dialonce.cli.progress import Progress

SIZES = {1: (80, 284), 2: (544, 2272), 3: (3776, 18432), 4: (26752, 151424)}
SYMMETRIC = {1: 80, 2: 312, 3: 928, 4: 2328}
ONE_CORE = mock.patch("os.sched_getaffinity", return_value={0}, create=True)


def checked(*arguments, **more):
    """The JSON of a check, and its exit code."""
    result = dialonce("check", "--json", *arguments, **more)
    return json.loads(result.stdout), result.exit_code


def finding(report, name):
    """One property of the first system."""
    return next(p for p in report["systems"][0]["properties"] if p["name"] == name)


@pytest.mark.parametrize("records", SIZES)
def test_check_counts_the_reference(records):
    """The yardstick has the published states and transitions, and depth 3K + 3."""
    found, code = checked("reference", "--records", records, "--no-symmetry", modules=None)
    (system,) = found["systems"]
    assert (system["states"], system["transitions"]) == SIZES[records]
    assert system["depth"] == 3 * records + 3
    assert (code, found["verdict"], system["symmetry"]) == (0, "HOLDS", False)


@pytest.mark.parametrize("records", SYMMETRIC)
def test_check_counts_the_reference_up_to_symmetry(records):
    """With symmetry, states that differ in record numbers only count once."""
    found, _ = checked("reference", "--records", records, modules=None)
    assert found["systems"][0]["states"] == SYMMETRIC[records]


def test_check_says_one_line_a_system():
    """A line has the connection, the mode, the sizes, the time and the verdict; a total ends it."""
    result = dialonce("check", "toy", "broken")
    line = r"guest to house, by day +31 +71 +8 +\d+\.\d\d  HOLDS 4/4"
    assert re.search(rf"^{line}$", result.stdout, re.MULTILINE)
    assert re.search(r"by night, .* 31 +71 +8 .*  VIOLATED 7/8$", result.stdout, re.MULTILINE)
    last = r"VIOLATED: 7 of 12 properties in 2 systems; 62 states in \d+\.\d\d s\."
    assert re.fullmatch(last, result.stdout.splitlines()[-1])


def test_check_takes_the_default_systems():
    """Without a name, all systems are checked that are checked by default, once each."""
    found, code = checked()
    assert ([s["name"] for s in found["systems"]], code) == (["toy"], 0)
    found, _ = checked("toy", "TOY")
    assert [s["name"] for s in found["systems"]] == ["toy"]


def test_check_json_has_every_promised_field():
    """The object has the verdict and the systems, each with its sizes and properties."""
    found, _ = checked("toy")
    (system,) = found["systems"]
    promised = "name client server mode records symmetry states transitions depth seconds"
    assert set(promised.split()) | {"properties", "verdict"} <= set(system)
    assert {"name", "kind", "clauses", "verdict"} <= set(system["properties"][0])
    assert (found["verdict"], system["records"]) == ("HOLDS", 2)


def test_check_json_has_the_trace():
    """A violation has its steps: event, actor, changes before and after, messages, clauses."""
    found, code = checked("broken")
    claim = finding(found, "the_door_stays_shut")
    (step,) = claim["trace"]
    assert code == 1
    assert claim["clauses"] == ["TOY-1", "TOY-9"]
    assert (step["event"], step["actor"], step["script"]) == ("door.unlock", "door", "door.unlock")
    assert step["changes"] == [
        {"machine": "door", "before": "shut", "after": "ajar, still"},
        {"machine": "lamp 1", "before": "dark", "after": "lit"},
        {"machine": "lamp 2", "before": "dark", "after": "lit"},
    ]
    assert step["sent"][0] == {"sender": "door", "message": "shine", "target": "lamp 1"}
    assert step["sent"][2] == {"sender": "door", "message": "hear", "target": None}
    assert step["clauses"] == ["TOY-1", "TOY-2"]


def test_check_shows_the_shortest_trace():
    """A violation is the sentence, the clauses with titles, and numbered steps with changes."""
    lines = dialonce("check", "broken").stdout.splitlines()
    at = lines.index("VIOLATED  No lamp burns twice.")
    assert lines[at + 1 : at + 10] == [
        "          a_lamp_never_burns_twice, invariant",
        "          TOY-2     A battery lasts two hours",
        "",
        "  The shortest way there, in 5 steps:",
        "",
        "  1  door: Somebody unlocks the door; it creaks."
        + "door.unlock, TOY-1, TOY-2".rjust(100 - 48),
        "       door: shut -> ajar still",
        "       every lamp: dark -> lit",
        "       door sends shine to every lamp, hear to nobody",
    ]
    assert "       lamp 1: lit -> dark, used 1" in lines
    assert all(len(line) <= 100 for line in lines if not line.startswith("guest"))


def test_check_does_not_repeat_a_trace():
    """Where two properties fail on the same steps, the second refers to the first."""
    said = dialonce("check", "broken").stdout
    assert "  The shortest way there is the one of a_lamp_never_burns_twice, in 5 steps." in said


def test_check_shows_where_a_run_never_ends():
    """A lasso says what repeats for ever, or that it may rest; a bound says how long it took."""
    said = dialonce("check", "broken").stdout
    assert "  A way that never gets there, in 1 step:" in said
    assert "     And so it may stay for ever: nothing has to happen any more." in said
    assert "     By then 2 ticks passed." in said


def test_check_says_why_there_is_no_trace():
    """A witness that is not reachable has no steps to show."""
    assert "\n  No reachable state satisfies it.\n" in dialonce("check", "broken").stdout


def test_check_shows_a_deadlock_in_full():
    """Where nothing can happen any more, the whole state is the answer."""
    result = dialonce("check", "fused")
    assert result.exit_code == 1
    assert "     There it ends:\n       fuse: blown\n" in result.stdout


def test_check_a_mutant_takes_its_own_system():
    """A wrong design is checked in the system that it spoils, and says what is wrong."""
    result = dialonce("check", "--mutant", "sticky_lamp")
    assert result.exit_code == 1
    assert "Checking the wrong design sticky_lamp with 2 records each: The lamp" in result.stdout
    assert "VIOLATED  A battery can run down." in result.stdout


def test_check_a_mutant_says_what_it_fails_to_break():
    """A wrong design that does not violate what it should is news."""
    said = dialonce("check", "--mutant", "missed_lamp").stdout
    assert "expected to violate a_lit_lamp_goes_dark, and does not." in said


def test_check_writes_chart_itf_and_script(tmp_path):
    """With -o, every trace is three files, and nothing else is left behind."""
    result = dialonce("check", "broken", "-o", tmp_path / "new" / "folder")
    names = sorted(path.name for path in (tmp_path / "new" / "folder").iterdir())
    assert [n for n in names if "the_door" in n] == [
        f"broken.the_door_stays_shut.{end}" for end in ("itf.json", "md", "script")
    ]
    assert len(names) == 3 * 6
    assert all(f"{tmp_path}/new/folder/{name}\n" in result.stdout for name in names)


@pytest.mark.parametrize("options", [["broken"], ["--mutant", "leaky_lamp", "--records", "3"]])
def test_check_prints_the_command_that_replays(tmp_path, options):
    """The printed command takes the same steps, on the wrong design, too."""
    result = dialonce("check", *options, "-o", tmp_path)
    commands = re.findall(r"^    dialonce (simulate .*)$", result.stdout, re.MULTILINE)
    assert commands
    found, _ = checked(*options)
    traces = [p["trace"] for p in found["systems"][0]["properties"] if "trace" in p]
    replayed = [dialonce(*shlex.split(command), "--json") for command in commands]
    assert all(replay.exit_code == 0 for replay in replayed)
    steps = [json.loads(replay.stdout)["steps"] for replay in replayed]
    assert sorted(map(str, steps)) == sorted(map(str, traces))


def test_check_without_folder_names_the_command_that_writes():
    """Without -o nothing is written, and one line says how to."""
    said = dialonce("check", "broken", "--records", "1").stdout
    assert said.count("dialonce check broken --records 1 -o traces") == 1


def test_check_json_writes_files_too(tmp_path):
    """--json and -o go together."""
    checked("broken", "-o", tmp_path)
    assert len(list(tmp_path.iterdir())) == 18


def test_check_with_too_small_a_bound_is_undecided():
    """A search that met its bound tells what it explored, and never exits 0."""
    result = dialonce("check", "toy", "--max-states", "10")
    assert result.exit_code == 3
    assert re.search(r"UNDECIDED: \d of 4 properties in 1 system; \d+ states", result.stdout)
    assert "A search ended early: more than 10 states." in result.stdout
    found, code = checked("toy", "--max-states", "10")
    assert (found["verdict"], code, found["systems"][0]["complete"]) == ("UNDECIDED", 3, False)
    assert found["systems"][0]["states"] > 10


def test_check_with_a_large_bound_is_decided():
    """A bound that is not met changes nothing."""
    assert dialonce("check", "toy", "--max-states", "31").exit_code == 0


@pytest.mark.parametrize(
    ("text", "size"),
    [("512M", 512 << 20), ("4G", 4 << 30), ("4096m", 4 << 30), ("1k", 1 << 10), ("2T", 2 << 40)],
)
def test_check_takes_sizes(text, size):
    """A size has a unit, in any case; it is written with the largest one that is exact."""
    found = Memory().convert(text, None, None)
    assert found == size
    assert Memory().convert(size_text(found), None, None) == size


@pytest.mark.parametrize("cores", [{0}, {0, 1}])
def test_check_passes_its_bounds_on(cores):
    """--first, --max-memory and --max-states reach every search, here and in a child."""
    from dialonce.check import check as verify

    bounds = []

    def remembered(*arguments, **more):
        bounds.append(arguments[4])
        return verify(*arguments, **more)

    with (
        mock.patch("os.sched_getaffinity", return_value=cores, create=True),
        mock.patch("dialonce.parallel.check", remembered),
    ):
        dialonce("check", "toy", "broken", "--first", "--max-memory", "1G", "--max-states", "999")
        dialonce("check", "toy")
    assert (bounds[0].first, bounds[0].memory, bounds[0].states) == (True, 1 << 30, 999)
    assert (bounds[-1].first, bounds[-1].memory, bounds[-1].states) == (False, None, None)


def test_check_first_repeats_its_bounds_in_the_command():
    """The command that writes the traces has the same bounds."""
    said = dialonce("check", "broken", "--first", "--max-memory", "2048M").stdout
    assert "dialonce check broken --max-memory 2G --first -o traces" in said


def test_check_does_not_blame_a_mutant_for_what_is_undecided():
    """What a wrong design should violate, and a bound left open, is not said to hold."""
    said = dialonce("check", "--mutant", "missed_lamp", "--max-states", "2").stdout
    assert "UNDECIDED" in said
    assert "expected" not in said


def test_check_violated_and_undecided_is_violated():
    """What is violated counts before what is open: exit code 1."""
    result = dialonce("check", "broken", "--max-states", "5")
    assert result.exit_code == 1
    assert "VIOLATED: " in result.stdout
    assert "UNDECIDED: " in result.stdout


@pytest.mark.parametrize("name", ["explore", "decide"])
def test_check_interrupted_is_undecided(name):
    """An interrupt, of the search or of a decision, keeps what was explored and exits 3."""
    stopped = mock.Mock(side_effect=KeyboardInterrupt)
    subject = (Progress, "__call__") if name == "explore" else (Checker, "_invariant")
    with mock.patch.object(*subject, stopped), ONE_CORE:
        result = dialonce("check", "toy", "broken")
    assert result.exit_code == 3
    assert "UNDECIDED" in result.stdout
    assert result.stderr == "dialonce: UNDECIDED: interrupted with 0 of 2 systems done\n"


def test_check_interrupted_elsewhere_is_undecided():
    """An interrupt outside of the search ends in one line, with the systems that were done."""
    from dialonce.check import check as verify

    runs = mock.Mock(side_effect=[mock.DEFAULT, KeyboardInterrupt], wraps=verify)
    with mock.patch("dialonce.parallel.check", runs), ONE_CORE:
        result = dialonce("check", "toy", "broken")
    assert result.exit_code == 3
    assert "HOLDS 4/4" in result.stdout
    assert result.stderr == "dialonce: UNDECIDED: interrupted with 1 of 2 systems done\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tay"], "no system 'tay'; did you mean toy?"),
        (["toy", "--records", "0"], "'--records': 0 is not in the range"),
        (["toy", "--records", "-3"], "'--records': -3 is not in the range"),
        (["toy", "--records", "2.5"], "'--records': '2.5' is not a valid integer"),
        (["toy", "--records", "many"], "'--records': 'many' is not a valid integer"),
        (["toy", "--max-states", "0"], "'--max-states': 0 is not in the range"),
        (["toy", "--max-memory", "512"], "'512' is no size: write a whole number and K, M, G or T"),
        (["toy", "--max-memory", "0G"], "'0G' is no size"),
        (["toy", "--max-memory", "1.5G"], "'1.5G' is no size"),
        (["toy", "--max-memory", "-1G"], "'-1G' is no size"),
        (["toy", "--records", "99", "--no-symmetry"], "use --records"),
        (["--mutant", "stick_lamp"], "no mutant 'stick_lamp'; did you mean sticky_lamp, leaky"),
        (["broken", "--mutant", "sticky_lamp"], "is a wrong design of toy, not of broken"),
        (["toy", "--symmetry"], "No such option"),
    ],
)
def test_invalid_arguments_are_one_line(arguments, said):
    """What a user gets wrong is one line on stderr and exit code 2."""
    assert said in complaint(dialonce("check", *arguments))


def test_invalid_folder_is_told_before_the_work(tmp_path):
    """A folder that cannot be written is refused before anything is explored."""
    (tmp_path / "file").touch()
    result = dialonce("check", "toy", "-o", tmp_path / "file")
    assert f"cannot write into {tmp_path}/file: " in complaint(result)
    assert result.stdout == ""
