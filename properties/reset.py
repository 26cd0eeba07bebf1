"""What must hold when a person resets records."""

from dialonce import invariant, reachable, step


@invariant("REC-12", "REC-13")
def a_record_is_dialed_once_more_at_most_for_each_reset_by_hand(s):
    """The switch calls a record's person at most once, and once more for each reset by a person."""
    return s.call.placed <= 1 + s.operator.resets


@reachable("REC-13")
def a_reset_by_hand_can_permit_a_second_call(s):
    """After a person has reset a record, its person can be called a second time."""
    return (s.call.placed == 2) & (s.operator.resets == 1)


@step("REC-14")
def a_result_of_an_earlier_attempt_changes_no_record(before, step, after):
    """A result of a call from before a reset leaves the record and its timer as they are."""
    old = (step.event == "call.report") & (before.call.earlier == 1)
    kept = (before.record.requested == after.record.requested) & (
        before.record.closed == after.record.closed
    )
    return ~old | (kept & (before.record.timer == after.record.timer))


@step("REC-13", "D-452")
def a_reset_frees_exactly_the_records_of_unknown_outcome(before, step, after):
    """A reset by a person makes a stale or a lost record ready, and leaves all others alone."""
    free = before.record.ready | before.record.stale | before.record.lost
    return (step.event != "operator.reset_record") | (after.record.ready == free)
