"""Each rule of practice is shown: by properties, by wrong designs, and by a run of each."""

import re

import pytest
from scenario import Scenario

from dialonce import catalog
from dialonce.book import Book
from dialonce.machine import state_sets

CLAUSES = {i: c for i, c in catalog.clauses().items() if c.topic == "lessons"}
WITNESS = "reachable"  # has no run that breaks it
RULES = [f"LES-{number}" for number in range(1, 15)]
SHOWN = [clause for clause in CLAUSES.values() if clause.modality == "behaviour"]
MACHINES = catalog.machines()
MUTANTS = catalog.mutants()
PROPERTIES = catalog.properties()
BOOK = Book(catalog.systems(), PROPERTIES, MUTANTS, catalog.clauses())


def named(clause, label):
    """The names that a clause gives after a label, such as "Shown by"."""
    line = re.search(rf"^{label}: (.*)$", clause.text, re.MULTILINE)
    return re.findall(r"`(\w+)`", line[1]) if line else []


def test_all_fourteen_rules_are_behaviours():
    """No rule is left to words."""
    assert [CLAUSES[rule].modality for rule in RULES] == ["behaviour"] * 14


@pytest.mark.parametrize("clause", SHOWN, ids=lambda clause: clause.id)
def test_rule_is_judged_by_the_properties_that_it_names(clause):
    """Each property that a rule names cites the rule."""
    judging = {claim.name for claim in BOOK.judged(clause.id)}

    assert named(clause, "Shown by")
    assert set(named(clause, "Shown by")) - judging == set()


@pytest.mark.parametrize("clause", SHOWN, ids=lambda clause: clause.id)
def test_rule_is_broken_by_the_wrong_designs_that_it_names(clause):
    """Each wrong design that a rule names violates a property of the rule."""
    judging = BOOK.judged(clause.id)
    breaking = {mutant.name for claim in judging for mutant in BOOK.violating(claim)}

    assert named(clause, "Wrong designs")
    assert set(named(clause, "Wrong designs")) - breaking == set()


@pytest.mark.parametrize("clause", SHOWN, ids=lambda clause: clause.id)
def test_rule_has_a_run_that_breaks_it(clause):
    """Some wrong design that a rule names breaks more than a witness, so that a run shows it.

    That it does so, and has a run, is tested for every wrong design.
    """
    broken = [BOOK.violating(claim) for claim in BOOK.judged(clause.id) if claim.kind != WITNESS]
    shown = {mutant.name for mutants in broken for mutant in mutants}

    assert shown & set(named(clause, "Wrong designs"))


def test_every_name_in_the_lessons_exists():
    """What stands between backticks is a property, a wrong design or a machine."""
    known = {claim.name for claim in PROPERTIES.values()} | set(MUTANTS) | set(MACHINES)
    used = {name for clause in CLAUSES.values() for name in re.findall(r"`(\w+)`", clause.text)}

    assert used - known == set()


def test_machines_have_the_third_states_of_the_table():
    """Each machine of the table has the states that stand between its two values."""
    rows = re.findall(r"\| `(\w+)` \| ([\w, ]+) \|$", CLAUSES["LES-20"].text, re.MULTILINE)
    missing = {
        (machine, state)
        for machine, states in rows
        for state in set(states.split(", ")) - set(state_sets(MACHINES[machine]))
    }

    assert len(rows) >= 12
    assert missing == set()


def test_a_later_error_leaves_a_commit_in_doubt():
    """The answer to a commit is lost, the retry fails, and OCS still calls it unknown."""
    run = Scenario("commit", 0).take(
        "line.come_back", "transaction.begin", *["ledger.apply", "ledger.acknowledge"] * 2,
        "ledger.apply", "line.cut",
    )  # fmt: skip
    assert run.of("transaction") == "unknown, doubt 1"
    assert "outcomes 1, callbacks 1" in run.of("ledger")

    run.take("line.come_back", "transaction.begin", "ledger.refuse")
    assert run.of("transaction") == "unknown, doubt 1"

    run.take("transaction.begin", *["ledger.apply", "ledger.acknowledge"] * 3)
    assert run.of("transaction") == "done, doubt 1"
    assert "outcomes 1, callbacks 1" in run.of("ledger")


def test_a_flapping_connection_is_tried_less_and_less_often():
    """Rests grow to the cap while the connection flaps; a stable one restores the first try."""
    run = Scenario("backoff", 0).take("link.start")
    for rest in (1, 2, 4, 4):
        run.take("primary_wire.accept", "primary_wire.cut")
        assert run.of("link").startswith("resting")
        run.take(*["clock.tick"] * rest)
        assert run.of("link").startswith("trying")

    run.take("primary_wire.accept", "clock.tick", "clock.tick", "primary_wire.cut")
    assert run.of("link").startswith("trying")


def test_a_reply_of_an_earlier_attempt_comes_over_the_backup():
    """Two passes, a sweep, a reset and a switchover: the old reply changes nothing."""
    run = Scenario("passes_warm", 1).take(
        "line.reach_primary", "session.start", "pass_1.look", "pass_1.claim", "pass_1.hang",
        "sweep.sweep", "pass_2.look", "pass_2.claim", "pass_2.hand_over", "call.place",
        "line.cut", "line.reach_backup", "operator.reset_record", "pass_1.look", "pass_1.claim",
        "pass_1.hand_over", "call.end", "call.report",
    )  # fmt: skip

    assert run.of("record") == "requested, timer 2"
    run.take("call.place", "call.end", "call.report")
    assert run.of("record") == "completed"


def test_three_switches_follow_each_other():
    """In one outage the tries go to primary, backup, primary, backup."""
    run = Scenario("tries_config", 0).take("link.start")
    for end in ("primary", "backup", "primary", "backup"):
        assert run.of("link") == f"trying_{end}"
        run.take(f"{end}_wire.give_no_answer", "clock.tick", "clock.tick")

    assert "tries 3" in run.of("primary_count")
    assert "tries 2" in run.of("backup_count")


def test_an_agent_whose_call_ended_in_a_gap_is_free_after_it():
    """OCS forgets what it knew at the loss, and takes the list of the T-Server, both ways."""
    run = Scenario("agents", 0).take("line.come_back", "agent.take_call", "feed.answer")
    assert run.of("view") == "busy"

    run.take("line.cut", "agent.end_call")
    assert run.of("view") == "unknown"
    run.take("line.come_back", "feed.answer")
    assert run.of("view") == "free"

    run.take("line.cut", "agent.take_call", "line.come_back", "feed.answer")
    assert run.of("view") == "busy"
