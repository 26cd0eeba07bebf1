"""What must hold for Genesys Administrator: each action has a connection of its own."""

from dialonce import invariant, reachable, step
from properties.openings import begins, fails

TASK = ("task",)


@invariant("GA-1", needs=TASK)
def genesys_administrator_is_connected_only_for_an_action(s):
    """Genesys Administrator has, or opens, a connection to OCS only while one is required."""
    used = s.primary_wire.used | s.backup_wire.used | s.other_wire.used
    return ~used | ~s.task.idle


@invariant("GA-1", "GA-7", "LES-13", needs=TASK)
def genesys_administrator_takes_itself_for_connected_exactly_while_it_is(s):
    """Genesys Administrator is on an OCS exactly while the network has that connection."""
    pair = s.administrator.on_primary == s.primary_wire.up
    pair &= s.administrator.on_backup == s.backup_wire.up
    return pair & (s.administrator.on_other == s.other_wire.up)


@step("GA-1", needs=TASK)
def a_connection_is_required_by_the_user_only(before, step, after):
    """Genesys Administrator begins a task only when its user acts or selects an OCS."""
    events = ("act_on_pair", "act_on_other", "select_pair", "select_other")
    by_user = step.event in tuple(f"task.{event}" for event in events)
    return ~before.task.idle | after.task.idle | by_user


@step("GA-2", needs=TASK)
def the_answer_ends_the_connection(before, step, after):
    """In the step in which the answer arrives no connection is left."""
    used = after.primary_wire.used | after.backup_wire.used | after.other_wire.used
    return (step.event != "request.answer") | ~used


@step("GA-3", needs=TASK)
def an_action_goes_to_the_selected_ocs(before, step, after):
    """An OCS is tried if the user selects it, or goes on with what was asked of it."""
    pair = begins(before, step, after, "primary") | begins(before, step, after, "backup")
    other = begins(before, step, after, "other")
    for_pair = step.event in ("task.act_on_pair", "task.select_pair")
    for_other = step.event in ("task.act_on_other", "task.select_other")
    return (~pair | before.administrator.with_pair | for_pair) & (
        ~other | before.administrator.with_other | for_other
    )


@reachable("GA-3", needs=TASK)
def an_action_can_be_carried_out_at_an_ocs_without_a_backup(s):
    """An action can be under way at the OCS that has no backup."""
    return s.administrator.on_other & s.task.acting


@step("GA-4", needs=TASK)
def the_backup_is_tried_when_the_primary_cannot_be_connected(before, step, after):
    """A try on the primary that fails is followed by one on the backup in the same step."""
    return begins(before, step, after, "backup") == fails(step, "primary")


@step("GA-4", "GA-5", needs=TASK)
def a_task_begins_at_the_selected_ocs_and_does_not_return_to_it(before, step, after):
    """The primary, or a lone OCS, is tried once for each connection that is wanted."""
    tried = before.administrator.busy & ~before.administrator.up
    again = begins(before, step, after, "primary") | begins(before, step, after, "other")
    return ~(tried & again)


@reachable("GA-4", needs=TASK)
def an_action_can_be_carried_out_at_the_backup(s):
    """An action can be under way at the backup while the primary is down."""
    return s.administrator.on_backup & s.primary.down & s.task.acting


@step("GA-5", needs=TASK)
def controls_become_unavailable_when_no_ocs_can_be_connected(before, step, after):
    """Both tries on a pair failed, or its status could not be had: its controls are unavailable."""
    ended = before.administrator.with_pair & after.task.idle & (step.event != "request.answer")
    becomes = before.pair_controls.available & after.pair_controls.unavailable
    return (~becomes | ended) & (~ended | after.pair_controls.unavailable)


@step("GA-5", needs=TASK)
def controls_of_a_lone_ocs_become_unavailable_after_its_only_try(before, step, after):
    """What holds for the controls of a pair holds for those of an OCS without a backup."""
    ended = before.administrator.with_other & after.task.idle & (step.event != "request.answer")
    becomes = before.other_controls.available & after.other_controls.unavailable
    return (~becomes | ended) & (~ended | after.other_controls.unavailable)


@reachable("GA-5", needs=TASK)
def controls_of_one_ocs_work_while_those_of_another_do_not(s):
    """An action can be under way on one OCS while the controls for another one are unavailable."""
    acts = s.task.acting & s.administrator.with_other
    return acts & s.pair_controls.unavailable


@step("GA-5", needs=TASK)
def unavailable_controls_ask_for_no_action(before, step, after):
    """An action is asked for only with controls that are available."""
    if step.event == "task.act_on_pair":
        return before.pair_controls.available
    return before.other_controls.available | (step.event != "task.act_on_other")


@step("GA-6", needs=TASK)
def controls_are_available_from_the_step_of_the_connection(before, step, after):
    """An OCS that accepts makes the controls of its groups available, and nothing else does."""
    pair = before.administrator.with_pair & after.administrator.up & ~before.administrator.up
    other = before.administrator.with_other & after.administrator.up & ~before.administrator.up
    pair_becomes = before.pair_controls.unavailable & after.pair_controls.available
    other_becomes = before.other_controls.unavailable & after.other_controls.available
    return (pair_becomes == (pair & before.pair_controls.unavailable)) & (
        other_becomes == (other & before.other_controls.unavailable)
    )


@reachable("GA-6", needs=TASK)
def unavailable_controls_can_be_tried_again(s):
    """The user can select an OCS with unavailable controls that would accept now."""
    again = s.task.seeking_status & s.administrator.with_pair
    return again & s.pair_controls.unavailable & s.primary.leading
