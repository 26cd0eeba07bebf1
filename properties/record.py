"""What must hold for call records."""

from dialonce import invariant, leads_to, reachable, step, within
from properties.session import unless_no_server_is_up
from spec.parameters import STALE_TIMER_TICKS


@invariant("REC-12", without=("operator",))
def a_record_is_dialed_at_most_once(s):
    """The switch calls a record's person at most once."""
    return s.call.placed <= 1


@reachable("REC-2", "REC-4")
def a_record_can_be_completed(s):
    """A record can be dialed once and completed."""
    return s.record.completed & (s.call.placed == 1)


@reachable("REC-8")
def a_record_whose_person_was_called_can_become_stale(s):
    """A record can become stale although its call was placed."""
    return s.record.stale & (s.call.placed == 1)


@reachable("REC-6")
def a_claimed_record_can_wait_through_a_loss(s):
    """A claimed record whose request never left can still be claimed while the link is down."""
    return s.record.claimed & s.link.seeking


@step("REC-1", "REC-6", without=("sweep",))
def a_record_is_requested_only_after_a_claim(before, step, after):
    """Only a claimed record is handed over, and only by its hand-over."""
    starts = after.record.requested & ~before.record.requested
    return ~starts | (before.record.claimed & (step.event == "record.hand_over"))


@step("REC-5", "REC-6")
def a_loss_makes_exactly_the_requested_records_unknown(before, step, after):
    """When the link is lost, requested records become lost, and all others stay as they are."""
    loss = before.link.up & ~after.link.up
    kept = (before.record.ready & after.record.ready) | (
        before.record.claimed & after.record.claimed
    )
    kept |= before.record.closed & after.record.closed
    kept |= before.record.lost & (after.record.lost | after.record.stale)
    taken = before.record.requested & (after.record.lost | after.record.stale)
    return ~loss | kept | taken | after.record.forgotten


@step("REC-7", "LES-2")
def transactions_of_the_lost_server_are_not_retried(before, step, after):
    """A lost record stays lost until it is stale, unless a person resets it or OCS is gone."""
    by_hand = step.event == "operator.reset_record"
    kept = after.record.lost | after.record.stale | after.record.forgotten
    return ~before.record.lost | kept | by_hand


@step("REC-8", "LES-15")
def a_record_becomes_stale_only_when_its_timer_ends(before, step, after):
    """A record becomes stale at the tick that ends its timer, and at no other moment."""
    turns = after.record.stale & ~before.record.stale
    ends = (before.record.timer == 1) & (step.event == "clock.tick")
    return ~turns | (ends & before.record.waiting)


@step("REC-8", "LES-15")
def a_record_whose_timer_ends_is_stale(before, step, after):
    """When a record still waits at the tick that ends its timer, it is stale."""
    ends = before.record.waiting & (before.record.timer == 1) & (step.event == "clock.tick")
    return ~ends | after.record.stale


@step("REC-3")
def the_stale_timer_starts_with_the_request(before, step, after):
    """The hand-over starts the record's timer at its full value."""
    starts = after.record.requested & ~before.record.requested
    return ~starts | (after.record.timer == STALE_TIMER_TICKS)


@invariant("REC-3", "REC-4", "LES-8")
def the_stale_timer_runs_exactly_while_the_record_waits(s):
    """The timer of a record runs while its outcome is open, and at no other time."""
    return (s.record.timer > 0) == s.record.waiting


@step("REC-9", "LES-15")
def the_stale_timer_is_never_re_armed(before, step, after):
    """While a record waits, its timer loses one at each tick and changes at nothing else."""
    waits = before.record.waiting & after.record.waiting
    ticked = int(step.event == "clock.tick")
    return ~waits | (after.record.timer == before.record.timer - ticked)


@within("REC-8", "LES-15", ticks=STALE_TIMER_TICKS)
def a_record_handed_over_is_closed_within_its_stale_timer(s):
    """A record that was handed over is closed or reset before its timer's ticks are over."""
    return s.record.requested & (s.record.timer == STALE_TIMER_TICKS), ~s.record.waiting


@leads_to("REC-8", "REC-7")
def a_lost_record_becomes_stale(s):
    """A record handed to a lost server becomes stale in the end, or is reset, or OCS is gone."""
    return s.record.lost, s.record.stale | s.record.ready | s.record.forgotten


@leads_to("REC-4", "REC-8")
def a_claimed_record_is_closed_in_the_end(s):
    """A claimed record is closed in the end, if nobody stops its session and a server stays up."""
    ends = s.record.closed | s.record.forgotten | s.session.stopped
    return s.record.claimed, unless_no_server_is_up(s, ends)


@leads_to("REC-4", "REC-8", "LES-19", without=("twin", "failover"))
def every_ready_record_is_dialed_and_closed_without_a_person(s):
    """A ready record is dialed and closed in the end, if nobody stops its session.

    Assumes: OCS has started; finitely many faults; a server stays up; no person does anything.
    """
    ready = s.record.ready & ~s.session.stopped & (s.link.up | s.link.seeking)
    return ready, unless_no_server_is_up(s, s.record.closed | s.session.stopped)


@step("REC-10")
def stale_is_absorbing_for_automatic_dialing(before, step, after):
    """A stale record stays stale, unless a person resets it."""
    return ~before.record.stale | after.record.stale | (step.event == "operator.reset_record")


@step("REC-11", "LES-8")
def a_late_result_changes_no_record(before, step, after):
    """A result that reaches a lost or stale record leaves its status as it is."""
    late = (step.event == "call.report") & (before.record.lost | before.record.stale)
    kept = (before.record.lost & after.record.lost) | (before.record.stale & after.record.stale)
    return ~late | kept


@reachable("REC-11")
def a_result_can_be_late(s):
    """A call can end, and be reported, when its record is stale already."""
    return s.record.stale & s.call.ended & s.link.up


@step("REC-4", "LES-8")
def a_result_in_time_completes_the_record(before, step, after):
    """A result that reaches a requested record completes it, and stops its timer."""
    in_time = (step.sent("record.result") > 0) & before.record.requested
    return ~in_time | (after.record.completed & (after.record.timer == 0))
