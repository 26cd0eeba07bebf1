"""`dialonce check --junit --sarif`: files that keep their schemas, and say what was found."""

import json
from pathlib import Path
from unittest import mock

import jsonschema
import pytest
from cli_run import complaint, dialonce
from lxml import etree

from dialonce import catalog
from dialonce.cli.progress import Progress
from dialonce.errors import UndecidedError
from dialonce.reports.place import of_transition, place
from machines.mutants.installation.bases import FOLDER

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
JUNIT = etree.XMLSchema(etree.parse(DATA / "junit-10.xsd"))
SARIF = jsonschema.Draft4Validator(json.loads((DATA / "sarif-2.1.0.json").read_text()))
ONE_CORE = mock.patch("os.sched_getaffinity", return_value={0}, create=True)
TRACED = ["broken", "fused"]


def suites_in(path):
    """The test suites of a JUnit file that keeps its schema, by name."""
    tree = etree.parse(path)
    JUNIT.assertValid(tree)
    return {suite.get("name"): suite for suite in tree.getroot()}


def log_in(path):
    """The run in a SARIF file that keeps its schema."""
    log = json.loads(path.read_text(encoding="utf-8"))
    assert [error.message for error in SARIF.iter_errors(log)] == []
    (run,) = log["runs"]
    return run


def checked(folder, *arguments, **more):
    """The suites and the run of a check, and its exit code; both files keep their schemas."""
    junit, sarif = folder / "new" / "report.xml", folder / "new" / "report.sarif"
    result = dialonce("check", *arguments, "--junit", junit, "--sarif", sarif, **more)
    assert sorted(path.name for path in junit.parent.iterdir()) == ["report.sarif", "report.xml"]
    return suites_in(junit), log_in(sarif), result.exit_code


def results_of(run):
    """The results of a run, by rule."""
    return {result["ruleId"]: result for result in run["results"]}


def file_of(spot):
    """The file of a location, in a checkout with or without its history."""
    found = spot["physicalLocation"]["artifactLocation"]
    assert found["uriBaseId"] == "%SRCROOT%"
    return next(p for p in (ROOT / found["uri"], ROOT / "tests" / found["uri"]) if p.is_file())


def text_at(spot):
    """The line that a location names."""
    line = spot["physicalLocation"]["region"]["startLine"]
    return file_of(spot).read_text(encoding="utf-8").splitlines()[line - 1]


def flow_of(result):
    """The locations of a result's only run."""
    (flow,) = result["codeFlows"]
    (thread,) = flow["threadFlows"]
    return thread["locations"]


def test_junit_has_a_suite_a_system_and_a_case_a_property(tmp_path):
    """Cases are named by system and property; suites count them, and know sizes and clauses."""
    suites, _, code = checked(tmp_path, "toy", "broken")
    toy, broken = suites["toy"], suites["broken"]
    assert (list(suites), code) == (["toy", "broken"], 1)
    assert [toy.get(name) for name in ("tests", "failures", "errors", "skipped")] == list("4000")
    assert [broken.get(name) for name in ("tests", "failures", "errors")] == ["8", "7", "0"]
    assert [case.get("name") for case in toy.iter("testcase")] == [
        "something_can_always_happen", "a_lamp_burns_two_hours_at_most", "a_battery_runs_down",
        "a_lit_lamp_goes_dark",
    ]  # fmt: skip
    assert {case.get("classname") for case in toy.iter("testcase")} == {"toy"}
    facts = {each.get("name"): each.get("value") for each in broken.iter("property")}
    assert facts["clauses of the_door_stays_shut"] == "TOY-1, TOY-9"
    assert [facts[name] for name in ("states", "transitions", "records")] == ["31", "71", "2"]


def test_junit_failure_has_the_shortest_trace(tmp_path):
    """The text of a failure is what the terminal shows: clauses, steps and changes."""
    suites, _, _ = checked(tmp_path, "broken")
    (failure,) = suites["broken"].xpath("testcase[@name='a_lamp_never_burns_twice']/failure")
    assert (failure.get("type"), failure.get("message")) == ("VIOLATED", "No lamp burns twice.")
    assert "  The shortest way there, in 5 steps:" in failure.text
    assert "       lamp 1: lit -> dark, used 1" in failure.text
    assert "TOY-2     A battery lasts two hours" in failure.text


