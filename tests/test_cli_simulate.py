"""`dialonce simulate`: by hand, and by script."""

import json

import pytest
from cli_run import complaint, dialonce


@pytest.fixture
def script(tmp_path):
    """Give a function that writes a script and returns its path."""

    def write(*lines):
        path = tmp_path / "day.script"
        path.write_text("".join(f"{line}\n" for line in lines))
        return path

    return write


def by_hand(*lines, system="toy", options=()):
    """What is said when somebody types these lines."""
    result = dialonce("simulate", system, *options, typed="".join(f"{line}\n" for line in lines))
    assert result.exit_code == 0, result.stderr
    return result.stdout


def walked(path, *options):
    """The JSON of a scripted walk."""
    result = dialonce("simulate", "toy", "--json", "--script", path, *options)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_simulate_lists_what_can_happen():
    """The state, then the enabled events by number and name, with a sentence each."""
    assert by_hand() == (
        "guest to house, by day\n"
        "  door: shut\n"
        "  clock: going\n"
        "  every lamp: dark\n"
        "\n"
        "Type a number or an event; help says what else.\n"
        "\n"
        "What can happen now:\n"
        "   1  door.unlock  Somebody unlocks the door; it creaks.\n"
        "   2  clock.tick   An hour passes.\n"
    )


def test_simulate_shows_a_step():
    """A step shows what changed, the messages, and the clauses at work with their titles."""
    lines = by_hand("1").splitlines()
    at = lines.index("> 1")
    assert lines[at + 1].startswith("  1  door: Somebody unlocks the door; it creaks.  ")
    assert lines[at + 2 : at + 7] == [
        "       door: shut -> ajar still",
        "       every lamp: dark -> lit",
        "       door sends shine to every lamp, hear to nobody",
        "       TOY-1     Who opens the door gets light",
        "       TOY-2     A battery lasts two hours",
    ]


@pytest.mark.parametrize("form", ["lamp.burn 2", "lamp[2].burn", "lamp.burn[2]", "burn 2", "4"])
def test_simulate_takes_an_event_in_any_form(form):
    """A member counts from 1, before or after the event; a number means the list."""
    assert "  2  lamp 2: The lamp burns for an hour." in by_hand("door.unlock", form)


def test_simulate_takes_the_bare_name_of_one_event():
    """An event name alone will do where only one such event can happen."""
    assert "  1  door: Somebody" in by_hand("unlock")
    assert "  2  lamp 1: The lamp" in by_hand("unlock", "burn", options=["--records", "1"])
    assert "burn can mean lamp.burn 1, lamp.burn 2: name one" in by_hand("unlock", "burn")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("leave", "door.leave is not possible here; possible are: door.unlock, clock.tick"),
        ("lamp.burn 1", "lamp.burn 1 is not possible here; possible are: door.unlock, clock.tick"),
        ("lamp.burn 9", "there is no such member; possible are: door.unlock, clock.tick"),
        ("door.unlok", "no event 'door.unlok'; did you mean door.unlock"),
        ("lamp.shine 1", "no event 'lamp.shine'; "),
        ("9", "there is no event number 9; possible are: door.unlock, clock.tick"),
        ("?!", "'?!' is no event; possible are: door.unlock, clock.tick"),
        ("back", "there is no step to take back"),
        ("random many", "random takes a number of steps"),
    ],
)
def test_simulate_goes_on_after_a_mistake(typed, said):
    """What cannot happen is refused with what can, and the walk goes on."""
    text = by_hand(typed, "door.unlock")
    assert said in text
    assert "  1  door: Somebody unlocks" in text


def test_simulate_takes_steps_back():
    """`back` undoes the last step, and its number is used again."""
    text = by_hand("unlock", "leave", "back", "back", "clock.tick")
    assert "Back after step 1." in text
    assert "Back at the start." in text
    assert "  1  clock: An hour passes." in text


def test_simulate_shows_the_state():
    """`state` shows every machine; members that are alike stand together."""
    text = by_hand("unlock", "lamp.burn 2", "state")
    assert "  door: ajar still\n  clock: going\n  lamp 1: lit\n  lamp 2: dark, used 1\n" in text


