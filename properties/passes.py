"""What must hold between dialing passes, sweeps, and records with one number."""

from dialonce import invariant, leads_to, reachable, step


@invariant("PASS-2", "LES-3", needs=("sweep",))
def a_claimed_record_is_held_by_exactly_one_pass(s):
    """A record is claimed while one pass holds it, and two passes never hold the same one."""
    first, second = s.pass_1.keeping, s.pass_2.keeping
    return ((first | second) == s.record.claimed) & ~(first & second)


@step("PASS-1", needs=("sweep",))
def looking_at_a_record_changes_nothing(before, step, after):
    """A pass that looks leaves the record, and its request, as they are."""
    looks = (step.event == "pass_1.look") | (step.event == "pass_2.look")
    return (not looks) | ((before.record.ready == after.record.ready) & after.record.ready)


@step("PASS-1", "PASS-2", needs=("sweep",))
def a_pass_has_a_snapshot_only_from_a_look(before, step, after):
    """A pass believes in a snapshot only since it looked, whatever it claimed and handed over."""
    first = ~before.pass_1.seen & after.pass_1.seen & (step.event != "pass_1.look")
    second = ~before.pass_2.seen & after.pass_2.seen & (step.event != "pass_2.look")
    return ~(first | second)


@step("PASS-2", needs=("sweep",))
def a_claim_from_an_old_snapshot_fails(before, step, after):
    """A pass whose snapshot is no longer true gets nothing, and forgets it."""
    first = step.event == "pass_1.claim"
    claims = first or step.event == "pass_2.claim"
    mine = after.pass_1 if first else after.pass_2
    return (not claims) | before.record.ready | (mine.idle & ~after.record.ready)


@leads_to("PASS-2", needs=("sweep",))
def an_old_snapshot_is_forgotten_in_the_end(s):
    """A pass that saw a record which is not ready any more leaves it alone, and looks anew."""
    old = s.pass_1.seen & ~s.record.ready
    return old & s.session.running, ~s.pass_1.seen | ~s.session.running


@step("PASS-3", "LES-3", needs=("sweep",))
def only_the_pass_that_holds_a_record_hands_it_over(before, step, after):
    """A record becomes requested only in the hand-over of the pass that held it."""
    starts = after.record.requested & ~before.record.requested
    first = before.pass_1.holding & (step.event == "pass_1.hand_over")
    return ~starts | first | (before.pass_2.holding & (step.event == "pass_2.hand_over"))


@step("PASS-3", needs=("sweep",))
def the_mark_comes_in_the_step_of_the_request(before, step, after):
    """A request enters the wire in exactly the step that makes its record requested."""
    marks = after.record.requested & ~before.record.requested
    return (step.sent("call.request") > 0) == marks


@step("PASS-4", needs=("sweep",))
def a_sweep_takes_records_only_from_passes_that_hang(before, step, after):
    """A sweep changes no record but one whose pass hangs, and that one becomes ready."""
    hangs = before.pass_1.hanging | before.pass_2.hanging
    return (step.event != "sweep.sweep") | (after.record.ready == (before.record.ready | hangs))


@leads_to("PASS-4", "LES-8", needs=("sweep",))
def what_a_hanging_pass_keeps_is_free_again(s):
    """A record that a hanging pass keeps is held by a working one, or ready, in the end."""
    return s.pass_1.hanging, ~s.pass_1.hanging


@leads_to("PASS-2", "PASS-4", "LES-19", needs=("sweep",))
def a_ready_record_is_closed_in_the_end(s):
    """A ready record is dialed and closed in the end, unless a person stops its session."""
    return s.record.ready, s.record.closed | s.session.stopped


@reachable("PASS-1", needs=("sweep",))
def a_pass_can_hold_an_old_snapshot(s):
    """A pass can still believe in its snapshot when another one has handed the record over."""
    return s.pass_1.seen & s.record.requested


@reachable("PASS-4", needs=("sweep",))
def a_pass_can_hang_while_the_session_is_paused(s):
    """A pass can hang with a record while the connection is lost."""
    return s.pass_2.hanging & s.session.paused


@invariant("PASS-5", "LES-14", needs=("twin",))
def a_number_is_dialed_at_most_once(s):
    """The switch calls a number at most once, however many records hold it."""
    return s.call.placed + s.twin_call.placed <= 1


@reachable("PASS-5", needs=("twin",))
def either_record_of_a_number_can_be_the_one_that_is_dialed(s):
    """The second record of a number can be dialed when the first one was not claimed."""
    return s.twin.completed & s.record.ready


@reachable("PASS-1", "REC-13", needs=("sweep", "operator"))
def a_snapshot_can_be_older_than_a_reset(s):
    """A pass can hold a snapshot while another hangs, and a call from before a reset rings."""
    again = (s.operator.resets == 1) & s.call.ringing
    return again & s.pass_1.seen & s.pass_2.hanging


@reachable("REC-14", "SES-4", needs=("sweep", "operator"))
def a_reply_of_an_earlier_attempt_can_come_after_a_switchover(s):
    """An old call can end while its record is dialed anew over the backup, past a hanging pass."""
    old = s.call.ended & (s.call.earlier == 1) & s.line.on_backup
    return old & s.record.requested & s.pass_1.seen


@reachable("SES-6", "REC-11", needs=("sweep", "operator"))
def a_late_reply_can_meet_a_stopped_session(s):
    """A late result can come over the backup when a person has stopped the session."""
    return s.call.ended & s.record.stale & s.session.stopped & s.line.on_backup & s.pass_1.seen
