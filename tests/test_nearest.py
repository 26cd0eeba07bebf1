"""What is told beside a violation: where it goes wrong, what is right there, how a run passes."""

import json
from functools import cache

import pytest
from cli_run import dialonce
from click import unstyle

from dialonce import catalog
from dialonce.check import VIOLATED, check
from dialonce.nearest.alone import alone
from dialonce.nearest.alone_words import lines_alone
from dialonce.nearest.design import beside
from dialonce.nearest.judge import keeps
from dialonce.nearest.words import laws, lines, sides
from dialonce.system import ENVIRONMENT
from dialonce.trace import Runner

SAMPLE = (
    "retry_after_switchover", "tries_without_rest", "gives_up_after_one_round",
    "deaf_on_the_backup", "results_ignored", "gvp_dials_past_obn_manager", "never_pauses",
    "gives_up_on_t_server", "waits_for_configuration_server_for_ever",
)  # fmt: skip


@cache
def violations(name):
    """A wrong design, and the findings on the properties that it is to violate, by name."""
    mutant = catalog.mutant(name)
    system = mutant.build()
    claims = [p for p in catalog.properties_of([system]) if p.name in mutant.violates]
    report = check(system, claims, 1 if system.group else None)
    found = {f.property.name: f for f in report.findings if f.verdict == VIOLATED}
    return mutant, system, report.records, found


@cache
def nearest(name, claim):
    """The nearest run of the right design beside the violation of a property."""
    mutant, system, records, found = violations(name)
    return beside(found[claim], mutant.system, system, records)


def told(found, words=lines):
    """The explanation as text."""
    return unstyle("\n".join(words(found, catalog.clauses())))


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    """Write in 100 columns, whatever the terminal."""
    monkeypatch.setenv("COLUMNS", "100")


def test_second_call_is_explained_in_full():
    """The step, both designs, the lines, the clause, and a run that ends well, in a dozen lines."""
    found = nearest("retry_after_switchover", "a_record_is_dialed_at_most_once")
    assert [line.rstrip() for line in told(found).splitlines()] == [
        "  It goes wrong in step 9, record.retry 1. Up to there the right design does the same.",
        "",
        "     wrong    record 1: lost -> ready, timer 0.",
        "              machines/mutants/record.py:13",
        "     right    record 1 stays lost, timer 2: it has no event `retry`.",
        "     clause   REC-12: Without a person's reset, the switch places at most one call for a"
        " record.",
        "     passes   Steps 1 to 8 as above. Steps 9 to 12 cannot happen then. Then:",
        "                clock: Time passes by one tick. (2 times)".ljust(90) + "clock.tick",
        "                  record 1: lost -> stale, timer 0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "claim", "at", "hearer", "wrong", "right", "clause"),
    [
        ("tries_without_rest", "a_failed_try_is_followed_by_a_rest", 1, "link",
         "trying primary -> trying backup, sends connect to backup.",
         "trying primary -> resting for backup.", "CPD-8"),
        ("gives_up_after_one_round", "reconnection_happens_without_an_operator", 3, "link",
         "told `refused`: trying backup -> off.", "trying backup -> resting for primary.", "CPD-8"),
        ("deaf_on_the_backup", "the_link_is_up_only_on_a_whole_or_silent_connection", 4, "link",
         "told `dropped`, stays on backup: it acts on that only when it is on primary.",
         "on backup -> trying primary, sends lost to session", "CPD-7"),
        ("results_ignored", "a_record_can_be_completed", 7, "record",
         "told `result`: nothing changes.", "requested -> completed, timer 0.", "REC-4"),
        ("gvp_dials_past_obn_manager", "a_record_is_dialed_at_most_once", 0, "call",
         "idle -> ringing, placed 1.", "does not happen by itself, but only when it is told.",
         "REC-12"),
        ("claims_from_an_old_snapshot", "a_record_is_dialed_at_most_once", 6, "pass_2",
         "seen -> holding, sends claim to record.",
         "by the guard [not record_ready] (record_ready: the record is ready).", "PASS-2"),
        ("never_pauses", "a_loss_pauses_the_running_session", 3, "session",
         "told `lost`: nothing changes.", "told `lost`: running -> paused.", "SES-2"),
    ],
)  # fmt: skip
def test_designs_part_where_the_wrong_line_acts(name, claim, at, hearer, wrong, right, clause):
    """The first reaction that differs is that of the machine that is wrong, with both words."""
    found = nearest(name, claim)
    assert (found.parting.at, found.parting.one.hearer[0]) == (at, hearer)
    assert hearer in catalog.mutant(name).machines
    bad, good = sides(found, found.parting)
    assert wrong in bad.words
    assert right in good.words
    assert clause in laws(found, good)


