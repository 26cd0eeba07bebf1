"""`dialonce validate`: findings with line, clause and mend; clear words for other files."""

import json
import os
import time
from pathlib import Path

import pytest
from cli_run import complaint, dialonce
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from machines.mutants.installation.bases import FOLDER

SMALL, MULTI_SITE, BROKEN = (FOLDER / f"{n}.toml" for n in ("small", "multi_site", "broken"))
TEXT = SMALL.read_text(encoding="utf-8")


def validate(*arguments):
    """Run the verb on what is installed."""
    return dialonce("validate", *arguments, modules=None)


def refused(tmp_path, content):
    """The one line that a file with this content is answered with, without its path."""
    path = tmp_path / "site.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return complaint(validate(path)).removeprefix(f"dialonce: {path}")


def test_validate_says_that_nothing_is_to_mend():
    """A right file has no finding, and exit code 0."""
    result = validate(SMALL)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].endswith("findings by 48 rules. Nothing to mend.")


def test_validate_says_line_clause_wrong_and_mend():
    """A finding is its file and line, its clause and statement, what is wrong, and the mend."""
    result = validate(BROKEN)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    at = lines.index(f"{BROKEN}:12  IXN-2 (C136)")
    assert lines[at + 1].strip() == "ocs has no port of type ESP for Interaction Server."
    assert lines[at + 2].strip().startswith("Mend: add a port with type")