def test_undecided_is_an_error_and_never_skipped(tmp_path):
    """A search that met its bound gives errors in both files, with the bound as the reason."""
    suites, run, code = checked(tmp_path, "toy", "--max-states", "3")
    errors = suites["toy"].xpath("testcase/error")
    assert code == 3
    assert suites["toy"].get("errors") == str(len(errors)) == str(len(run["results"])) != "0"
    assert not list(suites["toy"].iter("skipped"))
    assert {error.get("type") for error in errors} == {"UNDECIDED"}
    assert all("more than 3 states" in error.get("message") for error in errors)
    assert {(each["kind"], each["level"]) for each in run["results"]} == {("fail", "error")}
    assert all(each["message"]["text"].startswith("UNDECIDED in toy") for each in run["results"])
    assert run["invocations"][0]["exitCode"] == 3


def test_interrupted_run_reports_every_property_as_undecided(tmp_path):
    """Also the systems that were not come to are there, so that nothing seems to have passed."""
    stopped = mock.Mock(side_effect=KeyboardInterrupt)
    with mock.patch.object(Progress, "__call__", stopped), ONE_CORE:
        suites, run, code = checked(tmp_path, "toy", "broken", "--json")
    assert code == 3
    assert [suite.get("errors") for suite in suites.values()] == ["4", "8"]
    assert len(run["results"]) == 12
    assert run["invocations"][0]["executionSuccessful"] is False


@pytest.mark.parametrize(
    ("error", "why"), [(UndecidedError("a worker is lost"), "a worker is lost"),
                       (MemoryError(), "out of memory")],
)  # fmt: skip
def test_run_that_ends_early_is_reported_as_undecided(tmp_path, error, why):
    """Where the command ends with exit code 3, the files say why of all that is not known."""
    with mock.patch("dialonce.show.row", side_effect=error):
        suites, run, code = checked(tmp_path, "toy", "broken")
    assert (suites["toy"].get("errors"), suites["broken"].get("errors"), code) == ("0", "8", 3)
    assert why in suites["broken"].xpath("testcase/error")[0].get("message")
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"] == f"UNDECIDED: {why}."


def test_sarif_has_a_result_for_each_property_that_does_not_hold(tmp_path):
    """A rule has its sentence, its clauses as tags and their text as help."""
    _, run, _ = checked(tmp_path, "toy", "broken")
    rules = run["tool"]["driver"]["rules"]
    assert len(rules) == 11
    assert len(run["results"]) == 7
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    rule = next(rule for rule in rules if rule["id"] == "the_door_stays_shut")
    assert rule["shortDescription"]["text"] == "The door stays shut."
    assert rule["properties"]["tags"] == ["TOY-1", "TOY-9", "step"]
    assert "The door asks every lamp for light" in rule["help"]["text"]


@pytest.mark.parametrize("options", [TRACED, ["--mutant", "leaky_lamp", "--records", "3"]])
def test_sarif_steps_are_at_the_lines_of_their_transitions(tmp_path, options):
    """Each step of each run has one essential location: the line of the event that it is."""
    found = json.loads(dialonce("check", *options, "--json").stdout)["systems"]
    _, run, _ = checked(tmp_path, *options)
    traces = {p["name"]: p["trace"] for s in found for p in s["properties"] if p.get("trace")}
    flows = {r["ruleId"]: flow_of(r) for r in run["results"] if "codeFlows" in r}
    assert flows.keys() == traces.keys()
    assert flows
    for name, steps in traces.items():
        own = [each for each in flows[name] if each["importance"] == "essential"]
        assert [each["executionOrder"] for each in own] == list(range(1, len(steps) + 1))
        for each, step in zip(own, steps, strict=True):
            assert text_at(each["location"]).split()[0] == step["event"].split(".")[1]
            assert step["sentence"] in each["location"]["message"]["text"]


