"""The verdicts that the reference keeps are those of single checks, whatever the cores."""

from dialonce import catalog, verdicts
from dialonce.check import HOLDS, VIOLATED, check
from dialonce.parallel import spread
from dialonce.runs import named_mutants, shortest_run

SYSTEMS, PROPERTIES = catalog.systems(), catalog.properties()
MUTANTS, CLAUSES = catalog.mutants(), catalog.clauses()


def square(number):
    return number * number


def test_spread_keeps_the_order():
    """Results come in the order of their numbers, from as many processes as there are."""
    assert list(spread(square, 20)) == [number * number for number in range(20)]
    assert list(spread(square, 1)) == [0]


def test_verify_gives_what_single_checks_give(tmp_path):
    """Sizes and verdicts are those of a check; runs are of the mutants that decisions name."""
    systems = {name: SYSTEMS[name] for name in ("tcp", "addp_1")}
    decision = {"D-10": CLAUSES["D-10"]}
    found = verdicts.verify(systems, PROPERTIES, MUTANTS, decision)

    for name, system in systems.items():
        told = {fact: value for fact, value in found["systems"][name].items() if fact != "story"}
        assert told == verdicts.facts(check(system, list(PROPERTIES.values())))
        assert told["verdict"] == HOLDS
        assert found["systems"][name]["story"]
    assert all(run["run"] for run in found["runs"].values())
    assert list(found["runs"]) == [m.name for m in named_mutants(CLAUSES["D-10"], MUTANTS)]
    (tmp_path / verdicts.FILE).write_text(verdicts.text(found), encoding="utf-8")
    assert verdicts.read(tmp_path) == found


def test_facts_name_what_does_not_hold():
    """A violated property stands beside those that hold, with its verdict."""
    wrong = MUTANTS["second_notice_is_forgotten"]
    known = verdicts.facts(check(wrong.build(), list(PROPERTIES.values()), 1))

    assert known["verdict"] == VIOLATED
    assert known["other"]["notices_of_the_t_server_add_up"] == VIOLATED
    assert "notices_of_the_t_server_add_up" not in known["holds"]


def test_a_run_is_of_the_first_property_that_a_run_can_show():
    """A wrong design that makes something impossible, too, is shown by what it does."""
    wrong = MUTANTS["second_notice_is_forgotten"]
    finding = shortest_run(wrong, PROPERTIES.values())

    assert PROPERTIES[wrong.violates[0]].kind == "reachable"
    assert finding.property.name == "notices_of_the_t_server_add_up"
    assert len(finding.trace.steps) == 4
