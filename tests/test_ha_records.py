"""The guide's paragraphs on records in a failover of OCS, walked step by step."""

from dataclasses import replace

from scenario import Scenario

from dialonce import catalog, fresh, without
from dialonce.check import VIOLATED, check
from machines.environment.takeover import Takeover

PAIR = ("takeover.start_first", "takeover.start_second", "takeover.give_first")
HELD = ("first_wire.serve", "first_wire.deliver")
ALARMS = ("pass_to_first", "pass_to_second", "repeat_first", "repeat_second")
CALLING = (*HELD, "first_record.dial", "first_line.place")


def test_the_new_primary_asks_for_records_in_the_step_of_its_promotion():
    """The backup that is ordered asks at once, and the row in use stays retrieved."""
    run = Scenario("ha_records").take(*PAIR, *CALLING, "takeover.stop_first")
    assert run.of("row") == "left"

    run.take("takeover.give_second")
    assert (run.of("second_record", 2), run.of("second_wire", 2)) == ("asked", "asking")
    run.take("second_wire.serve", "second_wire.serve 2", "second_wire.deliver 2")
    assert (run.of("second_record"), run.of("second_record", 2)) == ("asked", "held")
    assert run.of("row") == "left"


def test_only_a_person_makes_a_row_that_was_left_dialable():
    """After a person's reset the new primary retrieves the row, and calls once more."""
    run = Scenario("ha_records").take(*PAIR, *CALLING, "takeover.stop_first")
    run.take("takeover.give_second", "keeper.reset_row")
    run.take("second_wire.serve", "second_wire.deliver", "second_record.dial", "second_line.place")

    assert run.of("phone") == "listening, calls 1"
    run.take("second_line.report", "second_wire.apply", "second_wire.deliver")
    assert (run.of("row"), run.of("second_record")) == ("final", "stored")


def test_a_thawed_primary_has_no_effect():
    """What the old primary sends after it has lost the role is refused, with all in its queue."""
    run = Scenario("ha_records").take(*PAIR, *HELD, "takeover.pass_to_second")
    run.take("first_record.dial")
    assert (run.of("first_record"), run.of("first_line")) == ("requested", "idle")

    run.take("first_record.expire")
    assert (run.of("first_wire"), run.of("row")) == ("idle", "left")
    run.take("takeover.tell_first")
    assert (run.of("first"), run.of("first_record")) == ("backup", "absent")


def test_a_second_failover_finds_an_empty_memory():
    """An OCS that restarts and is ordered again has none of its rows, nor is it given them."""
    run = Scenario("ha_records").take(*PAIR, *CALLING, "takeover.stop_first")
    run.take("takeover.give_second", "takeover.start_first", "takeover.stop_second")
    run.take("takeover.give_first", "first_wire.serve")

    assert (run.of("first_record"), run.of("first_wire")) == ("asked", "idle")
    assert run.of("row") == "left"


def test_an_order_ends_the_memory_of_an_ocs_that_never_learned_of_its_loss():
    """A frozen primary that is ordered again begins anew."""
    run = Scenario("ha_records").take(*PAIR, *HELD, "takeover.pass_to_second")
    run.take("takeover.stop_second", "takeover.give_first")

    assert run.of("first_record") == "asked"


def test_the_contract_of_the_pair_is_needed_in_full():
    """A contract in which no living primary is taken for dead does not stand for the pair."""
    Right = without(fresh(Takeover), *ALARMS)

    class TrustsThePrimary(Right):
        mutant = "No primary that lives is ever taken for dead."
        spontaneous = Right.spontaneous - set(ALARMS)
        faults = frozenset({"stop_first", "stop_second"})

    pair = catalog.systems()["ha_roles"]
    events = {"layer.deliver": ("give_first", "give_second")}
    wrong = replace(pair.refines, contract=TrustsThePrimary, inputs=pair.refines.inputs | events)

    report = check(replace(pair, refines=wrong), [])

    assert report.verdict == VIOLATED


def test_an_outcome_that_was_stored_without_an_answer_leaves_no_row_behind():
    """The row was final before its OCS stopped, so nobody has to look after it."""
    run = Scenario("ha_records", 1).take(
        "takeover.start_first", "takeover.start_second", "takeover.give_first",
        "first_wire.serve", "first_wire.deliver", "first_record.dial", "first_line.place",
        "first_line.report", "first_wire.apply", "takeover.stop_first",
    )  # fmt: skip

    assert run.of("row") == "final"
