"""What must hold for an action of Genesys Administrator: what is sent, and what is told."""

from dialonce import leads_to, reachable, step


@step("GA-5")
def an_action_that_was_not_sent_is_told_as_not_sent(before, step, after):
    """An action is told as not sent when no OCS accepted, and then only."""
    given_up = before.task.seeking & after.task.idle
    tells = (after.task.outcome == "not sent") & (before.task.outcome != "not sent")
    return tells == given_up


@step("GA-7")
def an_action_is_sent_once_for_each_request_of_the_user(before, step, after):
    """An action is sent when an OCS accepts, and it is to be sent only since its user asked."""
    asked = step.event in ("task.act_on_pair", "task.act_on_other")
    sent = step.sent("request.start") == (before.task.seeking & after.administrator.up)
    return sent & (before.task.seeking | ~after.task.seeking | asked)


@step("GA-6", "GA-7")
def the_status_is_asked_for_when_an_ocs_accepts(before, step, after):
    """Where no action is to be sent, the status is asked for in the step of the connection."""
    connects = before.task.seeking_status & after.administrator.up
    return step.sent("request.ask_status") == connects


@step("GA-7")
def an_action_is_done_with_its_answer_and_otherwise_in_doubt(before, step, after):
    """An action that was sent is told as done when its answer arrives, and else as in doubt."""
    ends = before.task.acting & ~after.task.acting
    done = (after.task.outcome == "done") & (step.event == "request.answer")
    doubt = (after.task.outcome == "in doubt") & after.task.seeking_status
    return ~ends | done | doubt


@leads_to("GA-7", "GA-8")
def a_task_of_genesys_administrator_comes_to_an_end(s):
    """Whatever is asked of Genesys Administrator ends, with an answer or without one."""
    return ~s.task.idle, s.task.idle


@step("GA-8")
def an_answer_that_does_not_come_ends_the_connection(before, step, after):
    """When the time for an answer is over, Genesys Administrator waits no longer."""
    return (step.event != "clock.tick") | ~after.task.waiting


@step("GA-7")
def an_action_is_told_as_done_for_its_own_answer_only(before, step, after):
    """What is told of an action stays until the next one is asked for; a status changes nothing."""
    over = ~before.task.seeking & ~before.task.acting
    asked = step.event in ("task.act_on_pair", "task.act_on_other")
    return ~over | asked | (before.task.outcome == after.task.outcome)


@step("GA-7")
def a_status_after_a_break_is_asked_for_once(before, step, after):
    """If the connection breaks while a status is asked for, nothing more is asked or tried."""
    return ~before.task.asking_status | after.task.asking_status | after.task.idle


@step("GA-1", "GA-6")
def an_ocs_is_selected_without_an_action_for_its_controls_only(before, step, after):
    """Without an action Genesys Administrator connects to get unavailable controls back, only."""
    if step.event == "task.select_pair":
        return before.pair_controls.unavailable
    return before.other_controls.unavailable | (step.event != "task.select_other")


@reachable("GA-6")
def unavailable_controls_of_a_lone_ocs_can_be_tried_again(s):
    """An OCS without a backup can be selected again, even if no controls are available at all."""
    again = s.task.seeking_status & s.administrator.with_other & s.other.up
    return again & s.other_controls.unavailable & s.pair_controls.unavailable