def test_simulate_by_chance_repeats_with_its_seed():
    """`random` takes steps at random: the same ones for the same seed."""
    first, again, other = (
        by_hand("random 20", options=["--seed", seed]) for seed in ("1", "1", "2")
    )
    assert first == again != other
    assert "\n 20  " in first


def test_simulate_says_when_nothing_can_happen():
    """In a deadlock there is nothing to choose."""
    text = by_hand("blow", "random 2", system="fused")
    assert "Nothing can happen any more.\n" in text


@pytest.mark.parametrize("word", ["quit", "exit", "q"])
def test_simulate_quits(word):
    """`quit` ends it at once; help says so."""
    assert "unlock" not in by_hand(word, "door.unlock").split("> ")[-1]
    assert "  quit  " in by_hand("help")


def test_simulate_follows_a_script(script):
    """A script is one event a line; blank lines and comments are allowed."""
    path = script("# a day", "", "door.unlock  # creaks", "lamp.burn 2", "  leave")
    result = dialonce("simulate", "toy", "--script", path)
    assert result.exit_code == 0
    assert "  3  door: Everybody leaves." in result.stdout
    assert "What can happen now:\n" in result.stdout


def test_simulate_reads_a_script_from_standard_input():
    """`--script -` is standard input."""
    result = dialonce("simulate", "toy", "--json", "--script", "-", typed="unlock\nleave\n")
    assert len(json.loads(result.stdout)["steps"]) == 2


def test_simulate_json(script):
    """The object has the initial state, the steps, the state, and what is enabled now."""
    found = walked(script("unlock", "lamp.burn 2"))
    assert found["initial"] == {
        "door": "shut", "clock": "going", "lamp 1": "dark", "lamp 2": "dark"
    }  # fmt: skip
    assert [step["event"] for step in found["steps"]] == ["door.unlock", "lamp.burn"]
    assert found["state"]["lamp 2"] == "dark, used 1"
    assert [event["script"] for event in found["enabled"]] == [
        "door.push", "door.leave", "lamp.burn 1", "clock.tick"
    ]  # fmt: skip


def test_simulate_json_without_script_is_the_start():
    """--json without a script asks nothing: the initial state and what can happen."""
    found = json.loads(dialonce("simulate", "toy", "--json").stdout)
    assert found["steps"] == []
    assert found["initial"] == found["state"]


def test_simulate_a_wrong_design(script):
    """With --mutant the same script takes the wrong machine's steps."""
    path = script("unlock", "lamp.burn 1")
    assert walked(path)["state"]["lamp 1"] == "dark, used 1"
    assert walked(path, "--mutant", "sticky_lamp")["state"]["lamp 1"] == "dark"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("door.leave", "door.leave is not possible here; possible are: door.unlock, clock.tick"),
        ("door.paint", "no event 'door.paint'; "),
    ],
)
def test_invalid_line_of_a_script(script, line, said):
    """An event that is disabled or unknown is an error with its line and what is enabled."""
    path = script("clock.tick", "", line)
    found = complaint(dialonce("simulate", "toy", "--script", path))
    assert f"{path}, line 3: {said}" in found
    assert "door.unlock, clock.tick" in found
    assert dialonce("simulate", "toy", "--json", "--script", path).stdout == ""


def test_invalid_script_and_system(tmp_path):
    """A script that cannot be read, an unknown system, and none at all are one line each."""
    (tmp_path / "image").write_bytes(b"\xff\xfe\x00")
    cases = {
        ("toy", "--script", tmp_path / "none"): "cannot read",
        ("toy", "--script", tmp_path / "image"): "it is not text in UTF-8",
        ("tyo",): "did you mean toy?",
        (): "name a system",
        ("broken", "--mutant", "sticky_lamp"): "is a wrong design of toy",
    }
    for arguments, said in cases.items():
        assert said in complaint(dialonce("simulate", *arguments))
