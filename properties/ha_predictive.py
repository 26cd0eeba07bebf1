"""What must hold for the data of the predictive algorithm in the two OCS of a pair."""

from dialonce import invariant, reachable, step
from properties.pairs import both_ways, in_their_roles, is_promoted, is_told


def same_estimate(s):
    """Whether both OCS hold the same estimate; a primary may have none yet."""
    both = (s.estimate.low & s.other_estimate.low) | (s.estimate.high & s.other_estimate.high)
    return both | s.estimate.blank


@step("HA-20")
@both_ways
def predictive_data_are_told(before, step, after):
    """The primary sends its estimate when it is new, when it connects, and when promoted."""
    changed = before.ocs.primary & after.ocs.primary & (before.estimate.high ^ after.estimate.high)
    changed |= before.ocs.primary & before.estimate.blank & ~after.estimate.blank
    sent = after.from_estimate.carrying & ((after.from_estimate.value == 1) == after.estimate.high)
    told = is_told(before, step, changed | is_promoted(before, after))
    return ~told | after.estimate.blank | sent


@invariant("HA-20")
@both_ways
def both_ocs_hold_the_same_predictive_data(s):
    """With a connection and nothing under way on it, a backup has the estimate of the primary."""
    return ~(in_their_roles(s) & s.from_estimate.empty) | same_estimate(s)


@step("HA-20")
@both_ways
def a_promoted_ocs_keeps_its_predictive_data(before, step, after):
    """An OCS that is promoted paces its dialing by the newest estimate that it was told."""
    kept = (before.estimate.low == after.estimate.low) & (
        before.estimate.high == after.estimate.high
    )
    return ~is_promoted(before, after) | kept


@reachable("HA-20")
def a_new_primary_can_have_an_estimate_at_once(s):
    """A new primary can have an estimate although the old one is gone for good."""
    return s.first.down & s.second.primary & s.second_estimate.high


@step("HA-20")
@both_ways
def predictive_data_change_by_measuring_or_as_told_only(before, step, after):
    """While an OCS neither stops nor steps down, its data change when the primary has measured."""
    ends = after.ocs.down | (before.ocs.believing & ~after.ocs.believing)
    told = before.ocs.backup & (step.event == before.arrival("estimate"))
    measures = before.ocs.primary & (step.event == before.event("estimate.measure"))
    kept = (before.estimate.low == after.estimate.low) & (
        before.estimate.high == after.estimate.high
    )
    return ends | told | measures | kept


@step("HA-10", "HA-20")
@both_ways
def an_ocs_that_stops_or_steps_down_has_no_predictive_data(before, step, after):
    """An OCS that stops, or is told to step down, has no data left that others do not know."""
    ends = (before.ocs.believing & after.ocs.backup) | after.ocs.down
    return ~ends | after.estimate.blank


@step("HA-20")
@both_ways
def a_measurement_gives_an_estimate(before, step, after):
    """An OCS that has measured has predictive data, whatever it had before."""
    return (step.event != before.event("estimate.measure")) | after.estimate.told


@step("HA-20", "HA-10")
@both_ways
def only_a_primary_tells_predictive_data(before, step, after):
    """An OCS that is not the primary tells the other one no estimate, even when they connect."""
    tells = after.from_estimate.carrying & ~before.from_estimate.carrying
    return ~tells | after.ocs.primary