def test_validate_json_has_every_field():
    """The object has the findings and the facts, each with line, rule, statements and clauses."""
    result = validate(MULTI_SITE, "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["findings"]) == (0, [])
    assert {fact["statements"][0] for fact in found["facts"]} >= {"C019", "C093", "C215"}
    promised = {"line", "rule", "kind", "statements", "clauses", "text", "mend"}
    assert set(json.loads(validate(BROKEN, "--json").stdout)["findings"][0]) == promised


def test_validate_says_facts_when_asked():
    """With --facts it says what the installation makes use of; they are no findings."""
    assert "make reporting redundant" not in validate(MULTI_SITE).stdout
    result = validate(MULTI_SITE, "--facts")
    assert (result.exit_code, "make reporting redundant" in result.stdout) == (0, True)


def test_validate_writes_sarif(tmp_path):
    """The SARIF log has each finding with its rule and its line."""
    path = tmp_path / "log.sarif"
    assert validate(BROKEN, "--sarif", path).exit_code == 1
    (run,) = json.loads(path.read_text())["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == rules
    lines = [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in run["results"]]
    assert lines == sorted(lines)
    assert lines[0] == 11


# ruff: noqa: E501
BAD = {
    "syntax": (TEXT + "\n[[application\n", ":70: Expected ']]'"),
    "duplicate_key": (TEXT.replace('host = "dial1"', 'name = "x"'), ":8: Cannot overwrite a value"),
    "unknown_key": (TEXT.replace("host =", "hots ="), ":8: [[application]] has no key hots. Mend: did you mean host"),
    "unknown_table": (TEXT + "\n[[tenant]]\nname = 'x'\n", ":70: the file has no key tenant"),
    "unknown_key_in_an_entry": (TEXT.replace("remote_timeout = 10", "remote_timout = 10"),
                                ":13: an entry of connections has no key remote_timout. Mend: did you mean remote_timeout"),
    "wrong_type": (TEXT.replace("reconnect_timeout = 10", 'reconnect_timeout = "10 s"'),
                   ":9: reconnect_timeout is a text in quotes. Mend: write a whole number"),
    "wrong_type_in_an_entry": (TEXT.replace("local_timeout = 20", "local_timeout = 2.5"),
                               ":14: local_timeout is a number with a fraction. Mend: write a whole number"),
    "wrong_choice": (TEXT.replace('"Stat Server"', '"Stats Server"'),
                     ":46: type cannot be 'Stats Server'. Mend: did you mean Stat Server"),
    "missing_key": (TEXT.replace('type = "DB Server"\n', ""),
                    ":35: [[application]] lacks type. Mend: add type ="),
    "no_application": ("", ":1: the file lacks application"),
    "a_table_for_an_array": ("[application]\nname = 'x'\n", ":1: application is no array of tables"),
    "an_entry_that_is_a_name": (TEXT.replace('[{ to = "tserver" }]', '["tserver"]'),
                                ":33: an entry of connections is a text in quotes. Mend: write { to ="),
    "negative_duration": (TEXT.replace("stale_timer = 30", "stale_timer = -1"),
                          ":10: stale_timer does not fit. Mend: give a whole number >= 0"),
    "bad_release": (TEXT.replace('"8.1.5"', '"v8"'), ":7: release does not fit"),
    "twice_the_same_name": (TEXT.replace('name = "stat"', 'name = "db"'), ":45: the name 'db' is taken"),
    "unknown_backup": (TEXT.replace('backup = "tserver_b"', 'backup = "tserver_c"'),
                       ":23: backup names 'tserver_c', which is not in this file. Mend: did you mean tserver_b"),
    "reference_of_another_type": (TEXT.replace('db_server = "db"', 'db_server = "stat"'),
                                  ":42: db_server names 'stat', which is a Stat Server. Mend: name a DB Server"),
    "backup_on_both_sides": (TEXT.replace('name = "tserver_b"\n', 'name = "tserver_b"\nbackup = "tserver"\n'),
                             ":23: tserver is a backup itself"),
    "not_utf8": (b"# caf\xe9\n" + TEXT.encode(), ":1: it is not UTF-8"),
    "nul": (b"a = '\0'\n", ":1: "),
    "deep_nesting": ("a = " + "[" * 100_000, ":1: it is nested too deeply"),
    "deep_tables": ("a = " + "{b = " * 20_000, ":1: it is nested too deeply"),
    "deep_keys": ("a" + ".a" * 50_000 + " = 1", ":1: the line has more than 5 dots"),
    "huge_integer": (TEXT.replace("stale_timer = 30", "stale_timer = " + "9" * 5_000), ":10: a value is out of every range"),
    "huge_port": (TEXT.replace('host = "dial1"', f"ports = [{{ port = {9 * 10 ** 30} }}]"), ":8: port "),
    "ten_megabytes": (b"# " + b"x" * 10_000_000, ": it has 10,000,002 bytes"),
    "long_name": (f'[[application]]\nname = "{"x" * 200}"\ntype = "DB Server"', ":2: name does not fit"),
    "one_bracket": (TEXT + "[application]\nname = 'x'\n", ":69: Cannot declare ('application',) twice at column 13. Mend: write the head with two brackets"),
    "list_in_two_ways": (TEXT + "connections = []\n[[campaign_group.connections]]\n", ":70: Cannot mutate immutable namespace ('campaign_group', 'connections') at column 29. Mend: write the list in one way"),
    "entry_on_two_lines": (TEXT.replace('{ to = "stat" }', '{\n to = "stat" }'), ":16: Invalid initial character for a key part at column 6. Mend: keep { … } on one line"),
    "comma_before_a_brace": (TEXT.replace('{ to = "stat" }', '{ to = "stat", }'), ":16: Invalid initial character"),
    "no_quotes": (TEXT.replace('"tserver_b"\n\n', "tserver_b\n\n", 1), ":23: Invalid value at column 10. Mend: put a text in plain quotes"),
    "empty_key": (TEXT.replace("host =", "'' ="), ":8: [[application]] has no key ''. Mend: "),
    "unknown_type": (TEXT.replace('"DB Server"', '"Message Server"'), ":37: type cannot be 'Message Server'. Mend: did you mean Stat Server, DB Server, SIP Server? Otherwise write \"Other\""),
    "control_character": (TEXT.replace('"ocs"\ntype', '"o\\u001b[1mcs"\ntype'), ":5: name does not fit. Mend: give a text without control characters"),
    "huge_hexadecimal": (TEXT.replace("stale_timer = 30", "stale_timer = 0x" + "f" * 20_000), ":10: stale_timer does not fit"),
    "many_long_heads": ("".join(f"[a{n}{'.b' * 28}]\n" for n in range(4_000)), ":1: the line has more than 5 dots"),
    "quotes_that_hide_dots": ('"\\"".a' + ".a" * 50_000 + '."b" = 1', ":1: the line has more than 5 dots"),
    "many_wrong_references": (TEXT + "".join(
        f'[[calling_list]]\nname = "l{n}"\ndap = "d{n}"\n' for n in range(5_000)), ":71: dap names"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_invalid_file_is_one_line_with_line_and_mend(name, tmp_path):
    """What is no description is answered in one line, soon, and with exit code 2."""
    content, said = BAD[name]
    began = time.process_time()

    line = refused(tmp_path, content)

    assert time.process_time() - began < 1.5
    assert line.startswith(said)
    assert "Mend: " in line
    assert len(line) < 500


@pytest.mark.parametrize("change", [
    lambda text: "\ufeff" + text,
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace('"', "'").replace(" = ", "\t="),
    lambda text: f"# {'.' * 80} it's\n{text}# {'. ' * 50}",
], ids=["mark", "line_ends", "quotes", "dots"])  # fmt: skip
def test_the_way_of_writing_does_not_matter(change, tmp_path):
    """A byte order mark, other line ends and quotes, and decoration in comments are accepted."""
    path = tmp_path / "site.toml"
    path.write_bytes(change(TEXT).encode())
    assert validate(path).exit_code == 0


def test_invalid_path_is_one_line(tmp_path):
    """A missing file, a folder, a pipe, a loop and an impossible name are refused, too."""
    pipe, loop = tmp_path / "pipe", tmp_path / "loop"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    assert "it is no file" in complaint(validate(pipe))
    assert "Too many levels" in complaint(validate(loop))
    assert complaint(validate("")) == "dialonce: '': it is no file. Mend: name a TOML file"
    assert "it cannot be read" in complaint(validate("-"))
    assert "it cannot be read: No such file" in complaint(validate(tmp_path / "none.toml"))
    assert "it is no file" in complaint(validate(tmp_path))
    assert "it cannot be read" in complaint(validate("x" * 5_000))
    assert "it is no file" in complaint(validate("/dev/zero"))
    assert "Missing argument 'FILE'" in complaint(validate())


PIECES = st.sampled_from(
    ["[[application]]\n", "[[application.connections]]\n", "[[switch]]\n", 'name = "a"\n', "}",
     'to = "a"\n', 'type = "DB Server"\n', "ports = [{ port = 1 }]\n", "= ", "[", "{ to = ", "1e9",
     "\n", "'''", '"', "#", "connections = []\n", "application = 1\n", "a.b.c = 2\n", "-0x1", "é",
     'backup = "a"\n', "[[campaign_group]]\n", 'ocs = "a"\n', 'switch = "a"\n', "9" * 40, "\x00"]
)  # fmt: skip


def _harmless(path):
    result = validate(path)
    assert result.exit_code in (0, 1, 2), result.output
    assert "Traceback" not in result.output
    if result.exit_code == 2:
        assert "internal error" not in result.stderr
        assert result.stderr.count("\n") == 1


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_judged_or_refused(tmp_path, text):
    """Whatever stands in the file, there is a judgement, or one line of complaint."""
    path = tmp_path / "site.toml"
    path.write_text(text, encoding="utf-8")
    _harmless(path)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, len(TEXT) - 1), st.integers(0, 40), PIECES | st.just(""))
def test_any_damage_to_a_right_file_is_judged_or_refused(tmp_path, at, gone, put):
    """A right file from which something was cut out, or put in, raises nothing."""
    path = tmp_path / "site.toml"
    path.write_text(TEXT[:at] + put + TEXT[at + gone :], encoding="utf-8")
    _harmless(path)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_value_in_the_place_of_another_is_judged_or_refused(tmp_path, data):
    """Every value of the file may be replaced by one of another type."""
    lines = MULTI_SITE.read_text(encoding="utf-8").split("\n")
    keys = [number for number, line in enumerate(lines) if " = " in line and "{" not in line]
    number = data.draw(st.sampled_from(keys))
    value = data.draw(st.sampled_from(['""', "0", "-1", "true", "[]", "[[1]]", "1.5", "{}", "nan",
                                       "1979-05-27", '["a"]', "[{}]", "9" * 30, '"ocs"']))  # fmt: skip
    lines[number] = f"{lines[number].split(' = ')[0]} = {value}"
    path = tmp_path / "site.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    _harmless(path)


def test_shipped_files_are_named_in_the_guide():
    """The page on the format names each shipped file."""
    page = (Path(__file__).parent.parent / "docs" / "deployments.md").read_text()
    assert [path.name for path in (SMALL, MULTI_SITE, BROKEN) if path.name not in page] == []
