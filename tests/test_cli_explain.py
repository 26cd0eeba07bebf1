"""`dialonce explain` and `dialonce systems`: what is known about a name."""

import json

import pytest
from cli_run import complaint, dialonce


def said(name):
    """The explanation in words; it fits on a page of 100 columns."""
    result = dialonce("explain", name)
    assert result.exit_code == 0, result.stderr
    assert all(len(line) <= 100 for line in result.stdout.splitlines())
    return result.stdout


def facts(name):
    """The explanation as values."""
    return json.loads(dialonce("explain", name, "--json").stdout)


def test_explain_clause():
    """A clause has its text, guide lines, transitions, properties and the mutants that break it."""
    text = said("TOY-2")
    assert text.startswith("TOY-2  A battery lasts two hours\n")
    assert "clause, behaviour, guide 2, law.md:8" in text
    assert "  A lamp burns for two hours at most.\n" in text
    assert "  Lamp.burn: The lamp burns for an hour.\n    lit -> dark\n" in text
    assert "  a_lamp_burns_two_hours_at_most, invariant\n" in text
    assert "  leaky_lamp, of toy\n    The lamp burns three hours.\n" in text


def test_explain_clause_ignores_case():
    """`toy-1` is TOY-1."""
    assert said("toy-1") == said("TOY-1")


def test_explain_transition_has_guard_and_messages():
    """A transition tells when it is possible, what it sends, and where it is written."""
    found = {t["event"]: t for t in facts("Lamp")["transitions"]}
    assert (found["shine"]["source"], found["shine"]["target"]) == ("dark", "lit")
    assert found["shine"]["when"] == ["charged"]
    assert found["tick"]["target"] is None
    unlock = next(t for t in facts("Door")["transitions"] if t["event"] == "unlock")
    assert unlock["sends"] == ["lamp.shine", "neighbour.hear"]
    assert unlock["file"].startswith("toys/__init__.py:")
    assert "    stays in lit, when door_open\n" in said("Lamp")


def test_explain_behaviour_that_nothing_realises():
    """A clause of behaviour says where transitions or properties are missing; others do not."""
    assert "No property judges it." not in said("TOY-1")
    assert "No transition realises it." not in said("TOY-3")


def test_explain_decision():
    """A decision is found with the clauses that it touches, and they with it."""
    assert "D-1  Light comes at once\ndecision, lines 1, touches TOY-1" in said("D-1")
    assert facts("D-1")["related"] == [{"id": "TOY-1", "title": "Who opens the door gets light"}]
    assert [r["id"] for r in facts("TOY-1")["related"]] == ["D-1"]


def test_explain_property():
    """A property has its sentence, kind, clauses, systems and mutants."""
    found = facts("a_lamp_burns_two_hours_at_most")
    assert (found["kind"], found["shape"]) == ("property", "invariant")
    assert found["sentence"] == "A lamp burns for two hours at most."
    assert found["clauses"] == [{"id": "TOY-2", "title": "A battery lasts two hours"}]
    assert found["systems"] == ["toy"]
    assert [mutant["name"] for mutant in found["mutants"]] == ["leaky_lamp"]
    assert "No wrong design is known that violates it." in said("the_door_stays_shut")


@pytest.mark.parametrize("name", ["Lamp", "lamp"])
def test_explain_machine(name):
    """A machine is found by its class, and by the name that it has in a system."""
    text = said(name)
    assert text.startswith("Lamp\nmachine, toys/__init__.py:")
    assert "  A lamp with a battery.\n" in text
    assert "Data\n  used: 0 to 2 hours, at first 0\n" in text
    assert "Looks at\n  door_open: the door is open\n" in text
    assert "  toy (as lamp), broken (as lamp)\n" in text


def test_explain_system_mutant_and_deadlock():
    """Systems, mutants, and the property that every system has, are explained as well."""
    assert "    clock: Clock\n" in said("toy")
    assert "  dialonce check --mutant sticky_lamp\n" in said("sticky_lamp")
    assert "In every reachable state some step changes" in said("something_can_always_happen")


def test_explain_everything_of_the_installed_specification():
    """Every clause, property, machine, system and mutant that is installed has an explanation."""
    from dialonce import catalog
    from dialonce.cli.subjects import about

    known = [catalog.systems(), catalog.machines(), catalog.mutants()]
    known += [catalog.properties(), catalog.clauses()]
    for subject in (value for part in known for value in list(part.values())[:8]):
        assert about(subject)["kind"]


def test_invalid_name_offers_the_nearest():
    """An unknown name is answered with the nearest of all names."""
    found = complaint(dialonce("explain", "TOY-99"))
    assert "no clause, property or machine 'TOY-99'; did you mean TOY-" in found
    assert "sticky_lamp" in complaint(dialonce("explain", "stickylamp"))


def test_systems_lists_all():
    """Each system has its name, connection and number of records."""
    lines = dialonce("systems").stdout.splitlines()
    assert lines[1].split() == ["toy", "guest", "to", "house,", "by", "day", "2"]
    assert lines[2].endswith("2  not in the default check")
    assert lines[3].split()[-6:] == ["-", "not", "in", "the", "default", "check"]


def test_systems_json():
    """The object lists every system with what it is."""
    (first, *_) = json.loads(dialonce("systems", "--json").stdout)["systems"]
    assert first == {
        "name": "toy", "client": "guest", "server": "house", "mode": "by day", "records": 2,
        "default": True, "machines": {"door": "Door", "lamp": "Lamp", "clock": "Clock"},
        "topics": ["toys"],
    }  # fmt: skip


def test_explain_statement_of_the_guide():
    """A statement's id leads to the clause that takes it up."""
    result = dialonce("explain", "c113", modules=None)

    assert result.stdout.startswith("SES-5  ")
