"""What must hold for sequences and predictive data in the two OCS of a pair."""

from dialonce import invariant, leads_to, reachable, step
from properties.pairs import both_ways

SEQUENCE = {"needs": ("first_sequence",)}
ESTIMATE = {"needs": ("first_estimate",)}


def same_sequence(s):
    """Whether both OCS hold the same state of the sequence."""
    both = (s.sequence.active & s.other_sequence.active) | (
        s.sequence.inactive & s.other_sequence.inactive
    )
    return both | (s.sequence.blank & s.other_sequence.blank)


def same_estimate(s):
    """Whether both OCS hold the same estimate; a primary may have none yet."""
    both = (s.estimate.low & s.other_estimate.low) | (s.estimate.high & s.other_estimate.high)
    return both | s.estimate.blank


def in_their_roles(s):
    """Whether one believes to be the primary, the other is a backup, and they are connected."""
    return s.pair_link.made & s.ocs.believing & (s.other.backup | s.other.frozen_backup)


def is_told(before, step, changed):
    """Whether something must be sent in this step: at a connection, a promotion or a change."""
    connects = (step.event == "pair_link.connect") & before.ocs.primary
    return connects | (changed & before.pair_link.made)


def is_promoted(before, after):
    """Whether this OCS becomes the primary in this step."""
    return before.ocs.backup & after.ocs.primary


@step("HA-19", **SEQUENCE)
@both_ways
def the_state_of_a_sequence_is_told(before, step, after):
    """The primary sends a sequence's state when it changes, when it connects, and when promoted."""
    changed = before.ocs.primary & (before.sequence.active ^ after.sequence.active)
    sent = after.from_sequence.carrying & (
        (after.from_sequence.value == 1) == after.sequence.active
    )
    changed &= after.ocs.primary
    return ~is_told(before, step, changed | is_promoted(before, after)) | sent


@invariant("HA-19", **SEQUENCE)
@both_ways
def both_ocs_hold_the_same_sequences(s):
    """With a connection and nothing under way on it, both hold the same state of a sequence."""
    return ~(in_their_roles(s) & s.from_sequence.empty) | same_sequence(s)


@leads_to("HA-19", **SEQUENCE)
def a_backup_learns_every_sequence_in_the_end(s):
    """If both work in their roles, the second holds in the end the sequence state of the first."""
    paired = s.first.primary & s.second.backup
    same = s.first_sequence.active == s.second_sequence.active
    return paired, ~paired | (same & ~s.second_sequence.blank)


@step("HA-19", **SEQUENCE)
@both_ways
def a_promoted_ocs_keeps_every_sequence(before, step, after):
    """A sequence that was active stays active at the promotion, and one that was not does not."""
    known = is_promoted(before, after) & ~before.sequence.blank
    return ~known | (before.sequence.active == after.sequence.active)


@step("HA-20", **ESTIMATE)
@both_ways
def predictive_data_are_told(before, step, after):
    """The primary sends its estimate when it is new, when it connects, and when promoted."""
    changed = before.ocs.primary & after.ocs.primary & (before.estimate.high ^ after.estimate.high)
    changed |= before.ocs.primary & before.estimate.blank & ~after.estimate.blank
    sent = after.from_estimate.carrying & ((after.from_estimate.value == 1) == after.estimate.high)
    told = is_told(before, step, changed | is_promoted(before, after))
    return ~told | after.estimate.blank | sent


@invariant("HA-20", **ESTIMATE)
@both_ways
def both_ocs_hold_the_same_predictive_data(s):
    """With a connection and nothing under way on it, a backup has the estimate of the primary."""
    return ~(in_their_roles(s) & s.from_estimate.empty) | same_estimate(s)


@step("HA-20", **ESTIMATE)
@both_ways
def a_promoted_ocs_keeps_its_predictive_data(before, step, after):
    """An OCS that is promoted paces its dialing by the newest estimate that it was told."""
    kept = (before.estimate.low == after.estimate.low) & (
        before.estimate.high == after.estimate.high
    )
    return ~is_promoted(before, after) | kept


@reachable("HA-20", **ESTIMATE)
def a_new_primary_can_have_an_estimate_at_once(s):
    """A new primary can have an estimate although the old one is gone for good."""
    return s.first.down & s.second.primary & s.second_estimate.high


@invariant("HA-21", **SEQUENCE)
@both_ways
def a_backup_has_counted_no_dials(s):
    """Dials of a sequence are counted by the primary alone: a backup has no count."""
    return ~(s.ocs.backup | s.ocs.frozen_backup | s.ocs.down) | (s.sequence.dials == 0)


@step("HA-21", **SEQUENCE)
@both_ways
def a_promoted_ocs_begins_to_count_at_zero(before, step, after):
    """At its promotion an OCS has made no dial of an active sequence yet, by its own count."""
    return ~is_promoted(before, after) | (after.sequence.dials == 0)


@step("HA-21", **SEQUENCE)
@both_ways
def a_sequence_ends_at_its_number_of_dials(before, step, after):
    """A dial is counted, and the one that reaches StopAtDials ends the turn of the sequence."""
    dial = step.event == before.event("sequence.dial")
    counted = after.sequence.active & (after.sequence.dials == before.sequence.dials + 1)
    ended = after.sequence.inactive & (after.sequence.dials == 0)
    last = before.sequence.dials == before.sequence.STOP_AT_DIALS - 1
    return (not dial) | (last & ended) | (~last & counted)


@reachable("HA-21", **SEQUENCE)
def dials_of_the_old_primary_can_be_made_again(s):
    """An active sequence can have dials behind it that its new primary knows nothing of."""
    old = s.first.frozen_primary & s.first_sequence.active & (s.first_sequence.dials > 0)
    return old & s.second.primary & s.second_sequence.active & (s.second_sequence.dials == 0)