def test_sarif_flow_names_what_a_step_causes_and_the_clauses(tmp_path):
    """What is caused stands below its step, once for all members, and so do the clauses."""
    _, run, _ = checked(tmp_path, "broken")
    result = results_of(run)["the_door_stays_shut"]
    flow = flow_of(result)
    assert [(each["nestingLevel"], text_at(each["location"]).strip()) for each in flow] == [
        (0, 'unlock = shut.to(ajar, on="light_up")  # TOY-1'),
        (1, "### TOY-1 Who opens the door gets light"),
        (1, 'shine = dark.to(lit, cond="charged")  # TOY-2'),
        (2, "### TOY-2 A battery lasts two hours"),
    ]
    said = [each["location"]["message"]["text"] for each in flow]
    assert said[2] == "every lamp hears shine: The door asks for light."
    assert flow[0]["state"]["lamp 1"]["text"] == "lit"
    assert text_at(result["locations"][0]) == text_at(flow[0]["location"])


def test_sarif_message_links_clauses_and_the_property(tmp_path):
    """A known clause and the property's own line are related, and linked by their numbers."""
    _, run, _ = checked(tmp_path, "broken")
    result = results_of(run)["the_door_stays_shut"]
    lines = [text_at(each).strip() for each in result["relatedLocations"]]
    assert lines == ["### TOY-1 Who opens the door gets light", '@step("TOY-1", "TOY-9")']
    assert result["message"]["text"].endswith(
        "The door stays shut. The shortest way there has 1 step. "
        "See [TOY-1 Who opens the door gets light](1), [property the_door_stays_shut](2)."
    )


def test_sarif_places_what_has_no_trace_at_its_property(tmp_path):
    """A witness that is not reachable has the line of its property, also for leads_to."""
    _, run, _ = checked(tmp_path, "broken", "--max-states", "2")
    found = results_of(run)
    assert text_at(found["a_lamp_can_burn_three_hours"]["locations"][0]) == "@reachable()"
    assert text_at(found["an_open_door_is_shut_in_the_end"]["locations"][0]) == "@leads_to()"
    assert "class Door" in text_at(found["something_can_always_happen"]["locations"][0])


def test_sarif_says_where_a_run_goes_round(tmp_path):
    """A run that never ends says so in its flow."""
    _, run, _ = checked(tmp_path, "broken")
    (flow,) = results_of(run)["an_open_door_is_shut_in_the_end"]["codeFlows"]
    assert "And so it may stay for ever" in flow["message"]["text"]


def test_sarif_fingerprints_stay_and_differ(tmp_path):
    """They do not depend on the run, and tell properties, systems and wrong designs apart."""

    def prints(*options):
        found = checked(tmp_path, *options)[1]["results"]
        return {each["ruleId"]: each["partialFingerprints"] for each in found}

    two, one = prints("broken", "--records", "2"), prints("broken", "--records", "1")
    assert all(two[name] == one[name] for name in one)
    assert len({str(each) for each in two.values()}) == len(two) == 7
    bound = ("--max-states", "2")
    toy, mutant = prints("toy", *bound), prints("--mutant", "missed_lamp", *bound)
    name = "something_can_always_happen"
    assert len({str(each[name]) for each in (toy, mutant, prints("broken", *bound))}) == 3


def test_reports_name_no_path_of_this_machine(tmp_path):
    """Neither file tells where the checkout, the environment or the files are."""
    checked(tmp_path, *TRACED, "toy")
    for path in (tmp_path / "new").iterdir():
        text = path.read_text(encoding="utf-8")
        assert [each for each in (ROOT, tmp_path, Path.home()) if f"{each}/" in text] == []


def test_places_are_relative_to_the_package_where_it_is_installed(tmp_path):
    """In an environment inside a repository a file is named as its package is."""
    package = tmp_path / ".venv" / "lib" / "site-packages" / "house"
    package.mkdir(parents=True)
    (tmp_path / ".git").touch()
    (package / "__init__.py").touch()
    assert place(package / "a door.py", 3) == ("house/a%20door.py", 3)
    (tmp_path / "src" / "house").mkdir(parents=True)
    assert place(tmp_path / "src" / "house" / "door.py", 3) == ("src/house/door.py", 3)


