"""Coverage finds every hole, and the law that is there has none."""

import dataclasses
import json

from click.testing import CliRunner

from dialonce import catalog
from dialonce.book import Book
from dialonce.cli import main
from dialonce.coverage import BY_RULES, Coverage
from dialonce.fault import shown

RULES = list(catalog.rules().values())
SHOWN = shown(list(catalog.faults().values()), RULES, list(catalog.formats().values()))


def coverage(more=0, **changed):
    """The coverage of the law, with parts of it changed, and `more` statements than it takes up."""
    parts = {
        "systems": catalog.systems(),
        "properties": catalog.properties(),
        "mutants": catalog.mutants(),
        "clauses": catalog.clauses(),
    }
    rules, by = changed.pop("rules", RULES), changed.pop("by", SHOWN)
    book = Book(**parts | changed)
    return Coverage(book, len(Coverage(book, 0).classed) + more, rules, by)


def test_the_law_has_no_hole():
    """Every behaviour is realised, judged and broken; every property has its mutant."""
    found = coverage()

    assert found.holes == []
    assert found.judged <= found.classed


def test_a_behaviour_that_no_property_judges_is_a_hole():
    """Without its properties a behaviour is neither judged nor broken."""
    kept = {n: p for n, p in catalog.properties().items() if "REC-9" not in p.clauses}

    assert coverage(properties=kept).holes == [
        "REC-9: no property judges it",
        "REC-9: no mutant breaks it",
    ]


def test_a_property_without_a_mutant_is_a_hole():
    """A property that no wrong design violates is reported by name."""
    kept = {n: m for n, m in catalog.mutants().items() if n != "stop_forgotten_in_pause"}
    assert coverage(mutants=kept).holes == []
    others = ("cannot_be_stopped", "a_second_loss_stops_the_session")
    kept = {n: m for n, m in kept.items() if n not in others}

    assert "a_stop_by_a_person_always_counts: no mutant violates it" in coverage(mutants=kept).holes


def test_a_clause_that_no_transition_cites_is_a_hole():
    """A behaviour that stands in the law only is not realised."""
    clauses = catalog.clauses()
    lonely = dataclasses.replace(clauses["REC-9"], id="REC-99")

    found = coverage(clauses=clauses | {"REC-99": lonely})

    assert "REC-99: no transition realises it" in found.holes


def test_statements_that_no_clause_takes_up_are_a_hole():
    """The guide's statements are counted against those that the clauses name."""
    assert coverage(more=3).holes == ["3 statements of the guide are in no clause"]


def test_a_configuration_that_no_rule_judges_is_a_hole():
    """Each statement of a configuration or a capability needs a rule or a fact."""
    kept = [rule for rule in RULES if "C214" not in rule.statements]

    found = coverage(rules=kept)

    assert "TLS-3: no rule judges C214" in found.holes
    assert "C214" not in found.judged


def test_a_rule_that_cannot_fail_is_a_hole():
    """A rule needs a wrong installation that breaks it, a fact a right one that shows it."""
    kept = {name: by for name, by in SHOWN.items() if "dap" not in name and "obn" not in name}

    holes = coverage(by=kept).holes

    assert "tls_to_db_server_needs_a_dap: no fault breaks it" in holes
    assert "obn_manager_is_optional: no installation shows it" in holes


def test_configurations_and_capabilities_are_judged_by_rules():
    """Every one of their statements is judged, and informative ones are told apart."""
    found = coverage()
    rows = [row for row in found.rows if row.clause.modality in BY_RULES]

    assert [row.clause.id for row in rows if row.holes] == []
    assert all(row.rules for row in rows if row.statements)
    assert found.of("informative") >= {"C001", "C070"}


def test_coverage_prints_the_same_facts_as_json():
    """The last line and the JSON agree, and a hole makes the exit code 1."""
    words = CliRunner().invoke(main, ["coverage", "--no-explore"])
    facts = json.loads(CliRunner().invoke(main, ["coverage", "--no-explore", "--json"]).stdout)

    assert words.exit_code == (1 if facts["holes"] else 0)
    assert words.stdout.rstrip().endswith(
        f"{facts['statements']} statements of the guide: {len(facts['classed'])} classed, "
        f"{len(facts['judged'])} judged ({len(facts['judged_as_behaviour'])} as behaviour, "
        f"{len(facts['judged_by_rules'])} by rules), {len(facts['informative'])} informative; "
        f"{len(facts['holes'])} holes."
    )
    assert {row["id"] for row in facts["clauses"]} >= {"CPD-1", "REC-12", "SES-7", "ADDP-10"}
