"""What gives a call record its outcome, and that it keeps it."""

from dialonce import step


@step("REC-4", "REC-5", "REC-8", "SES-3", "LES-2")
def only_a_report_a_loss_or_the_timer_ends_a_request(before, step, after):
    """A requested record stays so until its report comes, its connection is lost, or time is up."""
    stays = after.record.requested | after.record.lost | after.record.forgotten
    reported = (after.record.completed | after.record.failed) & (step.event == "call.report")
    expired = after.record.stale & (step.event == "clock.tick")
    return ~before.record.requested | stays | reported | expired


@step("REC-4", "LES-2")
def a_completed_record_keeps_its_outcome(before, step, after):
    """A record that was completed stays so, whatever follows."""
    return ~before.record.completed | after.record.completed