@pytest.mark.parametrize("name", SAMPLE)
def test_told_run_is_one_of_the_right_design_and_keeps_the_property(name):
    """The right design takes each of its steps, as the wrong one does before they part, and the
    property that the violating run breaks is kept."""
    mutant, _, records, found = violations(name)
    for finding in found.values():
        near = nearest(name, finding.property.name)
        runner = Runner(mutant.system, records)
        for step in near.run.steps:
            assert (step.instance, step.event) in runner.enabled()
            runner.take(step.instance, step.event)
        assert runner.state == near.run.states[-1]
        assert keeps(finding.property, near.run)
        assert near.passes
        if finding.trace:
            assert not keeps(finding.property, finding.trace)
            shared = near.parting.at
            both = zip(near.run.steps[:shared], finding.trace.steps[:shared], strict=True)
            assert all(a.instance == b.instance and a.event == b.event for a, b in both)


@pytest.mark.parametrize("name", SAMPLE)
def test_told_run_of_the_same_design_keeps_the_property(name):
    """Where no right design is known, the passing run is one of the system itself."""
    _, system, records, found = violations(name)
    for finding in (f for f in found.values() if f.trace):
        near = alone(finding.property, finding.trace)
        runner = Runner(system, records)
        for step in near.run.steps:
            runner.take(step.instance, step.event)
        assert keeps(finding.property, near.run)
        assert near.run.states[: near.at + 1] == finding.trace.states[: near.at + 1]


def test_guard_is_named_by_trying_it():
    """Without knowing the right design, the last step of OCS that leads to the call is named."""
    _, _, _, found = violations("retry_after_switchover")
    finding = found["a_record_is_dialed_at_most_once"]
    near = alone(finding.property, finding.trace)
    assert (near.at, near.at_fault, near.culprit.hearer) == (11, 10, ("record", 0))
    assert near.trace.system.process_of["record"] != ENVIRONMENT
    text = told(near, lines_alone)
    assert "takes steps 1 to 11, and then, instead of call.place 1, such as:" in text
    assert "A guard in step 11 would have stopped it; without the reaction, the same" in text
    assert "Its\n              guard [session_running and not withheld] lets it pass." in text
    assert "machines/record.py:45\n" in text, "the line that a wrong design inherits"
    assert "REC-12: Without a person's reset" in text


def test_leaving_a_way_for_ever_says_what_nothing_promises():
    """A run that rests for ever could go on by events, of which those are named that need not."""
    _, _, _, found = violations("gives_up_after_one_round")
    finding = found["the_primary_is_tried_in_the_end"]
    text = told(alone(finding.property, finding.trace), lines_alone)
    assert "The nearest run that passes leaves this way after step 4:" in text
    assert "But nothing promises that link.start happens." in text


def test_check_tells_it_on_screen_in_json_and_on_the_page(tmp_path):
    """All three have the same step, and a wrong design is compared with the right one."""
    said = dialonce("check", "--mutant", "leaky_lamp", "-o", tmp_path).stdout
    assert "  It goes wrong in step" in said
    facts = json.loads(dialonce("check", "--json", "--mutant", "leaky_lamp").stdout)
    broken = [p for p in facts["systems"][0]["properties"] if p["verdict"] == VIOLATED]
    near = next(p["nearest"] for p in broken if p.get("trace"))
    assert near["of"] == "the right design"
    assert f"It goes wrong in step {near['shared'] + 1}, {near['parts_at']['script']}" in said
    assert near["wrong"]["does"] != near["right"]["does"]
    pages = [path.read_text(encoding="utf-8") for path in tmp_path.glob("*.md")]
    assert pages
    assert all("## What would have been right\n\n```text\n" in page for page in pages)


def test_check_tells_a_system_of_ones_own_how_it_passes():
    """A system that nobody calls wrong is compared with itself."""
    facts = json.loads(dialonce("check", "--json", "broken").stdout)
    near = {p["name"]: p.get("nearest") for p in facts["systems"][0]["properties"]}
    assert near["a_lamp_never_burns_twice"]["of"] == "the same design"
    assert near["a_lamp_never_burns_twice"]["shared"] == 4
    assert near["a_lamp_never_burns_twice"]["guard"]["step"] == 5
