"""What must hold for campaign sequences in the two OCS of a pair."""

from dialonce import invariant, leads_to, reachable, step
from properties.pairs import both_ways, in_their_roles, is_promoted, is_told


def same_sequence(s):
    """Whether both OCS hold the same state of the sequence."""
    active = s.sequence.active == s.other_sequence.active
    inactive = s.sequence.inactive == s.other_sequence.inactive
    return active & inactive & (s.sequence.blank == s.other_sequence.blank)


@step("HA-19")
@both_ways
def the_state_of_a_sequence_is_told(before, step, after):
    """The primary sends a sequence's state when it changes, when it connects, and when promoted."""
    changed = before.ocs.primary & (before.sequence.active ^ after.sequence.active)
    sent = after.from_sequence.carrying & (
        (after.from_sequence.value == 1) == after.sequence.active
    )
    changed &= after.ocs.primary
    return ~is_told(before, step, changed | is_promoted(before, after)) | sent


@invariant("HA-19")
@both_ways
def both_ocs_hold_the_same_sequences(s):
    """With a connection and nothing under way on it, both hold the same state of a sequence."""
    return ~(in_their_roles(s) & s.from_sequence.empty) | same_sequence(s)


@leads_to("HA-19")
def a_backup_learns_every_sequence_in_the_end(s):
    """If both work in their roles, the second holds in the end the sequence state of the first."""
    paired = s.first.primary & s.second.backup
    same = s.first_sequence.active == s.second_sequence.active
    return paired, ~paired | (same & ~s.second_sequence.blank)


@step("HA-19")
@both_ways
def a_promoted_ocs_keeps_every_sequence(before, step, after):
    """A sequence that was active stays active at the promotion, and one that was not does not."""
    known = is_promoted(before, after) & ~before.sequence.blank
    return ~known | (before.sequence.active == after.sequence.active)


@step("HA-19", "HA-18")
@both_ways
def a_sequence_changes_at_its_primary_or_as_told_only(before, step, after):
    """A sequence changes when its primary activates it or dials, or by news, until OCS is gone."""
    ends = after.ocs.down | (before.ocs.believing & ~after.ocs.believing)
    told = before.ocs.backup & (step.event == before.arrival("sequence"))
    works = step.event == before.event("sequence.dial")
    if step.event == before.event("sequence.activate"):
        works = after.sequence.active
    begins = before.sequence.blank & after.sequence.inactive & after.ocs.primary
    kept = (before.sequence.active == after.sequence.active) & (
        before.sequence.blank == after.sequence.blank
    )
    return ends | told | begins | (before.ocs.primary & works) | kept


@step("HA-10")
@both_ways
def an_ocs_that_steps_down_knows_no_sequence(before, step, after):
    """An OCS that is told to step down forgets the state of its sequences."""
    return ~(before.ocs.believing & after.ocs.backup) | after.sequence.blank


@invariant("HA-21")
@both_ways
def a_backup_has_counted_no_dials(s):
    """Dials of a sequence are counted by the primary alone: a backup has no count."""
    return ~(s.ocs.backup | s.ocs.frozen_backup | s.ocs.down) | (s.sequence.dials == 0)


@step("HA-21")
@both_ways
def a_promoted_ocs_begins_to_count_at_zero(before, step, after):
    """At its promotion an OCS has made no dial of an active sequence yet, by its own count."""
    return ~is_promoted(before, after) | (after.sequence.dials == 0)


@step("HA-21")
@both_ways
def a_sequence_ends_at_its_number_of_dials(before, step, after):
    """A dial is counted, and the one that reaches StopAtDials ends the turn of the sequence."""
    dial = step.event == before.event("sequence.dial")
    counted = after.sequence.active & (after.sequence.dials == before.sequence.dials + 1)
    ended = after.sequence.inactive & (after.sequence.dials == 0)
    last = before.sequence.dials == before.sequence.STOP_AT_DIALS - 1
    return (not dial) | (last & ended) | (~last & counted)


@invariant("HA-21", "HA-19")
@both_ways
def a_primary_can_go_on_with_a_sequence(s):
    """At a primary, an active sequence can dial, with any count, and an inactive one be activated.

    That is so at all times, also after a failover.
    """
    dials = s.sequence.active & s.sequence.may_dial
    return ~s.ocs.primary | dials | (s.sequence.inactive & s.sequence.may_activate)


@step("HA-21")
@both_ways
def an_active_sequence_loses_no_dial_that_it_counted(before, step, after):
    """The count of a sequence that stays active goes down with an order to its OCS only."""
    stays = before.sequence.active & after.sequence.active & after.ocs.believing
    ordered = step.event == "layer.deliver"
    return ~stays | (after.sequence.dials >= before.sequence.dials) | ordered


@reachable("HA-21")
def dials_of_the_old_primary_can_be_made_again(s):
    """An active sequence can have dials behind it that its new primary knows nothing of."""
    old = s.first.frozen_primary & s.first_sequence.active & (s.first_sequence.dials > 0)
    return old & s.second.primary & s.second_sequence.active & (s.second_sequence.dials == 0)


@step("HA-19", "HA-10")
@both_ways
def only_a_primary_tells_sequences(before, step, after):
    """An OCS that is not the primary tells the other one of no sequence, even when they connect."""
    tells = after.from_sequence.carrying & ~before.from_sequence.carrying
    return ~tells | after.ocs.primary


@invariant("HA-17", "HA-19")
@both_ways
def an_ocs_that_is_down_knows_no_sequence(s):
    """An OCS that stopped has forgotten the state of its sequences."""
    return ~s.ocs.down | s.sequence.blank