def test_reports_are_the_same_on_several_cores(tmp_path):
    """Only the times differ, whether systems are checked in children or here."""
    found = []
    for cores in ({0}, {0, 1}):
        with mock.patch("os.sched_getaffinity", return_value=cores, create=True):
            suites, run, _ = checked(tmp_path, "toy", "broken")
        for element in (each for suite in suites.values() for each in suite.iter()):
            element.attrib.pop("time", None)
        found.append(([etree.tostring(suite) for suite in suites.values()], run))
    assert found[0] == found[1]


def test_connection_without_a_system_is_an_error(tmp_path, monkeypatch):
    """What nobody verifies of an installation is undecided in both files, at its line."""
    monkeypatch.setattr(catalog, "systems", dict)
    suites, run, code = checked(tmp_path, "--deployment", FOLDER / "small.toml", modules=None)
    (suite,) = suites.values()
    assert (suite.get("name"), code) == ("deployment", 3)
    assert suite.get("errors") == str(len(suite)) == str(len(run["results"])) != "0"
    assert all("small.toml, line " in error.get("message") for error in suite.iter("error"))
    assert all(file_of(each["locations"][0]) == FOLDER / "small.toml" for each in run["results"])


def test_findings_on_an_installation_keep_the_schema(tmp_path):
    """The SARIF of `dialonce validate` keeps it, too."""
    path = tmp_path / "log.sarif"
    assert dialonce("validate", FOLDER / "broken.toml", "--sarif", path, modules=None).exit_code
    assert len(log_in(path)["results"]) > 3


@pytest.mark.parametrize(
    ("junit", "said"),
    [
        ("file/report.xml", "cannot write file/report.xml: Not a directory"),
        ("file/new/report.xml", "cannot write file/new/report.xml: Not a directory"),
        ("x" * 5_000, "File name too long"),
        ("folder", "it is no file"),
        ("", "is given, but empty"),
        ("/dev/null", "it is no file"),
        ("report.sarif", "name one file"),
    ],
)
def test_invalid_report_file_is_told_before_the_work(tmp_path, monkeypatch, junit, said):
    """What cannot be written is refused before anything is explored, and nothing is left."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with mock.patch("dialonce.parallel.check_all", side_effect=AssertionError):
        result = dialonce("check", "toy", "--junit", junit, "--sarif", "report.sarif")
    assert said in complaint(result)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_report_never_replaces_what_is_read(tmp_path):
    """The description that is judged or verified is no file for the report."""
    path = tmp_path / "site.toml"
    path.write_bytes((FOLDER / "small.toml").read_bytes())
    said = "would be replaced by the report"
    assert said in complaint(dialonce("validate", path, "--sarif", path, modules=None))
    verb = ("check", "--deployment", path, "--junit", tmp_path / "." / "site.toml")
    assert said in complaint(dialonce(*verb, modules=None))
    assert path.read_bytes() == (FOLDER / "small.toml").read_bytes()


def test_line_of_a_transition_is_in_the_file_that_has_it():
    """A wrong design has lines of its own, and keeps those of the machine it is derived from."""
    (machine,) = catalog.mutant("retry_after_switchover").machines.values()
    own = [each for state in machine.ordered_states for each in state.transitions]
    found = {of_transition(machine, each).uri for each in own if not each.initial}
    assert len(found) == 2
    assert [uri for uri in found if "machines/mutants/" in uri]
    assert [uri for uri in found if uri.endswith("machines/record.py")]


def test_run_that_is_refused_leaves_no_older_report(tmp_path):
    """A file of an earlier run would be read as the verdict of this one."""
    path = tmp_path / "report.xml"
    assert dialonce("check", "toy", "--junit", path).exit_code == 0
    assert "use --records" in complaint(
        dialonce("check", "toy", "--records", "99", "--no-symmetry", "--junit", path)
    )
    assert list(tmp_path.iterdir()) == []
